// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/audit.h"

#include <QCoreApplication>
#include <QHostAddress>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace skep::cluster {

namespace {

struct Audits
{
    Q_DECLARE_TR_FUNCTIONS(skep::cluster::Audits)
};

// More addresses than any office has.
bool isWide(const QString &cidr)
{
    const auto [address, length] = QHostAddress::parseSubnet(cidr);
    if (length < 0)
        return false;
    return address.protocol() == QAbstractSocket::IPv6Protocol ? length < 32 : length < 16;
}

QString portsOf(const cloud::FirewallRule &rule)
{
    if (rule.startPort == 0 && rule.endPort == 0)
        return rule.protocol;
    if (rule.startPort == rule.endPort)
        return u"%1/%2"_s.arg(rule.startPort).arg(rule.protocol);
    return u"%1-%2/%3"_s.arg(rule.startPort).arg(rule.endPort).arg(rule.protocol);
}

//! The delicate ports that a rule opens, in words; empty: none.
QString delicateIn(const cloud::FirewallRule &rule)
{
    QStringList names;
    const auto ports = delicatePorts();
    for (auto port = ports.begin(); port != ports.end(); ++port) {
        if (port.key() >= rule.startPort && port.key() <= rule.endPort)
            names.append(u"%1 (%2)"_s.arg(port.key()).arg(port.value()));
    }
    return names.join(u", "_s);
}

// What the account calls the source.
QString sourceOf(const cloud::FirewallRule &rule, const QMap<QString, QString> &groupNames)
{
    if (rule.sourceGroupId.isEmpty())
        return isEverybody(rule.sourceCidr) ? Audits::tr("everybody (%1)").arg(rule.sourceCidr)
                                            : rule.sourceCidr;
    return Audits::tr("group %1").arg(groupNames.value(rule.sourceGroupId, rule.sourceGroupId));
}

class RuleAudit
{
public:
    RuleAudit(const ClusterSpec &spec, const QList<cloud::FirewallGroup> &actual)
        : RuleAudit(actual)
    {
        audit.hasPlan = true;
        m_spec = spec;
        m_planned = plannedRules(spec);
    }
    explicit RuleAudit(const QList<cloud::FirewallGroup> &actual) //!< of groups that no plan knows
    {
        audit.hasPlan = false;
        for (const auto &group : actual) {
            m_names.insert(group.id, group.name);
            m_ids.insert(group.name, group.id);
        }
    }

    void look(const cloud::FirewallGroup &group)
    {
        for (const auto &rule : group.rules) {
            ++audit.rules;
            const bool isPlanned = std::any_of(m_planned.begin(), m_planned.end(), [&](const auto &planned) {
                return groupName(m_spec, planned.group) == group.name
                    && toRule(m_spec, planned, m_ids).sameTraffic(rule);
            });
            judge(group, rule, isPlanned);
        }
    }

    Audit audit;

private:
    void judge(const cloud::FirewallGroup &group, const cloud::FirewallRule &rule, bool isPlanned)
    {
        const QString delicate = delicateIn(rule);
        const QString source = sourceOf(rule, m_names);
        if (!delicate.isEmpty() && (isEverybody(rule.sourceCidr) || isWide(rule.sourceCidr))) {
            const QString advice = isPlanned
                ? Audits::tr("You chose that. Narrow it to the addresses that need it.")
                : Audits::tr("Remove the rule at the provider, or narrow it to the addresses that need it.");
            audit.findings.append(
                {Finding::Kind::TooOpen, group.name,
                 Audits::tr("%1 is open to %2; in it: %3.").arg(portsOf(rule), source, delicate), advice,
                 true});
        } else if (audit.hasPlan && !isPlanned) {
            audit.findings.append(
                {Finding::Kind::Unplanned, group.name,
                 Audits::tr("%1 is open to %2, which this cluster does not need.").arg(portsOf(rule), source),
                 Audits::tr("If nobody knows what it is for, remove the rule at the provider."),
                 !delicate.isEmpty() && rule.sourceGroupId.isEmpty()});
        }
    }

    ClusterSpec m_spec;
    QList<PlannedRule> m_planned;
    QMap<QString, QString> m_names;
    QMap<QString, QString> m_ids;
};

QStringList ownGroups(const ClusterSpec &spec)
{
    QStringList names;
    for (const Group group : plannedGroups(spec))
        names.append(groupName(spec, group));
    return names;
}

//! Groups that machines are in though they are not the cluster's, with the machines.
QMap<QString, QStringList> foreignGroups(const ClusterSpec &spec, const QList<cloud::FirewallGroup> &actual,
                                         const QList<cloud::Machine> &machines)
{
    const QStringList own = ownGroups(spec);
    QMap<QString, QStringList> members;
    for (const auto &group : actual) {
        for (const auto &machine : machines) {
            if (!own.contains(group.name) && machine.groupIds.contains(group.id))
                members[group.name].append(machine.name);
        }
    }
    return members;
}

bool letsIn(const cloud::FirewallRule &rule, const PlannedRule &need, const SwarmMachine &from)
{
    if (rule.protocol != need.protocol || need.startPort < rule.startPort || need.endPort > rule.endPort)
        return false;
    if (!rule.sourceGroupId.isEmpty())
        return from.machine.groupIds.contains(rule.sourceGroupId);
    return QHostAddress(from.address).isInSubnet(QHostAddress::parseSubnet(rule.sourceCidr));
}

//! The nodes that \p machine lets in from by no rule of its groups, though it must.
QStringList shutOut(const SwarmMachine &machine, const PlannedRule &need, const QList<SwarmMachine> &machines,
                    const QList<cloud::FirewallRule> &rules)
{
    QStringList names;
    for (const auto &other : machines) {
        const bool isLetIn = std::any_of(rules.begin(), rules.end(),
                                         [&](const auto &rule) { return letsIn(rule, need, other); });
        if (other.name != machine.name && !isLetIn)
            names.append(other.name);
    }
    return names;
}

QList<Finding> missingIn(const SwarmMachine &machine, const QList<SwarmMachine> &machines,
                         const QList<cloud::FirewallGroup> &groups)
{
    QList<cloud::FirewallRule> rules;
    for (const auto &group : groups) {
        if (machine.machine.groupIds.contains(group.id))
            rules += group.rules;
    }
    QList<Finding> findings;
    for (const PlannedRule &need : swarmRules()) {
        if (need.group == Group::Managers && !machine.isManager)
            continue;
        const QStringList names = shutOut(machine, need, machines, rules);
        if (!names.isEmpty())
            findings.append(
                {Finding::Kind::Missing, machine.name,
                 Audits::tr("No rule lets %1/%2 in from %3.")
                     .arg(need.startPort)
                     .arg(need.protocol, names.join(u", "_s)),
                 Audits::tr("The nodes of a swarm need it from one another: add it at the provider."),
                 false});
    }
    return findings;
}

} // namespace

QMap<int, QString> delicatePorts()
{
    const QString classic = Audits::tr("the classic swarm's control");
    return {{22, u"SSH"_s},
            {53, u"DNS"_s},
            {2375, Audits::tr("the engine, without any protection")},
            {2376, Audits::tr("the engine")},
            {2377, Audits::tr("the swarm's control")},
            {3375, classic},
            {3376, classic},
            {4789, Audits::tr("overlay networks, without any protection")},
            {7946, Audits::tr("the swarm's gossip")},
            {8300, Audits::tr("Consul's servers")},
            {8301, Audits::tr("Consul's gossip")},
            {8302, Audits::tr("Consul's gossip")},
            {8400, Audits::tr("Consul's control")},
            {8500, Audits::tr("Consul's HTTP")},
            {8600, Audits::tr("Consul's DNS")}};
}

Audit auditRules(const ClusterSpec &spec, const QList<cloud::FirewallGroup> &actual,
                 const QList<cloud::Machine> &machines)
{
    RuleAudit rules(spec, actual);
    const auto foreign = foreignGroups(spec, actual, machines);
    const QStringList own = ownGroups(spec);
    for (const auto &group : actual) {
        if (own.contains(group.name) || foreign.contains(group.name))
            rules.look(group);
    }
    for (auto group = foreign.begin(); group != foreign.end(); ++group)
        rules.audit.findings.append(
            {Finding::Kind::Unplanned, group.key(),
             Audits::tr("Machines of the cluster are in this group too: %1.")
                 .arg(group.value().join(u", "_s)),
             Audits::tr("What it opens is open on them. Take them out of it if nobody "
                        "knows what it is for."),
             false});
    for (const auto &missing : missingRules(spec, actual))
        rules.audit.findings.append({Finding::Kind::Missing, groupName(spec, missing.group),
                                     missingRuleSentence(spec, missing),
                                     Audits::tr("Add it at the provider: %1.").arg(missing.why), false});
    sortBySeverity(rules.audit.findings);
    return rules.audit;
}

Audit auditSwarmRules(const QList<SwarmMachine> &machines, const QList<cloud::FirewallGroup> &actual)
{
    RuleAudit rules(actual);
    for (const auto &group : actual) {
        if (std::any_of(machines.begin(), machines.end(),
                        [&](const auto &each) { return each.machine.groupIds.contains(group.id); }))
            rules.look(group);
    }
    QList<SwarmMachine> ruled; // by groups, as far as the swarm is concerned
    std::copy_if(machines.begin(), machines.end(), std::back_inserter(ruled),
                 [](const auto &each) { return each.address == each.machine.address; });
    for (const auto &machine : std::as_const(ruled))
        rules.audit.findings += missingIn(machine, ruled, actual);
    sortBySeverity(rules.audit.findings);
    return rules.audit;
}

Finding reachable(const QString &machine, int port, bool isMeant)
{
    const QString advice = isMeant
        ? Audits::tr("You opened it. Close it when it is not needed any more.")
        : Audits::tr("Close it with a firewall: nothing but the cluster's own nodes needs it.");
    return {Finding::Kind::Reachable, machine,
            Audits::tr("Port %1 (%2) answers this computer.").arg(port).arg(delicatePorts().value(port)),
            advice, !isMeant};
}

void sortBySeverity(QList<Finding> &findings)
{
    std::stable_sort(findings.begin(), findings.end(), [](const Finding &a, const Finding &b) {
        return std::pair(!a.isGrave, a.kind) < std::pair(!b.isGrave, b.kind);
    });
}

QString kindTitle(Finding::Kind kind)
{
    switch (kind) {
    case Finding::Kind::TooOpen:
        return Audits::tr("Too open");
    case Finding::Kind::Unplanned:
        return Audits::tr("Not planned");
    case Finding::Kind::Missing:
        return Audits::tr("Missing");
    case Finding::Kind::Reachable:
        return Audits::tr("Reachable");
    case Finding::Kind::Listening:
        return Audits::tr("Listens");
    }
    return {};
}

QString kindName(Finding::Kind kind)
{
    switch (kind) {
    case Finding::Kind::TooOpen:
        return u"too-open"_s;
    case Finding::Kind::Unplanned:
        return u"not-planned"_s;
    case Finding::Kind::Missing:
        return u"missing"_s;
    case Finding::Kind::Reachable:
        return u"reachable"_s;
    case Finding::Kind::Listening:
        return u"listening"_s;
    }
    return {};
}

} // namespace skep::cluster
