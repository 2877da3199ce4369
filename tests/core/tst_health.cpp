// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/attention.h"
#include "core/cluster/facts.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace skep;
using namespace skep::cluster;
using consul::CheckState;
using docker::NodeState;

namespace {

const QDateTime now = QDateTime::fromString(u"2026-11-22T12:00:00Z"_s, Qt::ISODate);

docker::Node node(const QString &name, docker::NodeRole role = docker::NodeRole::Worker,
                  NodeState state = NodeState::Ready)
{
    docker::Node node;
    node.id = u"id-"_s + name;
    node.hostname = name;
    node.role = role;
    node.state = state;
    node.isReachableManager = role == docker::NodeRole::Manager && state == NodeState::Ready;
    return node;
}

docker::Service service(const QString &name, int wanted, bool published = false)
{
    docker::Service service;
    service.id = u"id-"_s + name;
    service.name = name;
    service.wanted = wanted;
    service.createdAt = service.updatedAt = now.addSecs(-3600);
    if (published)
        service.ports = {{u"tcp"_s, 80, 8080, true}};
    return service;
}

docker::Task task(const QString &id, const QString &service, const QString &node, int ageSeconds = 3600,
                  const QString &state = u"running"_s, const QString &desired = u"running"_s,
                  const QString &error = {})
{
    docker::Task task;
    task.id = id;
    task.serviceId = u"id-"_s + service;
    task.nodeId = node.isEmpty() ? QString() : u"id-"_s + node;
    task.state = state;
    task.desiredState = desired;
    task.error = error;
    task.createdAt = task.changedAt = now.addSecs(-ageSeconds);
    return task;
}

consul::Instance instance(const QString &node, const QString &service, const QString &taskId,
                          CheckState state, const QString &reason = {})
{
    consul::Instance instance;
    instance.id = node + u'/' + taskId;
    instance.node = node;
    instance.service = service;
    instance.state = state;
    instance.reason = reason;
    instance.meta = {{u"swarm-service-id"_s, u"id-"_s + service}, {u"swarm-task-id"_s, taskId}};
    return instance;
}

//! Three managers, one worker, one service with two tasks, all well, without Consul.
Facts wellFacts()
{
    Facts facts;
    facts.live = LiveState::Live;
    facts.lastHeard = now;
    for (const auto name : {"m1", "m2", "m3"})
        facts.nodes.append(node(QString::fromLatin1(name), docker::NodeRole::Manager));
    facts.nodes.append(node(u"w1"_s));
    facts.services = {service(u"web"_s, 2, true)};
    facts.tasks = {task(u"t1"_s, u"web"_s, u"m1"_s), task(u"t2"_s, u"web"_s, u"w1"_s)};
    return facts;
}

//! The same with one Consul server and both tasks in the catalog.
Facts wellFactsWithConsul()
{
    Facts facts = wellFacts();
    facts.hasConsul = true;
    facts.consulKnown = true;
    for (const auto name : {"m1", "m2", "m3", "w1"})
        facts.members.append({QString::fromLatin1(name), {}, CheckState::Passing, false});
    facts.members.append({u"c1"_s, {}, CheckState::Passing, true});
    facts.catalog = {{.name = u"web"_s, .tags = {}}};
    facts.instances = {instance(u"m1"_s, u"web"_s, u"t1"_s, CheckState::Passing),
                       instance(u"w1"_s, u"web"_s, u"t2"_s, CheckState::Passing)};
    return facts;
}

Picture pictureOf(const Facts &facts, const QDateTime &at = now)
{
    Memory memory;
    return fold(facts, memory, at);
}

QStringList ids(const Picture &picture)
{
    QStringList ids;
    for (const auto &attention : picture.attention)
        ids.append(attention.id);
    return ids;
}

} // namespace

class TestHealth : public QObject
{
    Q_OBJECT

private slots:
    void judgesServices_data();
    void judgesServices();
    void judgesNodes_data();
    void judgesNodes();
    void judgesCatalogServices();
    void countsTheQuorum_data();
    void countsTheQuorum();
    void saysThatAllIsWell();
    void speaksOfOne();
    void keepsTroubleInOrder_data();
    void keepsTroubleInOrder();
    void offersToReplaceTheDead();
    void neverShowsOldDataAsGood();
    void neverShowsAnUnconfirmedCatalogAsGood_data();
    void neverShowsAnUnconfirmedCatalogAsGood();
    void distrustsClocks();
    void waitsBeforeItCallsAMismatch();
    void namesTheCauseOfAMismatch_data();
    void namesTheCauseOfAMismatch();
    void saysNothingOfAConsulThatIsNotThere();
};

void TestHealth::judgesServices_data()
{
    QTest::addColumn<docker::Service>("service");
    QTest::addColumn<QList<AgedTask>>("tasks");
    QTest::addColumn<Health>("health");
    QTest::addColumn<QString>("reason");
    const auto run = [](std::chrono::seconds age = 1h) {
        return AgedTask{task(u"r"_s, u"s"_s, u"n"_s), age};
    };
    const auto pending = [](std::chrono::seconds age, const QString &error = {}) {
        return AgedTask{task(u"p"_s, u"s"_s, {}, 0, u"pending"_s, u"running"_s, error), age};
    };
    const auto failed = [](std::chrono::seconds age) {
        return AgedTask{
            task(u"f"_s, u"s"_s, u"n"_s, 0, u"failed"_s, u"shutdown"_s, u"task: non-zero exit (1)"_s), age};
    };
    const auto on = [&](NodeState state) {
        auto aged = run();
        aged.node = state;
        return aged;
    };
    const auto base = service(u"s"_s, 2);
    auto updating = base;
    updating.updateState = u"updating"_s;
    auto paused = base;
    paused.updateState = u"paused"_s;
    paused.updateMessage = u"update paused due to failure"_s;
    auto slow = base;
    slow.updateDelaySeconds = 120;
    auto job = base;
    job.isJob = true;

    QTest::newRow("all run") << base << QList<AgedTask>{run(), run()} << Health::Ok << QString();
    QTest::newRow("more than wanted")
        << base << QList<AgedTask>{run(), run(), run()} << Health::Ok << QString();
    QTest::newRow("scaled to none") << service(u"s"_s, 0) << QList<AgedTask>{} << Health::Ok << QString();
    QTest::newRow("finished job") << job << QList<AgedTask>{} << Health::Ok << QString();
    QTest::newRow("new task") << base << QList<AgedTask>{run(), pending(59s)} << Health::Converging
                              << u"1 of 2 tasks run."_s;
    QTest::newRow("old task") << base << QList<AgedTask>{run(), pending(60s, u"no suitable node"_s)}
                              << Health::Degraded << u"1 of 2 tasks run: no suitable node."_s;
    QTest::newRow("nothing runs") << base << QList<AgedTask>{pending(5min)} << Health::Down
                                  << u"0 of 2 tasks run: pending."_s;
    QTest::newRow("long update delay")
        << slow << QList<AgedTask>{run(), pending(200s)} << Health::Converging << u"1 of 2 tasks run."_s;
    QTest::newRow("update runs") << updating << QList<AgedTask>{run()} << Health::Converging
                                 << u"An update runs: 1 of 2 tasks run."_s;
    QTest::newRow("update stands") << paused << QList<AgedTask>{run(), run()} << Health::Degraded
                                   << u"Its update stands still: update paused due to failure."_s;
    QTest::newRow("one hiccup") << base << QList<AgedTask>{run(), pending(3s), failed(10s)}
                                << Health::Converging << u"1 of 2 tasks run."_s;
    QTest::newRow("crash loop")
        << base << QList<AgedTask>{run(), pending(3s), failed(10s), failed(20s)} << Health::Degraded
        << u"1 of 2 tasks run: 2 tasks failed in the last minutes, task: non-zero exit (1)."_s;
    QTest::newRow("old failures") << base << QList<AgedTask>{run(), run(), failed(1h), failed(1h)}
                                  << Health::Ok << QString();
    QTest::newRow("on a dead node") << base << QList<AgedTask>{run(), on(NodeState::Down)} << Health::Degraded
                                    << u"1 of 2 tasks run."_s;
    QTest::newRow("on a silent node")
        << base << QList<AgedTask>{run(), on(NodeState::Unknown)} << Health::Unknown
        << u"1 of its tasks are on nodes that do not report."_s;
}

void TestHealth::judgesServices()
{
    QFETCH(docker::Service, service);
    QFETCH(QList<AgedTask>, tasks);
    const auto judged = serviceHealth(service, tasks, 1h);
    QTEST(judged.health, "health");
    const QString reason = judged.reason;
    // Without a translator, the plural form of the source text has "%n" filled in.
    QTEST(reason, "reason");
    QCOMPARE(reason.isEmpty(), judged.health == Health::Ok);
}

void TestHealth::judgesNodes_data()
{
    QTest::addColumn<docker::Node>("node");
    QTest::addColumn<CheckState>("agent");
    QTest::addColumn<int>("failing");
    QTest::addColumn<Health>("health");
    const auto manager = docker::NodeRole::Manager;
    auto alone = node(u"m"_s, manager);
    alone.isReachableManager = false;
    auto drained = node(u"w"_s);
    drained.availability = docker::Availability::Drain;
    QTest::newRow("ready") << node(u"w"_s) << CheckState::Passing << 0 << Health::Ok;
    QTest::newRow("without Consul") << node(u"w"_s) << CheckState::Unknown << 0 << Health::Ok;
    QTest::newRow("drained") << drained << CheckState::Passing << 0 << Health::Ok;
    QTest::newRow("down") << node(u"w"_s, {}, NodeState::Down) << CheckState::Critical << 3 << Health::Down;
    QTest::newRow("silent") << node(u"w"_s, {}, NodeState::Unknown) << CheckState::Passing << 0
                            << Health::Unknown;
    QTest::newRow("disconnected") << node(u"w"_s, {}, NodeState::Disconnected) << CheckState::Passing << 0
                                  << Health::Unknown;
    QTest::newRow("manager alone") << alone << CheckState::Passing << 0 << Health::Degraded;
    QTest::newRow("agent silent") << node(u"w"_s) << CheckState::Critical << 0 << Health::Degraded;
    QTest::newRow("instances fail") << node(u"w"_s) << CheckState::Passing << 2 << Health::Degraded;
}

void TestHealth::judgesNodes()
{
    QFETCH(docker::Node, node);
    QFETCH(CheckState, agent);
    QFETCH(int, failing);
    const auto judged = nodeHealth(node, agent, failing);
    QTEST(judged.health, "health");
    QCOMPARE(judged.reason.isEmpty(), judged.health == Health::Ok);
}

void TestHealth::judgesCatalogServices()
{
    const auto one = [](CheckState state) {
        return instance(u"n"_s, u"web"_s, u"t"_s, state, u"HTTP 500 "_s);
    };
    QCOMPARE(catalogHealth({one(CheckState::Passing)}), (HealthReason{Health::Ok, {}}));
    QCOMPARE(catalogHealth({one(CheckState::Passing), one(CheckState::Critical)}),
             (HealthReason{Health::Degraded, u"1 of 2 instances fail: HTTP 500."_s}));
    QCOMPARE(catalogHealth({one(CheckState::Critical)}).health, Health::Down);
    QCOMPARE(catalogHealth({one(CheckState::Warning)}).health, Health::Degraded);
    QCOMPARE(catalogHealth({}).health, Health::Unknown);
}

void TestHealth::countsTheQuorum_data()
{
    QTest::addColumn<int>("managers");
    QTest::addColumn<int>("reachable");
    QTest::addColumn<bool>("isThere");
    QTest::addColumn<int>("canLose");
    QTest::newRow("1") << 1 << 1 << true << 0;
    QTest::newRow("2") << 2 << 2 << true << 0;
    QTest::newRow("2, one gone") << 2 << 1 << false << 0;
    QTest::newRow("3") << 3 << 3 << true << 1;
    QTest::newRow("3, one gone") << 3 << 2 << true << 0;
    QTest::newRow("3, two gone") << 3 << 1 << false << 0;
    QTest::newRow("5") << 5 << 5 << true << 2;
    QTest::newRow("none") << 0 << 0 << false << 0;
}

void TestHealth::countsTheQuorum()
{
    QFETCH(int, managers);
    QFETCH(int, reachable);
    QList<docker::Node> nodes{node(u"w"_s)};
    for (int i = 0; i < managers; ++i) {
        nodes.append(node(QString::number(i), docker::NodeRole::Manager,
                          i < reachable ? NodeState::Ready : NodeState::Down));
    }
    const auto counted = quorum(nodes);
    QCOMPARE(counted.managers, managers);
    QTEST(counted.isThere(), "isThere");
    QTEST(counted.canLose(), "canLose");
}

void TestHealth::saysThatAllIsWell()
{
    const auto picture = pictureOf(wellFactsWithConsul());
    QCOMPARE(ids(picture), QStringList());
    const auto &overview = picture.overview;
    QCOMPARE(overview.health, (HealthReason{Health::Ok, {}}));
    QCOMPARE(overview.sentence, u"Healthy. 4 of 4 nodes ready, 3 managers (can lose 1), Consul 1/1."_s);
    QCOMPARE(overview.tasksRunning, 2);
    QCOMPARE(overview.servicesOk, 1);
    QCOMPARE(overview.catalogServices, 1);
    QCOMPARE(picture.services.front().catalogPassing, 2);
    QCOMPARE(picture.services.front().service.running, 2);
    QCOMPARE(picture.nodes.front().tasksRunning, 1);
    QCOMPARE(picture.catalog.front().service.passing, 2);
}

void TestHealth::speaksOfOne()
{
    Facts facts = wellFacts();
    facts.nodes = {node(u"m1"_s, docker::NodeRole::Manager)};
    facts.services.clear();
    facts.tasks.clear();
    QCOMPARE(pictureOf(facts).overview.sentence, u"Healthy. 1 of 1 nodes ready, 1 manager (can lose 0)."_s);
}

void TestHealth::keepsTroubleInOrder_data()
{
    QTest::addColumn<Facts>("facts");
    QTest::addColumn<QStringList>("matters");
    QTest::addColumn<Health>("health");
    const Facts well = wellFactsWithConsul();

    Facts facts = well;
    facts.nodes[3].state = NodeState::Down;
    facts.tasks[1].desiredState = u"shutdown"_s;
    facts.tasks.append(task(u"t3"_s, u"web"_s, u"m2"_s, 5, u"preparing"_s));
    QTest::newRow("node down") << facts << QStringList{u"node.down/id-w1"_s} << Health::Degraded;

    facts = well;
    facts.nodes[2].isReachableManager = false;
    facts.tasks[0].state = u"pending"_s;
    facts.tasks[1].state = u"pending"_s;
    facts.services.append(service(u"other"_s, 0));
    QTest::newRow("service down before a manager alone")
        << facts << QStringList{u"service.down/id-web"_s, u"manager.unreachable/id-m3"_s} << Health::Degraded;

    facts = well;
    facts.tasks[0].state = u"pending"_s;
    facts.tasks[1].state = u"pending"_s;
    QTest::newRow("every service down") << facts << QStringList{u"service.down/id-web"_s} << Health::Down;

    facts = well;
    facts.swarmTrouble = u"The swarm has no leader."_s;
    QTest::newRow("no quorum") << facts << QStringList{u"swarm.no-quorum"_s} << Health::Down;

    facts = well;
    facts.consulHasLeader = false;
    QTest::newRow("Consul without leader") << facts << QStringList{u"consul.no-leader"_s} << Health::Degraded;

    facts = well;
    facts.consulTrouble = u"It does not answer."_s;
    QTest::newRow("Consul silent") << facts << QStringList{u"consul.silent"_s} << Health::Degraded;

    facts = well;
    facts.members.append({u"c-consul-2"_s, u"10.0.0.9"_s, CheckState::Critical, true});
    QTest::newRow("Consul server silent")
        << facts << QStringList{u"consul.server/c-consul-2"_s} << Health::Degraded;

    facts = well;
    facts.members[3].serf = CheckState::Critical;
    QTest::newRow("agent silent") << facts << QStringList{u"consul.agent/id-w1"_s} << Health::Degraded;

    facts = well;
    facts.instances[0].state = CheckState::Critical;
    facts.instances[0].reason = u"HTTP 500"_s;
    QTest::newRow("instance critical") << facts << QStringList{u"catalog.critical/web"_s} << Health::Degraded;

    facts = well;
    facts.live = LiveState::Stale;
    QTest::newRow("stale") << facts << QStringList{u"live.stale"_s} << Health::Unknown;

    facts = well;
    facts.tasks[0] = task(u"t9"_s, u"web"_s, u"m1"_s, 5, u"starting"_s);
    QTest::newRow("converging") << facts << QStringList{} << Health::Converging;
}

void TestHealth::keepsTroubleInOrder()
{
    QFETCH(Facts, facts);
    const auto picture = pictureOf(facts);
    QTEST(ids(picture), "matters");
    QTEST(picture.overview.health.health, "health");
    for (const auto &attention : picture.attention)
        QVERIFY2(attention.what.endsWith(u'.'), qPrintable(attention.what));
    QCOMPARE(pictureOf(facts).attention, picture.attention); // the ids are stable
}

void TestHealth::offersToReplaceTheDead()
{
    Facts facts = wellFactsWithConsul();
    facts.nodes[3].state = NodeState::Down;
    // What Skep has not made it cannot make again.
    auto matter = pictureOf(facts).attention.front();
    QCOMPARE(matter.action, QString(action::nodeTerminal));
    QCOMPARE(matter.also, QString());
    facts.machineNames.insert(u"id-w1"_s, u"w1"_s);
    matter = pictureOf(facts).attention.front();
    QCOMPARE(matter.action, QString(action::nodeReplace));
    QCOMPARE(matter.subject, u"id-w1"_s);
    QCOMPARE(matter.also, QString(action::nodeTerminal)); // the machine may be there, and its engine dead
    facts = wellFactsWithConsul();
    for (const auto *name : {"c-consul-2", "c-consul-3"})
        facts.members.append({QLatin1StringView(name), {}, CheckState::Passing, true});
    facts.members.last().serf = CheckState::Critical;
    matter = pictureOf(facts).attention.front();
    QCOMPARE(matter.what,
             u"c-consul-3: this Consul server does not answer. 2 of 3 do; Consul can lose 0 more."_s);
    QCOMPARE(matter.action, QString(action::nodeReplace));
    QCOMPARE(matter.subject, u"c-consul-3"_s);
}

void TestHealth::neverShowsOldDataAsGood()
{
    for (const auto live : {LiveState::Never, LiveState::Stale}) {
        Facts facts = wellFactsWithConsul();
        facts.live = live;
        facts.consulTrouble = u"It does not answer."_s;
        const auto picture = pictureOf(facts);
        for (const auto &row : picture.nodes)
            QCOMPARE(row.health.health, Health::Unknown);
        for (const auto &row : picture.services)
            QCOMPARE(row.health.health, Health::Unknown);
        for (const auto &row : picture.catalog)
            QCOMPARE(row.health.health, Health::Unknown);
        QCOMPARE(picture.overview.health.health, Health::Unknown);
        QCOMPARE(picture.overview.servicesOk, 0);
    }
}

void TestHealth::neverShowsAnUnconfirmedCatalogAsGood_data()
{
    QTest::addColumn<Facts>("facts");
    QTest::addColumn<QString>("sentence");
    Facts facts = wellFactsWithConsul();
    facts.consulHasLeader = false;
    QTest::newRow("no leader") << facts << u"Consul not confirmed"_s;
    facts = wellFactsWithConsul();
    facts.consulTrouble = u"It does not answer."_s;
    QTest::newRow("silent") << facts << u"Consul not confirmed"_s;
    facts = wellFactsWithConsul();
    facts.consulKnown = false;
    QTest::newRow("not read in this run") << facts << u"Settling."_s;
}

void TestHealth::neverShowsAnUnconfirmedCatalogAsGood()
{
    QFETCH(Facts, facts);
    facts.instances[1].state = CheckState::Critical;
    facts.instances[1].reason = u"HTTP 500"_s;
    const auto picture = pictureOf(facts);
    QVERIFY(picture.overview.health.health != Health::Ok);
    QCOMPARE(picture.overview.consulServersUp, 0);
    QFETCH(QString, sentence);
    QVERIFY2(picture.overview.sentence.contains(sentence), qPrintable(picture.overview.sentence));
    QCOMPARE(picture.instances[0].instance.state, CheckState::Unknown);
    QCOMPARE(picture.instances[1].instance.state, CheckState::Critical);
    QCOMPARE(picture.instances[1].instance.reason, u"HTTP 500"_s);
    QCOMPARE(picture.services.front().catalogPassing, -1);
    QCOMPARE(picture.services.front().health.health, Health::Ok); // that the swarm knows itself
    for (const auto &row : picture.nodes)
        QCOMPARE(row.consul, CheckState::Unknown);
    facts.instances[1].state = CheckState::Passing;
    const auto good = pictureOf(facts);
    for (const auto &row : good.catalog)
        QCOMPARE(row.health.health, Health::Unknown);
}

void TestHealth::distrustsClocks()
{
    // The node's clock is an hour ahead: its pending task would look new for an hour.
    Facts facts = wellFacts();
    facts.tasks[0] = task(u"t9"_s, u"web"_s, {}, -3600, u"pending"_s);
    facts.services[0].updatedAt = now.addSecs(-86400);
    Memory memory;
    QCOMPARE(fold(facts, memory, now).services.front().health.health, Health::Converging);
    QCOMPARE(fold(facts, memory, now.addSecs(61)).services.front().health.health, Health::Degraded);
}

void TestHealth::waitsBeforeItCallsAMismatch()
{
    Facts facts = wellFactsWithConsul();
    facts.instances.removeLast();
    Memory memory;
    QVERIFY(fold(facts, memory, now).attention.empty());
    QVERIFY(fold(facts, memory, now.addSecs(19)).attention.empty());
    const auto late = fold(facts, memory, now.addSecs(20));
    QCOMPARE(ids(late), QStringList{u"catalog.mismatch/id-web"_s});
    QCOMPARE(late.attention.front().action, QString(action::serviceShow));
    QCOMPARE(late.attention.front().subject, u"id-web"_s);
    // It was right in between: the wait begins anew.
    QVERIFY(fold(wellFactsWithConsul(), memory, now.addSecs(21)).attention.empty());
    QVERIFY(fold(facts, memory, now.addSecs(40)).attention.empty());
    // A service that publishes nothing on its nodes is never registered.
    facts.services[0].ports[0].hostMode = false;
    QVERIFY(fold(facts, memory, now.addSecs(100)).attention.empty());
}

void TestHealth::namesTheCauseOfAMismatch_data()
{
    QTest::addColumn<Facts>("facts");
    QTest::addColumn<QString>("cause");
    Facts missing = wellFactsWithConsul();
    missing.instances.removeLast();
    QTest::newRow("no registrar") << missing
                                  << u"2 tasks of web run, but 1 pass in the catalog. "
                                     "The registrar does not run on w1."_s;
    missing.services.append(service(u"skep-registrar"_s, 4));
    for (const auto name : {"m1", "m2", "m3", "w1"})
        missing.tasks.append(
            task(u"r-"_s + QLatin1StringView(name), u"skep-registrar"_s, QString::fromLatin1(name)));
    QTest::newRow("slow registrar") << missing
                                    << u"2 tasks of web run, but 1 pass in the catalog. "
                                       "The registrar has not caught up."_s;
    missing.members[3].serf = CheckState::Unknown;
    QTest::newRow("no agent") << missing
                              << u"2 tasks of web run, but 1 pass in the catalog. "
                                 "The Consul agent of w1 does not answer."_s;
    Facts failing = wellFactsWithConsul();
    failing.instances[1].state = CheckState::Critical;
    failing.instances[1].reason = u"TTL expired"_s;
    QTest::newRow("failing check") << failing
                                   << u"2 tasks of web run, but 1 pass in the catalog. "
                                      "On w1 its check fails: TTL expired"_s;
    Facts extra = wellFactsWithConsul();
    extra.instances.append(instance(u"m2"_s, u"web"_s, u"gone"_s, CheckState::Passing));
    QTest::newRow("left over") << extra
                               << u"The catalog has 3 passing instances of web, but 2 tasks run. "
                                  "The registrar has not caught up."_s;
}

void TestHealth::namesTheCauseOfAMismatch()
{
    QFETCH(Facts, facts);
    Memory memory;
    fold(facts, memory, now);
    const auto picture = fold(facts, memory, now.addSecs(30));
    QString found;
    for (const auto &attention : picture.attention) {
        if (attention.id.startsWith(u"catalog.mismatch"_s))
            found = attention.what;
    }
    QTEST(found, "cause");
}

void TestHealth::saysNothingOfAConsulThatIsNotThere()
{
    const auto picture = pictureOf(wellFacts());
    QCOMPARE(ids(picture), QStringList());
    QCOMPARE(picture.overview.consulServers, 0);
    QVERIFY(!picture.overview.sentence.contains(u"Consul"_s));
    QCOMPARE(picture.services.front().catalogPassing, -1);
    QCOMPARE(picture.services.front().health.health, Health::Ok);
}

QTEST_GUILESS_MAIN(TestHealth)
#include "tst_health.moc"
