// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/terminalsource.h"
#include "tests/ui/uisupport.h"
#include "ui/dock/clustercolor.h"
#include "ui/dock/dock.h"
#include "ui/dock/docktabbar.h"
#include "ui/dock/terminalpane.h"
#include "ui/dock/terminaltab.h"
#include "ui/pages/terminalmenu.h"
#include "ui/terminal/terminalview.h"
#include "ui/theme/theme.h"
#include "ui/widgets/plainlabel.h"

#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QMenuBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace skep;
using namespace skep::ui;
using namespace skep::test;

namespace {

//! A far side that remembers what it got and says what the test wants.
class ScriptedSource final : public TerminalSource
{
public:
    explicit ScriptedSource(QObject *parent)
        : TerminalSource(parent)
    {
    }
    void start(int columns, int rows) override
    {
        size = {columns, rows};
        ++starts;
        say({Phase::Open});
    }
    void write(const QByteArray &bytes) override { typed += bytes; }
    void resize(int columns, int rows) override { size = {columns, rows}; }
    void acknowledge(qsizetype bytes) override { acknowledged += bytes; }
    void reconnectNow() override
    {
        ++reconnects;
        say({Phase::Open});
    }
    void close() override { say({Phase::Closed}); }
    void say(const State &state) { setState(state); }
    void show(const QByteArray &bytes) { emit received(bytes); }

    QByteArray typed;
    QSize size;
    qsizetype acknowledged = 0;
    int starts = 0;
    int reconnects = 0;
};

} // namespace

class TestDock : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { prepareApplication(); }
    void init();
    void cleanup();
    void aTerminalStartsWithItsSizeAndTypes();
    void theTabsOfAClusterStayTogether();
    void aSplitOpensTheSameNodeAgain();
    void theLastPaneTakesItsTabAlong();
    void whatIsTypedReachesAllThatTakePart();
    void aBroadcastAsksBeforeAPaste();
    void answersOfATerminalAreNotBroadcast();
    void theStateOfTheConnectionIsTold_data();
    void theStateOfTheConnectionIsTold();
    void aLogKeepsWhatComes();
    void severalNodesOpenSideBySide();
    void theWindowsKeysAreLeftToIt();
    void looks();

private:
    TerminalOrigin origin(const QString &name, const QString &cluster = u"hive"_s);
    void settle() const { QTest::qWait(80); } // the view tells its size after 50 ms
    DockTabBar *tabs() const { return m_dock->findChild<DockTabBar *>(); }
    TerminalPane *pane(int i) const { return m_dock->currentTerminals()->panes().at(i); }

    std::unique_ptr<Dock> m_dock;
    QList<ScriptedSource *> m_sources;
};

void TestDock::init()
{
    m_sources.clear();
    m_dock = std::make_unique<Dock>();
    m_dock->resize(1000, 400);
    m_dock->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_dock.get()));
}

void TestDock::cleanup()
{
    m_dock.reset();
}

TerminalOrigin TestDock::origin(const QString &name, const QString &cluster)
{
    const auto role = name.contains(u"manager"_s) ? cluster::MachineRole::Manager
        : name.contains(u"consul"_s)              ? cluster::MachineRole::ConsulServer
                                                  : cluster::MachineRole::Worker;
    return {cluster, cluster, name, role, [this](QObject *parent) {
                m_sources << new ScriptedSource(parent);
                return m_sources.constLast();
            }};
}

void TestDock::aTerminalStartsWithItsSizeAndTypes()
{
    QSignalSpy opened(m_dock.get(), &Dock::opened);
    m_dock->openTerminal(origin(u"hive-worker-1"_s));
    QCOMPARE(opened.size(), 1);
    settle();
    ScriptedSource *source = m_sources.constFirst();
    QCOMPARE(source->starts, 1);
    QCOMPARE(source->size, QSize(pane(0)->view()->columns(), pane(0)->view()->rows()));
    QVERIFY(source->size.width() > 80);
    QVERIFY(pane(0)->view()->hasFocus());
    QTest::keyClicks(pane(0)->view(), u"uptime"_s);
    QTest::keyClick(pane(0)->view(), Qt::Key_Return);
    QCOMPARE(source->typed, "uptime\r");
    source->show("10:24 up 3 days\r\n");
    QTRY_VERIFY(pane(0)->view()->visibleText().contains(u"10:24 up 3 days"_s));
    QTRY_COMPARE(source->acknowledged, qsizetype(17));
}

void TestDock::theTabsOfAClusterStayTogether()
{
    m_dock->openTerminal(origin(u"hive-worker-1"_s, u"hive"_s));
    m_dock->openTerminal(origin(u"moss-worker-1"_s, u"moss"_s));
    m_dock->openTerminal(origin(u"hive-worker-2"_s, u"hive"_s));
    QCOMPARE(tabs()->tabText(0), u"hive-worker-1"_s);
    QCOMPARE(tabs()->tabText(1), u"hive-worker-2"_s);
    QCOMPARE(tabs()->tabText(2), u"moss-worker-1"_s);
    QCOMPARE(tabs()->currentIndex(), 1);
    QVERIFY(tabs()->tabData(0) == tabs()->tabData(1));
    QVERIFY(tabs()->tabData(0) != tabs()->tabData(2));
    m_dock->closeCluster(u"hive"_s);
    QCOMPARE(m_dock->count(), 1);
    QCOMPARE(tabs()->tabText(0), u"moss-worker-1"_s);
}

void TestDock::aSplitOpensTheSameNodeAgain()
{
    m_dock->openTerminal(origin(u"hive-worker-1"_s));
    m_dock->split(Qt::Horizontal);
    m_dock->split(Qt::Vertical);
    settle();
    QCOMPARE(m_sources.size(), 3);
    QCOMPARE(m_dock->currentTerminals()->panes().size(), 3);
    QCOMPARE(tabs()->tabText(0), u"hive-worker-1  +2"_s);
    for (int i = 0; i < 3; ++i) {
        QVERIFY(pane(i)->isVisible());
        QVERIFY(pane(i)->width() > 200);
        QCOMPARE(m_sources[i]->starts, 1);
    }
    QVERIFY(pane(2)->y() > pane(1)->y()
            || pane(2)->mapToGlobal(QPoint()).y() > pane(1)->mapToGlobal(QPoint()).y());
    QTest::keyClicks(pane(2)->view(), u"x"_s);
    QCOMPARE(m_sources[2]->typed, "x");
    m_dock->focusNeighbour(1);
    QVERIFY(pane(0)->view()->hasFocus());
}

void TestDock::theLastPaneTakesItsTabAlong()
{
    QSignalSpy emptied(m_dock.get(), &Dock::emptied);
    m_dock->openTerminal(origin(u"hive-worker-1"_s));
    m_dock->split(Qt::Horizontal);
    m_dock->split(Qt::Vertical);
    m_dock->closePane();
    m_dock->closePane();
    QCOMPARE(m_dock->currentTerminals()->panes().size(), 1);
    QVERIFY(pane(0)->isVisible());
    m_dock->closePane();
    QCOMPARE(m_dock->count(), 0);
    QCOMPARE(emptied.size(), 1);
}

void TestDock::whatIsTypedReachesAllThatTakePart()
{
    m_dock->openTerminals(
        {origin(u"hive-worker-1"_s), origin(u"hive-worker-2"_s), origin(u"hive-worker-3"_s)});
    settle();
    QTest::keyClicks(pane(0)->view(), u"a"_s);
    m_dock->toggleBroadcast();
    pane(2)->setTakesPart(false);
    QCOMPARE(m_dock->currentTerminals()->receivers(), 2);
    QTest::keyClicks(pane(0)->view(), u"b"_s);
    m_sources[1]->show("\x1b[?1h"); // another mode: its own kind of cursor keys
    QTest::qWait(30);
    QTest::keyClick(pane(0)->view(), Qt::Key_Up);
    QTest::keyClicks(pane(2)->view(), u"c"_s); // takes no part, so it is alone
    m_dock->toggleBroadcast();
    QTest::keyClicks(pane(1)->view(), u"d"_s);
    QCOMPARE(m_sources[0]->typed, "ab\x1b[A");
    QCOMPARE(m_sources[1]->typed, "b\x1bOAd");
    QCOMPARE(m_sources[2]->typed, "c");
}

void TestDock::aBroadcastAsksBeforeAPaste()
{
    m_dock->openTerminals({origin(u"hive-worker-1"_s), origin(u"hive-worker-2"_s)});
    settle();
    m_dock->toggleBroadcast();
    QGuiApplication::clipboard()->setText(u"reboot"_s);
    pane(0)->view()->paste();
    QTest::qWait(30);
    QCOMPARE(m_sources[0]->typed, QByteArray());
    QCOMPARE(m_sources[1]->typed, QByteArray());
}

void TestDock::answersOfATerminalAreNotBroadcast()
{
    m_dock->openTerminals({origin(u"hive-worker-1"_s), origin(u"hive-worker-2"_s)});
    settle();
    m_dock->toggleBroadcast();
    m_sources[0]->show("\x1b[5n");
    QTRY_COMPARE(m_sources[0]->typed, QByteArray("\x1b[0n"));
    QCOMPARE(m_sources[1]->typed, QByteArray());
}

void TestDock::theStateOfTheConnectionIsTold_data()
{
    using Phase = TerminalSource::Phase;
    QTest::addColumn<int>("phase");
    QTest::addColumn<QString>("message");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QString>("said");
    QTest::addColumn<QString>("action");
    QTest::newRow("connecting") << int(Phase::Connecting) << QString() << -1
                                << u"Connecting to hive-worker-1 …"_s << QString();
    QTest::newRow("waiting") << int(Phase::Waiting) << u"The connection was lost."_s << -1
                             << u"The connection was lost. Trying again in"_s << u"Reconnect now"_s;
    QTest::newRow("ended") << int(Phase::Closed) << QString() << 3 << u"The shell has ended with code 3."_s
                           << u"Open again"_s;
    QTest::newRow("refused") << int(Phase::Closed) << u"Another host key is there."_s << -1
                             << u"Another host key is there."_s << u"Open again"_s;
    QTest::newRow("hostile") << int(Phase::Closed) << u"<b>you</b> were <a href='x'>hacked</a>"_s << -1
                             << u"<b>you</b> were <a href='x'>hacked</a>"_s << u"Open again"_s;
}

void TestDock::theStateOfTheConnectionIsTold()
{
    QFETCH(int, phase);
    QFETCH(QString, message);
    QFETCH(int, exitCode);
    QFETCH(QString, said);
    QFETCH(QString, action);
    m_dock->openTerminal(origin(u"hive-worker-1"_s));
    settle();
    auto *bar = pane(0)->findChild<QWidget *>(u"PaneState"_s);
    QVERIFY(!bar->isVisible());
    TerminalSource::State state{TerminalSource::Phase(phase), message};
    state.nextAttempt = QDateTime::currentDateTimeUtc().addSecs(4);
    if (exitCode >= 0)
        state.exitCode = exitCode;
    m_sources[0]->say(state);
    QVERIFY(bar->isVisible());
    QVERIFY2(bar->findChild<PlainLabel *>()->text().startsWith(said),
             qPrintable(bar->findChild<PlainLabel *>()->text()));
    QCOMPARE(bar->findChild<PlainLabel *>()->textFormat(), Qt::PlainText);
    QTest::keyClicks(pane(0)->view(), u"lost"_s);
    QCOMPARE(m_sources[0]->typed, QByteArray()); // nobody is there to read it
    auto *again = bar->findChild<QPushButton *>();
    QCOMPARE(again->isVisible() ? again->text() : QString(), action);
    if (action.isEmpty())
        return;
    QTest::mouseClick(again, Qt::LeftButton);
    QCOMPARE(m_sources[0]->reconnects, 1);
    QVERIFY(!bar->isVisible());
}

void TestDock::aLogKeepsWhatComes()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"worker.log"_s);
    m_dock->openTerminal(origin(u"hive-worker-1"_s));
    settle();
    m_sources[0]->show("before\r\n");
    pane(0)->startLog(path);
    QCOMPARE(tabs()->tabText(0), u"● hive-worker-1"_s);
    m_sources[0]->show("\x1b[32mlogged\x1b[m\r\n");
    pane(0)->stopLog();
    m_sources[0]->show("after\r\n");
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), "\x1b[32mlogged\x1b[m\r\n");
    QCOMPARE(file.permissions()
                 & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther),
             QFile::Permissions());
    pane(0)->startLog(folder.path() + u"/no/such/folder.log"_s);
    QVERIFY(pane(0)->findChild<QWidget *>(u"PaneState"_s)->isVisible());
    QVERIFY(!pane(0)->isLogging());
}

void TestDock::severalNodesOpenSideBySide()
{
    QList<TerminalOrigin> nodes;
    for (int i = 1; i <= 5; ++i)
        nodes << origin(u"hive-worker-%1"_s.arg(i));
    m_dock->openTerminals(nodes);
    settle();
    QCOMPARE(m_dock->currentTerminals()->panes().size(), 5);
    QCOMPARE(m_dock->count(), 1);
    for (int i = 0; i < 5; ++i) {
        QCOMPARE(pane(i)->origin().name, nodes[i].name);
        QVERIFY(pane(i)->height() > 100);
    }
}

void TestDock::theWindowsKeysAreLeftToIt()
{
    QMenuBar bar;
    addTerminalMenu(&bar, m_dock.get());
    auto *menu = bar.addMenu(u"Other"_s);
    menu->addAction(u"Refresh"_s, QKeySequence(Qt::Key_F5), this, [] {});
    menu->addAction(u"Prove"_s, QKeySequence(Qt::CTRL | Qt::Key_P), this, [] {});
    const auto keys = shortcutsOf(&bar);
    QVERIFY(keys.contains(QKeySequence(u"Ctrl+Shift+T"_s)));
    QVERIFY(keys.contains(QKeySequence(u"Ctrl+PgDown"_s)));
    QVERIFY(!keys.contains(QKeySequence(Qt::Key_F5))); // htop's
    QVERIFY(!keys.contains(QKeySequence(Qt::CTRL | Qt::Key_P))); // the shell's history
    QVERIFY(!keys.contains(QKeySequence(u"Ctrl+J"_s)));
}

void TestDock::looks()
{
    const QByteArray prompt = "\x1b[1;32mroot@%1\x1b[m:\x1b[1;34m~\x1b[m# ";
    const auto fill = [&](int i, const QByteArray &name) {
        QByteArray text = prompt;
        text.replace("%1", name);
        m_sources[i]->show(
            text + "uptime\r\n 10:24:07 up 3 days,  2:11,  1 user,  load average: 0.08, 0.03, 0.01\r\n"
            + text);
    };
    m_dock->openTerminal(origin(u"moss-consul-1"_s, u"moss"_s));
    m_dock->openTerminals({origin(u"hive-manager-1"_s), origin(u"hive-worker-1"_s),
                           origin(u"hive-worker-2"_s), origin(u"hive-worker-3"_s)});
    settle();
    for (int i = 1; i <= 4; ++i)
        fill(i, pane(i - 1)->origin().name.toUtf8());
    QTest::qWait(60);
    shot(m_dock.get(), u"dock-split"_s, {1032, 420});
    m_dock->toggleBroadcast();
    pane(3)->setTakesPart(false);
    m_sources[2]->say({TerminalSource::Phase::Waiting,
                       u"The connection to hive-worker-1 was lost."_s,
                       {},
                       QDateTime::currentDateTimeUtc().addSecs(8)});
    QTest::qWait(60);
    shot(m_dock.get(), u"dock-broadcast"_s, {1032, 420});
    theme::apply(theme::Mode::Dark);
    QTest::qWait(60);
    shot(m_dock.get(), u"dock-broadcast-dark"_s, {1032, 420});
    theme::apply(theme::Mode::Light);
}

QTEST_MAIN(TestDock)
#include "tst_dock.moc"
