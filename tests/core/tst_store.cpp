// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/snapshot.h"
#include "core/cluster/storewriter.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace skep;
using namespace skep::cluster;

namespace {

const QDateTime now = QDateTime::fromString(u"2026-11-22T12:00:00.250Z"_s, Qt::ISODateWithMs);

Facts someFacts()
{
    Facts facts;
    facts.hasConsul = true;
    facts.live = LiveState::Live;
    facts.lastHeard = now;
    docker::Node node;
    node.id = u"n1"_s;
    node.hostname = u"alpha"_s;
    node.role = docker::NodeRole::Manager;
    node.state = docker::NodeState::Ready;
    node.availability = docker::Availability::Drain;
    node.isLeader = node.isReachableManager = true;
    node.memoryBytes = 25'276'510'208;
    node.labels = {{u"a"_s, u"b"_s}};
    facts.nodes = {node};
    docker::Service service;
    service.id = u"s1"_s;
    service.name = u"web"_s;
    service.wanted = 1;
    service.ports = {{u"tcp"_s, 80, 8080, true}};
    service.createdAt = service.updatedAt = now.addSecs(-600);
    facts.services = {service};
    docker::Task task;
    task.id = u"t1"_s;
    task.serviceId = u"s1"_s;
    task.nodeId = u"n1"_s;
    task.state = task.desiredState = u"running"_s;
    task.createdAt = task.changedAt = now.addSecs(-600);
    facts.tasks = {task};
    facts.consulKnown = true;
    facts.members = {{u"alpha"_s, u"10.0.0.4"_s, consul::CheckState::Passing, true}};
    facts.catalog = {{.name = u"web"_s, .tags = {u"tcp"_s}}};
    consul::Instance instance;
    instance.id = u"alpha/i1"_s;
    instance.serviceId = u"i1"_s;
    instance.service = u"web"_s;
    instance.node = u"alpha"_s;
    instance.port = 8080;
    instance.state = consul::CheckState::Passing;
    instance.meta = {{u"swarm-service-id"_s, u"s1"_s}, {u"swarm-task-id"_s, u"t1"_s}};
    facts.instances = {instance};
    return facts;
}

//! One spy for each signal of a store.
struct Spies
{
    explicit Spies(Store *store)
        : nodes(store, &Store::nodesChanged)
        , services(store, &Store::servicesChanged)
        , tasks(store, &Store::tasksChanged)
        , catalog(store, &Store::catalogChanged)
        , instances(store, &Store::instancesChanged)
        , attention(store, &Store::attentionChanged)
        , overview(store, &Store::overviewChanged)
        , live(store, &Store::liveStateChanged)
    {
    }
    QList<qsizetype> counts()
    {
        QList<qsizetype> counts;
        for (auto *spy : {&nodes, &services, &tasks, &catalog, &instances, &attention, &overview, &live}) {
            counts.append(spy->count());
            spy->clear();
        }
        return counts;
    }
    QSignalSpy nodes, services, tasks, catalog, instances, attention, overview, live;
};

} // namespace

class TestStore : public QObject
{
    Q_OBJECT

private slots:
    void isEmptyAtFirst();
    void tellsEachKindOnce();
    void tellsNothingWhenNothingDiffers();
    void tellsOnlyWhatDiffers();
    void isWholeBeforeItTells();
    void survivesARestart();
    void refusesADamagedSnapshot();
};

void TestStore::isEmptyAtFirst()
{
    Store store(true);
    QVERIFY(store.hasConsul());
    QVERIFY(store.nodes().empty());
    QCOMPARE(store.liveState(), LiveState::Never);
    QVERIFY(!store.lastHeard().isValid());
    QCOMPARE(store.overview().health.health, Health::Unknown);
    QCOMPARE(store.overview().sentence, u"Not connected yet."_s);
    QVERIFY(!Store(false).hasConsul());
}

void TestStore::tellsEachKindOnce()
{
    Store store(true);
    StoreWriter writer(&store);
    Spies spies(&store);
    writer.edit() = someFacts();
    QCOMPARE(spies.counts(), QList<qsizetype>(8, 0)); // nothing before the commit
    QVERIFY(store.nodes().empty());
    writer.commit(now);
    QCOMPARE(spies.counts(), (QList<qsizetype>{1, 1, 1, 1, 1, 0, 1, 1}));
    QCOMPARE(store.overview().sentence,
             u"Healthy. 1 of 1 nodes ready, 1 manager (can lose 0), Consul 1/1."_s);
    QCOMPARE(store.lastHeard(), now);
}

void TestStore::tellsNothingWhenNothingDiffers()
{
    Store store(true);
    StoreWriter writer(&store);
    writer.edit() = someFacts();
    writer.commit(now);
    Spies spies(&store);
    writer.edit() = someFacts();
    writer.edit().lastHeard = now.addSecs(5);
    writer.commit(now.addSecs(5));
    QCOMPARE(spies.counts(), QList<qsizetype>(8, 0));
    QCOMPARE(store.lastHeard(), now.addSecs(5));
}

void TestStore::tellsOnlyWhatDiffers()
{
    Store store(true);
    StoreWriter writer(&store);
    writer.edit() = someFacts();
    writer.commit(now);
    Spies spies(&store);
    writer.edit().tasks[0].message = u"started"_s;
    writer.commit(now);
    QCOMPARE(spies.counts(), (QList<qsizetype>{0, 0, 1, 0, 0, 0, 0, 0}));
    writer.edit().live = LiveState::Reconnecting;
    writer.commit(now);
    QCOMPARE(spies.counts(), (QList<qsizetype>{0, 0, 0, 0, 0, 0, 0, 1}));
    writer.edit().live = LiveState::Stale;
    writer.commit(now);
    QCOMPARE(spies.counts(), (QList<qsizetype>{1, 1, 0, 0, 0, 1, 1, 1})); // the swarm's rows turn grey
}

void TestStore::isWholeBeforeItTells()
{
    Store store(true);
    StoreWriter writer(&store);
    qsizetype seen = -1;
    connect(&store, &Store::nodesChanged, this, [&] { seen = qsizetype(store.instances().size()); });
    writer.edit() = someFacts();
    writer.commit(now);
    QCOMPARE(seen, 1);
}

void TestStore::survivesARestart()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"known.json"_s);
    const Facts facts = someFacts();
    QVERIFY(saveSnapshot(path, facts));
    const auto known = loadSnapshot(path);
    QVERIFY(known);
    QCOMPARE(known->nodes, facts.nodes);
    QCOMPARE(known->services, facts.services);
    QCOMPARE(known->tasks, facts.tasks);
    QCOMPARE(known->members, facts.members);
    QCOMPARE(known->instances, facts.instances);
    QCOMPARE(known->catalog, facts.catalog);
    QCOMPARE(known->lastHeard, facts.lastHeard);
    QCOMPARE(known->live, LiveState::Never);
    QVERIFY(!known->consulKnown);

    Store store(true);
    StoreWriter writer(&store);
    writer.edit() = *known;
    writer.commit(now.addDays(1));
    QCOMPARE(store.nodes().size(), 1U);
    QCOMPARE(store.nodes().front().health.health, Health::Unknown);
    QCOMPARE(store.services().front().health.health, Health::Unknown);
}

void TestStore::refusesADamagedSnapshot()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"known.json"_s);
    QVERIFY(!loadSnapshot(path));
    QVERIFY(saveSnapshot(path, someFacts()));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    const auto bytes = file.readAll();
    file.seek(bytes.size() / 2);
    file.write("x");
    file.close();
    QVERIFY(!loadSnapshot(path));
}

QTEST_GUILESS_MAIN(TestStore)
#include "tst_store.moc"
