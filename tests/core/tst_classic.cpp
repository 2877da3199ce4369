// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/connected.h"
#include "core/cluster/monitor.h"
#include "core/docker/classic.h"
#include "core/docker/client.h"
#include "tests/support/await.h"
#include "tests/support/fakehttpserver.h"

#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace skep;
using namespace skep::docker;

namespace {

QByteArray recorded(const QString &name)
{
    QFile file(QStringLiteral(SKEP_SOURCE_DIR "/tests/core/data/classic/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QJsonObject object(const QString &name)
{
    return QJsonDocument::fromJson(recorded(name)).object();
}

} // namespace

//! The classic swarm, by recorded answers of a real one: parsed, watched, and only looked at.
class TestClassic : public QObject
{
    Q_OBJECT

private slots:
    void readsTheNodesOfAHealthySwarm();
    void readsWhyANodeIsUnhealthy();
    void refusesWhatIsNoListOfNodes_data();
    void refusesWhatIsNoListOfNodes();
    void survivesEveryCut();
    void findsTheDiscoveryOfItsAgents();
    void theMonitorShowsItLive();
    void aReadOnlyClientSendsNoChange();
    void connectedIsKeptAsItWas();
};

void TestClassic::readsTheNodesOfAHealthySwarm()
{
    QVERIFY(isClassicSwarm(object(u"info.json"_s)));
    QVERIFY(!isClassicSwarm({{u"ServerVersion"_s, u"20.10.24"_s}}));
    const auto swarm = parseClassicSwarm(object(u"info.json"_s));
    QVERIFY(swarm);
    QCOMPARE(swarm->version, u"1.2.9"_s);
    QCOMPARE(swarm->strategy, u"spread"_s);
    QCOMPARE(swarm->role, u"primary"_s);
    QCOMPARE(swarm->filters.size(), 7);
    QCOMPARE(swarm->nodes.size(), 3);
    const auto &first = swarm->nodes.constFirst();
    QCOMPARE(first.name, u"mhs-demo0"_s);
    QCOMPARE(first.address, u"10.77.0.61:2376"_s);
    QVERIFY(first.isHealthy());
    QCOMPARE(first.containers, 2);
    QCOMPARE(first.running, 2);
    QCOMPARE(first.cpus, 2.0);
    QCOMPARE(first.memoryBytes, qint64(24.72 * 1024 * 1024 * 1024));
    QCOMPARE(first.labels.value(u"zone"_s), u"ch-gva-2"_s);
    QCOMPARE(first.engineVersion, u"20.10.24+dfsg1"_s);
    QCOMPARE(nodeOf(first).state, NodeState::Ready);
}

void TestClassic::readsWhyANodeIsUnhealthy()
{
    const auto swarm = parseClassicSwarm(object(u"info_unhealthy.json"_s));
    QVERIFY(swarm);
    QCOMPARE(swarm->nodes.size(), 2);
    QVERIFY(!swarm->nodes[1].isHealthy());
    QCOMPARE(swarm->nodes[1].containers, 3);
    const Node node = nodeOf(swarm->nodes[1]);
    QCOMPARE(node.state, NodeState::Down);
    QVERIFY(node.message.startsWith(u"Cannot connect to the Docker daemon"_s));
}

void TestClassic::refusesWhatIsNoListOfNodes_data()
{
    QTest::addColumn<QJsonValue>("status");
    QTest::newRow("text") << QJsonValue(u"Nodes: 3"_s);
    QTest::newRow("numbers") << QJsonValue(QJsonArray{QJsonArray{1, 2}});
    QTest::newRow("one word") << QJsonValue(QJsonArray{QJsonArray{u"Nodes"_s}});
}

void TestClassic::refusesWhatIsNoListOfNodes()
{
    QFETCH(QJsonValue, status);
    const auto swarm =
        parseClassicSwarm({{u"ServerVersion"_s, u"swarm/1.2.9"_s}, {u"SystemStatus"_s, status}});
    QVERIFY(!swarm);
    QCOMPARE(swarm.error().code, ErrorCode::Protocol);
}

void TestClassic::survivesEveryCut()
{
    QJsonObject info = object(u"info.json"_s);
    const QJsonArray all = info.value(u"SystemStatus"_s).toArray();
    QJsonArray some;
    for (const auto &pair : all) {
        some.append(pair);
        info.insert(u"SystemStatus"_s, some);
        const auto swarm = parseClassicSwarm(info);
        QVERIFY(swarm);
        QVERIFY(swarm->nodes.size() <= 3);
    }
}

void TestClassic::findsTheDiscoveryOfItsAgents()
{
    QStringList commands;
    const auto containers = QJsonDocument::fromJson(recorded(u"containers.json"_s)).array();
    for (const auto &container : containers)
        commands.append(container.toObject().value(u"Command"_s).toString());
    QCOMPARE(discoveryOf(commands), u"consul://10.77.0.60:8500"_s);
    QCOMPARE(discoveryOf({u"/bin/swarm join --advertise 10.0.0.1:2376 zk://a,b/path"_s}), u"zk://a,b/path"_s);
    QCOMPARE(discoveryOf({u"echo consul://not-of-a-swarm:8500"_s}), QString());
}

// The server replays what a real manager answered; no engine of today can play its part.
void TestClassic::theMonitorShowsItLive()
{
    QByteArray info = "info.json";
    test::FakeHttpServer server([&](QTcpSocket *socket, const test::SeenRequest &request) {
        if (request.path.contains("/events"))
            socket->write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        else if (request.path.contains("/_ping"))
            socket->write(test::FakeHttpServer::answer("OK"));
        else if (request.path.contains("/version"))
            socket->write(test::FakeHttpServer::answer(recorded(u"version.json"_s)));
        else if (request.path.contains("/containers/json"))
            socket->write(test::FakeHttpServer::answer(recorded(u"containers.json"_s)));
        else if (request.path.contains("/info"))
            socket->write(test::FakeHttpServer::answer(recorded(QString::fromLatin1(info))));
        else
            socket->write(test::FakeHttpServer::answer("{}", "404 Not Found"));
    });
    net::HttpEndpoint endpoint;
    Client client(&endpoint, server.url({}));
    cluster::Store store(false);
    cluster::Sources sources;
    sources.kind = cluster::EngineKind::Classic;
    sources.managers.append({u"m1"_s, [&] { return ready<Client *>(&client); }});
    cluster::Monitor monitor(&store, sources);
    monitor.start();
    QTRY_COMPARE(store.liveState(), cluster::LiveState::Live);
    QCOMPARE(store.nodes().size(), 3U);
    QCOMPARE(store.overview().health.health, cluster::Health::Ok);
    QVERIFY2(store.overview().sentence.contains(u"classic Swarm 1.2.9, strategy spread"_s),
             qPrintable(store.overview().sentence));
    QVERIFY(store.overview().sentence.contains(u"consul://10.77.0.60:8500"_s));
    info = "info_unhealthy.json";
    monitor.refresh();
    QTRY_COMPARE(store.nodes().size(), 2U);
    QCOMPARE(store.overview().health.health, cluster::Health::Degraded);
    for (const auto &request : server.requests())
        QCOMPARE(request.method, "GET");
}

void TestClassic::aReadOnlyClientSendsNoChange()
{
    test::FakeHttpServer server([](QTcpSocket *socket, const test::SeenRequest &) {
        socket->write(test::FakeHttpServer::answer(R"({"Id":"1"})", "200 OK", "Api-Version: 1.41\r\n"));
    });
    net::HttpEndpoint endpoint;
    Client client(&endpoint, server.url({}));
    client.setLeave(Client::Leave::Read);
    const auto refused = test::await(client.createContainer(u"web"_s, {}));
    QVERIFY(!refused);
    QCOMPARE(refused.error().message, Client::readOnlySentence());
    QVERIFY(!test::await(client.createExec(u"web"_s, {})));
    QVERIFY(!test::await(client.remove(ObjectKind::Volume, u"data"_s)));
    QVERIFY(server.requests().isEmpty());
    client.setLeave(Client::Leave::Shells);
    QVERIFY(test::await(client.createExec(u"web"_s, {})));
    QVERIFY(!test::await(client.createContainer(u"web"_s, {})));
    client.setLeave(Client::Leave::Everything);
    QVERIFY(test::await(client.createContainer(u"web"_s, {})));
}

void TestClassic::connectedIsKeptAsItWas()
{
    cluster::Connected connected;
    connected.entry = *cluster::entryFrom(u"ssh://me@manager.example.org:2222"_s);
    connected.entry.keyFile = u"/k"_s;
    connected.engine = cluster::EngineKind::Classic;
    connected.changesAllowed = true;
    connected.hostKeys.insert(u"me@manager.example.org:2222"_s, "ssh-ed25519 AAAA");
    connected.secrets = {u"passphrase-0123"_s};
    connected.consul = QUrl(u"http://127.0.0.1:8500"_s);
    const auto read = cluster::connectedFromJson(cluster::toJson(connected));
    QVERIFY(read);
    QCOMPARE(*read, connected);
    QCOMPARE(describe(connected.entry), u"ssh://me@manager.example.org:2222"_s);
    QVERIFY(!cluster::connectedFromJson({{u"kind"_s, u"carrier pigeon"_s}}));
}

QTEST_GUILESS_MAIN(TestClassic)
#include "tst_classic.moc"
