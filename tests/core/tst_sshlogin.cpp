// SPDX-License-Identifier: GPL-3.0-or-later
// The ways to a node: the user's agent, hosts on the way, many logins at once.
#include "core/ssh/connection.h"
#include "core/ssh/question.h"
#include "tests/support/await.h"
#include "tests/support/sshagent.h"
#include "tests/support/sshdfixture.h"

#include <QDir>
#include <QElapsedTimer>
#include <QLocalServer>
#include <QLocalSocket>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <thread>

using namespace Qt::StringLiterals;
using namespace skep;
using namespace skep::ssh;
using namespace skep::test;
using namespace std::chrono_literals;

namespace {

Target over(const Target &jump, Target target)
{
    target.jump = std::make_shared<const Target>(jump);
    return target;
}

qsizetype openDescriptors()
{
    return QDir(u"/proc/self/fd"_s).entryList(QDir::Files | QDir::System).size();
}

} // namespace

class tst_SshLogin : public QObject
{
    Q_OBJECT

private:
    SshdFixture m_sshd;
    SshdFixture m_jump;
    QTcpServer m_silent;

    QString agentSocket() const { return m_sshd.folder() + u"/agent"_s; }
    Target withAgent() const
    {
        Target target = m_sshd.target();
        target.privateKey.reset();
        target.agentSocket = agentSocket();
        return target;
    }
    static Error errorOf(const Target &target, std::chrono::milliseconds limit = 10s)
    {
        Connection connection(target);
        const auto outcome = await(connection.open(limit));
        return outcome ? Error{ErrorCode::Internal, u"it succeeded"_s} : outcome.error();
    }

private slots:
    void initTestCase()
    {
        if (const QString missing = SshdFixture::missing(); !missing.isEmpty())
            QSKIP(qPrintable(missing));
        QVERIFY2(m_sshd.start({u"LogLevel DEBUG1"_s}), m_sshd.log().constData());
        QVERIFY(m_silent.listen(QHostAddress::LocalHost));
        QVERIFY2(m_jump.start({u"LogLevel DEBUG1"_s}), m_jump.log().constData());
    }
    void cleanupTestCase()
    {
        m_sshd.stop();
        m_jump.stop();
    }

    void theAgentsKeyOpens()
    {
        const SshAgent agent(agentSocket());
        QVERIFY(agent.add(m_sshd.folder() + u"/other-user"_s)); // not this one
        QVERIFY(agent.add(m_sshd.folder() + u"/user"_s));
        Connection connection(withAgent());
        const auto opened = await(connection.open());
        QVERIFY2(opened, qPrintable(opened ? QString() : opened.error().message));
        QCOMPARE(await(connection.exec("echo hi"))->out, QByteArray("hi\n"));
    }

    void nothingStaysOpen_data()
    {
        QTest::addColumn<Target>("target");
        QTest::newRow("key") << m_sshd.target();
        QTest::newRow("agent") << withAgent();
        QTest::newRow("jump") << over(m_jump.target(), m_sshd.target());
        Target refused = m_sshd.target();
        refused.privateKey = makeSecret(m_sshd.otherUserKey());
        QTest::newRow("refused") << refused;
        Target changed = m_sshd.target();
        changed.pinnedHostKey = m_sshd.otherHostKey();
        QTest::newRow("another key") << changed;
        Target nobody = m_sshd.target();
        nobody.port = m_silent.serverPort();
        QTest::newRow("silent") << nobody;
    }
    void nothingStaysOpen()
    {
        QFETCH(Target, target);
        const SshAgent agent(agentSocket());
        QVERIFY(agent.add(m_sshd.folder() + u"/user"_s));
        const auto before = openDescriptors();
        for (int i = 0; i < 3; ++i) {
            Connection connection(target);
            if (await(connection.open(500ms)))
                QVERIFY(await(connection.exec("true")));
        }
        while (m_silent.hasPendingConnections())
            delete m_silent.nextPendingConnection();
        QTRY_COMPARE(openDescriptors(), before); // a session ends in its own thread
    }

    void anAgentWithoutTheKeyIsAnAuthError()
    {
        const SshAgent agent(agentSocket());
        QCOMPARE(errorOf(withAgent()).code, ErrorCode::Auth);
        QVERIFY(agent.add(m_sshd.folder() + u"/other-user"_s));
        const Error error = errorOf(withAgent());
        QCOMPARE(error.code, ErrorCode::Auth);
        QVERIFY2(error.detail.contains(u"agent"_s), qPrintable(error.detail));
    }

    void noAgentAndNoKey()
    {
        const Error error = errorOf(withAgent());
        QCOMPARE(error.code, ErrorCode::Auth);
        QVERIFY2(error.message.contains(u"no ssh-agent"_s), qPrintable(error.message));
        Target target = withAgent();
        target.agentSocket.clear();
        const auto question = questionIn(errorOf(target)); // a password is what is left
        QVERIFY(question && question->kind == Question::Kind::Password);
        QVERIFY(!m_sshd.log().contains("Failed password"));
    }

    void agentsThatMisbehave()
    {
        QLocalServer agent;
        QVERIFY(agent.listen(agentSocket()));
        QElapsedTimer clock;
        clock.start();
        QCOMPARE(errorOf(withAgent(), 1s).code, ErrorCode::Timeout); // silent
        QVERIFY2(clock.elapsed() < 4000, qPrintable(QString::number(clock.elapsed())));
        while (agent.hasPendingConnections())
            delete agent.nextPendingConnection();
        connect(&agent, &QLocalServer::newConnection, this, [&] { agent.nextPendingConnection()->abort(); });
        QCOMPARE(errorOf(withAgent()).code, ErrorCode::Auth); // hangs up
        agent.disconnect(this);
        connect(&agent, &QLocalServer::newConnection, this, [&] {
            agent.nextPendingConnection()->write(QByteArray("\xff\xff\xff\xff garbage ").repeated(100));
        });
        QCOMPARE(errorOf(withAgent(), 3s).code, ErrorCode::Auth);
    }

    // Written to after it has hung up, libssh lets SIGPIPE come, which ends a program that does not expect
    // it.
    void anAgentThatHangsUpAtOnceEndsNothing()
    {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        const QByteArray path = QFile::encodeName(agentSocket());
        QFile::remove(agentSocket());
        std::copy(path.begin(), path.end(), address.sun_path);
        const int listening = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
        QCOMPARE(bind(listening, reinterpret_cast<const sockaddr *>(&address), sizeof address), 0);
        QCOMPARE(listen(listening, 5), 0);
        std::thread agent([listening] {
            for (int fd = accept(listening, nullptr, nullptr); fd >= 0;
                 fd = accept(listening, nullptr, nullptr))
                close(fd);
        });
        const auto ended = qScopeGuard([&] {
            shutdown(listening, SHUT_RDWR);
            agent.join();
            close(listening);
            QFile::remove(agentSocket()); // a real agent needs the place
        });
        for (int attempt = 0; attempt < 80; ++attempt) {
            const Error error = errorOf(withAgent());
            QVERIFY2(error.code == ErrorCode::Auth, qPrintable(error.message));
        }
    }

    void tooManyKeysAreARefusalThatIsTold()
    {
        SshdFixture sshd;
        QVERIFY(sshd.start({u"MaxAuthTries 1"_s}));
        const SshAgent agent(agentSocket());
        for (const char *key : {"other-user", "other-host", "host"}) // any three keys that do not fit
            QVERIFY(agent.add(sshd.folder() + u'/' + QString::fromLatin1(key)));
        Target target = sshd.target();
        target.privateKey.reset();
        target.agentSocket = agentSocket();
        const Error error = errorOf(target);
        QCOMPARE(error.code, ErrorCode::Auth);
        QVERIFY2(error.detail.contains(u"Too many authentication failures"_s), qPrintable(error.detail));
        sshd.stop();
    }

    void theBannerIsKept()
    {
        SshdFixture sshd;
        QFile issue(sshd.folder() + u"/issue"_s);
        QVERIFY(issue.open(QIODevice::WriteOnly));
        issue.write("Authorised use only.\n\x1b[31mSecond line\n");
        issue.close();
        QVERIFY(sshd.start({u"Banner %1"_s.arg(issue.fileName())}));
        Connection connection(sshd.target());
        QVERIFY(await(connection.open()));
        QVERIFY2(connection.banner().startsWith(u"Authorised use only.\n"_s),
                 qPrintable(connection.banner()));
        QVERIFY(!connection.banner().contains(QChar(0x1b)));
        Target target = sshd.target();
        target.privateKey = makeSecret(sshd.otherUserKey());
        QVERIFY(errorOf(target).detail.contains(u"Authorised use only."_s));
        sshd.stop();
    }

    void throughOneHostAndThroughTwo()
    {
        SshdFixture third;
        QVERIFY(third.start());
        const Target one = over(m_jump.target(), m_sshd.target());
        for (const Target &target : {one, over(one, third.target())}) {
            QElapsedTimer clock;
            clock.start();
            Connection connection(target);
            const auto opened = await(connection.open());
            QVERIFY2(opened, qPrintable(opened ? QString() : opened.error().message));
            const auto took = clock.elapsed();
            const auto port = await(connection.exec("echo ${SSH_CONNECTION##* }"));
            QVERIFY(port);
            QCOMPARE(port->out.trimmed().toUShort(), target.port);
            clock.restart();
            const auto bytes = await(connection.exec("head -c 16000000 /dev/zero"));
            QVERIFY(bytes);
            QCOMPARE(bytes->out.size(), 16'000'000);
            qInfo("open %lld ms, then %.0f MB/s", took, 16000.0 / double(clock.elapsed()));
            QSignalSpy lost(&connection, &Connection::lost);
            QVERIFY(m_jump.killConnections() > 0);
            QTRY_COMPARE(lost.size(), 1);
        }
        third.stop();
    }

    void eachHostsKeyIsProvedBeforeTheLoginThere()
    {
        SshdFixture inner;
        QVERIFY(inner.start({u"LogLevel DEBUG1"_s}));
        Target wrongInner = inner.target();
        wrongInner.pinnedHostKey = inner.otherHostKey();
        QCOMPARE(errorOf(over(m_jump.target(), wrongInner)).code, ErrorCode::HostKey);
        QTRY_VERIFY(inner.log().contains("Connection from"));
        QVERIFY2(!inner.log().contains("userauth-request"), inner.log().constData());

        const auto seen = inner.log().count("Connection from");
        Target wrongJump = m_jump.target();
        wrongJump.pinnedHostKey = m_jump.otherHostKey();
        const auto logins = m_jump.log().count("userauth-request");
        QCOMPARE(errorOf(over(wrongJump, inner.target())).code, ErrorCode::HostKey);
        QCOMPARE(m_jump.log().count("userauth-request"), logins);
        QCOMPARE(inner.log().count("Connection from"), seen);

        Target unpinned = m_jump.target();
        unpinned.pinnedHostKey.clear();
        QCOMPARE(errorOf(over(unpinned, inner.target())).code, ErrorCode::HostKey);
        inner.stop();
    }

    void aRefusalOfTheHostOnTheWayNamesIt()
    {
        Target jump = m_jump.target();
        jump.host = u"localhost"_s;
        jump.privateKey = makeSecret(m_jump.otherUserKey());
        const Error refused = errorOf(over(jump, m_sshd.target()));
        QCOMPARE(refused.code, ErrorCode::Auth);
        QVERIFY2(refused.message.contains(u"localhost"_s), qPrintable(refused.message));

        Target nowhere = m_sshd.target();
        nowhere.port = 1;
        const Error error = errorOf(over(m_jump.target(), nowhere));
        QCOMPARE(error.code, ErrorCode::Network);
        QVERIFY(error.retryable);
        QVERIFY2(error.message.contains(u"cannot be reached from"_s), qPrintable(error.message));
    }

    void aSilentHostBehindEndsByTheLimitAndByDeleting()
    {
        QTcpServer silent;
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        Target target = m_sshd.target();
        target.port = silent.serverPort();
        QElapsedTimer clock;
        clock.start();
        QCOMPARE(errorOf(over(m_jump.target(), target), 1500ms).code, ErrorCode::Timeout);
        QVERIFY(clock.elapsed() < 5000);
        auto connection = std::make_unique<Connection>(over(m_jump.target(), target));
        connection->open(60s);
        QTest::qWait(300);
        clock.restart();
        connection.reset();
        QVERIFY(clock.elapsed() < 100);
    }

    void manyAtOnceStayBelowTheServersLimit_data()
    {
        QTest::addColumn<bool>("behind");
        QTest::newRow("one host") << false;
        QTest::newRow("one host on the way") << true;
    }
    void manyAtOnceStayBelowTheServersLimit()
    {
        QFETCH(bool, behind);
        SshdFixture sshd;
        QVERIFY(sshd.start({u"MaxStartups 10:100:10"_s})); // as usual, but never by chance
        const Target target = behind ? over(sshd.target(), m_sshd.target()) : sshd.target();
        std::vector<std::unique_ptr<Connection>> connections;
        int opened = 0;
        QStringList problems;
        for (int i = 0; i < 24; ++i) {
            connections.push_back(std::make_unique<Connection>(target));
            onResult(connections.back()->open(60s), connections.back().get(), [&](const Result<> &result) {
                if (result)
                    ++opened;
                else
                    problems.append(result.error().message);
            });
        }
        QTRY_VERIFY_WITH_TIMEOUT(opened == 24 || !problems.isEmpty(), 60'000);
        QVERIFY2(problems.isEmpty(), qPrintable(problems.join(u' ')));
        connections.clear();
        sshd.stop();
    }
};

QTEST_GUILESS_MAIN(tst_SshLogin)
#include "tst_sshlogin.moc"
