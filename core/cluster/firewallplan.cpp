// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/firewallplan.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace skep::cluster {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("skep::cluster", text);
}

QString suffix(Group group)
{
    switch (group) {
    case Group::Nodes:
        return u"nodes"_s;
    case Group::Managers:
        return u"managers"_s;
    case Group::Consul:
        return u"consul"_s;
    }
    return {};
}

//! For people, where there are no groups of a cloud.
QString rolesIn(Group group)
{
    return group == Group::Nodes   ? tr("all servers")
        : group == Group::Managers ? tr("managers")
                                   : tr("Consul servers");
}

QString ports(const PlannedRule &rule)
{
    return rule.startPort == rule.endPort ? QString::number(rule.startPort)
                                          : u"%1-%2"_s.arg(rule.startPort).arg(rule.endPort);
}

// Collects rules and gives each its id.
class Rules
{
public:
    void fromCidrs(Group group, const QStringList &cidrs, const QString &protocol, int port,
                   const QString &why)
    {
        for (const QString &cidr : cidrs)
            add({{}, group, protocol, port, port, cidr, {}, {}, why});
    }
    void toOthers(const Exposure &exposure, Group group, const QString &protocol, const QString &why)
    {
        add({{},
             group,
             protocol,
             numberOf(exposure.port),
             numberOf(exposure.port),
             exposure.isToGroup() ? QString() : exposure.to,
             {},
             exposure.isToGroup() ? exposure.to : QString(),
             why});
    }
    void between(Group source, Group group, const QStringList &protocols, int port, const QString &why)
    {
        range(source, group, protocols, port, port, why);
    }
    void range(Group source, Group group, const QStringList &protocols, int first, int last,
               const QString &why)
    {
        for (const QString &protocol : protocols)
            add({{}, group, protocol, first, last, {}, source, {}, why});
    }
    QList<PlannedRule> list;

private:
    void add(PlannedRule rule)
    {
        const QString source =
            rule.sourceGroup ? suffix(*rule.sourceGroup) : rule.sourceCidr + rule.foreignGroup;
        rule.id = u"%1-%2-%3-from-%4"_s.arg(suffix(rule.group), ports(rule), rule.protocol, source);
        list.append(rule);
    }
};

void addConsul(const ClusterSpec &spec, Rules &rules)
{
    const QStringList both{u"tcp"_s, u"udp"_s};
    const QString gossip = u"Consul gossip"_s;
    const QString rpc = u"Consul server RPC"_s;
    rules.between(Group::Nodes, Group::Nodes, both, 8301, gossip);
    rules.between(Group::Nodes, Group::Consul, {u"tcp"_s}, 8300, rpc);
    if (spec.consulOnManagers)
        return; // the servers are members of the nodes' group as well
    rules.between(Group::Nodes, Group::Consul, both, 8301, gossip);
    rules.between(Group::Consul, Group::Nodes, both, 8301, gossip);
    if (spec.consulServers > 1) {
        rules.between(Group::Consul, Group::Consul, both, 8301, gossip);
        rules.between(Group::Consul, Group::Consul, {u"tcp"_s}, 8300, rpc);
    }
}

void addServices(Rules &rules)
{
    const QString why = u"Services between the nodes"_s;
    rules.between(Group::Nodes, Group::Nodes, {u"tcp"_s}, 80, why);
    rules.between(Group::Nodes, Group::Nodes, {u"tcp"_s}, 443, why);
    rules.range(Group::Nodes, Group::Nodes, {u"tcp"_s, u"udp"_s}, 1024, 65535, why);
}

} // namespace

QString groupName(const ClusterSpec &spec, Group group)
{
    return spec.name + u'-' + suffix(group);
}

QList<Group> plannedGroups(const ClusterSpec &spec)
{
    if (spec.isolatedNetwork)
        return {Group::Nodes}; // which is the network
    if (spec.consulServers == 0)
        return {Group::Nodes, Group::Managers};
    return {Group::Nodes, Group::Managers, Group::Consul};
}

QList<Group> groupsOf(const ClusterSpec &spec, const PlannedMachine &machine)
{
    return spec.isolatedNetwork ? QList<Group>{Group::Nodes} : groupsOf(machine);
}

QList<Group> groupsOf(const PlannedMachine &machine)
{
    QList<Group> groups;
    if (machine.role != MachineRole::ConsulServer)
        groups.append(Group::Nodes);
    if (machine.role == MachineRole::Manager)
        groups.append(Group::Managers);
    if (machine.runsConsulServer)
        groups.append(Group::Consul);
    return groups;
}

QList<PlannedRule> swarmRules()
{
    Rules rules;
    rules.between(Group::Nodes, Group::Managers, {u"tcp"_s}, 2377, u"Swarm control plane"_s);
    rules.between(Group::Nodes, Group::Nodes, {u"tcp"_s, u"udp"_s}, 7946, u"Swarm gossip"_s);
    rules.between(Group::Nodes, Group::Nodes, {u"udp"_s}, 4789, u"Overlay networks (VXLAN)"_s);
    return rules.list;
}

QList<PlannedRule> plannedRules(const ClusterSpec &spec)
{
    Rules rules;
    rules.fromCidrs(Group::Nodes, spec.operatorCidrs, u"tcp"_s, 22, u"SSH for the operator"_s);
    if (spec.isolatedNetwork)
        return rules.list; // inside nothing is filtered, from outside nothing else is opened
    if (spec.consulServers > 0 && !spec.consulOnManagers)
        rules.fromCidrs(Group::Consul, spec.operatorCidrs, u"tcp"_s, 22, u"SSH for the operator"_s);
    rules.list += swarmRules();
    if (spec.consulServers > 0)
        addConsul(spec, rules);
    for (const auto &exposure : spec.exposures)
        rules.list += exposureRules(exposure);
    if (spec.servicesBetweenNodes)
        addServices(rules);
    return rules.list;
}

QList<FirewallLine> firewallLines(const ClusterSpec &spec)
{
    QList<FirewallLine> lines;
    const auto rules = plannedRules(spec);
    for (const PlannedRule &rule : rules) {
        if (spec.isOnOwnServers() && !rule.sourceCidr.isEmpty())
            continue; // who may reach SSH is not Skep's to say there
        QString open = rule.protocol;
        if (rule.startPort > 0)
            open = u"%1/%2"_s.arg(ports(rule), rule.protocol);
        if (spec.isOnOwnServers())
            lines << FirewallLine{rolesIn(rule.group), open, rolesIn(*rule.sourceGroup), true, rule.why};
        else
            lines << FirewallLine{groupName(spec, rule.group), open, sourceName(spec, rule),
                                  rule.sourceCidr.isEmpty(), rule.why};
    }
    return lines;
}

QList<PlannedRule> exposureRules(const Exposure &exposure)
{
    Rules rules;
    switch (exposure.port) {
    case OpenPort::ConsulHttp:
        rules.toOthers(exposure, Group::Consul, u"tcp"_s, u"Consul HTTP, opened by choice"_s);
        break;
    case OpenPort::ConsulDns:
        for (const QString &protocol : {u"tcp"_s, u"udp"_s})
            rules.toOthers(exposure, Group::Consul, protocol, u"Consul DNS, opened by choice"_s);
        break;
    case OpenPort::Engine:
        rules.toOthers(exposure, Group::Nodes, u"tcp"_s, u"Engine with mutual TLS, opened by choice"_s);
        break;
    }
    return rules.list;
}

QString sourceName(const ClusterSpec &spec, const PlannedRule &rule)
{
    return rule.sourceGroup ? groupName(spec, *rule.sourceGroup) : rule.sourceCidr + rule.foreignGroup;
}

cloud::FirewallRule toRule(const ClusterSpec &spec, const PlannedRule &rule,
                           const QMap<QString, QString> &groupIds)
{
    cloud::FirewallRule result;
    result.protocol = rule.protocol;
    result.startPort = rule.startPort;
    result.endPort = rule.endPort;
    result.sourceCidr = rule.sourceCidr;
    if (rule.sourceCidr.isEmpty())
        result.sourceGroupId = groupIds.value(sourceName(spec, rule));
    result.description = rule.why;
    return result;
}

QList<PlannedRule> missingRules(const ClusterSpec &spec, const QList<cloud::FirewallGroup> &actual)
{
    QMap<QString, QString> ids;
    QMap<QString, QList<cloud::FirewallRule>> there;
    for (const auto &group : actual) {
        ids.insert(group.name, group.id);
        there.insert(group.name, group.rules);
    }
    QList<PlannedRule> missing;
    for (const auto &planned : plannedRules(spec)) {
        const auto wanted = toRule(spec, planned, ids);
        const auto rules = there.value(groupName(spec, planned.group));
        if (std::none_of(rules.begin(), rules.end(),
                         [&](const auto &rule) { return rule.sameTraffic(wanted); }))
            missing.append(planned);
    }
    return missing;
}

QString missingRuleSentence(const ClusterSpec &spec, const PlannedRule &rule)
{
    const QString name = sourceName(spec, rule);
    const QString source = rule.sourceCidr.isEmpty() ? tr("group %1").arg(name) : name;
    return tr("Port %1/%2 from %3 to group %4 is closed: its firewall rule is missing.")
        .arg(ports(rule), rule.protocol, source, groupName(spec, rule.group));
}

QStringList portsBetween(const ClusterSpec &spec)
{
    QStringList ports;
    const auto rules = plannedRules(spec);
    for (const auto &rule : rules) {
        if (!rule.sourceGroup)
            continue;
        const QString range = rule.startPort == rule.endPort
            ? QString::number(rule.startPort)
            : u"%1-%2"_s.arg(rule.startPort).arg(rule.endPort);
        const QString port = rule.startPort == 0 ? rule.protocol : rule.protocol + u' ' + range;
        if (!ports.contains(port))
            ports.append(port);
    }
    return ports;
}

QString portsBetweenSentence(const ClusterSpec &spec)
{
    return QCoreApplication::translate("skep::cluster",
                                       "Skep leaves your servers' firewalls alone: open there, from each of "
                                       "the servers to the others: %1.")
        .arg(portsBetween(spec).join(u", "_s));
}

} // namespace skep::cluster
