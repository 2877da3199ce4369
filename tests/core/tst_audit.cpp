// SPDX-License-Identifier: GPL-3.0-or-later
// What is more open than it should be, or less: the cloud's rules beside the plan.
#include "core/cluster/audit.h"
#include "core/cluster/listening.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace skep;
using namespace skep::cluster;

namespace {

ClusterSpec hive()
{
    ClusterSpec spec;
    spec.name = u"hive"_s;
    spec.operatorCidrs = {u"203.0.113.7/32"_s};
    return spec;
}

//! The groups as the cloud has them when all went as planned, and one of the account beside them.
QList<cloud::FirewallGroup> asPlanned(const ClusterSpec &spec)
{
    QList<cloud::FirewallGroup> groups{{u"id-default"_s, u"default"_s, {}, {}}};
    QMap<QString, QString> ids;
    const auto planned = plannedGroups(spec);
    for (const Group group : planned)
        ids.insert(groupName(spec, group), u"id-"_s + groupName(spec, group));
    for (const Group group : planned) {
        cloud::FirewallGroup made{ids[groupName(spec, group)], groupName(spec, group), {}, {}};
        const auto rules = plannedRules(spec);
        for (const auto &rule : rules) {
            if (rule.group == group)
                made.rules.append(toRule(spec, rule, ids));
        }
        groups.append(made);
    }
    return groups;
}

//! Two nodes of a swarm in one group that lets them in from one another, and SSH from the operator.
QList<SwarmMachine> byHand()
{
    QList<SwarmMachine> machines;
    for (const QString &name : {u"queen"_s, u"bee"_s}) {
        cloud::Machine machine;
        machine.name = name;
        machine.address = name == "queen"_L1 ? u"192.0.2.1"_s : u"192.0.2.2"_s;
        machine.groupIds = {u"id-inside"_s};
        machines.append({name, machine.address, name == "queen"_L1, machine});
    }
    return machines;
}

QList<cloud::FirewallGroup> groupsByHand()
{
    cloud::FirewallGroup inside{u"id-inside"_s, u"inside"_s, {}, {}};
    for (const QString &protocol : {u"tcp"_s, u"udp"_s})
        inside.rules.append({{}, protocol, 1, 65535, {}, inside.id, {}});
    inside.rules.append({{}, u"tcp"_s, 22, 22, u"203.0.113.7/32"_s, {}, {}});
    return {inside, {u"id-other"_s, u"other"_s, {}, {{{}, u"tcp"_s, 2375, 2375, u"0.0.0.0/0"_s, {}, {}}}}};
}

cloud::FirewallRule ruleFrom(const QString &cidr, int first, int last)
{
    cloud::FirewallRule rule;
    rule.protocol = u"tcp"_s;
    rule.startPort = first;
    rule.endPort = last;
    rule.sourceCidr = cidr;
    return rule;
}

} // namespace

class tst_Audit : public QObject
{
    Q_OBJECT

private slots:
    void readsWhatANodeListensAt()
    {
        // Of a real node: the engine at 2375 of all addresses by both families, Consul at 8500 of one address
        // that ends in 127, its DNS at 127.0.0.1 alone, [::1]:8400, a connection of the engine, VXLAN.
        const QByteArray printed =
            "= tcp\n"
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout "
            "inode\n"
            "   0: 00000000:0947 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1 1 "
            "0\n"
            "   1: 7F00000A:2134 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1 1 "
            "0\n"
            "   2: 0100007F:2198 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1 1 "
            "0\n"
            "   3: 0A00000A:20D0 0B00000A:C001 01 00000000:00000000 00:00000000 00000000     0        0 1 1 "
            "0\n"
            "= tcp6\n"
            "   0: 00000000000000000000000000000000:0947 00000000000000000000000000000000:0000 0A 0 0 0\n"
            "   1: 00000000000000000000000001000000:20D0 00000000000000000000000000000000:0000 0A 0 0 0\n"
            "   2: 0000000000000000FFFF00000100007F:20D0 00000000000000000000000000000000:0000 0A 0 0 0\n"
            "= udp\n"
            "   0: 00000000:12B5 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 1 2 "
            "0\n"
            "= udp6\n   nonsense\n   0: 00:zz 00 0A\n";
        const auto listeners = parseListeners(printed);
        QCOMPARE(listeners, (QList<Listener>{{u"tcp"_s, 2375}, {u"udp"_s, 4789}, {u"tcp"_s, 8500}}));
        const auto findings = judgeListeners(u"bee"_s, listeners);
        QCOMPARE(findings.size(), 2);
        QVERIFY(findings[0].isGrave);
        QVERIFY2(findings[0].sentence.contains(u"2375"_s), qPrintable(findings[0].sentence));
        QVERIFY(!findings[1].isGrave);
        QVERIFY(findings[1].sentence.contains(u"8500"_s));
        QCOMPARE(kindName(findings[1].kind), u"listening"_s);
        QVERIFY(parseListeners({}).isEmpty());
    }
    void whatIsPlannedIsNoFinding()
    {
        const auto audit = auditRules(hive(), asPlanned(hive()), {});
        QCOMPARE(audit.findings, QList<Finding>());
        QCOMPARE(audit.rules, int(plannedRules(hive()).size()));
    }

    void findsPortsThatAreOpenToEverybody_data()
    {
        QTest::addColumn<QString>("cidr");
        QTest::addColumn<int>("first");
        QTest::addColumn<int>("last");
        QTest::addColumn<int>("kind");
        QTest::addColumn<bool>("isGrave");
        const int tooOpen = int(Finding::Kind::TooOpen);
        const int unplanned = int(Finding::Kind::Unplanned);
        QTest::newRow("the bare engine") << u"0.0.0.0/0"_s << 2375 << 2375 << tooOpen << true;
        QTest::newRow("by IPv6") << u"::/0"_s << 2376 << 2376 << tooOpen << true;
        QTest::newRow("in a range") << u"0.0.0.0/0"_s << 8000 << 9000 << tooOpen << true;
        QTest::newRow("half of the world") << u"128.0.0.0/1"_s << 8500 << 8500 << tooOpen << true;
        QTest::newRow("a web server") << u"0.0.0.0/0"_s << 443 << 443 << unplanned << false;
        QTest::newRow("the engine to an office") << u"198.51.100.0/24"_s << 2376 << 2376 << unplanned << true;
        QTest::newRow("a service to an office") << u"198.51.100.0/24"_s << 5432 << 5432 << unplanned << false;
    }

    void findsPortsThatAreOpenToEverybody()
    {
        QFETCH(QString, cidr);
        QFETCH(int, first);
        QFETCH(int, last);
        QFETCH(int, kind);
        QFETCH(bool, isGrave);
        auto groups = asPlanned(hive());
        groups[1].rules.append(ruleFrom(cidr, first, last));
        const auto audit = auditRules(hive(), groups, {});
        QCOMPARE(audit.findings.size(), 1);
        QCOMPARE(int(audit.findings[0].kind), kind);
        QCOMPARE(audit.findings[0].isGrave, isGrave);
        QCOMPARE(audit.findings[0].where, groups[1].name);
        QVERIFY(audit.findings[0].sentence.contains(QString::number(first)));
        QVERIFY(audit.findings[0].sentence.contains(cidr));
    }

    void sshToEverybodyIsFoundAlsoWhereItWasChosen()
    {
        ClusterSpec spec = hive();
        spec.operatorCidrs = {u"0.0.0.0/0"_s};
        spec.consulServers = 0;
        const auto audit = auditRules(spec, asPlanned(spec), {});
        QCOMPARE(audit.findings.size(), 1);
        QVERIFY(audit.findings[0].isGrave);
        QVERIFY(audit.findings[0].advice.startsWith(u"You chose that"_s));
    }

    void findsWhatIsMissing()
    {
        auto groups = asPlanned(hive());
        for (auto &group : groups)
            group.rules.removeIf([](const auto &rule) { return rule.startPort == 2377; });
        const auto audit = auditRules(hive(), groups, {});
        QCOMPARE(audit.findings.size(), 1);
        QCOMPARE(audit.findings[0].kind, Finding::Kind::Missing);
        QVERIFY(audit.findings[0].sentence.startsWith(u"Port 2377/tcp from group hive-nodes"_s));
    }

    void looksAtGroupsThatMachinesAreInBesides()
    {
        auto groups = asPlanned(hive());
        groups[0].rules.append(ruleFrom(u"0.0.0.0/0"_s, 22, 22));
        QVERIFY(auditRules(hive(), groups, {}).findings.isEmpty()); // no machine is in it
        cloud::Machine machine;
        machine.name = u"hive-worker-1"_s;
        machine.groupIds = {groups[0].id, groups[1].id};
        const auto audit = auditRules(hive(), groups, {machine});
        QCOMPARE(audit.findings.size(), 2);
        QCOMPARE(audit.findings[0].kind, Finding::Kind::TooOpen); // the grave one first
        QCOMPARE(audit.findings[0].where, u"default"_s);
        QVERIFY(audit.findings[1].sentence.contains(u"hive-worker-1"_s));
    }

    void whatASwarmMadeByHandNeedsIsNoFinding()
    {
        const auto audit = auditSwarmRules(byHand(), groupsByHand());
        QCOMPARE(audit.findings, QList<Finding>());
        QCOMPARE(audit.rules, 3); // not those of a group that no node is in
        QVERIFY(!audit.hasPlan);
    }

    void findsWhatASwarmMadeByHandHasTooOpen()
    {
        auto groups = groupsByHand();
        groups[0].rules.append(ruleFrom(u"0.0.0.0/0"_s, 2377, 2377));
        groups[0].rules.append(ruleFrom(u"0.0.0.0/0"_s, 443, 443)); // what is published is its owner's matter
        const auto audit = auditSwarmRules(byHand(), groups);
        QCOMPARE(audit.findings.size(), 1);
        QCOMPARE(audit.findings[0].kind, Finding::Kind::TooOpen);
        QCOMPARE(audit.findings[0].where, u"inside"_s);
        QVERIFY(audit.findings[0].isGrave);
    }

    void findsWhatASwarmMadeByHandLacks()
    {
        auto groups = groupsByHand();
        groups[0].rules.removeAt(1); // udp
        groups[0].rules[0].sourceGroupId.clear();
        groups[0].rules[0].sourceCidr = u"192.0.2.2/32"_s; // of the bee alone
        const auto lacks = [](const Audit &audit) {
            QStringList all;
            for (const Finding &each : audit.findings)
                all.append(each.where + u": "_s + each.sentence);
            return all;
        };
        QCOMPARE(lacks(auditSwarmRules(byHand(), groups)),
                 (QStringList{u"queen: No rule lets 7946/udp in from bee."_s,
                              u"queen: No rule lets 4789/udp in from bee."_s,
                              u"bee: No rule lets 7946/tcp in from queen."_s,
                              u"bee: No rule lets 7946/udp in from queen."_s,
                              u"bee: No rule lets 4789/udp in from queen."_s}));
        auto elsewhere = byHand(); // they speak over a network that no group rules
        for (auto &each : elsewhere)
            each.address = each.name == "queen"_L1 ? u"10.0.0.1"_s : u"10.0.0.2"_s;
        QCOMPARE(lacks(auditSwarmRules(elsewhere, groups)), QStringList());
    }

    void whatAnswersIsGraveUnlessItIsMeant()
    {
        QVERIFY(reachable(u"n"_s, 2375, false).isGrave);
        QVERIFY(!reachable(u"n"_s, 8500, true).isGrave);
    }
};

QTEST_GUILESS_MAIN(tst_Audit)
#include "tst_audit.moc"
