// SPDX-License-Identifier: GPL-3.0-or-later
// A real pty around what "skepctl ssh" does, and what is left of it when it is killed. Called with arguments,
// this program is that client.
#include "app/skepctl/remoteterminal.h"
#include "core/ssh/connection.h"
#include "tests/support/sshdfixture.h"

#include <QFile>
#include <QTest>

#include <fcntl.h>
#include <pty.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace skep;
using namespace skep::test;

namespace {

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

int runClient(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList words = QCoreApplication::arguments();
    ssh::Target target;
    target.host = u"127.0.0.1"_s;
    target.port = words.at(1).toUShort();
    target.user = words.at(2);
    target.pinnedHostKey = contents(words.at(3) + u"/host.pub"_s).trimmed();
    target.privateKey = makeSecret(contents(words.at(3) + u"/user"_s));
    ssh::Connection connection(target);
    int code = 99;
    const auto joined =
        andThen(connection.open(), &connection, [&] { return ctl::joinTerminal(&connection, words.mid(4)); });
    onResult(joined, &connection, [&](const Result<int> &ended) {
        code = ended ? *ended : 98;
        if (!ended)
            fprintf(stderr, "client: %s\n", qUtf8Printable(ended.error().message));
        QCoreApplication::exit();
    });
    QCoreApplication::exec();
    return code;
}

//! The client on a pty of its own.
class Client
{
public:
    Client(const SshdFixture &sshd, const QStringList &command = {})
    {
        winsize size{24, 80, 0, 0};
        QStringList words{QCoreApplication::applicationFilePath(), QString::number(sshd.port()),
                          sshd.target().user, sshd.folder()};
        words += command;
        QList<QByteArray> bytes;
        std::vector<char *> arguments;
        for (const QString &word : words)
            bytes.append(word.toLocal8Bit());
        for (QByteArray &word : bytes)
            arguments.push_back(word.data());
        arguments.push_back(nullptr);
        m_pid = forkpty(&m_pty, nullptr, nullptr, &size);
        if (m_pid == 0) {
            execv(arguments.front(), arguments.data());
            _exit(127);
        }
        tcgetattr(m_pty, &m_before);
        fcntl(m_pty, F_SETFL, O_NONBLOCK);
    }
    ~Client()
    {
        ::kill(m_pid, SIGKILL);
        waitpid(m_pid, nullptr, 0);
        close(m_pty);
    }
    void type(const QByteArray &keys) const
    {
        QCOMPARE(::write(m_pty, keys.constData(), size_t(keys.size())), keys.size());
    }
    bool shows(const QByteArray &text)
    {
        return QTest::qWaitFor(
            [&] {
                read();
                return m_screen.contains(text);
            },
            10'000);
    }
    void resize(unsigned short columns, unsigned short rows) const
    {
        const winsize size{rows, columns, 0, 0};
        ioctl(m_pty, TIOCSWINSZ, &size);
    }
    bool isRaw() const { return (now().c_lflag & (ICANON | ECHO)) == 0; }
    bool isAsBefore() const
    {
        return now().c_lflag == m_before.c_lflag && now().c_iflag == m_before.c_iflag
            && now().c_oflag == m_before.c_oflag;
    }
    void kill(int number) const { ::kill(m_pid, number); }
    int status()
    {
        int status = -1;
        const bool isOver = QTest::qWaitFor(
            [&] {
                read();
                return waitpid(m_pid, &status, WNOHANG) == m_pid;
            },
            10'000);
        read();
        return isOver ? status : -1;
    }
    const QByteArray &screen() const { return m_screen; }

private:
    void read()
    {
        char bytes[4096];
        for (ssize_t count = 0; (count = ::read(m_pty, bytes, sizeof bytes)) > 0;)
            m_screen.append(bytes, count);
    }
    termios now() const
    {
        termios settings{};
        tcgetattr(m_pty, &settings);
        return settings;
    }

    int m_pty = -1;
    pid_t m_pid = -1;
    termios m_before{};
    QByteArray m_screen;
};

} // namespace

class tst_RemoteTerminal : public QObject
{
    Q_OBJECT

private:
    SshdFixture m_sshd;

private slots:
    void initTestCase()
    {
        if (const QString missing = SshdFixture::missing(); !missing.isEmpty())
            QSKIP(qPrintable(missing));
        QVERIFY2(m_sshd.start(), m_sshd.log().constData());
    }
    void cleanupTestCase() { m_sshd.stop(); }

    void aShellWithSizesAndAnExitCode()
    {
        Client client(m_sshd);
        client.type("stty size\r");
        QVERIFY2(client.shows("24 80"), client.screen().constData());
        QVERIFY(client.isRaw());
        client.resize(99, 33);
        QTest::qWait(300);
        client.type("stty size\r");
        QVERIFY2(client.shows("33 99"), client.screen().constData());
        client.type("sleep 100\r");
        QTest::qWait(200);
        client.type("\x03"); // reaches the far side and not us
        client.type("exit 7\r");
        const int status = client.status();
        QVERIFY(WIFEXITED(status));
        QCOMPARE(WEXITSTATUS(status), 7);
        QVERIFY(client.isAsBefore());
    }

    void aCommandsExitCode()
    {
        Client client(m_sshd, {u"echo out; exit 5"_s});
        QVERIFY(client.shows("out"));
        QCOMPARE(WEXITSTATUS(client.status()), 5);
    }

    void theEscapeCloses()
    {
        Client client(m_sshd);
        client.type("echo a~.b; ~~\r");
        QVERIFY2(client.shows("a~.b"), client.screen().constData()); // not at the start of a line
        client.type("~.");
        QCOMPARE(WEXITSTATUS(client.status()), 98);
        QVERIFY2(client.screen().contains("Closed by ~."), client.screen().constData());
        QVERIFY(client.isAsBefore());
    }

    void aSignalGivesTheTerminalBack()
    {
        for (const int number : {SIGTERM, SIGHUP}) {
            Client client(m_sshd);
            client.type("echo hi-$((1+1))\r");
            QVERIFY(client.shows("hi-2"));
            QVERIFY(client.isRaw());
            client.kill(number);
            const int status = client.status();
            QVERIFY(WIFSIGNALED(status));
            QCOMPARE(WTERMSIG(status), number);
            QVERIFY(client.isAsBefore());
        }
    }

    void aLostConnectionIsTold()
    {
        SshdFixture sshd;
        QVERIFY(sshd.start());
        Client client(sshd);
        client.type("echo hi-$((1+1))\r");
        QVERIFY(client.shows("hi-2"));
        QVERIFY(sshd.killConnections() > 0);
        QCOMPARE(WEXITSTATUS(client.status()), 98);
        QVERIFY2(client.screen().contains("was lost"), client.screen().constData());
        QVERIFY(client.isAsBefore());
        sshd.stop();
    }

    //! One connection, one call, and the end of the program, often: nothing may be left that touches what is
    //! gone.
    void theProgramEndsWellEachTime()
    {
        const int rounds = qEnvironmentVariableIntValue("SKEP_TEARDOWN_ROUNDS") > 0
            ? qEnvironmentVariableIntValue("SKEP_TEARDOWN_ROUNDS")
            : 20;
        for (int i = 0; i < rounds; ++i) {
            QProcess client;
            client.start(
                QCoreApplication::applicationFilePath(),
                {QString::number(m_sshd.port()), m_sshd.target().user, m_sshd.folder(), u"exit 3"_s});
            QVERIFY(client.waitForFinished(20'000));
            QCOMPARE(client.exitStatus(), QProcess::NormalExit);
            QCOMPARE(client.exitCode(), 3);
        }
    }
};

int main(int argc, char **argv)
{
    if (argc > 3 && QByteArray(argv[1]).toInt() > 0)
        return runClient(argc, argv);
    QCoreApplication application(argc, argv);
    tst_RemoteTerminal test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_remoteterminal.moc"
