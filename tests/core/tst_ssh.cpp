// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/connection.h"
#include "tests/support/sshdfixture.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace skep;
using namespace skep::ssh;
using namespace skep::test;
using namespace std::chrono_literals;

template <typename T>
static std::optional<Result<T>> waitFor(Pending<T> future, int limit = 15'000)
{
    std::optional<Result<T>> outcome;
    QObject context;
    onResult(future, &context, [&](Result<T> result) { outcome = std::move(result); });
    [&] { QTRY_VERIFY_WITH_TIMEOUT(outcome, limit); }();
    return outcome;
}

template <typename T>
static QByteArray whyNot(const std::optional<Result<T>> &outcome)
{
    if (!outcome)
        return "no result";
    return *outcome ? QByteArray("good")
                    : (outcome->error().message + u" | "_s + outcome->error().detail).toUtf8();
}

class tst_Ssh : public QObject
{
    Q_OBJECT

private:
    SshdFixture m_sshd;

    std::unique_ptr<Connection> connected()
    {
        auto connection = std::make_unique<Connection>(m_sshd.target());
        const auto outcome = waitFor(connection->open());
        return outcome && *outcome ? std::move(connection) : nullptr;
    }

    Error errorOf(Target target, std::chrono::milliseconds limit = 10s)
    {
        Connection connection(std::move(target));
        const auto outcome = waitFor(connection.open(limit));
        [&] { QCOMPARE(connection.state(), Connection::State::Closed); }();
        return outcome && !*outcome ? outcome->error()
                                    : Error{ErrorCode::Internal, QString::fromUtf8(whyNot(outcome))};
    }

private slots:
    void initTestCase()
    {
        if (const QString missing = SshdFixture::missing(); !missing.isEmpty())
            QSKIP(qPrintable(missing));
        QVERIFY2(m_sshd.start(), m_sshd.log().constData());
    }
    void cleanupTestCase() { m_sshd.stop(); }

    void opensAndRuns()
    {
        Connection connection(m_sshd.target());
        QSignalSpy states(&connection, &Connection::stateChanged);
        const auto opened = waitFor(connection.open());
        QVERIFY2(opened && *opened, whyNot(opened).constData());
        QCOMPARE(connection.state(), Connection::State::Open);
        QCOMPARE(states.size(), 2);
        const auto result = waitFor(connection.exec("echo out; echo err >&2; exit 7"));
        QVERIFY2(result && *result, whyNot(result).constData());
        QCOMPARE((*result)->out, QByteArray("out\n"));
        QCOMPARE((*result)->err, QByteArray("err\n"));
        QCOMPARE((*result)->exitCode, 7);
    }

    void aWrongHostKeyStopsBeforeTheLogin_data()
    {
        QTest::addColumn<bool>("otherType");
        QTest::newRow("same type") << false;
        QTest::newRow("a type that the server has not") << true;
    }
    void aWrongHostKeyStopsBeforeTheLogin()
    {
        QFETCH(bool, otherType);
        SshdFixture sshd;
        QVERIFY(sshd.start({u"LogLevel DEBUG1"_s}));
        Target target = sshd.target();
        target.pinnedHostKey = otherType
            ? QByteArray("ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBMHPZgVY"
                         "Dii2oSyzCgssLPSnxTK3GBTohh///EeLT+FFRYhWf3bnSCoFSskPUy4z+umzVmQPeyucW+f258r35Q4=")
            : sshd.otherHostKey();
        const Error error = errorOf(target);
        QVERIFY2(error.code == ErrorCode::HostKey, qPrintable(error.message + error.detail));
        QVERIFY(!error.retryable);
        if (!otherType)
            QCOMPARE(error.detail.count(u"SHA256:"_s), 2);
        sshd.stop();
        QVERIFY(sshd.log().contains("Connection from"));
        QVERIFY2(!sshd.log().contains("userauth-request"), sshd.log().constData());
    }

    void theRightKeyShowsInTheServersLog() // so that the check above can fail
    {
        SshdFixture sshd;
        QVERIFY(sshd.start({u"LogLevel DEBUG1"_s}));
        Connection connection(sshd.target());
        const auto outcome = waitFor(connection.open());
        QVERIFY2(outcome && *outcome, whyNot(outcome).constData());
        QVERIFY(sshd.log().contains("userauth-request"));
        sshd.stop();
    }

    void aWrongUserKeyIsAnAuthError()
    {
        Target target = m_sshd.target();
        target.privateKey = makeSecret(m_sshd.otherUserKey());
        const Error error = errorOf(target);
        QCOMPARE(error.code, ErrorCode::Auth);
        QVERIFY(error.retryable);
        QVERIFY2(error.detail.contains(u"publickey"_s), qPrintable(error.detail));
    }

    void badTargetsAreRefusedBeforeAnythingIsSent_data()
    {
        QTest::addColumn<QString>("host");
        QTest::addColumn<QString>("user");
        for (const char *host : {"", "-oProxyCommand=x", "a b", "a;b", "$(x)", "a/b", "host\n", "%h", "a..b"})
            QTest::newRow(host) << QString::fromLatin1(host) << u"root"_s;
        for (const char *user : {"", "-l", "a b", "a`b", "root\n", "%r"})
            QTest::addRow("user %s", user) << u"127.0.0.1"_s << QString::fromLatin1(user);
    }
    void badTargetsAreRefusedBeforeAnythingIsSent()
    {
        QFETCH(QString, host);
        QFETCH(QString, user);
        Target target = m_sshd.target();
        target.host = host;
        target.user = user;
        QCOMPARE(errorOf(target).code, ErrorCode::Config);
    }

    void goodHosts()
    {
        for (const QString &host :
             {u"node-1"_s, u"node-1.example.org"_s, u"10.0.0.1"_s, u"2001:db8::1"_s, u"::1"_s})
            QVERIFY2(isHostName(host), qPrintable(host));
    }

    void noPinnedKeyAndBadPrivateKey()
    {
        Target target = m_sshd.target();
        target.pinnedHostKey.clear();
        QCOMPARE(errorOf(target).code, ErrorCode::HostKey);
        target = m_sshd.target();
        target.pinnedHostKey = "ssh-ed25519 garbage";
        QCOMPARE(errorOf(target).code, ErrorCode::HostKey);
        target = m_sshd.target();
        target.privateKey = makeSecret("garbage");
        QCOMPARE(errorOf(target).code, ErrorCode::Config);
    }

    void silentGarbageAndAbsentServers()
    {
        QTcpServer silent;
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        Target target = m_sshd.target();
        target.port = silent.serverPort();
        QElapsedTimer clock;
        clock.start();
        const Error silence = errorOf(target, 500ms);
        QCOMPARE(silence.code, ErrorCode::Timeout);
        QVERIFY(silence.retryable);
        QVERIFY2(clock.elapsed() < 3000, qPrintable(QString::number(clock.elapsed())));

        QTcpServer garbage;
        QVERIFY(garbage.listen(QHostAddress::LocalHost));
        connect(&garbage, &QTcpServer::newConnection, this, [&] {
            garbage.nextPendingConnection()->write(QByteArray("\x01\xff garbage ").repeated(5000));
        });
        target.port = garbage.serverPort();
        const Error noise = errorOf(target, 5s);
        QCOMPARE(noise.code, ErrorCode::Network);
        QVERIFY(noise.retryable);

        silent.close();
        target.port = silent.serverPort() ? silent.serverPort() : 1;
        const Error refused = errorOf(target);
        QCOMPARE(refused.code, ErrorCode::Network);
        QVERIFY2(refused.message.contains(u"refuses"_s), qPrintable(refused.message));
    }

    void aDrippingBannerEndsByTheLimit()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        QTimer drip;
        connect(&server, &QTcpServer::newConnection, this, [&] {
            auto *socket = server.nextPendingConnection();
            connect(&drip, &QTimer::timeout, socket, [socket] { socket->write("x"); });
            drip.start(50ms);
        });
        Target target = m_sshd.target();
        target.port = server.serverPort();
        QElapsedTimer clock;
        clock.start();
        QCOMPARE(errorOf(target, 700ms).code, ErrorCode::Timeout);
        QVERIFY(clock.elapsed() < 3000);
    }

    void cancelEndsALogin()
    {
        QTcpServer silent;
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        Target target = m_sshd.target();
        target.port = silent.serverPort();
        Connection connection(target);
        auto future = connection.open(60s);
        QTRY_VERIFY(silent.hasPendingConnections());
        std::optional<Result<>> outcome;
        onResult(future, this, [&](Result<> r) { outcome = r; });
        future.cancel();
        QTRY_VERIFY(outcome);
        QCOMPARE(outcome->error().code, ErrorCode::Cancelled);
        QTRY_COMPARE(connection.state(), Connection::State::Closed);
    }

    void deletingAConnectionThatLogsInDoesNotWait()
    {
        QTcpServer silent;
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        Target target = m_sshd.target();
        target.port = silent.serverPort();
        auto connection = std::make_unique<Connection>(target);
        connection->open(60s);
        QTRY_VERIFY(silent.hasPendingConnections());
        QElapsedTimer clock;
        clock.start();
        connection.reset();
        QVERIFY(clock.elapsed() < 100);
        auto *socket = silent.nextPendingConnection();
        QTRY_COMPARE(socket->state(), QAbstractSocket::UnconnectedState);
    }

    void muchOutputAndAnExitCode()
    {
        const auto connection = connected();
        QVERIFY(connection);
        qsizetype live = 0;
        const auto result = waitFor(connection->exec(
            "head -c 3000000 /dev/zero | tr '\\0' x; head -c 100000 /dev/zero | tr '\\0' e >&2; exit 7", {},
            20s, [&](const QByteArray &bytes) { live += bytes.size(); }));
        QVERIFY2(result && *result, whyNot(result).constData());
        QVERIFY((*result)->out == QByteArray(3'000'000, 'x'));
        QVERIFY((*result)->err == QByteArray(100'000, 'e'));
        QCOMPARE((*result)->exitCode, 7);
        QCOMPARE(live, 3'100'000);
    }

    void inputComesBackIntact()
    {
        const auto connection = connected();
        QVERIFY(connection);
        QByteArray input(5'000'000, '\0');
        for (qsizetype i = 0; i < input.size(); ++i)
            input[i] = static_cast<char>(i * 31 + i / 251);
        const auto result = waitFor(connection->exec("cat", input));
        QVERIFY2(result && *result, whyNot(result).constData());
        QVERIFY((*result)->out == input);
        QCOMPARE((*result)->exitCode, 0);
    }

    void aCommandThatDoesNotReadItsInputEnds()
    {
        const auto connection = connected();
        QVERIFY(connection);
        const auto result = waitFor(connection->exec("exit 3", QByteArray(8'000'000, 'x')));
        QVERIFY2(result && *result, whyNot(result).constData());
        QCOMPARE((*result)->exitCode, 3);
    }

    void aSignalIs128AndItsNumber()
    {
        const auto connection = connected();
        QVERIFY(connection);
        const auto result = waitFor(connection->exec("kill -9 $$"));
        QVERIFY2(result && *result, whyNot(result).constData());
        QCOMPARE((*result)->exitCode, 137);
    }

    void tooMuchOutputAndTooLong()
    {
        const auto connection = connected();
        QVERIFY(connection);
        const auto much = waitFor(connection->exec("head -c 20000000 /dev/zero"));
        QVERIFY(much && !*much);
        QCOMPARE(much->error().code, ErrorCode::Protocol);
        QElapsedTimer clock;
        clock.start();
        const auto slow = waitFor(connection->exec("sleep 30", {}, 300ms));
        QVERIFY(slow && !*slow);
        QCOMPARE(slow->error().code, ErrorCode::Timeout);
        QVERIFY(clock.elapsed() < 5000);
        QVERIFY(*waitFor(connection->exec("true")));
    }

    void manyCommandsAtOnce()
    {
        const auto connection = connected();
        QVERIFY(connection);
        int good = 0;
        for (int i = 0; i < 30; ++i) {
            onResult(
                connection->exec("sleep 0.1; cat", QByteArray::number(i)), this,
                [&good, i](const Result<ExecResult> &r) { good += r && r->out == QByteArray::number(i); });
        }
        QTRY_COMPARE_WITH_TIMEOUT(good, 30, 20'000);
    }

    void aCancelledCommandMakesRoom()
    {
        const auto connection = connected();
        QVERIFY(connection);
        QList<Pending<ExecResult>> sleepers;
        int started = 0;
        for (int i = 0; i < 12; ++i) { // more than run at once
            sleepers.append(
                connection->exec("echo started; sleep 20", {}, 1min, [&](const QByteArray &) { ++started; }));
        }
        QTRY_COMPARE_WITH_TIMEOUT(started, 8, 15'000);
        for (auto &sleeper : sleepers)
            sleeper.cancel();
        const auto result = waitFor(connection->exec("true"));
        QVERIFY2(result && *result, whyNot(result).constData());
        for (auto &sleeper : sleepers)
            QTRY_VERIFY(sleeper.isFinished());
    }

    void aLostConnectionFailsWhatRuns()
    {
        SshdFixture sshd;
        QVERIFY(sshd.start());
        Connection connection(sshd.target());
        QVERIFY(*waitFor(connection.open()));
        QSignalSpy lost(&connection, &Connection::lost);
        const auto running = connection.exec("sleep 60");
        QTest::qWait(200);
        QVERIFY(sshd.killConnections() > 0);
        const auto outcome = waitFor(running);
        QVERIFY(outcome && !*outcome);
        QCOMPARE(outcome->error().code, ErrorCode::Network);
        QTRY_COMPARE(lost.size(), 1);
        QCOMPARE(connection.state(), Connection::State::Closed);
        QCOMPARE(waitFor(connection.exec("true"))->error().code, ErrorCode::Network);
        QVERIFY(*waitFor(connection.open()));
        QVERIFY(*waitFor(connection.exec("true")));
        sshd.stop();
        QTRY_COMPARE(lost.size(), 2);
    }

    void deletingABusyConnectionDoesNotWait()
    {
        auto connection = connected();
        QVERIFY(connection);
        std::optional<Result<ExecResult>> outcome;
        int unfinished = 4;
        for (int i = 0; i < 4; ++i)
            onResult(connection->exec("yes", {}, 10min), this,
                     [&](const Result<ExecResult> &) { --unfinished; });
        onResult(connection->exec("cat", QByteArray(10'000'000, 'x')), this,
                 [&](Result<ExecResult> r) { outcome = std::move(r); });
        QTest::qWait(20);
        QElapsedTimer clock;
        clock.start();
        connection.reset();
        QVERIFY2(clock.elapsed() < 100, qPrintable(QString::number(clock.elapsed())));
        QTRY_VERIFY(outcome);
        QTRY_COMPARE(unfinished, 0);
    }

    void shellWithATerminal()
    {
        const auto connection = connected();
        QVERIFY(connection);
        auto *shell = connection->openShell({.columns = 100, .rows = 30}, connection.get());
        QByteArray screen;
        connect(shell, &Shell::received, this, [&](const QByteArray &bytes) {
            screen += bytes;
            shell->acknowledge(bytes.size());
        });
        QSignalSpy closed(shell, &Shell::closed);
        QSignalSpy opened(shell, &Shell::opened);
        QTRY_COMPARE(opened.size(), 1);
        shell->write("stty size; echo term=$TERM\n");
        QTRY_VERIFY2(screen.contains("30 100") && screen.contains("term=xterm-256color"), screen.constData());
        shell->resize(120, 40);
        shell->write("stty size\n");
        QTRY_VERIFY2(screen.contains("40 120"), screen.constData());
        shell->write("exit 5\n");
        QTRY_COMPARE(closed.size(), 1);
        QCOMPARE(closed.first().first().value<ShellEnd>().exitCode, 5);
    }

    void commandWithoutATerminal()
    {
        const auto connection = connected();
        QVERIFY(connection);
        auto *shell =
            connection->openShell({.command = "cat; echo done >&2; exit 3", .pty = false}, connection.get());
        QByteArray out;
        QByteArray err;
        connect(shell, &Shell::received, this, [&](const QByteArray &bytes) { out += bytes; });
        connect(shell, &Shell::receivedError, this, [&](const QByteArray &bytes) { err += bytes; });
        QSignalSpy closed(shell, &Shell::closed);
        shell->write("\x01raw\xff\n");
        shell->closeInput();
        QTRY_COMPARE(closed.size(), 1);
        QCOMPARE(closed.first().first().value<ShellEnd>().exitCode, 3);
        QCOMPARE(out, QByteArray("\x01raw\xff\n"));
        QCOMPARE(err, QByteArray("done\n"));
    }

    void aShellIsHeldBackUntilItIsAcknowledged()
    {
        const auto connection = connected();
        QVERIFY(connection);
        auto *shell =
            connection->openShell({.command = "head -c 4000000 /dev/zero", .pty = false}, connection.get());
        qsizetype received = 0;
        connect(shell, &Shell::received, this, [&](const QByteArray &bytes) { received += bytes.size(); });
        QSignalSpy closed(shell, &Shell::closed);
        QTRY_COMPARE(received, 1024 * 1024);
        QTest::qWait(200);
        QCOMPARE(received, 1024 * 1024);
        QVERIFY(*waitFor(connection->exec("true"))); // only this channel waits
        connect(shell, &Shell::received, shell,
                [shell](const QByteArray &bytes) { shell->acknowledge(bytes.size()); });
        shell->acknowledge(received);
        QTRY_COMPARE(received, 4'000'000);
        QTRY_COMPARE(closed.size(), 1);
    }

    void shellOnAClosedConnectionFails()
    {
        Connection connection(m_sshd.target());
        auto *shell = connection.openShell({}, &connection);
        QSignalSpy failed(shell, &Shell::failed);
        QTRY_COMPARE(failed.size(), 1);
    }

    void throughput()
    {
        const auto connection = connected();
        QVERIFY(connection);
        auto *shell =
            connection->openShell({.command = "head -c 100000000 /dev/zero", .pty = false}, connection.get());
        qsizetype received = 0;
        connect(shell, &Shell::received, this, [&](const QByteArray &bytes) {
            received += bytes.size();
            shell->acknowledge(bytes.size());
        });
        QElapsedTimer clock;
        clock.start();
        QTRY_COMPARE_WITH_TIMEOUT(received, 100'000'000, 30'000);
        qInfo("one channel: %.0f MB/s", 100.0 / (static_cast<double>(clock.elapsed()) / 1000.0));
    }
};

QTEST_GUILESS_MAIN(tst_Ssh)
#include "tst_ssh.moc"
