// SPDX-License-Identifier: GPL-3.0-or-later
// What it costs a node's API that a terminal runs over the same SSH connection, and what an own connection
// costs the terminal. Prints figures. To see them on a slower network, run it in a network namespace of its
// own whose lo delays and limits what goes from 127.0.0.1 to 127.0.0.1; the local hop uses 127.0.0.2.
#include "core/ssh/connection.h"
#include "core/ssh/terminalsession.h"
#include "tests/support/sshdfixture.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QLocalServer>
#include <QLocalSocket>
#include <QProcess>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace skep;
using namespace skep::ssh;
using namespace skep::test;

namespace {

QByteArray summary(QList<double> values)
{
    std::sort(values.begin(), values.end());
    return "median " + QByteArray::number(values.at(values.size() / 2), 'f', 1) + " ms, 95 % "
        + QByteArray::number(values.at(values.size() * 95 / 100), 'f', 1) + " ms, most "
        + QByteArray::number(values.last(), 'f', 1) + " ms";
}

//! Runs the event loop until quit() or the limit, without a test's rounding to 10 ms.
class Wait : public QEventLoop
{
public:
    double run(int limit = 30'000)
    {
        m_clock.start();
        QTimer::singleShot(limit, this, &QEventLoop::quit);
        exec();
        return double(m_clock.nsecsElapsed()) / 1e6;
    }

private:
    QElapsedTimer m_clock;
};

} // namespace

class bench_Sharing : public QObject
{
    Q_OBJECT

private:
    SshdFixture m_sshd;
    QLocalServer m_api; //!< answers 100 bytes with 2 KB, as a small call of the engine's does
    QTcpServer m_near;
    QProcess m_slowLink;
    quint16 m_port = 0;
    std::unique_ptr<Connection> m_shared;

    std::unique_ptr<Connection> opened()
    {
        Target target = m_sshd.target();
        target.port = m_port;
        auto connection = std::make_unique<Connection>(target);
        Wait wait;
        onResult(connection->open(), &wait, [&](const Result<> &) { wait.quit(); });
        wait.run();
        return connection;
    }
    static TerminalSession::Connect over(Connection *connection)
    {
        return [connection] { return ready<Connection *>(connection); };
    }
    std::unique_ptr<QTcpSocket> reachApi()
    {
        auto caller = std::make_unique<QTcpSocket>();
        Wait wait;
        connect(&m_near, &QTcpServer::newConnection, &wait, [&] {
            m_shared->forwardUnix(m_near.nextPendingConnection(), m_api.fullServerName(),
                                  [&](const Result<> &) { wait.quit(); });
        });
        caller->connectToHost(QHostAddress::LocalHost, m_near.serverPort());
        wait.run();
        return caller;
    }
    double callApi(QTcpSocket *caller)
    {
        Wait wait;
        qsizetype got = 0;
        connect(caller, &QTcpSocket::readyRead, &wait, [&] {
            got += caller->readAll().size();
            if (got >= 2048)
                wait.quit();
        });
        caller->write(QByteArray(100, 'q'));
        return wait.run();
    }
    QList<double> callApi(int count)
    {
        const auto caller = reachApi();
        QList<double> took;
        for (int i = 0; i < count; ++i) {
            took.append(callApi(caller.get()));
            QTest::qWait(10);
        }
        return took;
    }
    double timeToPrompt(bool isOwn)
    {
        QElapsedTimer clock;
        clock.start();
        const auto connection = isOwn ? opened() : nullptr;
        TerminalSession terminal(over(isOwn ? connection.get() : m_shared.get()), {.command = "echo; cat"});
        Wait wait;
        connect(&terminal, &TerminalSource::received, &wait, &QEventLoop::quit);
        terminal.start(80, 24);
        wait.run();
        return double(clock.nsecsElapsed()) / 1e6;
    }

private slots:
    void initTestCase()
    {
        if (const QString missing = SshdFixture::missing(); !missing.isEmpty())
            QSKIP(qPrintable(missing));
        QVERIFY2(m_sshd.start(), m_sshd.log().constData());
        QVERIFY(m_api.listen(m_sshd.folder() + u"/api"_s));
        connect(&m_api, &QLocalServer::newConnection, this, [this] {
            auto *socket = m_api.nextPendingConnection();
            connect(socket, &QLocalSocket::readyRead, socket, [socket] {
                const auto calls = socket->readAll().size() / 100;
                socket->write(QByteArray(calls * 2048, 'a'));
            });
        });
        QVERIFY(m_near.listen(QHostAddress::LocalHost));
    }
    void init()
    {
        QFETCH(bool, slow);
        m_port = m_sshd.port();
        if (slow) {
            m_slowLink.start(u"python3"_s,
                             {QStringLiteral(SKEP_SOURCE_DIR "/tests/bench/ssh/slowlink.py"),
                              QString::number(m_port), u"15"_s, u"20"_s});
            QVERIFY(m_slowLink.waitForReadyRead(10'000));
            m_port = m_slowLink.readLine().trimmed().toUShort();
        }
        m_shared = opened();
        QCOMPARE(m_shared->state(), Connection::State::Open);
    }
    void cleanup()
    {
        m_shared.reset();
        m_slowLink.kill();
        m_slowLink.waitForFinished();
    }
    void cleanupTestCase() { m_sshd.stop(); }

    void prompt_data()
    {
        QTest::addColumn<bool>("slow");
        QTest::newRow("loopback") << false;
        QTest::newRow("30 ms and 20 Mbit/s") << true;
    }
    void prompt()
    {
        QList<double> shared;
        QList<double> own;
        for (int i = 0; i < 20; ++i) {
            shared.append(timeToPrompt(false));
            own.append(timeToPrompt(true));
        }
        qInfo("time to the first output, open connection: %s", summary(shared).constData());
        qInfo("time to the first output, new connection:  %s", summary(own).constData());
    }

    void api_data() { prompt_data(); }
    void api()
    {
        qInfo("API call, nothing else: %s", summary(callApi(100)).constData());
        for (const bool isOwn : {false, true}) {
            const auto connection = isOwn ? opened() : nullptr;
            TerminalSession terminal(over(isOwn ? connection.get() : m_shared.get()), {.command = "yes"});
            qsizetype received = 0;
            connect(&terminal, &TerminalSource::received, this, [&](const QByteArray &bytes) {
                received += bytes.size();
                terminal.acknowledge(bytes.size());
            });
            terminal.start(80, 24);
            QTest::qWait(3000);
            QElapsedTimer clock;
            clock.start();
            const qsizetype before = received;
            const auto took = callApi(100);
            qInfo("API call, yes in a terminal of %s connection: %s; terminal %.1f MB/s",
                  isOwn ? "its own" : "the same", summary(took).constData(),
                  double(received - before) / 1e3 / double(clock.elapsed()));
            Wait wait;
            connect(&terminal, &TerminalSource::stateChanged, &wait, &QEventLoop::quit);
            terminal.write("\x03");
            qInfo("Ctrl-C ended it after %.0f ms", wait.run());
        }
    }
};

QTEST_GUILESS_MAIN(bench_Sharing)
#include "bench_sharing.moc"
