// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/atomicfile.h"
#include "core/cluster/actions/actions.h"
#include "core/cluster/change.h"
#include "core/cluster/clusterfile.h"
#include "core/cluster/planner.h"
#include "tests/support/plans.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

using namespace skep;
using namespace skep::cluster;
using namespace skep::test;
using namespace Qt::StringLiterals;

namespace {

Change adding(const ClusterSpec &spec, const NodeWish &wish)
{
    QStringList known;
    for (const auto &machine : machines(spec))
        known.append(machine.name);
    Change change;
    change.id = u"id"_s;
    if (auto added = newMachines(spec, wish, numbersIn(spec, known)))
        change.add = *added;
    return change;
}

Steps planOf(const ClusterSpec &spec, const Change &change)
{
    return byId(planChange(spec, machines(spec), change, u"id"_s));
}

QStringList inOrder(const Steps &steps, const QString &machine)
{
    QStringList ids;
    for (const auto &step : steps) {
        if (step.id.startsWith(machine + u'/'))
            ids.append(step.id);
    }
    std::sort(ids.begin(), ids.end(),
              [&](const QString &a, const QString &b) { return comesAfter(steps, b, a); });
    for (QString &id : ids)
        id = id.section(u'/', 1);
    return ids;
}

} // namespace

//! Plans of changes as data: what is in them, in which order, and what is refused before anything is asked.
class TestChange : public QObject
{
    Q_OBJECT

private slots:
    void everyKindIsKnown();
    void addsWorkers();
    void addsManagersOneAfterAnother();
    void takesTheWishedShape();
    void namesGoOnCounting();
    void removesInOrder();
    void asksNothingOfTheDead();
    void joinsAfterTheDeadIsOut();
    void replacesDeadConsulServer();
    void replacesLiveManagerWithConsul();
    void removesTwoConsulServers();
    void refusesEvenServers();
    void changesRoles();
    void movesTheOperator();
    void knowsWhatIsCovered();
    void refuses_data();
    void refuses();
    void keepsSecretsOut();
    void survivesJson();
    void loadsOldFiles();
};

void TestChange::everyKindIsKnown()
{
    const auto spec = specOf(3, 2, 1);
    auto change = adding(spec, {MachineRole::Manager, 2});
    change.remove = {{u"c-manager-3"_s, MachineRole::Manager, false}, {u"c-worker-1"_s}};
    change.roles = {{u"c-worker-2"_s, MachineRole::Manager}, {u"c-manager-2"_s, MachineRole::Worker}};
    change.labels = {{u"a"_s, u"b"_s}};
    change.activate = {u"c-worker-2"_s};
    const auto known = changeActions(nullptr);
    const auto steps = planOf(spec, change);
    for (const auto &step : steps) {
        QVERIFY2(known.contains(step.kind), qPrintable(step.kind));
        QVERIFY2(titleOf(step) != step.id.section(u'/', -1), qPrintable(step.kind));
    }
}

void TestChange::addsWorkers()
{
    const auto spec = specOf(1, 1, 1);
    const auto steps = planOf(spec, adding(spec, {MachineRole::Worker, 2}));
    QVERIFY(steps.contains(u"c-worker-2/create"_s));
    QVERIFY(steps.contains(u"c-worker-3/ready"_s));
    for (const auto &step : steps) {
        QVERIFY2(!step.id.startsWith("c-worker-1/"_L1) && !step.id.startsWith("c-manager-1/"_L1)
                     && !step.id.startsWith("c-consul-1/"_L1),
                 qPrintable(step.id));
    }
    QVERIFY(!steps.contains(u"cluster/keys"_s)); // made once, at the creation
    QVERIFY(!steps.contains(u"cluster/quorum"_s)); // nobody goes
    QVERIFY(!comesAfter(steps, u"c-worker-3/create"_s, u"c-worker-2/create"_s));
    QVERIFY(comesAfter(steps, u"c-worker-2/agent-token"_s, u"c-worker-2/agent-key"_s));
    QVERIFY(comesAfter(steps, u"c-worker-2/consul-config"_s, u"c-worker-2/agent-key"_s));
    QVERIFY(comesAfter(steps, u"c-worker-2/ready"_s, u"c-worker-2/consul-joined"_s));
    QVERIFY(comesAfter(steps, u"c-worker-2/ready"_s, u"c-worker-2/registrar-image"_s));
    QCOMPARE(steps[u"cluster/resolve"_s].input.value("machines"_L1).toArray().size(), 2);
}

void TestChange::addsManagersOneAfterAnother()
{
    const auto spec = specOf(1, 0, 0);
    const auto steps = planOf(spec, adding(spec, {MachineRole::Manager, 2}));
    QVERIFY(comesAfter(steps, u"c-manager-3/swarm-join"_s, u"c-manager-2/swarm-join"_s));
    for (const auto &step : steps)
        QVERIFY2(!step.id.contains("consul"_L1) && !step.id.contains("agent"_L1), qPrintable(step.id));
}

void TestChange::takesTheWishedShape()
{
    auto spec = specOf(1, 1, 1);
    spec.workerType = u"small"_s;
    spec.workerOptions.diskGiB = 30;
    auto machine = adding(spec, {MachineRole::Worker, 1}).add.value(0);
    QCOMPARE(machine,
             (PlannedMachine{u"c-worker-2"_s, MachineRole::Worker, false, u"small"_s, u"Debian"_s, 30}));
    machine = adding(spec, {MachineRole::Worker, 1, u"large"_s, u"Ubuntu"_s, 50}).add.value(0);
    QCOMPARE(machine,
             (PlannedMachine{u"c-worker-2"_s, MachineRole::Worker, false, u"large"_s, u"Ubuntu"_s, 50}));
    QVERIFY(!newMachines(spec, {MachineRole::Worker, 0}, {}));
    QVERIFY(!newMachines(spec, {MachineRole::Worker, 1, {}, {}, 5}, {}));
    QVERIFY(!newMachines(spec, {MachineRole::ConsulServer, 1}, {}));
}

void TestChange::namesGoOnCounting()
{
    const auto spec = specOf(1, 1, 0);
    const auto numbers = numbersIn(spec, {u"c-worker-1"_s, u"c-worker-12"_s, u"c-manager-1"_s, u"other"_s});
    QCOMPARE(numbers.value(u"worker"_s), 12);
    QCOMPARE(numbers.value(u"manager"_s), 1);
    const auto added = newMachines(spec, {MachineRole::Worker, 2}, numbers);
    QVERIFY(added);
    QCOMPARE(added->at(0).name, u"c-worker-13"_s);
    QCOMPARE(added->at(1).name, u"c-worker-14"_s);
}

void TestChange::removesInOrder()
{
    const auto spec = specOf(3, 1, 1);
    Change change;
    change.remove = {{u"c-manager-2"_s, MachineRole::Manager, false},
                     {u"c-manager-3"_s, MachineRole::Manager, false},
                     {u"c-worker-1"_s, MachineRole::Worker, false}};
    const auto steps = planOf(spec, change);
    QCOMPARE(inOrder(steps, u"c-manager-2"_s),
             (QStringList{u"drain"_s, u"demote"_s, u"swarm-leave"_s, u"node-remove"_s, u"consul-leave"_s,
                          u"consul-revoke"_s, u"machine-remove"_s}));
    QCOMPARE(inOrder(steps, u"c-worker-1"_s),
             (QStringList{u"drain"_s, u"swarm-leave"_s, u"node-remove"_s, u"consul-leave"_s,
                          u"consul-revoke"_s, u"machine-remove"_s}));
    QVERIFY(comesAfter(steps, u"c-manager-3/demote"_s, u"c-manager-2/demote"_s));
    QVERIFY(comesAfter(steps, u"c-manager-2/drain"_s, u"cluster/quorum"_s));
    QCOMPARE(steps[u"cluster/quorum"_s].input.value("leaving"_L1).toArray(),
             (QJsonArray{u"c-manager-2"_s, u"c-manager-3"_s}));
}

void TestChange::asksNothingOfTheDead()
{
    Change change;
    change.remove = {{u"c-manager-3"_s, MachineRole::Manager, true}};
    const auto steps = planOf(specOf(3, 0, 1), change);
    QCOMPARE(inOrder(steps, u"c-manager-3"_s),
             (QStringList{u"demote"_s, u"node-remove"_s, u"consul-leave"_s, u"consul-revoke"_s,
                          u"machine-remove"_s}));
    QVERIFY(steps[u"c-manager-3/consul-leave"_s].input.value("dead"_L1).toBool());
}

void TestChange::joinsAfterTheDeadIsOut()
{
    const auto spec = specOf(3, 0, 1);
    auto change = adding(spec, {MachineRole::Manager, 1});
    change.remove = {{u"c-manager-3"_s, MachineRole::Manager, true}};
    change.labels = {{u"disk"_s, u"ssd"_s}};
    const auto steps = planOf(spec, change);
    QVERIFY(comesAfter(steps, u"c-manager-4/swarm-join"_s, u"c-manager-3/node-remove"_s));
    QVERIFY(!comesAfter(steps, u"c-manager-4/create"_s, u"c-manager-3/node-remove"_s));
    QCOMPARE(steps[u"c-manager-4/labels"_s].input.value("labels"_L1).toObject(),
             (QJsonObject{{u"disk"_s, u"ssd"_s}}));
}

namespace {

Change replacing(const ClusterSpec &spec, const QString &name, bool isDead)
{
    QStringList names;
    Change change;
    change.id = u"id"_s;
    for (const auto &machine : machines(spec))
        names.append(machine.name);
    for (const auto &machine : machines(spec)) {
        if (machine.name != name)
            continue;
        change.remove = {{name, machine.role, isDead, machine.runsConsulServer}};
        change.add = {successorOf(spec, machine, numbersIn(spec, names))};
    }
    return change;
}

} // namespace

void TestChange::replacesDeadConsulServer()
{
    const auto spec = specOf(1, 1, 3);
    const auto change = replacing(spec, u"c-consul-2"_s, true);
    QCOMPARE(change.add.value(0).name, u"c-consul-4"_s);
    QVERIFY(change.add.value(0).runsConsulServer);
    QVERIFY(checkChange(spec, machines(spec), change));
    const auto steps = planOf(spec, change);
    QVERIFY(!steps.contains(u"c-consul-4/swarm-join"_s) && !steps.contains(u"c-consul-4/ready"_s));
    QVERIFY(steps[u"c-consul-4/consul-config"_s].input.value("joins"_L1).toBool());
    QVERIFY(comesAfter(steps, u"c-consul-4/consul-voter"_s, u"c-consul-4/consul"_s));
    for (const char *stays : {"c-consul-1", "c-consul-3", "c-consul-4", "c-manager-1", "c-worker-1"}) {
        const QString peers = QLatin1StringView(stays) + u"/consul-peers"_s;
        QVERIFY2(comesAfter(steps, u"c-consul-2/consul-leave"_s, peers), stays);
        QVERIFY2(comesAfter(steps, peers, u"c-consul-4/consul-voter"_s), stays);
        QCOMPARE(steps[peers].input.value("servers"_L1).toArray(),
                 (QJsonArray{u"c-consul-1"_s, u"c-consul-3"_s, u"c-consul-4"_s}));
    }
    QVERIFY(!steps.contains(u"c-consul-2/consul-peers"_s));
    QCOMPARE(inOrder(steps, u"c-consul-2"_s),
             (QStringList{u"consul-leave"_s, u"consul-revoke"_s, u"machine-remove"_s, u"consul-gone"_s}));
    const auto known = changeActions(nullptr);
    for (const auto &step : steps) {
        QVERIFY2(known.contains(step.kind), qPrintable(step.kind));
        QVERIFY2(titleOf(step) != step.id.section(u'/', -1), qPrintable(step.kind));
    }
}

void TestChange::replacesLiveManagerWithConsul()
{
    const auto spec = specOf(1, 0, 1, true);
    const auto change = replacing(spec, u"c-manager-1"_s, false);
    QVERIFY(checkChange(spec, machines(spec), change));
    QVERIFY(change.comesFirst());
    QCOMPARE(change.joiningManagers(), 1);
    const auto steps = planOf(spec, change);
    QVERIFY(comesAfter(steps, u"c-manager-2/ready"_s, u"c-manager-2/consul-voter"_s));
    QVERIFY(comesAfter(steps, u"c-manager-1/drain"_s, u"c-manager-2/ready"_s));
    QVERIFY(comesAfter(steps, u"c-manager-1/demote"_s, u"cluster/quorum"_s));
    QVERIFY(comesAfter(steps, u"cluster/quorum"_s, u"c-manager-2/swarm-join"_s));
    QVERIFY(comesAfter(steps, u"c-manager-1/consul-leave"_s, u"cluster/consul-quorum"_s));
}

void TestChange::removesTwoConsulServers()
{
    const auto spec = specOf(1, 0, 3);
    Change change;
    change.remove = {{u"c-consul-1"_s, MachineRole::ConsulServer, false, true},
                     {u"c-consul-3"_s, MachineRole::ConsulServer, true, true}};
    QVERIFY(checkChange(spec, machines(spec), change));
    const auto steps = planOf(spec, change);
    // One after the other, and the dead first: those who still have a vote are needed for it.
    QVERIFY(comesAfter(steps, u"c-consul-1/consul-leave"_s, u"c-consul-3/consul-leave"_s));
    QVERIFY(comesAfter(steps, u"c-consul-3/consul-leave"_s, u"cluster/consul-quorum"_s));
    QCOMPARE(steps[u"c-manager-1/consul-peers"_s].input.value("servers"_L1).toArray(),
             (QJsonArray{u"c-consul-2"_s}));
}

void TestChange::refusesEvenServers()
{
    const auto spec = specOf(1, 1, 3);
    Change change;
    change.remove = {{u"c-consul-1"_s, MachineRole::ConsulServer, false, true}};
    const auto answer = checkChange(spec, machines(spec), change);
    QVERIFY(!answer);
    QCOMPARE(answer.error().message,
             u"Consul has 3 servers; without the Consul server on c-consul-1 they would be 2, and an even "
             "number can lose no more than the odd one below it. Replace it instead."_s);
    change.remove.append({u"c-worker-1"_s});
    QVERIFY(!checkChange(spec, machines(spec), change));
}

void TestChange::changesRoles()
{
    Change change;
    change.roles = {{u"c-worker-1"_s, MachineRole::Manager}};
    auto steps = planOf(specOf(1, 1, 0), change);
    QVERIFY(comesAfter(steps, u"c-worker-1/promote"_s, u"c-worker-1/join-group"_s));
    QVERIFY(!steps.contains(u"cluster/quorum"_s));
    change.roles = {{u"c-manager-2"_s, MachineRole::Worker}};
    steps = planOf(specOf(3, 0, 0), change);
    QVERIFY(comesAfter(steps, u"c-manager-2/leave-group"_s, u"c-manager-2/demote"_s));
    QVERIFY(comesAfter(steps, u"c-manager-2/demote"_s, u"cluster/quorum"_s));
}

void TestChange::movesTheOperator()
{
    Change change;
    change.operatorCidrs = {u"198.51.100.7/32"_s};
    change.closeCidrs = {u"192.0.2.1/32"_s};
    const auto steps = planOf(specOf(1, 1, 1), change);
    const auto after = [&](const char *later, const char *earlier) {
        return comesAfter(steps, QLatin1StringView(later), QLatin1StringView(earlier));
    };
    QVERIFY(after("cluster/way-in", "cluster/rule-nodes-22-tcp-from-198.51.100.7/32"));
    QVERIFY(after("cluster/way-in", "cluster/rule-consul-22-tcp-from-198.51.100.7/32"));
    QVERIFY(after("cluster/close-nodes-22-tcp-from-203.0.113.7/32", "cluster/way-in"));
    QVERIFY(after("cluster/close-consul-22-tcp-from-203.0.113.7/32", "cluster/way-in"));
    QVERIFY(after("cluster/close-nodes-22-tcp-from-192.0.2.1/32", "cluster/way-in"));
    change.operatorCidrs.append(u"203.0.113.7/32"_s); // stays
    QVERIFY(!planOf(specOf(1, 1, 1), change).contains(u"cluster/close-nodes-22-tcp-from-203.0.113.7/32"_s));
    QVERIFY(change.isOfOperatorOnly());
    change.activate = {u"c-worker-1"_s};
    QVERIFY(!change.isOfOperatorOnly());
}

void TestChange::knowsWhatIsCovered()
{
    QVERIFY(isCovered(u"203.0.113.7"_s, {u"203.0.113.7/32"_s}));
    QVERIFY(isCovered(u"203.0.113.7"_s, {u"198.51.100.0/24"_s, u"203.0.113.0/24"_s}));
    QVERIFY(!isCovered(u"203.0.113.8"_s, {u"203.0.113.7/32"_s}));
    QVERIFY(!isCovered(u"203.0.113.0/24"_s, {u"203.0.113.7/32"_s})); // only a part of it
    QVERIFY(isCovered(u"2001:db8::1"_s, {u"2001:db8::/64"_s}));
    QVERIFY(!isCovered(u"2001:db9::1"_s, {u"2001:db8::/64"_s}));
    QVERIFY(!isCovered(u"nowhere"_s, {u"0.0.0.0/0"_s}));
    QVERIFY(!isCovered(u"203.0.113.7"_s, {}));
    QCOMPARE(staleAddress({}, {u"203.0.113.7/32"_s}), QString());
    QCOMPARE(staleAddress(u"203.0.113.7/32"_s, {u"203.0.113.0/24"_s}), QString());
    QCOMPARE(
        staleAddress(u"198.51.100.9"_s, {u"203.0.113.7/32"_s}),
        u"SSH is open to 203.0.113.7/32, but this computer is seen as 198.51.100.9 now: move the range."_s);
}

void TestChange::refuses_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("part");
    const auto row = [](const char *name, const Change &change, const QString &part) {
        QTest::newRow(name) << change << part;
    };
    Change change;
    row("nothing", change, u"nothing to change"_s);
    change.remove = {{u"c-worker-9"_s}};
    row("unknown", change, u"no node “c-worker-9”"_s);
    change.remove = {{u"c-consul-1"_s, MachineRole::ConsulServer, false, true}};
    row("the only Consul server", change, u"only Consul server"_s);
    change.remove = {};
    change.roles = {{u"c-consul-1"_s, MachineRole::Manager}};
    row("no node", change, u"no node of the swarm"_s);
    change = {};
    change.remove = {{u"c-worker-1"_s}, {u"c-worker-1"_s}};
    row("twice", change, u"twice"_s);
    change.remove = {{u"c-worker-1"_s}};
    change.roles = {{u"c-worker-1"_s, MachineRole::Manager}};
    row("removed and promoted", change, u"twice"_s);
    change = {};
    change.roles = {{u"c-manager-1"_s, MachineRole::Manager}};
    row("is one already", change, u"already"_s);
    change.roles = {{u"c-worker-1"_s, MachineRole::Worker}};
    row("is none", change, u"no manager"_s);
    change = {};
    change.add = {{u"c-worker-1"_s}};
    row("name taken", change, u"already"_s);
    change = {};
    change.operatorCidrs = {u"here"_s};
    row("no network", change, u"here"_s);
}

void TestChange::refuses()
{
    QFETCH(Change, change);
    QFETCH(QString, part);
    const auto spec = specOf(1, 1, 1);
    const auto answer = checkChange(spec, machines(spec), change);
    QVERIFY(!answer);
    QVERIFY2(answer.error().message.contains(part), qPrintable(answer.error().message));
    const auto onManagers = specOf(3, 0, 3, true);
    Change removal;
    removal.remove = {{u"c-manager-1"_s, MachineRole::Manager, false, true}};
    QVERIFY(!checkChange(onManagers, machines(onManagers), removal));
}

void TestChange::keepsSecretsOut()
{
    static const QSet<QString> allowed{u"name"_s,     u"rule"_s,    u"image"_s,    u"manager"_s, u"purpose"_s,
                                       u"server"_s,   u"machine"_s, u"machines"_s, u"leaving"_s, u"dead"_s,
                                       u"patience"_s, u"hurried"_s, u"group"_s,    u"labels"_s,  u"cidrs"_s,
                                       u"cidr"_s,     u"servers"_s, u"joins"_s};
    const auto spec = specOf(3, 2, 3);
    auto change = adding(spec, {MachineRole::Worker, 1});
    change.remove = {{u"c-worker-1"_s}, {u"c-consul-1"_s, MachineRole::ConsulServer, false, true}};
    change.add.append(replacing(spec, u"c-consul-1"_s, false).add);
    const auto steps = planOf(spec, change);
    for (const auto &step : steps) {
        for (const QString &key : step.input.keys())
            QVERIFY2(allowed.contains(key), qPrintable(step.id + u": "_s + key));
    }
}

void TestChange::survivesJson()
{
    const auto spec = specOf(3, 2, 3);
    auto change = adding(spec, {MachineRole::Manager, 2, u"large"_s, u"Ubuntu"_s, 50});
    change.remove = {{u"c-manager-3"_s, MachineRole::Manager, true, true}};
    change.roles = {{u"c-worker-2"_s, MachineRole::Manager}};
    change.labels = {{u"a"_s, u"b"_s}};
    change.activate = {u"c-worker-1"_s};
    change.operatorCidrs = {u"198.51.100.0/24"_s};
    change.patience = 7;
    change.isHurried = true;
    const auto again = changeFromJson(toJson(change));
    QVERIFY(again);
    QCOMPARE(*again, change);

    QTemporaryDir folder;
    ClusterFile file;
    file.id = u"id"_s;
    file.spec = spec;
    file.account = {u"a"_s, u"a"_s, u"exoscale"_s, QUrl(u"https://x/v2"_s), u"key"_s, {}, {}, false};
    file.phase = Phase::Changing;
    file.change = change;
    file.numbers = {{u"worker"_s, 7}};
    file.machines = {{u"c-worker-7"_s,
                      MachineRole::Worker,
                      u"m"_s,
                      u"192.0.2.1"_s,
                      u"10.0.0.1"_s,
                      {u"c-worker-7"_s, MachineRole::Worker, false, u"large"_s, u"Ubuntu"_s, 50}}};
    QVERIFY(saveCluster(folder.path(), file));
    const auto loaded = loadCluster(folder.path());
    QVERIFY2(loaded, loaded ? "" : qPrintable(loaded.error().message));
    QCOMPARE(loaded->phase, Phase::Changing);
    QCOMPARE(loaded->change, std::optional(change));
    QCOMPARE(loaded->numbers, file.numbers);
    QCOMPARE(loaded->planned(), file.planned());
}

// A file of the first schema knows no shapes: the spec tells them.
void TestChange::loadsOldFiles()
{
    QTemporaryDir folder;
    const auto spec = specOf(1, 1, 1, true);
    QJsonArray list;
    for (const auto &machine : machines(spec))
        list.append(QJsonObject{{u"name"_s, machine.name}, {u"role"_s, roleName(machine.role)}});
    auto specText = toJson(spec);
    for (const QString &key : {u"managerOptions"_s, u"workerOptions"_s, u"consulOptions"_s})
        specText.remove(key);
    const Account account{u"a"_s, u"a"_s, u"exoscale"_s, QUrl(u"https://x/v2"_s), u"key"_s, {}, {}, false};
    const QJsonObject object{{u"schema"_s, 1},         {u"id"_s, u"id"_s},
                             {u"spec"_s, specText},    {u"account"_s, toJson(account)},
                             {u"phase"_s, u"ready"_s}, {u"machines"_s, list}};
    QVERIFY(writeAtomically(folder.path() + u"/cluster.json"_s, QJsonDocument(object).toJson()));
    const auto loaded = loadCluster(folder.path());
    QVERIFY2(loaded, loaded ? "" : qPrintable(loaded.error().message));
    QCOMPARE(loaded->planned(), machines(spec));
    QVERIFY(loaded->planned().first().runsConsulServer);
    QVERIFY(!loaded->change);
}

QTEST_GUILESS_MAIN(TestChange)
#include "tst_change.moc"
