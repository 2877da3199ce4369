// SPDX-License-Identifier: GPL-3.0-or-later
// The monitor against engines that answer by script, and against a real Consul.
#include "core/cluster/monitor.h"
#include "core/consul/client.h"
#include "core/docker/client.h"
#include "tests/support/consulfixture.h"
#include "tests/support/fakehttpserver.h"

#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace skep;
using namespace skep::cluster;
using skep::test::ConsulFixture;
using skep::test::FakeHttpServer;
using skep::test::SeenRequest;

namespace {

QByteArray recorded(const QString &name)
{
    QFile file(QStringLiteral(SKEP_SOURCE_DIR "/tests/core/data/docker/") + name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read %s", qPrintable(file.fileName()));
    return file.readAll();
}

QByteArray oneNode(const QByteArray &state)
{
    return R"([{"ID":"n1","Spec":{"Role":"manager","Availability":"active"},"Description":{"Hostname":"alpha"},"Status":{"State":")"
        + state + R"("},"ManagerStatus":{"Leader":true,"Reachability":"reachable"}}])";
}

QByteArray oneService(int wanted)
{
    return R"([{"ID":"s1","Spec":{"Name":"web","Mode":{"Replicated":{"Replicas":)"
        + QByteArray::number(wanted) + R"(}}},"UpdatedAt":"2026-01-01T00:00:00Z"}])";
}

QByteArray oneTask(const QByteArray &state)
{
    const auto now = QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs).toLatin1();
    return R"([{"ID":"t1","ServiceID":"s1","NodeID":"n1","DesiredState":"running","CreatedAt":")" + now
        + R"(","Status":{"State":")" + state + R"(","Timestamp":")" + now + R"("}}])";
}

//! A manager whose lists can be changed at any time, with an events stream that stays open.
class FakeManager
{
public:
    enum Mood { Well, Silent, NoQuorum };

    FakeManager()
        : m_server([this](QTcpSocket *socket, const SeenRequest &request) { serve(socket, request); })
        , m_client(&m_endpoint, m_server.url(QString()))
    {
    }

    Sources::Engine source(const QString &machine)
    {
        return {machine, [this] {
                    ++opened;
                    return openError ? ready<docker::Client *>(fail(*openError))
                                     : ready<docker::Client *>(&m_client);
                }};
    }
    void event(const QByteArray &line)
    {
        for (auto *socket : std::as_const(m_streams)) {
            const QByteArray bytes = line + '\n';
            socket->write(QByteArray::number(bytes.size(), 16) + "\r\n" + bytes + "\r\n");
        }
    }
    void endEvents()
    {
        for (auto *socket : std::exchange(m_streams, {}))
            socket->disconnectFromHost();
    }
    int asked(const QByteArray &path) const { return m_asked.value(path); }
    bool hasStream() const { return !m_streams.isEmpty(); }
    int streamsOpened = 0;

    Mood mood = Well;
    int delay = 0;
    int opened = 0;
    int mostAtOnce = 0; // task lists being answered
    std::optional<Error> openError;
    QByteArray nodes = oneNode("ready");
    QByteArray services = oneService(1);
    QByteArray tasks = oneTask("running");

private:
    void serve(QTcpSocket *socket, const SeenRequest &request)
    {
        QByteArray path = request.path.left(request.path.indexOf('?'));
        if (const auto at = request.path.indexOf('?'); at < 0)
            path = request.path;
        if (path.startsWith("/v1."))
            path.remove(0, path.indexOf('/', 1));
        ++m_asked[path];
        if (path == "/_ping") // a manager without quorum still says OK here
            return reply(socket, "OK", "200 OK", "Api-Version: 1.45\r\n");
        if (mood == Silent)
            return;
        if (path == "/events") {
            ++streamsOpened;
            socket->write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            m_streams.append(socket);
            QObject::connect(socket, &QObject::destroyed, &m_endpoint,
                             [this, socket] { m_streams.removeAll(socket); });
            return;
        }
        if (mood == NoQuorum)
            return reply(socket, recorded(u"nodes_no_quorum_error.json"_s), "500 Internal Server Error");
        if (path == "/tasks" && delay > 0) {
            mostAtOnce = std::max(mostAtOnce, ++m_atOnce);
            QTimer::singleShot(delay, socket, [this, socket] {
                --m_atOnce;
                reply(socket, tasks);
            });
            return;
        }
        reply(socket,
              path == "/nodes"          ? nodes
                  : path == "/services" ? services
                  : path == "/tasks"    ? tasks
                                        : "[]");
    }

    void reply(QTcpSocket *socket, const QByteArray &body, const QByteArray &status = "200 OK",
               const QByteArray &headers = {})
    {
        socket->write(FakeHttpServer::answer(body, status, headers));
    }

    QList<QTcpSocket *> m_streams;
    QHash<QByteArray, int> m_asked;
    int m_atOnce = 0;
    FakeHttpServer m_server;
    net::HttpEndpoint m_endpoint;
    docker::Client m_client;
};

constexpr auto nodeEvent = R"({"Type":"node","Action":"update","Actor":{"ID":"n1"}})";
constexpr auto serviceEvent = R"({"Type":"service","Action":"update","Actor":{"ID":"s1"}})";

bool isLive(const Store &store)
{
    return store.liveState() == LiveState::Live && !store.nodes().empty() && !store.services().empty();
}

bool hasAttention(const Store &store, const QString &id)
{
    return std::any_of(store.attention().begin(), store.attention().end(),
                       [&](const Attention &attention) { return attention.id == id; });
}

} // namespace

class TestMonitor : public QObject
{
    Q_OBJECT

private slots:
    void readsEverything();
    void followsAnEvent();
    void findsOutWithoutEvents();
    void asksOftenWhileSomethingSettles();
    void asksSeldomWhenNobodyLooks();
    void survivesAFloodOfEvents();
    void asksOneListAtATime();
    void listsAgainAfterTheStreamEnded();
    void goesOverToTheNextManager();
    void noticesASilentManager();
    void tellsLostQuorumFromLostManagers();
    void doesNotKnockAgainWhereRefused();
    void turnsStaleAndRecovers();
    void showsTheLastKnownAtTheNextStart();
    void followsRealConsul();
    void saysWhenConsulIsGone();
};

void TestMonitor::readsEverything()
{
    FakeManager manager;
    manager.nodes = recorded(u"nodes.json"_s);
    manager.services = recorded(u"services.json"_s);
    manager.tasks = recorded(u"tasks.json"_s);
    Store store(false);
    Monitor monitor(&store, {{manager.source(u"m1"_s)}, {}, {}, [](const docker::Node &node) {
                                 return QString("box-"_L1 + node.hostname);
                             }});
    QCOMPARE(store.liveState(), LiveState::Never);
    monitor.start();
    QTRY_VERIFY(isLive(store) && !store.tasks().empty());
    QCOMPARE(store.nodes().size(), 4U);
    QCOMPARE(store.services().size(), 4U);
    QCOMPARE(store.tasks().size(), 32U);
    QCOMPARE(store.nodes().front().machineName, u"box-n1"_s);
    QVERIFY(store.lastHeard().secsTo(QDateTime::currentDateTimeUtc()) < 5);
}

void TestMonitor::followsAnEvent()
{
    FakeManager manager;
    Store store(false);
    Monitor monitor(&store, {{manager.source(u"m1"_s)}, {}, {}});
    monitor.start();
    QTRY_VERIFY(isLive(store) && manager.hasStream());
    QTest::qWait(200);
    QElapsedTimer timer;
    timer.start();
    manager.nodes = oneNode("down");
    manager.event(nodeEvent);
    QTRY_COMPARE(store.nodes().front().node.state, docker::NodeState::Down);
    QVERIFY2(timer.elapsed() < 1'000, qPrintable(QString::number(timer.elapsed())));
    QVERIFY(hasAttention(store, u"node.down/n1"_s));
}

void TestMonitor::findsOutWithoutEvents()
{
    FakeManager manager;
    Store store(false);
    Monitor monitor(&store, {{manager.source(u"m1"_s)}, {}, {}});
    monitor.start();
    QTRY_VERIFY(isLive(store));
    manager.nodes = oneNode("down");
    manager.services = oneService(3);
    QTRY_COMPARE_WITH_TIMEOUT(store.nodes().front().node.state, docker::NodeState::Down, 7'000);
    QTRY_COMPARE(store.services().front().service.wanted, 3);
}

void TestMonitor::asksOftenWhileSomethingSettles()
{
    FakeManager manager;
    manager.tasks = oneTask("preparing");
    Store store(false);
    Monitor monitor(&store, {{manager.source(u"m1"_s)}, {}, {}});
    monitor.start();
    QTRY_VERIFY(isLive(store));
    QTRY_COMPARE(store.services().front().health.health, Health::Converging);
    const int before = manager.asked("/tasks");
    QTRY_VERIFY_WITH_TIMEOUT(manager.asked("/tasks") >= before + 3, 5'000);
    manager.tasks = oneTask("running");
    QTRY_COMPARE_WITH_TIMEOUT(store.services().front().health.health, Health::Ok, 2'500);
}

void TestMonitor::asksSeldomWhenNobodyLooks()
{
    FakeManager manager;
    Store store(false);
    Monitor monitor(&store, {{manager.source(u"m1"_s)}, {}, {}});
    monitor.setVisible(false);
    monitor.start();
    QTRY_VERIFY(isLive(store) && !store.tasks().empty());
    QTest::qWait(300);
    const int before = manager.asked("/tasks") + manager.asked("/nodes") + manager.asked("/services");
    QTest::qWait(6'500); // longer than the pause while somebody looks
    QCOMPARE(manager.asked("/tasks") + manager.asked("/nodes") + manager.asked("/services"), before);
    monitor.setVisible(true);
    QTRY_COMPARE_WITH_TIMEOUT(manager.asked("/tasks") + manager.asked("/nodes") + manager.asked("/services"),
                              before + 3, 1'000);
}

void TestMonitor::survivesAFloodOfEvents()
{
    FakeManager manager;
    Store store(false);
    Monitor monitor(&store, {{manager.source(u"m1"_s)}, {}, {}});
    monitor.start();
    QTRY_VERIFY(isLive(store) && manager.hasStream());
    const int before = manager.asked("/services");
    for (int i = 0; i < 5'000; ++i)
        manager.event(serviceEvent);
    manager.event("this is no JSON");
    manager.services = oneService(7);
    manager.event(serviceEvent);
    QTRY_COMPARE(store.services().front().service.wanted, 7);
    QVERIFY2(manager.asked("/services") - before < 60,
             qPrintable(QString::number(manager.asked("/services"))));
}

void TestMonitor::asksOneListAtATime()
{
    FakeManager manager;
    manager.delay = 250;
    Store store(false);
    Monitor monitor(&store, {{manager.source(u"m1"_s)}, {}, {}});
    monitor.start();
    QTRY_VERIFY(isLive(store) && manager.hasStream());
    const int before = manager.asked("/tasks");
    for (int i = 0; i < 10; ++i) {
        manager.event(serviceEvent);
        QTest::qWait(60);
    }
    manager.tasks = oneTask("failed");
    manager.event(serviceEvent);
    QTRY_VERIFY(!store.tasks().empty() && store.tasks().front().state == "failed"_L1);
    QCOMPARE(manager.mostAtOnce, 1);
    QVERIFY(manager.asked("/tasks") - before <= 6);
}

void TestMonitor::listsAgainAfterTheStreamEnded()
{
    FakeManager manager;
    Store store(false);
    Monitor monitor(&store, {{manager.source(u"m1"_s)}, {}, {}});
    monitor.start();
    QTRY_VERIFY(isLive(store) && manager.hasStream());
    QTest::qWait(200);
    manager.nodes = oneNode("down");
    manager.endEvents();
    QTRY_COMPARE_WITH_TIMEOUT(store.nodes().front().node.state, docker::NodeState::Down, 3'000);
    QTRY_COMPARE(store.liveState(), LiveState::Live);
    QTRY_COMPARE(manager.streamsOpened, 2);
}

void TestMonitor::goesOverToTheNextManager()
{
    FakeManager first;
    FakeManager second;
    second.services = oneService(2);
    Store store(false);
    Monitor monitor(&store, {{first.source(u"m1"_s), second.source(u"m2"_s)}, {}, {}});
    monitor.start();
    QTRY_VERIFY(isLive(store) && first.hasStream());
    QCOMPARE(second.opened, 0);
    first.openError = Error{ErrorCode::Network, u"gone"_s, {}, true};
    first.mood = FakeManager::Silent;
    first.endEvents();
    QTRY_COMPARE_WITH_TIMEOUT(store.services().front().service.wanted, 2, 3'000);
    QTRY_COMPARE(store.liveState(), LiveState::Live);
    QCOMPARE(first.opened, 1);
}

void TestMonitor::noticesASilentManager()
{
    FakeManager manager;
    Store store(false);
    Monitor monitor(&store, {{manager.source(u"m1"_s)}, {}, {}});
    monitor.start();
    QTRY_VERIFY(isLive(store) && manager.hasStream());
    manager.mood = FakeManager::Silent; // as a stopped engine: takes connections and never answers
    QElapsedTimer timer;
    timer.start();
    QTRY_VERIFY_WITH_TIMEOUT(store.liveState() != LiveState::Live, 12'000);
    QVERIFY2(timer.elapsed() < 11'500, qPrintable(QString::number(timer.elapsed())));
    manager.mood = FakeManager::Well;
    QTRY_COMPARE_WITH_TIMEOUT(store.liveState(), LiveState::Live, 12'000);
}

void TestMonitor::tellsLostQuorumFromLostManagers()
{
    FakeManager first;
    FakeManager second;
    Store store(false);
    Monitor monitor(&store, {{first.source(u"m1"_s), second.source(u"m2"_s)}, {}, {}});
    monitor.start();
    QTRY_VERIFY(isLive(store));
    first.mood = second.mood = FakeManager::NoQuorum;
    monitor.refresh();
    QTRY_VERIFY_WITH_TIMEOUT(hasAttention(store, u"swarm.no-quorum"_s), 5'000);
    QCOMPARE(store.overview().health.health, Health::Down);
    QCOMPARE(store.overview().managersCanLose, 0);
    QCOMPARE(store.services().front().health.health, Health::Unknown);
    first.mood = second.mood = FakeManager::Well;
    QTRY_COMPARE_WITH_TIMEOUT(store.overview().health.health, Health::Ok, 15'000);
    QVERIFY(store.attention().empty());
}

void TestMonitor::doesNotKnockAgainWhereRefused()
{
    FakeManager first;
    FakeManager second;
    first.openError = Error{ErrorCode::HostKey, u"another host key"_s};
    second.openError = Error{ErrorCode::Auth, u"wrong key"_s};
    Store store(false);
    Monitor monitor(&store, {{first.source(u"m1"_s), second.source(u"m2"_s)}, {}, {}});
    QSignalSpy refused(&monitor, &Monitor::refused);
    monitor.start();
    QTRY_COMPARE(refused.count(), 1);
    QTest::qWait(2'500);
    QCOMPARE(first.opened, 1);
    QCOMPARE(second.opened, 1);
    QCOMPARE(refused.count(), 1);
    first.openError.reset();
    monitor.refresh();
    QTRY_VERIFY(isLive(store));
}

void TestMonitor::turnsStaleAndRecovers()
{
    FakeManager manager;
    Store store(false);
    Monitor monitor(&store, {{manager.source(u"m1"_s)}, {}, {}});
    monitor.start();
    QTRY_VERIFY(isLive(store) && manager.hasStream() && !store.tasks().empty());
    QTRY_COMPARE(store.services().front().health.health, Health::Ok);
    manager.openError = Error{ErrorCode::Network, u"gone"_s, {}, true};
    manager.endEvents();
    QTRY_COMPARE(store.liveState(), LiveState::Reconnecting);
    QTRY_COMPARE_WITH_TIMEOUT(store.liveState(), LiveState::Stale, 12'000);
    QVERIFY(hasAttention(store, u"live.stale"_s));
    QCOMPARE(store.services().front().health.health, Health::Unknown);
    QCOMPARE(store.overview().health.health, Health::Unknown);
    QVERIFY2(manager.opened < 12, qPrintable(QString::number(manager.opened)));
    manager.openError.reset();
    monitor.refresh(); // does not wait for the next attempt
    QTRY_COMPARE_WITH_TIMEOUT(store.liveState(), LiveState::Live, 2'000);
    QTRY_COMPARE(store.services().front().health.health, Health::Ok);
}

void TestMonitor::showsTheLastKnownAtTheNextStart()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"known.json"_s);
    QDateTime heard;
    {
        FakeManager manager;
        Store store(false);
        Monitor monitor(&store, {{manager.source(u"m1"_s)}, {}, {}});
        monitor.setSnapshotFile(path);
        monitor.start();
        QTRY_VERIFY(isLive(store));
        heard = store.lastHeard();
        monitor.stop();
        QCOMPARE(store.liveState(), LiveState::Stale);
    }
    QTRY_VERIFY(QFile::exists(path));
    FakeManager manager;
    manager.openError = Error{ErrorCode::Network, u"gone"_s, {}, true};
    Store store(false);
    Monitor monitor(&store, {{manager.source(u"m1"_s)}, {}, {}});
    monitor.setSnapshotFile(path);
    QCOMPARE(store.nodes().size(), 1U);
    QCOMPARE(store.nodes().front().health.health, Health::Unknown);
    QCOMPARE(store.liveState(), LiveState::Never);
    QVERIFY(qAbs(store.lastHeard().msecsTo(heard)) < 1'000);
}

#define NEED_CONSUL()                                                                                        \
    if (ConsulFixture::program().isEmpty())                                                                  \
    QSKIP("there is no Consul here and mmdebstrap cannot fetch it")

void TestMonitor::followsRealConsul()
{
    NEED_CONSUL();
    ConsulFixture consul;
    QVERIFY(consul.start());
    net::HttpEndpoint endpoint;
    consul::Client agent(&endpoint, consul.url(), {});
    FakeManager manager;
    Store store(true);
    Monitor monitor(
        &store,
        {{manager.source(u"m1"_s)}, {{u"c1"_s, [&] { return ready<consul::Client *>(&agent); }}}, {}});
    monitor.start();
    QTRY_VERIFY(isLive(store));
    QTRY_COMPARE_WITH_TIMEOUT(store.catalog().size(), 1U, 8'000); // Consul itself
    QTRY_COMPARE(store.overview().consulServers, 1);
    QCOMPARE(store.overview().consulServersUp, 1);

    consul.call(
        "PUT", u"/v1/agent/service/register"_s,
        R"({"ID":"web-1","Name":"web","Port":8080,"Meta":{"swarm-service-id":"s1","swarm-task-id":"t1"},
                    "Check":{"TTL":"60s","Status":"passing"}})");
    QTRY_COMPARE_WITH_TIMEOUT(store.catalog().size(), 2U, 8'000);
    QTRY_COMPARE_WITH_TIMEOUT(store.services().front().catalogPassing, 1, 8'000);
    QElapsedTimer timer;
    timer.start();
    consul.call("PUT", u"/v1/agent/check/fail/service:web-1?note=broken"_s);
    QTRY_VERIFY_WITH_TIMEOUT(hasAttention(store, u"catalog.critical/web"_s), 8'000);
    QVERIFY2(timer.elapsed() < 5'000, qPrintable(QString::number(timer.elapsed())));
    QCOMPARE(store.catalog().back().service.critical, 1);
    QCOMPARE(store.instances().back().instance.reason, u"broken"_s);
    consul.call("PUT", u"/v1/agent/service/deregister/web-1"_s);
    QTRY_COMPARE_WITH_TIMEOUT(store.catalog().size(), 1U, 8'000);

    // A service without a check wakes the names only.
    consul.call("PUT", u"/v1/agent/service/register"_s, R"({"ID":"db-1","Name":"db","Port":5432})");
    QTRY_VERIFY_WITH_TIMEOUT(store.catalog().size() == 2U && store.instances().size() == 2U, 8'000);
}

void TestMonitor::saysWhenConsulIsGone()
{
    NEED_CONSUL();
    ConsulFixture consul;
    QVERIFY(consul.start());
    net::HttpEndpoint endpoint;
    consul::Client agent(&endpoint, consul.url(), {});
    FakeManager manager;
    Store store(true);
    Monitor monitor(
        &store,
        {{manager.source(u"m1"_s)}, {{u"c1"_s, [&] { return ready<consul::Client *>(&agent); }}}, {}});
    monitor.start();
    QTRY_COMPARE_WITH_TIMEOUT(store.catalog().size(), 1U, 8'000);
    QTRY_COMPARE(store.catalog().front().health.health, Health::Ok);
    consul.stop();
    QTRY_VERIFY_WITH_TIMEOUT(hasAttention(store, u"consul.silent"_s), 15'000);
    QCOMPARE(store.catalog().front().health.health, Health::Unknown);
    QCOMPARE(store.liveState(), LiveState::Live); // the swarm goes on
    QVERIFY(consul.start());
    QTRY_VERIFY_WITH_TIMEOUT(store.attention().empty(), 20'000);
    QCOMPARE(store.catalog().front().health.health, Health::Ok);
}

QTEST_GUILESS_MAIN(TestMonitor)
#include "tst_monitor.moc"
