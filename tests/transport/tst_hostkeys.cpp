// SPDX-License-Identifier: GPL-3.0-or-later
// A server that does not show the pinned host key, or says odd things first, sees no attempt to log in:
// judged by what a real sshd writes at DEBUG2. And the user's ssh configuration and agent take no part.
#include "core/local/knownhosts.h"
#include "core/ssh/connection.h"
#include "core/ssh/hostkeyscan.h"
#include "tests/support/await.h"
#include "tests/support/sshdfixture.h"

#include <QSignalSpy>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <libssh/libssh.h>

using namespace Qt::StringLiterals;
using namespace skep;
using namespace skep::ssh;
using namespace skep::test;
using namespace std::chrono_literals;

namespace {

//! Stands between and says something before the real server does.
class Prefacer : public QTcpServer
{
    Q_OBJECT

public:
    Prefacer(quint16 port, QByteArray preface)
        : m_preface(std::move(preface))
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this, port] {
            auto *near = nextPendingConnection();
            auto *far = new QTcpSocket(near);
            near->write(m_preface);
            far->connectToHost(QHostAddress::LocalHost, port);
            connect(near, &QTcpSocket::readyRead, far, [near, far] { far->write(near->readAll()); });
            connect(far, &QTcpSocket::readyRead, near, [near, far] { near->write(far->readAll()); });
            connect(far, &QTcpSocket::disconnected, near, &QTcpSocket::disconnectFromHost);
            connect(near, &QTcpSocket::disconnected, near, &QObject::deleteLater);
        });
    }

private:
    QByteArray m_preface;
};

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray spoiled(QByteArray key)
{
    const qsizetype place = key.indexOf(' ') + 40; // inside of the base64
    key[place] = key[place] == 'A' ? 'B' : 'A';
    return key;
}

} // namespace

class tst_HostKeys : public QObject
{
    Q_OBJECT

private:
    SshdFixture m_sshd;
    QByteArray m_ecdsa; //!< one that the server has as well
    QByteArray m_otherEcdsa;
    QByteArray m_rsa; //!< of a kind that it does not have

    QByteArray publicKey(const QString &name, const QString &kind) const
    {
        const QString path = m_sshd.folder() + u'/' + name;
        QProcess::execute(u"ssh-keygen"_s,
                          {u"-q"_s, u"-t"_s, kind, u"-N"_s, QString(), u"-C"_s, name, u"-f"_s, path});
        return contents(path + u".pub"_s).trimmed();
    }
    qsizetype attempts() const { return m_sshd.log().count("userauth-request"); }
    qsizetype visits() const { return m_sshd.log().count("Connection from"); }

    Target pinned(const QByteArray &key) const
    {
        Target target = m_sshd.target();
        target.pinnedHostKey = key;
        return target;
    }

    static Result<> open(const Target &target)
    {
        Connection connection(target);
        return await(connection.open(6s));
    }

private slots:
    void initTestCase()
    {
        if (const QString missing = SshdFixture::missing(); !missing.isEmpty())
            QSKIP(qPrintable(missing));
        m_ecdsa = publicKey(u"second-host"_s, u"ecdsa"_s);
        m_otherEcdsa = publicKey(u"third-host"_s, u"ecdsa"_s);
        m_rsa = publicKey(u"fourth-host"_s, u"rsa"_s);
        QVERIFY2(m_sshd.start({u"LogLevel DEBUG2"_s, u"HostKey %1/second-host"_s.arg(m_sshd.folder())}),
                 m_sshd.log().constData());
    }
    void cleanupTestCase() { m_sshd.stop(); }

    void theRightKeysLogIn_data() // so that what follows can fail
    {
        QTest::addColumn<QByteArray>("key");
        QTest::newRow("ed25519") << m_sshd.hostKey();
        QTest::newRow("ecdsa") << m_ecdsa;
    }
    void theRightKeysLogIn()
    {
        QFETCH(QByteArray, key);
        const auto before = attempts();
        const auto outcome = open(pinned(key));
        QVERIFY2(outcome, outcome ? "" : qPrintable(outcome.error().message + outcome.error().detail));
        QTRY_COMPARE_GT(attempts(), before);
    }

    void aWrongKeyIsAskedNothing_data()
    {
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<bool>("reachesTheServer");
        QTest::newRow("changed") << m_sshd.otherHostKey() << true;
        QTest::newRow("changed, of the second kind") << m_otherEcdsa << true;
        QTest::newRow("of a kind that the server does not have") << m_rsa << true;
        QTest::newRow("corrupt") << spoiled(m_sshd.hostKey()) << true;
        QTest::newRow("cut short") << m_sshd.hostKey().left(40) << false;
        QTest::newRow("the kind of one with the bytes of the other")
            << "ssh-ed25519 " + m_ecdsa.split(' ').value(1) << false;
        QTest::newRow("an unknown kind") << QByteArray("ssh-moon AAAAC3NzaC1lZDI1NTE5") << false;
        QTest::newRow("two lines") << m_sshd.otherHostKey() + '\n' + m_sshd.hostKey() << true;
        QTest::newRow("a certificate's kind")
            << "ssh-ed25519-cert-v01@openssh.com " + m_sshd.hostKey().split(' ').value(1) << false;
        QTest::newRow("unknown") << QByteArray() << false;
    }
    void aWrongKeyIsAskedNothing()
    {
        QFETCH(QByteArray, key);
        QFETCH(bool, reachesTheServer);
        const auto before = attempts();
        const auto visited = visits();
        const auto outcome = open(pinned(key));
        QVERIFY(!outcome);
        QVERIFY2(outcome.error().code == ErrorCode::HostKey,
                 qPrintable(outcome.error().message + outcome.error().detail));
        QVERIFY(!outcome.error().retryable);
        QVERIFY(!outcome.error().message.isEmpty());
        QTest::qWait(100); // what the server would still write
        QCOMPARE(visits() > visited, reachesTheServer);
        QCOMPARE(attempts(), before);
    }

    //! Lines before the version are allowed by the protocol; the key behind them is judged all the same.
    void oddGreetingsAreAskedNothing_data()
    {
        QTest::addColumn<QByteArray>("preface");
        QTest::newRow("some lines") << QByteArray("Welcome.\r\nBe nice.\r\n");
        QTest::newRow("an old version") << QByteArray("SSH-1.5-OpenSSH_1.2.3\r\n");
        QTest::newRow("two versions") << QByteArray("SSH-2.0-first\r\n");
        QTest::newRow("no version") << QByteArray("SSH-\r\n");
        QTest::newRow("zeros") << QByteArray(200, '\0');
        QTest::newRow("a line without end") << QByteArray(100'000, 'x');
        QTest::newRow("an answer of HTTP") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        QTest::newRow("a huge packet") << QByteArray("SSH-2.0-x\r\n\xff\xff\xff\xff\x08");
    }
    void oddGreetingsAreAskedNothing()
    {
        QFETCH(QByteArray, preface);
        const auto before = attempts();
        const Prefacer between(m_sshd.port(), preface);
        Target target = pinned(m_sshd.otherHostKey());
        target.port = between.serverPort();
        const auto outcome = open(target);
        QVERIFY(!outcome);
        QVERIFY(!outcome.error().message.isEmpty());
        QTest::qWait(100);
        QCOMPARE(attempts(), before);
    }

    void aHostOnTheWayThatChangedIsNotGoneThrough()
    {
        const auto before = attempts();
        Target target = m_sshd.target();
        target.jump = std::make_shared<const Target>(pinned(m_sshd.otherHostKey()));
        const auto outcome = open(target);
        QVERIFY(!outcome);
        QCOMPARE(outcome.error().code, ErrorCode::HostKey);
        QTest::qWait(100);
        QCOMPARE(attempts(), before);
    }

    void aRevokedKeyIsNeverConfirmed()
    {
        const local::KnownHost host{u"127.0.0.1"_s, m_sshd.hostKey().left(m_sshd.hostKey().lastIndexOf(' '))};
        const QByteArray good = "127.0.0.1 " + host.key + '\n';
        QCOMPARE(local::standingOf(good, host), local::HostStanding::Known);
        const QByteArray revoked = "@revoked * " + host.key + '\n';
        QCOMPARE(local::standingOf(good + revoked, host), local::HostStanding::Contradicted);
        QCOMPARE(local::standingOf(revoked + good, host), local::HostStanding::Contradicted);
        const QByteArray authority = "@cert-authority * " + host.key + '\n';
        QCOMPARE(local::standingOf(authority, host), local::HostStanding::Unknown);
        QCOMPARE(local::standingOf("\xff\xfe garbage \x01\n", host), local::HostStanding::Unknown);
    }

    void lookingAtTheKeyLogsNobodyIn()
    {
        const auto before = attempts();
        const auto key = await(offeredHostKey(u"127.0.0.1"_s, m_sshd.port()));
        QVERIFY(key);
        QVERIFY(m_sshd.hostKey().startsWith(*key) || m_ecdsa.startsWith(*key));
        QTest::qWait(100);
        QCOMPARE(attempts(), before);
    }

    void aWholeSessionForwardsNoAgent()
    {
        Target target = m_sshd.target();
        qputenv("SSH_AUTH_SOCK", QFile::encodeName(m_sshd.folder() + u"/nobody"_s));
        Connection connection(target);
        QVERIFY(await(connection.open()));
        const auto asked = await(connection.exec("echo agent=$SSH_AUTH_SOCK"));
        QVERIFY(asked);
        QCOMPARE(asked->out, QByteArray("agent=\n"));
        auto *shell = connection.openShell({.command = "echo agent=$SSH_AUTH_SOCK"}, &connection);
        const QSignalSpy closed(shell, &Shell::closed);
        QTRY_COMPARE(closed.size(), 1);
        QVERIFY(m_sshd.log().contains("exec"));
        QVERIFY(!m_sshd.log().contains("auth-agent-req"));
        qunsetenv("SSH_AUTH_SOCK");
    }

    //! What strace sees in the next test, so that it can fail: the library with its own defaults.
    void theLibraryAsItComes()
    {
        ssh_session session = ssh_new();
        ssh_options_set(session, SSH_OPTIONS_HOST, "127.0.0.1");
        const unsigned port = 1;
        ssh_options_set(session, SSH_OPTIONS_PORT, &port);
        QCOMPARE(ssh_connect(session), SSH_ERROR);
        ssh_free(session);
    }

    void noConfigurationOfSshIsRead_data()
    {
        QTest::addColumn<QString>("function");
        QTest::addColumn<bool>("isRead");
        QTest::newRow("the library as it comes") << u"theLibraryAsItComes"_s << true;
        QTest::newRow("logging in") << u"aWholeSessionForwardsNoAgent"_s << false;
        QTest::newRow("looking at the key") << u"lookingAtTheKeyLogsNobodyIn"_s << false;
    }
    void noConfigurationOfSshIsRead()
    {
        QFETCH(QString, function);
        QFETCH(bool, isRead);
        if (QStandardPaths::findExecutable(u"strace"_s).isEmpty())
            QSKIP("strace is not installed");
        const QString trace = m_sshd.folder() + u"/trace"_s;
        QProcess traced;
        traced.start(u"strace"_s,
                     {u"-f"_s, u"-o"_s, trace, u"-e"_s, u"trace=openat,open,execve"_s,
                      QCoreApplication::applicationFilePath(), function});
        QVERIFY(traced.waitForFinished(30'000));
        QCOMPARE(traced.exitCode(), 0);
        const QByteArray log = contents(trace);
        QVERIFY(log.contains("libssh"));
        QCOMPARE(log.contains("/etc/ssh/ssh_config\"") || log.contains(".ssh/config\""), isRead);
    }
};

QTEST_GUILESS_MAIN(tst_HostKeys)
#include "tst_hostkeys.moc"
