// SPDX-License-Identifier: GPL-3.0-or-later
// The terminal as a person uses it: keys in, screen out, with real programs on a real machine over its real
// sshd.
#include "app/sandbox/hosttrouble.h"
#include "app/sandbox/templates.h"
#include "core/ssh/connection.h"
#include "core/ssh/terminalsession.h"
#include "tests/sandbox/machinelab.h"
#include "tests/support/await.h"
#include "ui/dock/terminalpane.h"
#include "ui/terminal/terminalview.h"

#include <QElapsedTimer>
#include <QFile>
#include <QInputMethodEvent>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <fstream>

using namespace Qt::StringLiterals;
using namespace skep;
using namespace skep::ui;
using namespace skep::test;
using Phase = TerminalSource::Phase;

namespace {

//! Waits for a text on the screen; says what is there instead.
#define SEES(...) QVERIFY2(sees(__VA_ARGS__), qPrintable(u"the screen shows\n"_s + screen()))

constexpr auto machineName = "terminal";
constexpr int patience = 15'000; // for what a program does; a slow machine is no failure

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed() : QByteArray();
}

//! Resident memory of this process in KiB.
qint64 residentKiB()
{
    std::ifstream status("/proc/self/statm");
    qint64 pages = 0;
    qint64 resident = 0;
    status >> pages >> resident;
    return resident * 4;
}

} // namespace

class TestTerminal : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase();
    void init();
    void cleanup();

    void aPromptComesAtOnce();
    void vimWritesAFile();
    void lessFindsAndQuits();
    void htopDrawsAndQuits();
    void tmuxSplits();
    void mcOpensAndQuits();
    void sizesFollowWhileOutputComes();
    void aFloodLeavesTheWindowAlive();
    void aCutConnectionHeals();
    void anEndedShellStaysEnded();
    void anotherHostKeyStopsBeforeTheLogin();

private:
    ssh::Target target() const;
    Pending<ssh::Connection *> connect();
    TerminalView *view() const { return m_pane->view(); }
    QString screen() const { return view()->visibleText(); }
    void type(const QString &text) const { QTest::keyClicks(view(), text); }
    void compose(const QString &text) const // by an input method, as what no key has
    {
        QInputMethodEvent event;
        event.setCommitString(text);
        QCoreApplication::sendEvent(view(), &event);
    }
    void press(Qt::Key key, Qt::KeyboardModifiers with = {}) const { QTest::keyClick(view(), key, with); }
    void command(const QString &text) const
    {
        type(text);
        press(Qt::Key_Return);
    }
    bool sees(const QString &text, int limit = patience) const
    {
        return QTest::qWaitFor([&] { return screen().contains(text); }, limit);
    }
    bool losesSightOf(const QString &text) const
    {
        return QTest::qWaitFor([&] { return !screen().contains(text); }, patience);
    }
    bool hasPrompt() const { return sees(u"root@terminal"_s); }
    QByteArray run(const std::string &commandLine) const
    {
        return QByteArray::fromStdString(m_lab->ssh(machineName, commandLine).output).trimmed();
    }
    void shot(const QString &name) const;

    QTemporaryDir m_folder;
    std::unique_ptr<MachineLab> m_lab;
    std::unique_ptr<ssh::Connection> m_connection;
    std::unique_ptr<TerminalPane> m_pane;
};

void TestTerminal::initTestCase()
{
    const auto trouble = sandbox::hostTrouble();
    if (!trouble.empty())
        QSKIP(trouble.c_str());
    m_lab = std::make_unique<MachineLab>(m_folder.path().toStdString());
    m_lab->machines().prepare([](const std::string &) {});
    const auto spec = m_lab->spec(machineName, sandbox::engineTemplateId);
    m_lab->machines().create(spec);
    m_lab->machines().applyFirewall({{spec.id, {{"tcp", 22, 22, "0.0.0.0/0"}}}});
    QVERIFY(m_lab->waitForLogin(machineName) >= 0);
    const auto installed =
        m_lab->ssh(machineName,
                   "cloud-init status --wait >/dev/null; apt-get update -qq >/dev/null && "
                   "DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "
                   "vim tmux htop less mc procps >/dev/null 2>&1 && echo installed");
    QVERIFY2(installed.output.find("installed") != std::string::npos, installed.output.c_str());
}

void TestTerminal::cleanupTestCase()
{
    m_connection.reset();
    if (m_lab)
        m_lab->machines().reset();
}

ssh::Target TestTerminal::target() const
{
    ssh::Target target;
    target.host = QString::fromStdString(m_lab->address(machineName));
    target.pinnedHostKey = contents(m_folder.filePath(u"host-terminal.pub"_s));
    target.privateKey = makeSecret(contents(m_folder.filePath(u"user"_s)) + '\n');
    return target;
}

// As the clusters' links do it: one connection, opened again after a loss.
Pending<ssh::Connection *> TestTerminal::connect()
{
    if (!m_connection)
        m_connection = std::make_unique<ssh::Connection>(target());
    return andThen(m_connection->open(), m_connection.get(),
                   [this] { return ready<ssh::Connection *>(m_connection.get()); });
}

void TestTerminal::init()
{
    TerminalOrigin origin{
        u"lab"_s, u"lab"_s, u"terminal"_s, cluster::MachineRole::Worker, [this](QObject *parent) {
            Backoff quick;
            quick.first = std::chrono::milliseconds(200);
            return new ssh::TerminalSession([this] { return connect(); }, {}, parent, quick);
        }};
    m_pane = std::make_unique<TerminalPane>(origin);
    m_pane->setHeaderVisible(false);
    m_pane->resize(960, 560);
    m_pane->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_pane.get()));
    view()->setFocus();
    QVERIFY2(hasPrompt(),
             qPrintable(screen() + m_pane->source()->state().message + m_pane->source()->state().detail));
}

void TestTerminal::cleanup()
{
    m_pane.reset();
}

void TestTerminal::shot(const QString &name) const
{
    if (const QString folder = qEnvironmentVariable("SKEP_SCREENSHOTS"); !folder.isEmpty())
        m_pane->grab().save(folder + u'/' + name + u".png"_s);
}

void TestTerminal::aPromptComesAtOnce()
{
    QList<qint64> times;
    for (int i = 0; i < 5; ++i) { // on a connection that is open
        m_pane.reset();
        QElapsedTimer timer;
        timer.start();
        TerminalOrigin origin{u"lab"_s, u"lab"_s, u"terminal"_s, cluster::MachineRole::Worker,
                              [this](QObject *parent) {
                                  return new ssh::TerminalSession([this] { return connect(); }, {}, parent);
                              }};
        m_pane = std::make_unique<TerminalPane>(origin);
        m_pane->resize(960, 560);
        m_pane->show();
        QVERIFY(hasPrompt());
        times << timer.elapsed();
    }
    std::sort(times.begin(), times.end());
    qInfo("row to prompt on a connected node: %lld ms (median of 5)", times[2]);
}

void TestTerminal::vimWritesAFile()
{
    command(u"vim -u NONE /tmp/poem"_s);
    SEES(u"\n~"_s);
    type(u"i"_s);
    QVERIFY(sees(u"INSERT"_s) || sees(u"~"_s));
    type(u"A skep is a straw hive"_s);
    press(Qt::Key_Return);
    compose(u"für Bienen und 蜂"_s);
    press(Qt::Key_Escape);
    type(u"yyp"_s);
    SEES(u"蜂"_s);
    shot(u"terminal-vim-editing"_s);
    command(u":wq"_s);
    QVERIFY(losesSightOf(u"straw hive"_s)); // the screen from before comes back
    QVERIFY(hasPrompt());
    const auto lines = run("cat /tmp/poem").split('\n');
    QCOMPARE(lines.size(), 3);
    QCOMPARE(lines[0], "A skep is a straw hive");
    QCOMPARE(QString::fromUtf8(lines[1]), u"für Bienen und 蜂"_s);
    QCOMPARE(lines[2], lines[1]);
}

void TestTerminal::lessFindsAndQuits()
{
    command(u"seq 1 900 | sed s/^/line-/ | less"_s);
    SEES(u"line-1\n"_s);
    press(Qt::Key_PageDown);
    QVERIFY(losesSightOf(u"line-1\n"_s));
    type(u"G"_s);
    SEES(u"(END)"_s); // less is ready again: it may drop what is typed while it draws
    command(u"?line-450$"_s);
    SEES(u"line-450\n"_s);
    SEES(u"\n:"_s);
    type(u"q"_s);
    QVERIFY2(hasPrompt(), qPrintable(screen()));
    QVERIFY(losesSightOf(u"line-450"_s));
}

void TestTerminal::htopDrawsAndQuits()
{
    command(u"htop"_s);
    SEES(u"F10"_s);
    SEES(u"systemd"_s);
    press(Qt::Key_F5); // as a tree
    SEES(u"─"_s);
    shot(u"terminal-htop-tree"_s);
    press(Qt::Key_F10);
    QVERIFY(losesSightOf(u"F10"_s));
    QVERIFY(hasPrompt());
}

void TestTerminal::tmuxSplits()
{
    command(u"tmux -f /dev/null new-session -s hive"_s);
    SEES(u"[hive]"_s);
    press(Qt::Key_B, Qt::ControlModifier);
    type(u"%"_s);
    SEES(u"│"_s);
    command(u"echo right-$((40 + 2))"_s);
    SEES(u"right-42"_s);
    press(Qt::Key_B, Qt::ControlModifier);
    press(Qt::Key_Left);
    command(u"echo left-$((40 + 2))"_s);
    SEES(u"left-42"_s);
    const QStringList lines = screen().split(u'\n');
    const auto both = std::find_if(lines.begin(), lines.end(), [](const QString &line) {
        return line.contains(u"root@terminal"_s) && line.count(u"root@terminal"_s) >= 1
            && line.contains(u'│');
    });
    QVERIFY(both != lines.end());
    shot(u"terminal-tmux"_s);
    command(u"tmux kill-server"_s);
    QVERIFY(losesSightOf(u"│"_s));
    QVERIFY(hasPrompt());
}

void TestTerminal::mcOpensAndQuits()
{
    command(u"mc -a"_s);
    SEES(u"Quit"_s);
    SEES(u"Name"_s);
    shot(u"terminal-mc"_s);
    press(Qt::Key_F10);
    if (screen().contains(u"Do you really want to quit"_s))
        press(Qt::Key_Return);
    QVERIFY(losesSightOf(u"Mkdir"_s));
    QVERIFY(hasPrompt());
}

void TestTerminal::sizesFollowWhileOutputComes()
{
    command(u"for i in $(seq 1 20000); do echo \"number $i of many\"; done; echo all-$((1 + 1))-done"_s);
    const QSize sizes[] = {{700, 400}, {1200, 700}, {520, 300}, {960, 560}};
    for (const QSize &size : sizes) {
        m_pane->resize(size);
        QTest::qWait(90);
    }
    SEES(u"all-2-done"_s, 60'000);
    command(u"stty size | tr ' ' x"_s);
    QVERIFY2(sees(u"%1x%2"_s.arg(view()->rows()).arg(view()->columns())), qPrintable(screen()));
}

void TestTerminal::aFloodLeavesTheWindowAlive()
{
    const int seconds = qEnvironmentVariableIntValue("SKEP_FLOOD_SECONDS") > 0
        ? qEnvironmentVariableIntValue("SKEP_FLOOD_SECONDS")
        : 5;
    command(u"yes"_s);
    QTest::qWait(1000);
    const qint64 before = residentKiB();
    qint64 longest = 0;
    QElapsedTimer whole;
    whole.start();
    while (whole.elapsed() < seconds * 1000) { // how long the event loop is away from a timer
        QElapsedTimer turn;
        turn.start();
        QTest::qWait(5);
        longest = std::max(longest, turn.elapsed() - 5);
    }
    const qint64 grown = residentKiB() - before;
    QElapsedTimer stop;
    stop.start();
    press(Qt::Key_C, Qt::ControlModifier);
    SEES(u"^C"_s);
    QVERIFY(QTest::qWaitFor([&] { return screen().section(u"^C"_s, -1).contains(u"root@terminal"_s); },
                            patience));
    qInfo("yes for %d s: longest absence %lld ms, memory %+lld KiB, stopped after %lld ms", seconds, longest,
          grown, stop.elapsed());
    QVERIFY(grown < 32 * 1024);
}

void TestTerminal::aCutConnectionHeals()
{
    command(u"echo before-$((2 * 21))"_s);
    SEES(u"before-42"_s);
    QSignalSpy states(m_pane->source(), &TerminalSource::stateChanged);
    run("pkill -f 'sshd.*root@' || true"); // its own session goes, too
    QTRY_VERIFY_WITH_TIMEOUT(states.size() >= 2, patience);
    QTRY_COMPARE_WITH_TIMEOUT(m_pane->source()->state().phase, Phase::Open, patience);
    SEES(u"before-42"_s); // what was there is kept
    QTest::qWait(300);
    command(u"echo after-$((2 * 21))"_s);
    SEES(u"after-42"_s);
}

void TestTerminal::anEndedShellStaysEnded()
{
    command(u"exit 3"_s);
    QTRY_COMPARE_WITH_TIMEOUT(m_pane->source()->state().phase, Phase::Closed, patience);
    QCOMPARE(m_pane->source()->state().exitCode, std::optional<int>(3));
    QTest::qWait(1500);
    QCOMPARE(m_pane->source()->state().phase, Phase::Closed);
    m_pane->source()->reconnectNow();
    QTRY_COMPARE_WITH_TIMEOUT(m_pane->source()->state().phase, Phase::Open, patience);
}

// Last: the machine is another one afterwards.
void TestTerminal::anotherHostKeyStopsBeforeTheLogin()
{
    run("rm /etc/ssh/ssh_host_*; ssh-keygen -q -A; systemctl restart ssh; pkill -f 'sshd.*root@' || true");
    QTRY_COMPARE_WITH_TIMEOUT(m_pane->source()->state().phase, Phase::Closed, patience);
    QVERIFY2(m_pane->source()->state().message.contains(u"key"_s),
             qPrintable(m_pane->source()->state().message));
    QTest::qWait(1000);
    QCOMPARE(m_pane->source()->state().phase, Phase::Closed); // nobody tries again by itself
}

QTEST_MAIN(TestTerminal)
#include "tst_terminal.moc"
