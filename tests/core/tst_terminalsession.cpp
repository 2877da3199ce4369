// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/connection.h"
#include "core/ssh/terminalsession.h"
#include "tests/support/sshdfixture.h"

#include <QElapsedTimer>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace skep;
using namespace skep::ssh;
using namespace skep::test;
using namespace std::chrono_literals;
using Phase = TerminalSource::Phase;

namespace {

//! One connection that is opened when it is asked for, as a cluster has one for each node.
class Source
{
public:
    explicit Source(Target target)
        : m_connection(std::make_unique<Connection>(std::move(target)))
    {
    }
    TerminalSession::Connect connect()
    {
        return [this] {
            ++asked;
            return andThen(m_connection->open(), m_connection.get(),
                           [this] { return ready<Connection *>(m_connection.get()); });
        };
    }
    void drop() { m_connection = std::make_unique<Connection>(Target(m_connection->target())); }

    int asked = 0;

private:
    std::unique_ptr<Connection> m_connection;
};

//! What a view does: keeps what came, acknowledges it, remembers the phases.
class Screen : public QObject
{
public:
    explicit Screen(TerminalSource &terminal)
    {
        connect(&terminal, &TerminalSource::received, this, [&](const QByteArray &bytes) {
            text += bytes;
            if (acknowledges)
                terminal.acknowledge(bytes.size());
        });
        connect(&terminal, &TerminalSource::stateChanged, this,
                [&] { phases.append(terminal.state().phase); });
    }

    QByteArray text;
    QList<Phase> phases;
    bool acknowledges = true;
};

constexpr Backoff quick{.first = 100ms, .most = 400ms};

} // namespace

class tst_TerminalSession : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        if (const QString missing = SshdFixture::missing(); !missing.isEmpty())
            QSKIP(qPrintable(missing));
        QVERIFY2(m_sshd.start(), m_sshd.log().constData());
    }
    void cleanupTestCase() { m_sshd.stop(); }

    void startsAShellOfTheRightSize()
    {
        Source source(m_sshd.target());
        TerminalSession terminal(source.connect());
        Screen screen(terminal);
        QCOMPARE(terminal.state().phase, Phase::Idle);
        terminal.start(91, 17);
        QTRY_COMPARE(terminal.state().phase, Phase::Open);
        terminal.write("stty size; echo $TERM\n");
        QTRY_VERIFY2(screen.text.contains("17 91") && screen.text.contains("xterm-256color"),
                     screen.text.constData());
        QCOMPARE(screen.phases, (QList{Phase::Connecting, Phase::Open}));
    }

    void anEndedShellIsNotStartedAgain_data()
    {
        QTest::addColumn<QByteArray>("command");
        QTest::addColumn<int>("exitCode");
        QTest::addColumn<QString>("says");
        QTest::newRow("well") << QByteArray("exit 0") << 0 << u"It ended."_s;
        QTest::newRow("code") << QByteArray("exit 7") << 7 << u"exit code 7"_s;
        QTest::newRow("signal") << QByteArray("kill -9 $$") << 137 << u"signal KILL"_s;
    }
    void anEndedShellIsNotStartedAgain()
    {
        QFETCH(QByteArray, command);
        QFETCH(int, exitCode);
        QFETCH(QString, says);
        Source source(m_sshd.target());
        TerminalSession terminal(source.connect(), {.command = command}, nullptr, quick);
        terminal.start(80, 24);
        QTRY_COMPARE(terminal.state().phase, Phase::Closed);
        QCOMPARE(terminal.state().exitCode, std::optional(exitCode));
        QVERIFY2(terminal.state().message.contains(says), qPrintable(terminal.state().message));
        QTest::qWait(600);
        QCOMPARE(terminal.state().phase, Phase::Closed);
        QCOMPARE(source.asked, 1);
        terminal.reconnectNow(); // a person may
        QTRY_COMPARE(source.asked, 2);
    }

    void aLostConnectionComesBack()
    {
        SshdFixture sshd;
        QVERIFY(sshd.start());
        Source source(sshd.target());
        TerminalSession terminal(source.connect(), {}, nullptr, quick);
        Screen screen(terminal);
        terminal.start(80, 24);
        QTRY_COMPARE(terminal.state().phase, Phase::Open);
        sshd.halt();
        QVERIFY(sshd.killConnections() > 0);
        QTRY_COMPARE(terminal.state().phase, Phase::Waiting);
        QVERIFY(terminal.state().nextAttempt > QDateTime::currentDateTimeUtc().addMSecs(-1000));
        QVERIFY2(terminal.state().message.contains(u"127.0.0.1"_s), qPrintable(terminal.state().message));
        QTRY_VERIFY(screen.phases.count(Phase::Connecting) >= 4); // keeps trying while the port refuses
        terminal.resize(77, 11);
        QVERIFY(sshd.restart());
        QTRY_COMPARE(terminal.state().phase, Phase::Open);
        screen.text.clear();
        terminal.write("stty size; echo back\n");
        QTRY_VERIFY2(screen.text.contains("11 77"), screen.text.constData());
        sshd.stop();
    }

    void reconnectNowDoesNotWait()
    {
        SshdFixture sshd;
        QVERIFY(sshd.start());
        Source source(sshd.target());
        TerminalSession terminal(source.connect(), {}, nullptr, {.first = 1min, .most = 1min});
        terminal.start(80, 24);
        QTRY_COMPARE(terminal.state().phase, Phase::Open);
        QVERIFY(sshd.killConnections() > 0);
        QTRY_COMPARE(terminal.state().phase, Phase::Waiting);
        terminal.reconnectNow();
        QTRY_COMPARE(terminal.state().phase, Phase::Open);
        sshd.stop();
    }

    void aConnectionThatItsOwnerDropsCountsAsLost()
    {
        Source source(m_sshd.target());
        TerminalSession terminal(source.connect(), {}, nullptr, quick);
        terminal.start(80, 24);
        QTRY_COMPARE(terminal.state().phase, Phase::Open);
        source.drop();
        QTRY_COMPARE(terminal.state().phase, Phase::Waiting);
        QTRY_COMPARE(terminal.state().phase, Phase::Open);
    }

    void aChangedHostKeyStopsIt()
    {
        SshdFixture sshd;
        QVERIFY(sshd.start({u"LogLevel DEBUG1"_s}));
        Source source(sshd.target());
        TerminalSession terminal(source.connect(), {}, nullptr, quick);
        terminal.start(80, 24);
        QTRY_COMPARE(terminal.state().phase, Phase::Open);
        const auto logins = sshd.log().count("userauth-request");
        QVERIFY(logins > 0);
        sshd.changeHostKey();
        QVERIFY(sshd.restart());
        QVERIFY(sshd.killConnections() > 0);
        QTRY_COMPARE(terminal.state().phase, Phase::Closed);
        QVERIFY2(terminal.state().message.contains(u"host key"_s), qPrintable(terminal.state().message));
        QVERIFY(!terminal.state().exitCode);
        QCOMPARE(source.asked, 2);
        QTest::qWait(600);
        QCOMPARE(source.asked, 2);
        QCOMPARE(sshd.log().count("userauth-request"), logins);
        sshd.stop();
    }

    void aRefusedLoginStopsIt()
    {
        Target target = m_sshd.target();
        target.privateKey = makeSecret(m_sshd.otherUserKey());
        Source source(target);
        TerminalSession terminal(source.connect(), {}, nullptr, quick);
        terminal.start(80, 24);
        QTRY_COMPARE(terminal.state().phase, Phase::Closed);
        QVERIFY2(terminal.state().message.contains(u"does not let"_s), qPrintable(terminal.state().message));
        QTest::qWait(600);
        QCOMPARE(source.asked, 1);
    }

    void resizeDuringOutput()
    {
        Source source(m_sshd.target());
        TerminalSession terminal(source.connect(), {.command = "while :; do echo line; stty size; done"});
        Screen screen(terminal);
        terminal.start(80, 24);
        QTRY_VERIFY(screen.text.contains("line"));
        for (int i = 0; i < 40; ++i) {
            terminal.resize(60 + i, 20 + i);
            QTest::qWait(5);
        }
        QTRY_VERIFY2(screen.text.contains("59 99"), screen.text.right(2000).constData());
        QCOMPARE(terminal.state().phase, Phase::Open);
    }

    void isHeldBackAcrossAReconnect()
    {
        SshdFixture sshd;
        QVERIFY(sshd.start());
        Source source(sshd.target());
        TerminalSession terminal(
            source.connect(), {.command = "stty raw; head -c 4000000 /dev/zero; sleep 30"}, nullptr, quick);
        Screen screen(terminal);
        screen.acknowledges = false;
        terminal.start(80, 24);
        constexpr qsizetype most = 1024 * 1024;
        QTRY_COMPARE(screen.text.size(), most);
        QVERIFY(sshd.killConnections() > 0);
        QTRY_COMPARE(terminal.state().phase, Phase::Waiting);
        QTRY_COMPARE(screen.text.size(), 2 * most);
        terminal.acknowledge(most); // of the first shell: opens nothing in the second
        QTest::qWait(300);
        QCOMPARE(screen.text.size(), 2 * most);
        screen.acknowledges = true;
        terminal.acknowledge(most);
        QTRY_COMPARE(screen.text.size(), most + 4'000'000);
        sshd.stop();
    }

    void manyTerminalsFindRoom()
    {
        SshdFixture sshd;
        QVERIFY(sshd.start());
        Source source(sshd.target());
        std::vector<std::unique_ptr<TerminalSession>> terminals;
        for (int i = 0; i < 12; ++i) {
            terminals.push_back(std::make_unique<TerminalSession>(source.connect()));
            terminals.back()->start(80, 24);
        }
        for (const auto &terminal : terminals)
            QTRY_COMPARE_WITH_TIMEOUT(terminal->state().phase, Phase::Open, 20'000);
        QCOMPARE(sshd.log().count("Accepted publickey"), 1 + 12 - 5);
        terminals.clear();
        TerminalSession after(source.connect());
        after.start(80, 24);
        QTRY_COMPARE(after.state().phase, Phase::Open);
        QCOMPARE(sshd.log().count("Accepted publickey"), 1 + 12 - 5); // there is room again
        sshd.stop();
    }

    void closeEndsTheFarSide()
    {
        Source source(m_sshd.target());
        TerminalSession terminal(source.connect(), {.command = "echo pid=$$.; exec sleep 1000"});
        Screen screen(terminal);
        terminal.start(80, 24);
        QTRY_VERIFY(screen.text.contains("."));
        const QByteArray pid = screen.text.mid(4, screen.text.indexOf('.') - 4);
        QVERIFY(QFileInfo::exists(u"/proc/"_s + QString::fromLatin1(pid)));
        terminal.close();
        QCOMPARE(terminal.state().phase, Phase::Closed);
        QVERIFY(terminal.state().message.isEmpty());
        QTRY_VERIFY(!QFileInfo::exists(u"/proc/"_s + QString::fromLatin1(pid)));
    }

    void closeEndsAnAttempt()
    {
        SshdFixture sshd;
        QVERIFY(sshd.start());
        sshd.halt();
        Source source(sshd.target());
        TerminalSession terminal(source.connect(), {}, nullptr, quick);
        terminal.start(80, 24);
        QTRY_COMPARE(terminal.state().phase, Phase::Waiting);
        terminal.close();
        const int asked = source.asked;
        QTest::qWait(700);
        QCOMPARE(source.asked, asked);
        QCOMPARE(terminal.state().phase, Phase::Closed);
    }

private:
    SshdFixture m_sshd;
};

QTEST_GUILESS_MAIN(tst_TerminalSession)
#include "tst_terminalsession.moc"
