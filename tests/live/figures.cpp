// SPDX-License-Identifier: GPL-3.0-or-later
// Every figure of the dashboard: the real thing is changed, and the store's cell is waited for. Run by
// test_cluster_life.py on its cluster of 1 Consul server, 1 manager and 2 workers.
#include "tests/live/reality.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace skep;
using namespace skep::cluster;

namespace {

constexpr int soon = 30'000; // an event or a blocking query away
constexpr int later = 120'000; // something has to start, or to be missed first

} // namespace

class Figures : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanup();
    void theClusterAsItWasMade();
    void drainedNode();
    void serviceAndItsTasks();
    void catalogFollowsTasks();
    void brokenService();
    void consulAgent();
    void consulServer();
    void engineOfTheOnlyManager();
    void nodeDown();
    void threeManagers();
    void cleanupTestCase();

private:
    const Overview &overview() const { return m_reality->store()->overview(); }
    void makeWeb(int replicas);
    void removeWeb();

    std::unique_ptr<test::Reality> m_reality;
};

void Figures::initTestCase()
{
    m_reality = std::make_unique<test::Reality>();
    QTRY_COMPARE_WITH_TIMEOUT(m_reality->store()->liveState(), LiveState::Live, later);
}

// What a failed test has left stopped would fail the others.
void Figures::cleanup()
{
    if (!QTest::currentTestFailed())
        return;
    m_reality->onManager("systemctl start docker.socket docker.service");
    for (const auto &node : {u"consul-1"_s, u"worker-2"_s})
        m_reality->run(node, "docker start consul");
}

void Figures::cleanupTestCase()
{
    m_reality.reset();
}

void Figures::makeWeb(int replicas)
{
    const QByteArray image = qgetenv("SKEP_FIGURES_WEB");
    m_reality->onManager(
        "docker service create -q --detach --name figures --replicas " + QByteArray::number(replicas)
        + " --publish mode=host,target=80 " + image
        + " sh -c 'mkdir -p /www && hostname >/www/index.html && exec httpd -f -p 80 -h /www'");
    QTRY_COMPARE_WITH_TIMEOUT(m_reality->service(u"figures"_s).service.running, replicas, later);
}

void Figures::removeWeb()
{
    m_reality->onManager("docker service rm figures");
    QTRY_COMPARE_WITH_TIMEOUT(m_reality->service(u"figures"_s).id, QString(), soon);
    QTRY_COMPARE_WITH_TIMEOUT(m_reality->catalog(u"figures"_s).id, QString(), later);
}

void Figures::theClusterAsItWasMade()
{
    QTRY_COMPARE_WITH_TIMEOUT(overview().health.health, Health::Ok, later);
    QCOMPARE(overview().nodes, 3);
    QCOMPARE(overview().nodesReady, 3);
    QCOMPARE(overview().managers, 1);
    QCOMPARE(overview().managersReachable, 1);
    QCOMPARE(overview().managersCanLose, 0);
    QCOMPARE(overview().services, 1);
    QCOMPARE(overview().servicesOk, 1);
    QCOMPARE(overview().tasksRunning, 3);
    QTRY_COMPARE_WITH_TIMEOUT(overview().consulServers, 1, soon); // Consul's half comes a moment later
    QTRY_COMPARE_WITH_TIMEOUT(overview().consulServersUp, 1, soon);
    QCOMPARE(m_reality->store()->attention().size(), size_t(0));
    const auto manager = m_reality->node(u"manager-1"_s);
    QVERIFY(manager.node.isLeader);
    QCOMPARE(manager.node.engineVersion,
             m_reality->onManager("docker version --format '{{.Server.Version}}'"));
    QCOMPARE(manager.machineName, manager.node.hostname);
}

void Figures::drainedNode()
{
    QCOMPARE(m_reality->node(u"worker-1"_s).tasksRunning, 1);
    m_reality->onManager("docker node update --availability drain life-worker-1");
    QTRY_COMPARE_WITH_TIMEOUT(m_reality->node(u"worker-1"_s).node.availability, docker::Availability::Drain,
                              soon);
    QTRY_COMPARE_WITH_TIMEOUT(m_reality->node(u"worker-1"_s).tasksRunning, 0, soon);
    QTRY_COMPARE_WITH_TIMEOUT(overview().tasksRunning, 2, soon);
    QTRY_COMPARE_WITH_TIMEOUT(m_reality->service(u"skep-registrar"_s).service.wanted, 2, soon);
    m_reality->onManager("docker node update --availability pause life-worker-1");
    QTRY_COMPARE_WITH_TIMEOUT(m_reality->node(u"worker-1"_s).node.availability, docker::Availability::Pause,
                              soon);
    m_reality->onManager("docker node update --availability active life-worker-1");
    QTRY_COMPARE_WITH_TIMEOUT(m_reality->node(u"worker-1"_s).node.availability, docker::Availability::Active,
                              soon);
    QTRY_COMPARE_WITH_TIMEOUT(m_reality->node(u"worker-1"_s).tasksRunning, 1, later);
}

void Figures::serviceAndItsTasks()
{
    makeWeb(2);
    QCOMPARE(m_reality->service(u"figures"_s).service.wanted, 2);
    QTRY_COMPARE_WITH_TIMEOUT(m_reality->tasksOf(u"figures"_s), 2, soon);
    QTRY_COMPARE_WITH_TIMEOUT(overview().services, 2, soon);
    QTRY_COMPARE_WITH_TIMEOUT(overview().servicesOk, 2, later);
    QTRY_COMPARE_WITH_TIMEOUT(overview().tasksRunning, 5, soon);
    m_reality->onManager("docker service scale -d figures=3");
    QTRY_COMPARE_WITH_TIMEOUT(m_reality->service(u"figures"_s).service.wanted, 3, soon);
    QTRY_COMPARE_WITH_TIMEOUT(m_reality->service(u"figures"_s).service.running, 3, later);
    QTRY_COMPARE_WITH_TIMEOUT(m_reality->tasksOf(u"figures"_s), 3, soon);
    QTRY_COMPARE_WITH_TIMEOUT(overview().tasksRunning, 6, soon);
    m_reality->onManager("docker service scale -d figures=0");
    QTRY_COMPARE_WITH_TIMEOUT(m_reality->service(u"figures"_s).service.running, 0, later);
    QTRY_COMPARE_WITH_TIMEOUT(m_reality->tasksOf(u"figures"_s), 0, soon);
    removeWeb();
    QTRY_COMPARE_WITH_TIMEOUT(overview().services, 1, soon);
    QTRY_COMPARE_WITH_TIMEOUT(overview().tasksRunning, 3, soon);
}

void Figures::catalogFollowsTasks()
{
    const int before = overview().catalogServices;
    makeWeb(1);
    QTRY_COMPARE_WITH_TIMEOUT(m_reality->catalog(u"figures"_s).service.passing, 1, soon);
    QTRY_COMPARE_WITH_TIMEOUT(overview().catalogServices, before + 1, soon);
    QTRY_COMPARE_WITH_TIMEOUT(m_reality->service(u"figures"_s).catalogPassing, 1, soon);
    m_reality->onManager("docker service scale -d figures=3");
    QTRY_COMPARE_WITH_TIMEOUT(m_reality->catalog(u"figures"_s).service.passing, 3, later);
    QTRY_COMPARE_WITH_TIMEOUT(m_reality->instancesOf(u"figures"_s), 3, soon);
    QTRY_COMPARE_WITH_TIMEOUT(m_reality->service(u"figures"_s).catalogPassing, 3, soon);
    m_reality->onManager("docker service scale -d figures=2");
    QTRY_COMPARE_WITH_TIMEOUT(m_reality->catalog(u"figures"_s).service.passing, 2, later);
    QTRY_COMPARE_WITH_TIMEOUT(m_reality->instancesOf(u"figures"_s), 2, soon);
    QCOMPARE(m_reality->catalog(u"figures"_s).service.critical, 0);
    removeWeb();
    QTRY_COMPARE_WITH_TIMEOUT(overview().catalogServices, before, soon);
}

void Figures::brokenService()
{
    const QByteArray image = qgetenv("SKEP_FIGURES_WEB");
    m_reality->onManager("docker service create -q --detach --name broken --restart-delay 1s " + image
                         + " sh -c 'exit 3'");
    QTRY_VERIFY_WITH_TIMEOUT(m_reality->needsAttention(u"service.down/"_s, u"broken"_s), later);
    QCOMPARE(m_reality->service(u"broken"_s).health.health, Health::Down);
    QTRY_COMPARE_WITH_TIMEOUT(overview().health.health, Health::Degraded, soon);
    QTRY_COMPARE_WITH_TIMEOUT(overview().servicesOk, 1, soon);
    m_reality->onManager("docker service rm broken");
    QTRY_COMPARE_WITH_TIMEOUT(m_reality->store()->attention().size(), size_t(0), soon);
    QTRY_COMPARE_WITH_TIMEOUT(overview().health.health, Health::Ok, later);
}

void Figures::consulAgent()
{
    QTRY_COMPARE_WITH_TIMEOUT(m_reality->node(u"worker-2"_s).consul, consul::CheckState::Passing, soon);
    m_reality->run(u"worker-2"_s, "docker stop consul");
    QTRY_COMPARE_WITH_TIMEOUT(m_reality->node(u"worker-2"_s).consul, consul::CheckState::Critical, later);
    QTRY_VERIFY_WITH_TIMEOUT(m_reality->needsAttention(u"consul.agent/"_s, u"life-worker-2"_s), soon);
    m_reality->run(u"worker-2"_s, "docker start consul");
    QTRY_COMPARE_WITH_TIMEOUT(m_reality->node(u"worker-2"_s).consul, consul::CheckState::Passing, later);
    QTRY_VERIFY_WITH_TIMEOUT(!m_reality->needsAttention(u"consul.agent/"_s, u"life-worker-2"_s), soon);
}

void Figures::consulServer()
{
    m_reality->run(u"consul-1"_s, "docker stop consul");
    QTRY_VERIFY_WITH_TIMEOUT(m_reality->needsAttention(u"consul."_s, u"Consul"_s), later);
    QTRY_VERIFY_WITH_TIMEOUT(overview().health.health == Health::Degraded, soon);
    QTRY_VERIFY_WITH_TIMEOUT(m_reality->catalog(u"consul"_s).health.health != Health::Ok, soon);
    m_reality->run(u"consul-1"_s, "docker start consul");
    QTRY_VERIFY_WITH_TIMEOUT(!m_reality->needsAttention(u"consul."_s, u"Consul"_s), later);
    QTRY_COMPARE_WITH_TIMEOUT(overview().consulServersUp, 1, later);
    QTRY_COMPARE_WITH_TIMEOUT(overview().health.health, Health::Ok, later);
}

void Figures::engineOfTheOnlyManager()
{
    m_reality->onManager("systemctl stop docker.socket docker.service");
    QTRY_VERIFY_WITH_TIMEOUT(m_reality->store()->liveState() != LiveState::Live, later);
    m_reality->onManager("systemctl start docker.socket docker.service");
    QTRY_COMPARE_WITH_TIMEOUT(m_reality->store()->liveState(), LiveState::Live, later);
    QTRY_COMPARE_WITH_TIMEOUT(overview().managersReachable, 1, later);
    QTRY_COMPARE_WITH_TIMEOUT(overview().health.health, Health::Ok, later);
}

void Figures::nodeDown()
{
    m_reality->power(u"worker-2"_s, false);
    QTRY_COMPARE_WITH_TIMEOUT(m_reality->node(u"worker-2"_s).node.state, docker::NodeState::Down, later);
    QTRY_COMPARE_WITH_TIMEOUT(overview().nodesReady, 2, soon);
    QTRY_COMPARE_WITH_TIMEOUT(overview().tasksRunning, 2, soon);
    QVERIFY2(overview().sentence.contains("2 of 3 nodes ready"_L1), qPrintable(overview().sentence));
    QTRY_VERIFY_WITH_TIMEOUT(m_reality->needsAttention(u"node.down/"_s, u"life-worker-2"_s), soon);
    QTRY_COMPARE_WITH_TIMEOUT(m_reality->node(u"worker-2"_s).consul, consul::CheckState::Critical, later);
    m_reality->power(u"worker-2"_s, true);
    QTRY_COMPARE_WITH_TIMEOUT(m_reality->node(u"worker-2"_s).node.state, docker::NodeState::Ready, later);
    QTRY_COMPARE_WITH_TIMEOUT(overview().nodesReady, 3, soon);
    QTRY_COMPARE_WITH_TIMEOUT(m_reality->store()->attention().size(), size_t(0), later);
    QTRY_COMPARE_WITH_TIMEOUT(overview().health.health, Health::Ok, later);
}

// The workers are members of the managers' firewall group for this.
void Figures::threeManagers()
{
    m_reality->onManager("docker node promote life-worker-1");
    QTRY_COMPARE_WITH_TIMEOUT(overview().managers, 2, later);
    QTRY_COMPARE_WITH_TIMEOUT(overview().managersReachable, 2, later);
    QCOMPARE(overview().managersCanLose, 0);
    m_reality->onManager("docker node promote life-worker-2");
    QTRY_COMPARE_WITH_TIMEOUT(overview().managersReachable, 3, later);
    QTRY_COMPARE_WITH_TIMEOUT(overview().managersCanLose, 1, soon);
    QCOMPARE(m_reality->node(u"worker-2"_s).node.role, docker::NodeRole::Manager);
    m_reality->run(u"worker-2"_s, "systemctl stop docker.socket docker.service");
    QTRY_COMPARE_WITH_TIMEOUT(overview().managersReachable, 2, later);
    QTRY_COMPARE_WITH_TIMEOUT(overview().managersCanLose, 0, soon);
    m_reality->run(u"worker-2"_s, "systemctl start docker.socket docker.service");
    QTRY_COMPARE_WITH_TIMEOUT(overview().managersReachable, 3, later);
    m_reality->onManager("docker node demote life-worker-2");
    QTRY_COMPARE_WITH_TIMEOUT(overview().managers, 2, later);
    m_reality->onManager("docker node demote life-worker-1");
    QTRY_COMPARE_WITH_TIMEOUT(overview().managers, 1, later);
}

QTEST_GUILESS_MAIN(Figures)

#include "figures.moc"
