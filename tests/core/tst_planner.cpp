// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/actions/actions.h"
#include "core/cluster/destruction.h"
#include "core/cluster/firewallplan.h"
#include "core/cluster/planner.h"
#include "tests/support/plans.h"

#include <QSet>
#include <QTest>

using namespace skep;
using namespace skep::cluster;
using namespace skep::test;
using namespace Qt::StringLiterals;

namespace {

Steps planOf(const ClusterSpec &spec)
{
    return byId(planCreation(spec, {u"id"_s}));
}

QStringList ruleIds(const ClusterSpec &spec)
{
    QStringList ids;
    for (const auto &rule : plannedRules(spec))
        ids.append(rule.id);
    ids.sort();
    return ids;
}

} // namespace

//! The plan as data: what is in it, what waits for what, and which doors are opened.
class TestPlanner : public QObject
{
    Q_OBJECT

private slots:
    void anIsolatedNetworkNeedsOneGroupAndOneRule()
    {
        ClusterSpec spec;
        spec.name = u"c"_s;
        spec.operatorCidrs = {u"203.0.113.0/24"_s};
        spec.isolatedNetwork = true;
        QCOMPARE(plannedGroups(spec), QList<Group>{Group::Nodes});
        const auto rules = plannedRules(spec);
        QCOMPARE(rules.size(), 1);
        QCOMPARE(rules.first().startPort, 22);
        for (const auto &machine : machines(spec))
            QCOMPARE(groupsOf(spec, machine), QList<Group>{Group::Nodes});
    }

    void planIsSound_data();
    void planIsSound();
    void plansSmallCluster();
    void machinesDoNotWaitForOneAnother();
    void managersJoinOneAfterAnother();
    void rulesComeBeforeWhatNeedsThem();
    void leavesConsulOut();
    void keepsSecretsOut();
    void firewallOfOneConsul();
    void firewallOfThreeConsuls();
    void firewallWithConsulOnManagers();
    void firewallWithoutConsul();
    void firewallOpensServices();
    void nothingIsOpenToEverybody();
    void findsMissingRule();
    void refusesBadSpec();
    void rolesDifferOnlyWhereTheyAreToldTo();
    void whatIsKeptApartIsDestroyedToo();
};

void TestPlanner::planIsSound_data()
{
    QTest::addColumn<ClusterSpec>("spec");
    QTest::newRow("1+0") << specOf(1, 0, 0);
    QTest::newRow("1+1 with Consul") << specOf(1, 1, 1);
    QTest::newRow("3+5 with 3 Consul servers") << specOf(3, 5, 3);
    QTest::newRow("3+1 with Consul on managers") << specOf(3, 1, 3, true);
    auto latest = specOf(1, 1, 1);
    latest.consulImage = u"hashicorp/consul:latest"_s;
    QTest::newRow("unknown version") << latest;
}

void TestPlanner::planIsSound()
{
    QFETCH(ClusterSpec, spec);
    const auto steps = planCreation(spec, {u"id"_s});
    QVERIFY(steps);
    QVERIFY(plan::validate(*steps));
    const auto known = creationActions(nullptr);
    for (const auto &step : *steps) {
        QVERIFY2(known.contains(step.kind), qPrintable(step.kind));
        QVERIFY2(titleOf(step) != step.kind, qPrintable(step.kind));
    }
}

void TestPlanner::plansSmallCluster()
{
    QStringList ofManager;
    const auto steps = planOf(specOf(1, 1, 1));
    for (const auto &step : steps) {
        if (step.id.startsWith("c-manager-1/"_L1))
            ofManager.append(step.id.section(u'/', 1));
    }
    ofManager.sort();
    QCOMPARE(ofManager,
             (QStringList{u"address"_s, u"agent-token"_s, u"consul"_s, u"consul-config"_s, u"consul-image"_s,
                          u"consul-joined"_s, u"create"_s, u"engine"_s, u"engine-config"_s, u"host-key"_s,
                          u"login"_s, u"prepare"_s, u"registrar-image"_s, u"swarm-init"_s, u"web-image"_s}));
    // A server of Consul's own is no node: neither swarm nor registrar.
    QVERIFY(!steps.contains(u"c-consul-1/swarm-join"_s));
    QVERIFY(!steps.contains(u"c-consul-1/registrar-image"_s));
    QVERIFY(steps.contains(u"c-consul-1/consul"_s));
    for (const auto &step : steps) {
        if (step.id != "cluster/proof"_L1)
            QVERIFY2(comesAfter(steps, u"cluster/proof"_s, step.id) || step.id.endsWith("/agent-token"_L1),
                     qPrintable(step.id));
    }
}

void TestPlanner::machinesDoNotWaitForOneAnother()
{
    const auto steps = planOf(specOf(3, 3, 3));
    for (const auto &step : steps) {
        const QString machine = step.id.section(u'/', 0, 0);
        static const QSet<QString> alone{u"machine"_s, u"address"_s, u"login"_s,        u"host-key"_s,
                                         u"prepare"_s, u"engine"_s,  u"engine-config"_s};
        if (!alone.contains(step.kind))
            continue;
        for (const auto &other : steps) {
            if (other.id.startsWith("c-"_L1) && !other.id.startsWith(machine + u'/'))
                QVERIFY2(!comesAfter(steps, step.id, other.id),
                         qPrintable(step.id + u" waits for "_s + other.id));
        }
    }
}

void TestPlanner::managersJoinOneAfterAnother()
{
    const auto steps = planOf(specOf(3, 2, 1));
    QVERIFY(comesAfter(steps, u"c-manager-2/swarm-join"_s, u"c-manager-1/swarm-init"_s));
    QVERIFY(comesAfter(steps, u"c-manager-3/swarm-join"_s, u"c-manager-2/swarm-join"_s));
    QVERIFY(!comesAfter(steps, u"c-worker-1/swarm-join"_s, u"c-manager-2/swarm-join"_s));
    QVERIFY(!comesAfter(steps, u"c-worker-2/swarm-join"_s, u"c-worker-1/swarm-join"_s));
}

void TestPlanner::rulesComeBeforeWhatNeedsThem()
{
    const auto steps = planOf(specOf(1, 1, 1));
    const auto after = [&](const char *later, const char *earlier) {
        return comesAfter(steps, QLatin1StringView(later), QLatin1StringView(earlier));
    };
    QVERIFY(after("c-worker-1/swarm-join", "cluster/rule-managers-2377-tcp-from-nodes"));
    QVERIFY(after("c-worker-1/login", "cluster/rule-nodes-22-tcp-from-203.0.113.7/32"));
    QVERIFY(after("c-consul-1/login", "cluster/rule-consul-22-tcp-from-203.0.113.7/32"));
    QVERIFY(after("c-worker-1/consul-joined", "cluster/rule-consul-8300-tcp-from-nodes"));
    QVERIFY(after("c-worker-1/consul-joined", "cluster/rule-nodes-8301-udp-from-consul"));
    // The machine itself is made meanwhile.
    QVERIFY(!after("c-worker-1/create", "cluster/rule-managers-2377-tcp-from-nodes"));
    // An agent that starts before its tokens exist would remember their absence.
    QVERIFY(after("c-worker-1/consul", "c-worker-1/agent-token"));
    QVERIFY(after("c-worker-1/consul", "cluster/dns-token"));
    // The servers start together, so that none has waited long for access control.
    const auto three = planOf(specOf(1, 1, 3));
    QVERIFY(comesAfter(three, u"c-consul-1/consul"_s, u"c-consul-3/consul-image"_s));
    QVERIFY(comesAfter(three, u"c-consul-1/consul"_s, u"c-consul-2/consul-config"_s));
}

void TestPlanner::rolesDifferOnlyWhereTheyAreToldTo()
{
    ClusterSpec spec = specOf(3, 2, 0);
    spec.managerOptions.antiAffinity = true;
    spec.consulOptions.antiAffinity = true; // there are none of them
    spec.workerOptions.userData = u"packages: [htop]"_s;
    const auto steps = planOf(spec);
    const QString apart = u"cluster/apart-c-managers-apart"_s;
    QVERIFY(steps.contains(apart) && !steps.contains(u"cluster/apart-c-consuls-apart"_s));
    QVERIFY(comesAfter(steps, u"c-manager-2/create"_s, apart));
    QVERIFY(!comesAfter(steps, u"c-worker-1/create"_s, apart));
    QVERIFY(steps.contains(u"c-worker-2/user-data"_s) && !steps.contains(u"c-manager-1/user-data"_s));
    QVERIFY(comesAfter(steps, u"cluster/proof"_s, u"c-worker-2/user-data"_s));
    // Machines that come later are of the same kind.
    const auto worker =
        planAdditions(spec, {u"id"_s}, machines(spec), {machineOf(spec, MachineRole::Worker, 3)});
    const auto has = [](const QList<plan::Step> &list, const QString &id) {
        return std::any_of(list.begin(), list.end(), [&](const plan::Step &step) { return step.id == id; });
    };
    QVERIFY(has(worker, u"c-worker-3/user-data"_s) && !has(worker, apart));
    const auto manager =
        planAdditions(spec, {u"id"_s}, machines(spec), {machineOf(spec, MachineRole::Manager, 4)});
    QVERIFY(has(manager, apart) && !has(manager, u"c-manager-4/user-data"_s));
}

void TestPlanner::whatIsKeptApartIsDestroyedToo()
{
    Inventory inventory;
    inventory.machines.append({.id = u"m"_s, .name = u"c-manager-1"_s});
    inventory.affinityGroups.append({u"a"_s, u"c-managers-apart"_s, {}});
    QVERIFY(!inventory.isEmpty());
    QHash<QString, plan::Step> steps;
    for (const auto &step : planDestruction(inventory))
        steps.insert(step.id, step);
    QVERIFY(comesAfter(steps, u"cluster/delete-apart-a"_s, u"c-manager-1/gone-m"_s)); // in use until then
    QVERIFY(comesAfter(steps, u"cluster/verify-gone"_s, u"cluster/delete-apart-a"_s));
    QVERIFY(described(inventory).last().contains(u"c-managers-apart"_s));
}

void TestPlanner::leavesConsulOut()
{
    const auto steps = planOf(specOf(1, 1, 0));
    for (const auto &step : steps)
        QVERIFY2(!step.id.contains("consul"_L1) && !step.id.contains("registrar"_L1), qPrintable(step.id));
    QVERIFY(steps.contains(u"cluster/proof"_s));
}

void TestPlanner::keepsSecretsOut()
{
    static const QSet<QString> allowed{u"name"_s,    u"rule"_s,   u"image"_s,  u"manager"_s,
                                       u"purpose"_s, u"server"_s, u"machine"_s};
    const auto steps = planOf(specOf(3, 2, 3));
    for (const auto &step : steps) {
        for (const QString &key : step.input.keys())
            QVERIFY2(allowed.contains(key), qPrintable(step.id + u": "_s + key));
    }
}

void TestPlanner::firewallOfOneConsul()
{
    QCOMPARE(ruleIds(specOf(1, 2, 1)),
             (QStringList{u"consul-22-tcp-from-203.0.113.7/32"_s, u"consul-8300-tcp-from-nodes"_s,
                          u"consul-8301-tcp-from-nodes"_s, u"consul-8301-udp-from-nodes"_s,
                          u"managers-2377-tcp-from-nodes"_s, u"nodes-22-tcp-from-203.0.113.7/32"_s,
                          u"nodes-4789-udp-from-nodes"_s, u"nodes-7946-tcp-from-nodes"_s,
                          u"nodes-7946-udp-from-nodes"_s, u"nodes-8301-tcp-from-consul"_s,
                          u"nodes-8301-tcp-from-nodes"_s, u"nodes-8301-udp-from-consul"_s,
                          u"nodes-8301-udp-from-nodes"_s}));
}

void TestPlanner::firewallOfThreeConsuls()
{
    auto more = ruleIds(specOf(1, 2, 3));
    for (const QString &id : ruleIds(specOf(1, 2, 1)))
        QVERIFY2(more.removeOne(id), qPrintable(id));
    QCOMPARE(more,
             (QStringList{u"consul-8300-tcp-from-consul"_s, u"consul-8301-tcp-from-consul"_s,
                          u"consul-8301-udp-from-consul"_s}));
}

void TestPlanner::firewallWithConsulOnManagers()
{
    QCOMPARE(ruleIds(specOf(3, 0, 3, true)),
             (QStringList{u"consul-8300-tcp-from-nodes"_s, u"managers-2377-tcp-from-nodes"_s,
                          u"nodes-22-tcp-from-203.0.113.7/32"_s, u"nodes-4789-udp-from-nodes"_s,
                          u"nodes-7946-tcp-from-nodes"_s, u"nodes-7946-udp-from-nodes"_s,
                          u"nodes-8301-tcp-from-nodes"_s, u"nodes-8301-udp-from-nodes"_s}));
    const auto members = groupsOf({u"c-manager-1"_s, MachineRole::Manager, true});
    QCOMPARE(members, (QList<Group>{Group::Nodes, Group::Managers, Group::Consul}));
}

void TestPlanner::firewallWithoutConsul()
{
    const auto spec = specOf(1, 1, 0);
    for (const QString &id : ruleIds(spec))
        QVERIFY2(!id.contains("83"_L1) && !id.contains("consul"_L1), qPrintable(id));
    QCOMPARE(plannedGroups(spec), (QList<Group>{Group::Nodes, Group::Managers}));
}

void TestPlanner::firewallOpensServices()
{
    auto spec = specOf(1, 1, 1);
    auto before = ruleIds(spec);
    spec.servicesBetweenNodes = true;
    auto after = ruleIds(spec);
    for (const QString &id : before)
        QVERIFY(after.removeOne(id));
    QCOMPARE(after,
             (QStringList{u"nodes-1024-65535-tcp-from-nodes"_s, u"nodes-1024-65535-udp-from-nodes"_s,
                          u"nodes-443-tcp-from-nodes"_s, u"nodes-80-tcp-from-nodes"_s}));
}

void TestPlanner::nothingIsOpenToEverybody()
{
    for (const auto &spec : {specOf(1, 2, 1), specOf(3, 2, 3), specOf(3, 2, 3, true)}) {
        for (const auto &rule : plannedRules(spec)) {
            QVERIFY2(rule.sourceGroup.has_value() != !rule.sourceCidr.isEmpty(), qPrintable(rule.id));
            if (!rule.sourceCidr.isEmpty())
                QCOMPARE(rule.startPort, 22);
        }
    }
}

void TestPlanner::findsMissingRule()
{
    const auto spec = specOf(1, 1, 1);
    QMap<QString, QString> ids;
    for (const Group group : plannedGroups(spec))
        ids.insert(groupName(spec, group), u"id-"_s + groupName(spec, group));
    QMap<QString, cloud::FirewallGroup> groups;
    for (auto it = ids.begin(); it != ids.end(); ++it)
        groups.insert(it.key(), {it.value(), it.key(), {}, {}});
    for (const auto &rule : plannedRules(spec))
        groups[groupName(spec, rule.group)].rules.append(toRule(spec, rule, ids));
    QVERIFY(missingRules(spec, groups.values()).isEmpty());

    auto &rules = groups[u"c-managers"_s].rules;
    rules.removeIf([](const cloud::FirewallRule &rule) { return rule.startPort == 2377; });
    const auto missing = missingRules(spec, groups.values());
    QCOMPARE(missing.size(), 1);
    QCOMPARE(
        missingRuleSentence(spec, missing.first()),
        u"Port 2377/tcp from group c-nodes to group c-managers is closed: its firewall rule is missing."_s);
}

void TestPlanner::refusesBadSpec()
{
    const auto steps = planCreation(specOf(2, 1, 1), {u"id"_s});
    QVERIFY(!steps);
    QCOMPARE(steps.error().code, ErrorCode::Config);
}

QTEST_GUILESS_MAIN(TestPlanner)
#include "tst_planner.moc"
