// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/atomicfile.h"
#include "core/cluster/docklayout.h"
#include "core/ssh/terminalsource.h"
#include "tests/ui/uisupport.h"
#include "ui/dock/clustercolor.h"
#include "ui/dock/dock.h"
#include "ui/dock/docktabbar.h"
#include "ui/dock/goneterminal.h"
#include "ui/dock/terminalpane.h"
#include "ui/dock/terminaltab.h"
#include "ui/pages/terminalmenu.h"
#include "ui/terminal/terminalview.h"
#include "ui/theme/theme.h"
#include "ui/widgets/confirmdialog.h"
#include "ui/widgets/plainlabel.h"

#include <QCheckBox>
#include <QClipboard>
#include <QDropEvent>
#include <QGuiApplication>
#include <QMenuBar>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QSplitter>
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
        say({isSlow ? Phase::Connecting : Phase::Open});
    }
    void write(const QByteArray &bytes) override { typed += bytes; }
    void resize(int columns, int rows) override
    {
        size = {columns, rows};
        ++resizes;
    }
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
    int resizes = 0;
    bool isSlow = false;
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
    void theSizeStaysWhileItConnects();
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
    void tabsComeBackAsTheyWere();
    void aHiddenTabConnectsWhenItIsShown();
    void aNodeThatIsGoneSaysSo();
    void aBadFileOpensNothing_data();
    void aBadFileOpensNothing();
    void theBellOfAHiddenTabIsMarked();
    void theTitleOfTheFarSideIsInTheTab_data();
    void theTitleOfTheFarSideIsInTheTab();
    void droppedTextIsPasted();
    void aFullScreenProgramIsNotClosedByAccident();
    void manyTabsAndLongNames();
    void looks();

private:
    Dock::Restorer restorer();
    TerminalOrigin origin(const QString &name, const QString &cluster = u"hive"_s);
    void settle() const { QTest::qWait(80); } // the view tells its size after 50 ms
    DockTabBar *tabs() const { return m_dock->findChild<DockTabBar *>(); }
    TerminalPane *pane(int i) const { return m_dock->currentTerminals()->panes().at(i); }

    std::unique_ptr<Dock> m_dock;
    QList<ScriptedSource *> m_sources;
    bool m_isSlow = false; //!< what is opened connects until the test says otherwise
};

void TestDock::init()
{
    m_sources.clear();
    m_isSlow = false;
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
    return {cluster,
            cluster,
            name,
            role,
            [this](QObject *parent) {
                m_sources << new ScriptedSource(parent);
                m_sources.constLast()->isSlow = m_isSlow;
                return m_sources.constLast();
            },
            name};
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

//! A program that draws when its window changes may lose what is typed meanwhile.
void TestDock::theSizeStaysWhileItConnects()
{
    m_isSlow = true;
    m_dock->openTerminal(origin(u"hive-worker-"_s + QString(u"of-the-north-"_s).repeated(8)));
    settle();
    ScriptedSource *source = m_sources.constFirst();
    const QSize size = source->size;
    auto *bar = pane(0)->findChild<QWidget *>(u"PaneState"_s);
    QVERIFY(bar->isVisible() && pane(0)->rect().contains(bar->geometry()));
    QCOMPARE(bar->height(),
             bar->heightForWidth(bar->width())); // nothing cut off, no more covered than it needs
    source->say({TerminalSource::Phase::Open});
    settle();
    QVERIFY(!bar->isVisible());
    QCOMPARE(QSize(pane(0)->view()->columns(), pane(0)->view()->rows()), size);
    QCOMPARE(source->resizes, 0);

    source->say({TerminalSource::Phase::Closed, u"The connection was closed."_s});
    settle();
    QVERIFY(pane(0)->view()->rows() < size.height()); // the last lines can be read
    source->say({TerminalSource::Phase::Connecting});
    settle();
    QCOMPARE(source->size, size); // what starts now has its room before
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
    m_dock->toggleBroadcast();
    for (int left = 5; left > 0; --left) {
        QCOMPARE(m_dock->currentTerminals()->panes().size(), left);
        m_dock->clearFocus(); // as in a window that is not in front
        m_dock->closePane();
    }
    QCOMPARE(m_dock->count(), 0);
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

// The clusters "hive" and "moss" are there, and of the node "hive-worker-9" nothing but its name.
Dock::Restorer TestDock::restorer()
{
    Dock::Restorer restorer;
    restorer.knowsCluster = [](const QString &id) { return id == u"hive"_s || id == u"moss"_s; };
    restorer.origin = [this](const QString &id, const cluster::PaneLayout &pane) {
        TerminalOrigin made = origin(pane.machine, id);
        made.container = pane.container;
        made.isGone = pane.machine == u"hive-worker-9"_s;
        if (made.isGone)
            made.open = [](QObject *parent) -> TerminalSource * {
                return new GoneTerminal(u"The node hive-worker-9 is not in the cluster hive any more."_s,
                                        parent);
            };
        return made;
    };
    restorer.files = [](const TerminalOrigin &) { return new QWidget; };
    return restorer;
}

void TestDock::tabsComeBackAsTheyWere()
{
    m_dock->openTerminal(origin(u"moss-manager-1"_s, u"moss"_s));
    m_dock->openTerminal(origin(u"hive-worker-1"_s));
    m_dock->split(Qt::Horizontal);
    m_dock->split(Qt::Vertical);
    settle();
    m_dock->openTerminals(
        {origin(u"hive-worker-1"_s), origin(u"hive-worker-2"_s), origin(u"hive-worker-3"_s)});
    TerminalOrigin logs = origin(u"web.1"_s);
    logs.machine.clear();
    m_dock->openPage(new QWidget, logs, u"Logs"_s);
    m_dock->openPage(new QWidget, origin(u"hive-worker-2"_s), u"Files"_s);
    m_dock->stepTab(-3); // to the one that was split by hand
    settle();
    pane(1)->view()->setFocus();
    auto *outer = pane(0)->parentWidget();
    QVERIFY(qobject_cast<QSplitter *>(outer));
    qobject_cast<QSplitter *>(outer)->setSizes({700, 300});
    const cluster::DockLayout before = m_dock->layout();
    QCOMPARE(before.tabs.size(), 4); // logs of tasks do not come back
    QTemporaryDir folder;
    QVERIFY(cluster::saveDockLayout(folder.filePath(u"terminals.json"_s), before));
    const auto kept = cluster::loadDockLayout(folder.filePath(u"terminals.json"_s));
    QVERIFY2(kept, kept ? "" : qPrintable(kept.error().detail));
    QVERIFY(*kept == before);
    m_dock = std::make_unique<Dock>();
    m_dock->resize(1000, 400);
    m_dock->restore(*kept, restorer());
    m_dock->show();
    settle();
    QCOMPARE(tabs()->count(), 4);
    QCOMPARE(tabs()->currentIndex(), before.current);
    QCOMPARE(m_dock->currentTerminals()->panes().size(), 3);
    QCOMPARE(m_dock->currentTerminals()->activePane(), pane(1));
    QVERIFY(pane(0)->width() > 2 * pane(1)->width());
    QVERIFY(pane(1)->y() < pane(2)->y());
    cluster::DockLayout after = m_dock->layout();
    QCOMPARE(after.tabs.size(), before.tabs.size());
    for (int i = 0; i < after.tabs.size(); ++i) {
        QCOMPARE(after.tabs[i].cluster, before.tabs[i].cluster);
        QCOMPARE(after.tabs[i].isFiles, before.tabs[i].isFiles);
        QCOMPARE(after.tabs[i].root.parts.size(), before.tabs[i].root.parts.size());
        QVERIFY(i == after.current || after.tabs[i] == before.tabs[i]);
    }
}

void TestDock::aHiddenTabConnectsWhenItIsShown()
{
    cluster::DockLayout layout;
    for (int i = 1; i <= 20; ++i)
        layout.tabs.append({u"hive"_s, false, {u"hive-worker-%1"_s.arg(i == 9 ? 21 : i)}, 0});
    layout.current = 4;
    m_dock->hide();
    m_dock->restore(layout, restorer());
    settle();
    const auto started = [this] {
        return std::count_if(m_sources.begin(), m_sources.end(),
                             [](const ScriptedSource *source) { return source->starts > 0; });
    };
    QCOMPARE(m_sources.size(), 20);
    QCOMPARE(started(), 0); // the dock itself is hidden
    m_dock->show();
    settle();
    QCOMPARE(started(), 1);
    QCOMPARE(m_sources[4]->starts, 1);
    QVERIFY(m_sources[4]->size.width() > 80);
    m_dock->stepTab(1);
    settle();
    QCOMPARE(started(), 2);
    QCOMPARE(m_sources[5]->starts, 1);
    m_dock->stepTab(-1);
    settle();
    QCOMPARE(m_sources[4]->starts, 1);
    shot(m_dock.get(), u"dock-many-tabs"_s, {1032, 420});
}

void TestDock::aNodeThatIsGoneSaysSo()
{
    cluster::DockLayout layout;
    layout.tabs.append({u"hive"_s, false, {u"hive-worker-9"_s}, 0});
    layout.tabs.append({u"gone"_s, false, {u"gone-worker-1"_s}, 0});
    m_dock->restore(layout, restorer());
    settle();
    QCOMPARE(tabs()->count(), 1);
    const auto labels = pane(0)->findChildren<PlainLabel *>();
    QVERIFY(std::any_of(labels.begin(), labels.end(), [](const PlainLabel *label) {
        return label->isVisible() && label->text().contains(u"not in the cluster hive any more"_s);
    }));
    for (const QPushButton *each : pane(0)->findChildren<QPushButton *>())
        QCOMPARE(each->isVisible(), each->text() == u"Close"_s);
    QCOMPARE(m_dock->layout().tabs.size(), 1); // it stays until a person closes it
    shot(m_dock.get(), u"dock-gone"_s, {1032, 420});
}

void TestDock::aBadFileOpensNothing_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("no JSON") << QByteArray("{");
    QTest::newRow("another type") << QByteArray(R"({"tabs":7})");
    QTest::newRow("neither machine nor parts") << QByteArray(R"({"tabs":[{"cluster":"hive","panes":{}}]})");
    QTest::newRow("too deep") << QByteArray(R"({"tabs":[{"cluster":"hive","panes":)")
            + QByteArray(R"({"parts":[)").repeated(40) + R"({"machine":"a"})" + QByteArray("]}").repeated(40)
            + "}]}";
    QTest::newRow("too many panes") << QByteArray(R"({"tabs":[{"cluster":"hive","panes":{"parts":[)")
            + QByteArray(R"({"machine":"a"},)").repeated(100) + R"({"machine":"a"}]}}]})";
}

void TestDock::aBadFileOpensNothing()
{
    QFETCH(QByteArray, bytes);
    QTemporaryDir folder;
    const QString path = folder.filePath(u"terminals.json"_s);
    QVERIFY(writeAtomically(path, bytes));
    QVERIFY(!cluster::loadDockLayout(path));
    QFile damaged(path);
    QVERIFY(damaged.open(QIODevice::WriteOnly));
    damaged.write("garbage");
    damaged.close();
    QVERIFY(!cluster::loadDockLayout(path));
    QCOMPARE(cluster::loadDockLayout(folder.filePath(u"none"_s)).error().code, ErrorCode::NotFound);
}

void TestDock::theBellOfAHiddenTabIsMarked()
{
    m_dock->openTerminal(origin(u"hive-worker-1"_s));
    settle();
    m_sources[0]->show("\a");
    QTest::qWait(50);
    QCOMPARE(tabs()->tabMark(0), TabMark::None); // it is seen
    m_dock->openTerminal(origin(u"hive-worker-2"_s));
    settle();
    m_sources[0]->show("more\r\n");
    QTRY_COMPARE(tabs()->tabMark(0), TabMark::Output);
    QCOMPARE(tabs()->accessibleTabName(0), u"hive-worker-1: New output"_s);
    QTest::qWait(200); // of two bells within it the second is none
    m_sources[0]->show("\a");
    QTRY_COMPARE(tabs()->tabMark(0), TabMark::Bell);
    m_sources[0]->show("more\r\n");
    settle();
    QCOMPARE(tabs()->tabMark(0), TabMark::Bell); // weighs more
    QCOMPARE(tabs()->accessibleTabName(0), u"hive-worker-1: The bell rang"_s);
    QCOMPARE(tabs()->tabMark(1), TabMark::None);
    m_dock->openTerminal(origin(u"hive-worker-3"_s));
    settle();
    m_sources[1]->show("more\r\n");
    QTRY_COMPARE(tabs()->tabMark(1), TabMark::Output);
    shot(m_dock.get(), u"dock-marks"_s, {1032, 420});
    theme::apply(theme::Mode::Dark);
    QTest::qWait(60);
    shot(m_dock.get(), u"dock-marks-dark"_s, {1032, 420});
    theme::apply(theme::Mode::Light);
    m_dock->stepTab(1); // around to the first
    QCOMPARE(tabs()->tabMark(0), TabMark::None);
    QVERIFY(tabs()->accessibleTabName(0).isEmpty());
}

void TestDock::theTitleOfTheFarSideIsInTheTab_data()
{
    QTest::addColumn<QByteArray>("title");
    QTest::addColumn<QString>("text");
    QTest::newRow("home") << QByteArray("root@hive-worker-1: ~") << u"hive-worker-1"_s;
    QTest::newRow("folder") << QByteArray("root@hive-worker-1: /etc") << u"hive-worker-1 · /etc"_s;
    QTest::newRow("program") << QByteArray("vim a&b") << u"hive-worker-1 · vim a&&b"_s;
    QTest::newRow("markup") << QByteArray("<b>x</b>") << u"hive-worker-1 · <b>x</b>"_s;
    QTest::newRow("none") << QByteArray("") << u"hive-worker-1"_s;
}

void TestDock::theTitleOfTheFarSideIsInTheTab()
{
    QFETCH(QByteArray, title);
    QFETCH(QString, text);
    m_dock->openTerminal(origin(u"hive-worker-1"_s));
    settle();
    m_sources[0]->show("\x1b]0;before\a");
    QTRY_COMPARE(tabs()->tabText(0), u"hive-worker-1 · before"_s);
    m_sources[0]->show("\x1b]2;" + title + "\a");
    QTRY_COMPARE(tabs()->tabText(0), text);
}

void TestDock::droppedTextIsPasted()
{
    m_dock->openTerminal(origin(u"hive-worker-1"_s));
    settle();
    QWidget *view = pane(0)->view()->viewport();
    const auto drop = [view](const QMimeData &mime) {
        QDragEnterEvent enter(QPoint(50, 50), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(view, &enter);
        if (!enter.isAccepted())
            return false;
        QDropEvent dropped(QPointF(50, 50), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(view, &dropped);
        return true;
    };
    QMimeData text;
    text.setText(u"uptime"_s);
    QVERIFY(drop(text));
    QCOMPARE(m_sources[0]->typed, "uptime");
    QMimeData lines;
    lines.setText(u"rm -r a\nrm -r b\n"_s);
    QVERIFY(drop(lines));
    QCOMPARE(m_sources[0]->typed, "uptime"); // is asked for
    QMimeData file;
    file.setUrls({QUrl::fromLocalFile(u"/etc/hosts"_s)});
    QVERIFY(!drop(file));
}

void TestDock::aFullScreenProgramIsNotClosedByAccident()
{
    m_dock->openTerminal(origin(u"hive-worker-1"_s));
    settle();
    m_sources[0]->show("\x1b[?1049h");
    QTRY_VERIFY(pane(0)->isBusy());
    const auto question = [this] { return m_dock->findChild<ConfirmDialog *>(); };
    m_dock->closePane();
    QVERIFY(question());
    shot(question(), u"dock-close-question"_s, question()->sizeHint());
    QTest::keyClick(question(), Qt::Key_Escape);
    QTRY_VERIFY(!question());
    QCOMPARE(m_dock->count(), 1);
    emit tabs()->tabCloseRequested(0);
    QVERIFY(question());
    QTest::mouseClick(question()->findChild<QPushButton *>(u"Confirm"_s), Qt::LeftButton);
    QTRY_COMPARE(m_dock->count(), 0);
}

void TestDock::manyTabsAndLongNames()
{
    for (int i = 1; i <= 30; ++i)
        m_dock->openTerminal(origin(u"customer-production-frankfurt-with-a-long-name-worker-%1"_s.arg(i)));
    settle();
    QCOMPARE(tabs()->count(), 30);
    QVERIFY(tabs()->tabRect(29).width() <= 260);
    QVERIFY(tabs()->tabRect(29).width() >= 190); // two of them can be told apart
    QVERIFY(tabs()->rect().intersects(tabs()->tabRect(29))); // the one in front is seen
    m_dock->split(Qt::Horizontal);
    settle();
    shot(m_dock.get(), u"dock-long-names"_s, {1032, 420});
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
