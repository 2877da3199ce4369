// SPDX-License-Identifier: GPL-3.0-or-later
// The table of own servers, filled by a real look at real sshds: what it asks, what it gives on, and how it
// looks.
#include "tests/support/sshdfixture.h"
#include "tests/ui/uisupport.h"
#include "ui/servers/serverprobeview.h"
#include "ui/theme/theme.h"
#include "ui/widgets/plainlabel.h"

#include <QDir>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace skep;
using namespace skep::test;
using namespace skep::ui;
using cluster::ProbeStage;

class tst_ServerProbeView : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_home;
    SshdFixture m_known;
    SshdFixture m_unknown;
    SshdFixture m_locked;
    std::unique_ptr<cluster::ServerLook> m_look;
    std::unique_ptr<ServerProbeView> m_view;

    void put(const QString &name, const QByteArray &bytes)
    {
        QVERIFY(QDir().mkpath(m_home.filePath(u".ssh"_s)));
        QFile file(m_home.filePath(u".ssh/"_s + name));
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::WriteOwner));
        QCOMPARE(file.write(bytes), bytes.size());
    }
    static QByteArray entry(const QByteArray &alias, const SshdFixture &sshd, const QByteArray &key = "user")
    {
        return "Host " + alias + "\n HostName 127.0.0.1\n Port " + QByteArray::number(sshd.port())
            + "\n User " + sshd.target().user.toUtf8() + "\n IdentityAgent none\n IdentityFile "
            + sshd.folder().toUtf8() + '/' + key + '\n';
    }
    static QByteArray known(const SshdFixture &sshd)
    {
        return "[127.0.0.1]:" + QByteArray::number(sshd.port()) + ' ' + sshd.hostKey() + '\n';
    }
    void open(const QStringList &servers)
    {
        m_view.reset();
        m_look = std::make_unique<cluster::ServerLook>();
        m_view = std::make_unique<ServerProbeView>(m_look.get());
        lookAt(servers);
    }
    void lookAt(const QStringList &servers)
    {
        cluster::ClusterSpec spec;
        for (const QString &server : servers)
            spec.servers.append({server});
        QVERIFY(m_look->start(spec,
                              {m_home.filePath(u".ssh/config"_s), {}, m_home.path(), m_known.target().user}));
        QVERIFY(m_look->isRunning());
        settle();
    }
    const cluster::ServerReport &report(int row) const { return m_look->reports().at(row); }
    QTableView *table() const { return m_view->findChild<QTableView *>(); }
    QPushButton *deed() const { return m_view->findChild<QPushButton *>(u"ProbeDeed"_s); }
    QLineEdit *answer() const { return m_view->findChild<QLineEdit *>(u"ProbeAnswer"_s); }
    QString text(const QString &name) const { return m_view->findChild<PlainLabel *>(name)->text(); }
    void choose(int row) const { table()->setCurrentIndex(table()->model()->index(row, 0)); }
    void settle() const { QTRY_VERIFY_WITH_TIMEOUT(!m_look->isRunning(), 60'000); }

private slots:
    void initTestCase()
    {
        if (const QString missing = SshdFixture::missing(); !missing.isEmpty())
            QSKIP(qPrintable(missing));
        prepareApplication();
        const QString key = m_locked.makeProtectedKey(u"locked"_s, u"open sesame"_s, {u"-t"_s, u"ed25519"_s});
        QVERIFY(m_known.start() && m_unknown.start()
                && m_locked.start({u"AuthorizedKeysFile "_s + key + u".pub"_s}));
        put(u"known_hosts"_s,
            known(m_known) + known(m_locked) + "[127.0.0.1]:1 " + m_known.otherHostKey() + '\n');
        put(u"config"_s,
            entry("web-1", m_known) + entry("web-2", m_unknown) + entry("web-3", m_locked, "locked")
                + "Host tunnel\n ProxyCommand nc %h %p\n");
    }
    void cleanup()
    {
        m_view.reset();
        m_look.reset();
    }
    void cleanupTestCase()
    {
        m_known.stop();
        m_unknown.stop();
        m_locked.stop();
    }

    void oneServerThatIsReady()
    {
        open({u"web-1"_s});
        QVERIFY(report(0).target);
        QCOMPARE(m_look->isGood(), report(0).isUsable());
    }
    void noKeyIsTrustedByReturn()
    {
        open({u"web-2"_s});
        m_view->show();
        deed()->setFocus();
        lookAt({u"web-2"_s});
        QVERIFY(deed()->isVisible());
        QCOMPARE(m_view->focusWidget(), table());
    }
    void questionsAreAnsweredInPlace()
    {
        open({u"web-1"_s, u"web-2"_s, u"web-3"_s, u"tunnel"_s});
        m_view->show();
        choose(1);
        QVERIFY(deed()->isVisible() && deed()->isEnabled());
        QVERIFY(!answer()->isVisible());
        QVERIFY2(text(u"ProbeSentence"_s).contains("SHA256:"_L1), qPrintable(text(u"ProbeSentence"_s)));
        deed()->click();
        settle();
        QVERIFY(report(1).target);
        QVERIFY(!report(1).target->pinnedHostKey.isEmpty());

        choose(2);
        QVERIFY(answer()->isVisible());
        QCOMPARE(answer()->echoMode(), QLineEdit::Password);
        QTest::keyClicks(answer(), u"wrong"_s);
        QTest::keyClick(answer(), Qt::Key_Return);
        QVERIFY(answer()->text().isEmpty());
        settle();
        choose(2);
        QVERIFY2(text(u"ProbeSentence"_s).contains("wrong"_L1), qPrintable(text(u"ProbeSentence"_s)));
        QTest::keyClicks(answer(), u"open sesame"_s);
        deed()->click();
        settle();
        QVERIFY(report(2).target);

        choose(3);
        QVERIFY(!deed()->isVisible() && !answer()->isVisible()); // nothing to answer: Skep runs no program
        QVERIFY(text(u"ProbeSentence"_s).contains("ProxyCommand"_L1));

        // What was answered counts for the next look.
        lookAt({u"web-3"_s, u"web-2"_s});
        QVERIFY(report(0).target && report(1).target);
        QCOMPARE(m_look->answers().size(), 1);
        lookAt({u"web-1"_s});
        QCOMPARE(m_look->answers().size(), 0); // it does not lead there
    }
    void everyCellCanBeRead()
    {
        open({u"web-1"_s, u"tunnel"_s});
        const auto *model = table()->model();
        for (int row = 0; row < model->rowCount(); ++row) {
            for (int column = 1; column < model->columnCount(); ++column) {
                const auto index = model->index(row, column);
                const QString spoken = index.data(Qt::AccessibleTextRole).toString();
                QVERIFY2(spoken.startsWith(model->index(row, 0).data().toString() + u", "_s),
                         qPrintable(spoken));
                QVERIFY(spoken.contains(model->headerData(column, Qt::Horizontal).toString()));
            }
        }
        table()->setCurrentIndex(model->index(0, 1 + int(ProbeStage::HostKey)));
        QVERIFY(text(u"ProbeSentence"_s).startsWith("SHA256:"_L1));
    }
    void pictures_data()
    {
        QTest::addColumn<bool>("isDark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }
    void pictures()
    {
        QFETCH(bool, isDark);
        theme::apply(isDark ? theme::Mode::Dark : theme::Mode::Light);
        const auto name = [isDark](const QString &what) {
            return u"servers-%1-%2"_s.arg(what, isDark ? u"dark"_s : u"light"_s);
        };
        QStringList servers{
            u"web-1"_s,       u"web-2"_s,
            u"web-3"_s,       u"tunnel"_s,
            u"127.0.0.1:1"_s, u"a-server-with-quite-a-long-name.in-a-far-away.data-centre.invalid"_s};
        for (int i = 6; i < 20; ++i)
            servers.append(u"root@127.0.0.1:%1"_s.arg(i));
        open(servers);
        QVERIFY(!shot(m_view.get(), name(u"many"_s), {940, 640}).isNull());
        for (int row : {0, 1, 2, 3}) {
            choose(row);
            shot(m_view.get(), name(u"row-%1"_s.arg(row)), {940, 460});
        }
        QVERIFY(m_view->sizeHint().width() <= 940);
        m_view.reset();
        theme::apply(theme::Mode::Light);
    }
};

QTEST_MAIN(tst_ServerProbeView)
#include "tst_serverprobeview.moc"
