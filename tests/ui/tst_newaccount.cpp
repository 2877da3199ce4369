// SPDX-License-Identifier: GPL-3.0-or-later
// A new account: the projects that its key sees, and the secrets of docker-machine that can go afterwards.
#include "tests/ui/uisupport.h"
#include "ui/pages/accountdialog.h"
#include "ui/theme/theme.h"
#include "ui/ways/scrubdialog.h"
#include "ui/widgets/fieldrow.h"
#include "ui/widgets/messagebar.h"

#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace skep;
using namespace skep::ui;
using namespace skep::test;

class TestNewAccount : public QObject
{
    Q_OBJECT

    QTemporaryDir m_store;

    QString path(const QString &name) const
    {
        return m_store.filePath(u"machines/%1/config.json"_s.arg(name));
    }
    void put(const QString &name, const QByteArray &bytes) const
    {
        QVERIFY(QDir().mkpath(QFileInfo(path(name)).absolutePath()));
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(bytes);
    }
    QByteArray content(const QString &name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    static QByteArray machine(const QByteArray &key)
    {
        QByteArray config = "{'ConfigVersion':3,'DriverName':'exoscale','Driver':{'IPAddress':'192.0.2.10',"
                            "'ApiKey':'KEY','ApiSecretKey':'hush hush','Password':'of the machine'}}";
        return config.replace('\'', '"').replace("KEY", key);
    }

private slots:
    void initTestCase() { prepareApplication(); }

    void projectsAreOfferedAtTheirField()
    {
        QStringList asked;
        AccountDialog dialog([](const cluster::Account &, const SecretPtr &) { return ready<>({}); });
        dialog.setProjects([&](const cluster::Account &account, const SecretPtr &secret) {
            asked << account.apiKey + u' ' + account.project;
            return secret->isEmpty() || account.apiKey == "wrong"_L1
                ? ready<QStringList>(fail(ErrorCode::Auth, u"refused"_s))
                : ready<QStringList>(QStringList{u"apiary"_s, u"web shop"_s});
        });
        dialog.show();
        QVERIFY(QTest::qWaitForWindowActive(&dialog));
        dialog.findChild<QComboBox *>(u"AccountKind"_s)->setCurrentIndex(1);
        auto *project = dialog.findChild<QLineEdit *>(u"AccountProject"_s);
        auto *row = qobject_cast<FieldRow *>(project->parentWidget());
        project->setFocus();
        QCOMPARE(asked, QStringList()); // without a key there is nobody to ask for
        dialog.findChild<QLineEdit *>(u"AccountEndpoint"_s)
            ->setText(u"https://cloud.example.org/client/api"_s);
        auto *key = dialog.findChild<QLineEdit *>(u"AccountKey"_s);
        key->setText(u"wrong"_s);
        dialog.findChild<QLineEdit *>(u"AccountSecret"_s)->setText(u"hush"_s);
        key->setFocus();
        project->setFocus();
        QTRY_COMPARE(asked, QStringList{u"wrong "_s});
        key->setText(u"right"_s);
        key->setFocus();
        project->setFocus();
        QTRY_COMPARE(asked.size(), 2);
        const auto says = [&](const QString &words) {
            const auto labels = row->findChildren<QLabel *>();
            return std::any_of(labels.begin(), labels.end(),
                               [&](QLabel *label) { return label->text().contains(words); });
        };
        QTRY_VERIFY(says(u"apiary, web shop"_s));
        project->setText(u"apiary"_s);
        shot(&dialog, u"account-projects"_s, dialog.sizeHint());
        key->setFocus();
        project->setFocus();
        QTest::qWait(50);
        QCOMPARE(asked.size(), 2); // the same key is not asked for again
    }

    void secretsInPlainTextCanGo()
    {
        put(u"master-with-a-long-name-that-nobody-would-type-by-hand"_s, machine("EXOmine"));
        put(u"node-1"_s, machine("EXOmine"));
        put(u"other"_s, machine("EXOother"));
        const QByteArray before = content(u"other"_s);
        qputenv("MACHINE_STORAGE_PATH", m_store.path().toUtf8());
        QWidget window;
        window.resize(900, 600);
        window.show();
        offerScrubbing(u"EXOnobody"_s, &window);
        offerScrubbing(u"EXOmine"_s, &window);
        QDialog *dialog = nullptr;
        QTRY_VERIFY((dialog = window.findChild<QDialog *>(u"Scrub"_s)) != nullptr);
        QCOMPARE(window.findChildren<QDialog *>(u"Scrub"_s).size(), 1);
        shot(dialog, u"scrub"_s, {620, 420});
        theme::apply(theme::Mode::Dark);
        shot(dialog, u"scrub-dark"_s, {620, 420});
        theme::apply(theme::Mode::Light);
        QVERIFY(content(u"node-1"_s).contains("hush hush")); // nothing before a person says so
        QTest::mouseClick(dialog->findChild<QPushButton *>(u"Deed"_s), Qt::LeftButton);
        auto *bar = dialog->findChild<MessageBar *>();
        QTRY_VERIFY(bar->isVisible());
        QVERIFY2(bar->text().contains(u'2'), qPrintable(bar->text()));
        shot(dialog, u"scrub-done"_s, {620, 420});
        QVERIFY(!content(u"node-1"_s).contains("hush") && content(u"node-1"_s).contains("EXOmine"));
        QCOMPARE(content(u"other"_s), before);
        delete dialog;
        // What cannot be written stays, and is said.
        put(u"node-1"_s, machine("EXOmine"));
        offerScrubbing(u"EXOmine"_s, &window);
        QTRY_VERIFY((dialog = window.findChild<QDialog *>(u"Scrub"_s)) != nullptr);
        put(u"node-1"_s, "{\"ConfigVersion\":3");
        QTest::mouseClick(dialog->findChild<QPushButton *>(u"Deed"_s), Qt::LeftButton);
        bar = dialog->findChild<MessageBar *>();
        QTRY_VERIFY(bar->isVisible());
        QVERIFY2(bar->text().contains(u"node-1"_s), qPrintable(bar->text()));
        qunsetenv("MACHINE_STORAGE_PATH");
    }
};

QTEST_MAIN(TestNewAccount)
#include "tst_newaccount.moc"
