// SPDX-License-Identifier: GPL-3.0-or-later
#include "consulagent.h"
#include "scriptedengine.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;

namespace {

constexpr auto narrowRules = "service_prefix \"\" { policy = \"write\" }";
constexpr auto usualRules =
    "service_prefix \"\" { policy = \"write\" } agent_prefix \"\" { policy = \"read\" }";
constexpr auto nodeRules = "node \"node-1\" { policy = \"write\" } node_prefix \"\" { policy = \"read\" } "
                           "service_prefix \"\" { policy = \"read\" }";

QString idOf(int digit, int port)
{
    return u"skep:%1:%2/tcp"_s.arg(ScriptedEngine::containerId(digit).left(12)).arg(port);
}

} // namespace

//! The registrar's program against real Consul agents (a server, and the node's client agent with ACL deny),
//! with an engine that loses what the test wants lost. The catalog is read from the server.
class TestRegistrarLive : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void cleanupTestCase();

    void eventsAloneKeepTheCatalogRight();
    void roundsFindWhatNoEventTold();
    void foreignServicesStay();
    void addressComesFromTheAgent();
    void narrowTokenIsEnough();
    void nameComesFromTheEnvironment();
    void unhealthyContainerIsCritical();
    void silentRegistrarTurnsCritical();
    void restartedRegistrarClearsUp();
    void restartedAgentIsFilledAgain();
    void agentThatLostItsStateIsFilledAgain();
    void whatTheAgentForgotLeavesTheCatalog();
    void lostCheckIsMadeAgain();
    void restartedEngineIsFollowedAgain();
    void agentThatComesLater();
    void refusedTokenIsToldOnceAndReplaced();
    void onceTellsByItsExitCode();
    void brokenEnginesChangeNothing_data();
    void brokenEnginesChangeNothing();
    void noPortIsOpened();

private:
    void startRegistrar(int ttl = 6, int interval = 1);
    void stopRegistrar();
    //! The exit code of a run with --once; what it said is in m_log.
    int once(const QString &socket, const QString &tokenFile);
    QString log();
    void setToken(const QString &secret);
    //! "id name address status" of each instance of the registrar that the server's catalog has.
    QStringList catalog();

    QString m_consul;
    QTemporaryDir m_dir;
    std::unique_ptr<ConsulAgent> m_server;
    std::unique_ptr<ConsulAgent> m_agent;
    std::unique_ptr<ScriptedEngine> m_engine;
    std::unique_ptr<QProcess> m_registrar;
    QString m_usualToken;
    QString m_log;
};

void TestRegistrarLive::initTestCase()
{
    QString reason;
    m_consul = ConsulAgent::program(&reason);
    if (m_consul.isEmpty())
        QSKIP(qPrintable(reason));
    m_server = std::make_unique<ConsulAgent>(m_consul, m_dir.filePath(u"server"_s));
    QVERIFY(m_server->start());
    m_usualToken = m_server->makeToken(u"registrar"_s, QString::fromLatin1(usualRules));
    m_agent = std::make_unique<ConsulAgent>(m_consul, m_dir.filePath(u"agent"_s), m_server.get());
    m_agent->setOwnToken(m_server->makeToken(u"node"_s, QString::fromLatin1(nodeRules)));
    QVERIFY(m_agent->start());
}

void TestRegistrarLive::init()
{
    m_log.clear();
    setToken(m_usualToken);
    m_engine = std::make_unique<ScriptedEngine>(m_dir.filePath(u"engine.sock"_s));
    QVERIFY(m_engine->start());
}

void TestRegistrarLive::cleanup()
{
    if (QTest::currentTestFailed())
        qInfo().noquote() << log();
    stopRegistrar();
    // The next test begins with an empty catalog; the registrar itself is what empties it.
    m_engine = std::make_unique<ScriptedEngine>(m_dir.filePath(u"engine.sock"_s));
    QVERIFY(m_engine->start());
    setToken(m_usualToken);
    startRegistrar();
    QTRY_VERIFY_WITH_TIMEOUT(m_engine->listCount() > 0, 15'000); // from then on it has its signal handlers
    QTRY_COMPARE_WITH_TIMEOUT(catalog(), QStringList(), 15'000);
    stopRegistrar();
}

void TestRegistrarLive::cleanupTestCase()
{
    m_agent.reset();
    m_server.reset();
}

void TestRegistrarLive::startRegistrar(int ttl, int interval)
{
    m_registrar = std::make_unique<QProcess>();
    m_registrar->setProcessChannelMode(QProcess::MergedChannels);
    m_registrar->start(QStringLiteral(SKEP_BIN_DIR "/skep-registrar"),
                       {u"--docker"_s, m_dir.filePath(u"engine.sock"_s), u"--consul"_s, m_agent->url(),
                        u"--consul-token-file"_s, m_dir.filePath(u"token"_s), u"--ttl"_s,
                        QString::number(ttl), u"--interval"_s, QString::number(interval)});
    QVERIFY(m_registrar->waitForStarted());
}

void TestRegistrarLive::stopRegistrar()
{
    if (!m_registrar)
        return;
    log();
    m_registrar->terminate();
    QVERIFY(m_registrar->waitForFinished(2000));
    QCOMPARE(m_registrar->exitStatus(), QProcess::NormalExit);
    QCOMPARE(m_registrar->exitCode(), 0);
    m_registrar.reset();
}

QString TestRegistrarLive::log()
{
    if (m_registrar)
        m_log += QString::fromUtf8(m_registrar->readAll());
    return m_log;
}

void TestRegistrarLive::setToken(const QString &secret)
{
    QFile file(m_dir.filePath(u"token"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(secret.toLatin1() + '\n');
}

QStringList TestRegistrarLive::catalog()
{
    QHash<QString, QString> states;
    for (const auto &check : m_server->get(u"/v1/health/node/node-1"_s).array())
        states[check[u"ServiceID"_s].toString()] = check[u"Status"_s].toString();
    QStringList result;
    const auto services = m_server->get(u"/v1/catalog/node/node-1"_s)[u"Services"_s].toObject();
    for (const auto &service : services) {
        const QString id = service[u"ID"_s].toString();
        if (service[u"Meta"_s][u"skep"_s].toString() == u"registrar"_s) {
            result << u"%1 %2 %3 %4"_s.arg(id, service[u"Service"_s].toString(),
                                           service[u"Address"_s].toString(), states.value(id));
        }
    }
    result.sort();
    return result;
}

void TestRegistrarLive::eventsAloneKeepTheCatalogRight()
{
    startRegistrar(1800, 600);
    QTRY_COMPARE(m_engine->listenerCount(), 1);
    QTRY_VERIFY(m_engine->listCount() >= 2); // the first round and the one after the stream stood
    QElapsedTimer clock;
    clock.start();
    m_engine->setContainer(1, 8081);
    m_engine->announce();
    QTRY_COMPARE(catalog(), QStringList{idOf(1, 8081) + u" tinyweb 127.0.0.1 passing"_s});
    qInfo("in the catalog and passing %lld ms after the event", clock.elapsed());
    clock.restart();
    m_engine->removeContainer(1);
    m_engine->announce();
    QTRY_COMPARE(catalog(), QStringList());
    qInfo("out of the catalog %lld ms after the event", clock.elapsed());
}

void TestRegistrarLive::roundsFindWhatNoEventTold()
{
    startRegistrar();
    m_engine->setContainer(1, 8081);
    QTRY_COMPARE(catalog().size(), 1);
    m_engine->setContainer(2, 8082);
    m_engine->removeContainer(1);
    QTRY_COMPARE(catalog(), QStringList{idOf(2, 8082) + u" tinyweb 127.0.0.1 passing"_s});
}

void TestRegistrarLive::foreignServicesStay()
{
    QCOMPARE(m_agent->put(u"/v1/agent/service/register"_s,
                          {{u"ID"_s, u"theirs"_s}, {u"Name"_s, u"theirs"_s}, {u"Port"_s, 1}}),
             200);
    m_engine->setContainer(1, 8081);
    startRegistrar();
    QTRY_COMPARE(catalog().size(), 1);
    const auto rounds = m_engine->listCount();
    QTRY_VERIFY(m_engine->listCount() > rounds + 1);
    QVERIFY(!m_agent->get(u"/v1/agent/services"_s)[u"theirs"_s].isUndefined());
    QCOMPARE(m_agent->put(u"/v1/agent/service/deregister/theirs"_s, {}), 200);
}

void TestRegistrarLive::addressComesFromTheAgent()
{
    m_engine->setContainer(1, 8081);
    startRegistrar();
    QTRY_COMPARE(catalog(), QStringList{idOf(1, 8081) + u" tinyweb 127.0.0.1 passing"_s});
}

void TestRegistrarLive::narrowTokenIsEnough()
{
    setToken(m_server->makeToken(u"narrow"_s, QString::fromLatin1(narrowRules)));
    m_engine->setContainer(1, 8081);
    startRegistrar();
    QTRY_COMPARE(catalog(), QStringList{idOf(1, 8081) + u" tinyweb  passing"_s});
    m_engine->removeContainer(1);
    QTRY_COMPARE(catalog(), QStringList());
}

void TestRegistrarLive::nameComesFromTheEnvironment()
{
    m_engine->setContainer(1, 8081);
    m_engine->setEnvironment(1, u"SERVICE_NAME=Shop_Front"_s);
    startRegistrar();
    QTRY_COMPARE(catalog(), QStringList{idOf(1, 8081) + u" shop-front 127.0.0.1 passing"_s});
}

void TestRegistrarLive::unhealthyContainerIsCritical()
{
    m_engine->setContainer(1, 8081, "Up 1 minute (healthy)");
    startRegistrar();
    QTRY_COMPARE(catalog(), QStringList{idOf(1, 8081) + u" tinyweb 127.0.0.1 passing"_s});
    m_engine->setHealthOutput(u"HTTP 503 from the shop"_s);
    m_engine->setContainer(1, 8081, "Up 1 minute (unhealthy)");
    m_engine->announce();
    QTRY_COMPARE(catalog(), QStringList{idOf(1, 8081) + u" tinyweb 127.0.0.1 critical"_s});
    const auto told = [this] {
        return m_server->get(u"/v1/health/checks/tinyweb"_s)[0][u"Output"_s].toString();
    };
    QTRY_VERIFY2(told().contains(u"HTTP 503 from the shop"_s), qPrintable(told()));
    m_engine->setContainer(1, 8081, "Up 2 minutes (healthy)");
    m_engine->announce();
    QTRY_COMPARE(catalog(), QStringList{idOf(1, 8081) + u" tinyweb 127.0.0.1 passing"_s});
}

void TestRegistrarLive::silentRegistrarTurnsCritical()
{
    m_engine->setContainer(1, 8081);
    startRegistrar(3, 1);
    QTRY_COMPARE(catalog(), QStringList{idOf(1, 8081) + u" tinyweb 127.0.0.1 passing"_s});
    stopRegistrar();
    // Still there, so that an update of the service does not empty the catalog, and critical after the TTL.
    QCOMPARE(catalog(), QStringList{idOf(1, 8081) + u" tinyweb 127.0.0.1 passing"_s});
    QTRY_COMPARE_WITH_TIMEOUT(catalog(), QStringList{idOf(1, 8081) + u" tinyweb 127.0.0.1 critical"_s}, 6000);
    startRegistrar();
    QTRY_COMPARE(catalog(), QStringList{idOf(1, 8081) + u" tinyweb 127.0.0.1 passing"_s});
}

void TestRegistrarLive::restartedRegistrarClearsUp()
{
    m_engine->setContainer(1, 8081);
    m_engine->setContainer(2, 8082);
    startRegistrar();
    QTRY_COMPARE(catalog().size(), 2);
    m_registrar->kill();
    QVERIFY(m_registrar->waitForFinished());
    m_engine->removeContainer(1);
    m_engine->setContainer(3, 8083);
    QCOMPARE(catalog().size(), 2);
    startRegistrar();
    const QStringList expected{idOf(2, 8082) + u" tinyweb 127.0.0.1 passing"_s,
                               idOf(3, 8083) + u" tinyweb 127.0.0.1 passing"_s};
    QTRY_COMPARE(catalog(), expected);
}

void TestRegistrarLive::restartedAgentIsFilledAgain()
{
    m_engine->setContainer(1, 8081);
    m_engine->setContainer(3, 8083);
    startRegistrar();
    QTRY_COMPARE(catalog().size(), 2);
    m_agent->kill();
    m_engine->removeContainer(1);
    m_engine->setContainer(2, 8082);
    m_engine->announce();
    QTRY_VERIFY(log().contains(u"The Consul agent does not answer"_s));
    QVERIFY(m_agent->start());
    const QStringList expected{idOf(2, 8082) + u" tinyweb 127.0.0.1 passing"_s,
                               idOf(3, 8083) + u" tinyweb 127.0.0.1 passing"_s};
    QTRY_COMPARE_WITH_TIMEOUT(catalog(), expected, 15'000);
    QTRY_VERIFY(log().contains(u"everything works again"_s));
}

void TestRegistrarLive::agentThatLostItsStateIsFilledAgain()
{
    m_engine->setContainer(1, 8081);
    startRegistrar();
    QTRY_COMPARE(catalog().size(), 1);
    m_agent->kill();
    m_agent->forget();
    QVERIFY(m_agent->start());
    QTRY_COMPARE_WITH_TIMEOUT(catalog(), QStringList{idOf(1, 8081) + u" tinyweb 127.0.0.1 passing"_s},
                              15'000);
    // It is the agent that has it, not the server's memory of it.
    QTRY_VERIFY(!m_agent->get(u"/v1/agent/services"_s)[idOf(1, 8081)].isUndefined());
}

//! An agent that is killed between taking an entry out and telling the server knows nothing of it afterwards.
void TestRegistrarLive::whatTheAgentForgotLeavesTheCatalog()
{
    m_engine->setContainer(1, 8081);
    m_engine->setContainer(2, 8082);
    startRegistrar();
    QTRY_COMPARE(catalog().size(), 2);
    stopRegistrar();
    m_agent->kill();
    m_agent->forgetServices();
    QVERIFY(m_agent->start());
    QCOMPARE(m_agent->get(u"/v1/agent/services"_s).object().size(), 0);
    m_engine->removeContainer(1);
    startRegistrar();
    QTRY_COMPARE_WITH_TIMEOUT(catalog(), QStringList{idOf(2, 8082) + u" tinyweb 127.0.0.1 passing"_s},
                              15'000);
}

void TestRegistrarLive::lostCheckIsMadeAgain()
{
    m_engine->setContainer(1, 8081);
    startRegistrar();
    QTRY_COMPARE(catalog().size(), 1);
    const QString check = QString::fromLatin1(QUrl::toPercentEncoding(u"service:"_s + idOf(1, 8081)));
    QCOMPARE(m_agent->put(u"/v1/agent/check/deregister/"_s + check, {}), 200);
    QTRY_COMPARE(catalog(), QStringList{idOf(1, 8081) + u" tinyweb 127.0.0.1 passing"_s});
    QTRY_VERIFY(log().count(u"registered tinyweb"_s) == 2);
}

void TestRegistrarLive::restartedEngineIsFollowedAgain()
{
    m_engine->setContainer(1, 8081);
    startRegistrar(4, 1);
    QTRY_COMPARE(catalog().size(), 1);
    m_engine->stop();
    // Nothing is known now: the entry stays and is critical, it is not removed.
    QTRY_COMPARE_WITH_TIMEOUT(catalog(), QStringList{idOf(1, 8081) + u" tinyweb 127.0.0.1 critical"_s}, 8000);
    QVERIFY(log().contains(u"The engine does not answer"_s));
    m_engine->removeContainer(1);
    m_engine->setContainer(2, 8082);
    QVERIFY(m_engine->start());
    QTRY_COMPARE_WITH_TIMEOUT(catalog(), QStringList{idOf(2, 8082) + u" tinyweb 127.0.0.1 passing"_s},
                              10'000);
    QTRY_COMPARE_WITH_TIMEOUT(m_engine->listenerCount(), 1, 10'000);
}

void TestRegistrarLive::agentThatComesLater()
{
    m_agent->kill();
    m_engine->setContainer(1, 8081);
    startRegistrar();
    QTRY_VERIFY(log().contains(u"The Consul agent does not answer"_s));
    QVERIFY(m_agent->start());
    QTRY_COMPARE_WITH_TIMEOUT(catalog(), QStringList{idOf(1, 8081) + u" tinyweb 127.0.0.1 passing"_s},
                              15'000);
}

void TestRegistrarLive::refusedTokenIsToldOnceAndReplaced()
{
    setToken(m_server->makeToken(u"powerless"_s, u"key_prefix \"\" { policy = \"read\" }"_s));
    m_engine->setContainer(1, 8081);
    startRegistrar();
    QTRY_VERIFY(log().contains(u"refuses the token"_s));
    const int lists = m_engine->listCount();
    QTRY_VERIFY_WITH_TIMEOUT(m_engine->listCount() >= lists + 2, 15'000);
    QCOMPARE(log().count(u"refuses the token"_s), 1);
    QCOMPARE(catalog(), QStringList());
    setToken(m_usualToken);
    QTRY_COMPARE_WITH_TIMEOUT(catalog(), QStringList{idOf(1, 8081) + u" tinyweb 127.0.0.1 passing"_s},
                              10'000);
    QVERIFY(!log().contains(m_usualToken));
}

int TestRegistrarLive::once(const QString &socket, const QString &tokenFile)
{
    QProcess process;
    process.start(QStringLiteral(SKEP_BIN_DIR "/skep-registrar"),
                  {u"--once"_s, u"--docker"_s, m_dir.filePath(socket), u"--consul"_s, m_agent->url(),
                   u"--consul-token-file"_s, m_dir.filePath(tokenFile)});
    // The engine answers from this thread, so its event loop has to run.
    const bool ended =
        QTest::qWaitFor([&process] { return process.state() == QProcess::NotRunning; }, 10'000);
    m_log = QString::fromUtf8(process.readAllStandardError());
    return ended && process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
}

void TestRegistrarLive::onceTellsByItsExitCode()
{
    m_engine->setContainer(1, 8081);
    QCOMPARE(once(u"engine.sock"_s, u"no-such-file"_s), 1);
    QCOMPARE(once(u"engine.sock"_s, u"token"_s), 0);
    QTRY_COMPARE(catalog(), QStringList{idOf(1, 8081) + u" tinyweb 127.0.0.1 passing"_s});
}

void TestRegistrarLive::brokenEnginesChangeNothing_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("says nothing") << QByteArray();
    QTest::newRow("hangs up") << QByteArray("-");
    QTest::newRow("no HTTP") << QByteArray(1000, 'x');
    QTest::newRow("cut off") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n[]-");
    QTest::newRow("no JSON") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n<>");
    QTest::newRow("too long") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n[");
    QTest::newRow("an error") << QByteArray("HTTP/1.1 500 Oh\r\nContent-Length: 2\r\n\r\n[]");
    QTest::newRow("a redirection") << QByteArray(
        "HTTP/1.1 302 Go\r\nLocation: /\r\nContent-Length: 2\r\n\r\n[]");
    QTest::newRow("endless header") << "HTTP/1.1 200 OK\r\n" + QByteArray(100'000, 'h');
}

//! The answer's last character "-" stands for hanging up.
void TestRegistrarLive::brokenEnginesChangeNothing()
{
    QFETCH(QByteArray, answer);
    m_engine->setContainer(1, 8081);
    QCOMPARE(once(u"engine.sock"_s, u"token"_s), 0);
    QLocalServer broken;
    QVERIFY(broken.listen(m_dir.filePath(u"broken.sock"_s)));
    connect(&broken, &QLocalServer::newConnection, this, [&broken, answer] {
        auto *socket = broken.nextPendingConnection();
        connect(socket, &QLocalSocket::readyRead, socket, [socket, answer] {
            socket->readAll();
            socket->write(answer.endsWith('-') ? answer.chopped(1) : answer);
            if (answer.endsWith('-'))
                socket->disconnectFromServer();
        });
    });
    QCOMPARE(once(u"broken.sock"_s, u"token"_s), 1);
    QVERIFY2(m_log.startsWith(u"skep-registrar: The engine"_s), qPrintable(m_log));
    QTRY_COMPARE(catalog(), QStringList{idOf(1, 8081) + u" tinyweb 127.0.0.1 passing"_s});
}

void TestRegistrarLive::noPortIsOpened()
{
    m_engine->setContainer(1, 8081);
    startRegistrar();
    QTRY_COMPARE(catalog().size(), 1);
    QStringList sockets;
    const QDir descriptors(u"/proc/%1/fd"_s.arg(m_registrar->processId()));
    for (const QFileInfo &info :
         descriptors.entryInfoList(QDir::Files | QDir::System | QDir::NoDotAndDotDot)) {
        const QString target = info.symLinkTarget().section(u'/', -1);
        if (target.startsWith(u"socket:["_s))
            sockets << target.mid(8).chopped(1);
    }
    QVERIFY(sockets.size() >= 2); // the engine's and the agent's connections
    for (const QString &table : {u"tcp"_s, u"tcp6"_s, u"udp"_s, u"udp6"_s}) {
        QFile file(u"/proc/%1/net/%2"_s.arg(m_registrar->processId()).arg(table));
        QVERIFY(file.open(QIODevice::ReadOnly));
        for (const QString &line : QString::fromLatin1(file.readAll()).split(u'\n')) {
            const QStringList fields = line.split(u' ', Qt::SkipEmptyParts);
            const bool listening = fields.value(3) == u"0A"_s || table.startsWith(u"udp"_s);
            QVERIFY2(!listening || !sockets.contains(fields.value(9)), qPrintable(line));
        }
    }
}

QTEST_GUILESS_MAIN(TestRegistrarLive)
#include "tst_registrar_live.moc"
