// SPDX-License-Identifier: GPL-3.0-or-later
// What a person with three servers does in the window, by its own widgets. Run by test_own_servers.py, whose
// servers ask for a password by sudo; two are behind the first.
#include "app/skep/application.h"
#include "tests/ui/uisupport.h"
#include "ui/servers/serverswizard.h"
#include "ui/theme/theme.h"
#include "ui/widgets/plainlabel.h"

#include <QAction>
#include <QCheckBox>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStandardPaths>
#include <QTableView>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace skep;
using namespace skep::ui;
using cluster::LiveState;
using cluster::Phase;

namespace {
constexpr int soon = 60'000;
constexpr int later = 180'000; // machines become a cluster
} // namespace

class ServersWindow : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void serversAreLookedAt();
    void theReviewSaysWhatWillBe();
    void theyBecomeACluster();
    void cleanup();

private:
    template <typename Widget>
    Widget *in(const QString &name) const
    {
        return m_wizard->findChild<Widget *>(name);
    }
    void press(const QString &name) const
    {
        auto *button = in<QPushButton>(name);
        QVERIFY2(button && button->isVisible() && button->isEnabled(), qPrintable(name));
        QTest::mouseClick(button, Qt::LeftButton);
    }
    void settle() const { QTRY_VERIFY_WITH_TIMEOUT(in<QPushButton>(u"LookAtServers"_s)->isEnabled(), soon); }
    QString said(const QString &label) const { return in<PlainLabel>(label)->text(); }
    void picture(const QString &name) const
    {
        QWidget *widget = m_wizard ? static_cast<QWidget *>(m_wizard) : m_app->window();
        test::shot(widget, u"servers-"_s + name, widget->size());
    }

    std::unique_ptr<app::Application> m_app;
    QPointer<ServersWizard> m_wizard;
};

void ServersWindow::initTestCase()
{
    theme::apply(theme::Mode::Light);
    m_app = std::make_unique<app::Application>(
        app::Options{}, QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/skep"_s);
    m_app->window()->resize(1280, 800);
    m_app->show();
    const auto actions = m_app->window()->findChildren<QAction *>();
    const auto entry = std::find_if(actions.begin(), actions.end(), [](const QAction *each) {
        return each->text().contains("own servers"_L1);
    });
    QVERIFY(entry != actions.end());
    (*entry)->trigger();
    m_wizard = m_app->window()->findChild<ServersWizard *>();
    QVERIFY(m_wizard);
}

void ServersWindow::cleanup()
{
    if (QTest::currentTestFailed())
        picture(u"failed"_s);
}

void ServersWindow::serversAreLookedAt()
{
    QElapsedTimer timer;
    timer.start();
    QMenu *known = in<QPushButton>(u"KnownServers"_s)->menu();
    emit known->aboutToShow();
    QCOMPARE(known->actions().size(), 3); // as the ssh configuration has them
    for (int i = 0; i < 3; ++i)
        known->actions().at(i)->trigger();
    QCOMPARE(in<QPlainTextEdit>(u"servers"_s)->toPlainText(), u"north\nmiddle\nsouth"_s);
    in<QLineEdit>(u"name"_s)->setText(u"window"_s);
    QVERIFY(!in<QPushButton>(u"ServersNext"_s)->isEnabled());
    press(u"LookAtServers"_s);
    settle();
    auto *answer = in<QLineEdit>(u"ProbeAnswer"_s);
    QTRY_VERIFY_WITH_TIMEOUT(answer->isVisible(), soon); // led to the first that asks
    qInfo("looked at, with what sudo asks: %.1f s", double(timer.elapsed()) / 1000);
    picture(u"asks"_s);
    QVERIFY2(said(u"ProbeSummary"_s).startsWith("0 of 3"_L1), qPrintable(said(u"ProbeSummary"_s)));

    auto *forAll = in<QCheckBox>(u"ProbeForAll"_s);
    QVERIFY(forAll->isVisible() && forAll->isChecked());
    forAll->setChecked(false);
    QTest::keyClicks(answer, u"not this"_s);
    QTest::keyClick(answer, Qt::Key_Return);
    settle();
    QVERIFY2(said(u"ProbeSentence"_s).contains("does not accept"_L1), qPrintable(said(u"ProbeSentence"_s)));
    QVERIFY(m_wizard && !in<QPushButton>(u"ServersNext"_s)->isEnabled());
    picture(u"wrong"_s);

    forAll->setChecked(true);
    QTest::keyClicks(answer, qEnvironmentVariable("SKEP_WINDOW_PASSWORD"));
    QTest::keyClick(answer, Qt::Key_Return);
    settle();
    QVERIFY2(said(u"ProbeSummary"_s).startsWith("All 3"_L1), qPrintable(said(u"ProbeSummary"_s)));
    picture(u"good"_s);

    press(u"LookAtServers"_s); // what was answered is not asked again
    settle();
    QVERIFY2(said(u"ProbeSummary"_s).startsWith("All 3"_L1), qPrintable(said(u"ProbeSummary"_s)));
    QVERIFY(!answer->isVisible());
}

void ServersWindow::theReviewSaysWhatWillBe()
{
    press(u"ServersNext"_s);
    QTRY_VERIFY_WITH_TIMEOUT(in<QPushButton>(u"ServersNext"_s)->isEnabled(), soon);
    picture(u"review"_s);
    const auto tables = m_wizard->findChildren<QTableView *>();
    const auto machines = std::find_if(tables.begin(), tables.end(), [](const QTableView *each) {
        return each->isVisible() && each->accessibleName() == "Machines"_L1;
    });
    QVERIFY(machines != tables.end());
    for (int row = 0; row < 3; ++row)
        QCOMPARE((*machines)->model()->index(row, 0).data().toString(),
                 QStringList({u"north"_s, u"middle"_s, u"south"_s}).at(row));
}

void ServersWindow::theyBecomeACluster()
{
    QElapsedTimer timer;
    timer.start();
    press(u"ServersNext"_s);
    QTRY_VERIFY_WITH_TIMEOUT(m_app->workspace()->cluster(u"window"_s), soon);
    const cluster::Cluster *made = m_app->workspace()->cluster(u"window"_s);
    QTRY_VERIFY2_WITH_TIMEOUT(made->phase() == Phase::Ready, qPrintable(made->error().message), later);
    QTRY_COMPARE_WITH_TIMEOUT(made->store()->liveState(), LiveState::Live, soon);
    QTRY_COMPARE_WITH_TIMEOUT(made->store()->overview().nodesReady, 3, soon);
    qInfo("a live dashboard: %.1f s", double(timer.elapsed()) / 1000);
    QTest::qWait(1500);
    m_wizard = nullptr;
    picture(u"dashboard"_s);
}

QTEST_MAIN(ServersWindow)
#include "serverswindow.moc"
