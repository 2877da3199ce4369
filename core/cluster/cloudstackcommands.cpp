// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/cloudstackcommands.h"

#include "core/cloud/cloudstack/catalogue.h"
#include "core/cloud/cloudstack/isolatednetworks.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace skep::cluster {

namespace {

using Arguments = QList<std::pair<QString, QString>>;

// A word of bash. Names are somebody's own, so none is taken for granted.
QString quoted(const QString &text)
{
    static const QRegularExpression plain(u"\\A[A-Za-z0-9_.,:/@%+-]+\\z"_s);
    if (plain.match(text).hasMatch())
        return text;
    return u'\'' + QString(text).replace(u'\'', u"'\\''"_s) + u'\'';
}

// $name in double quotes; the rest of a value is quoted as it needs.
QString variable(const QString &name)
{
    return u"\"$"_s + name + u'"';
}

//! Writes the calls of one plan.
class Script
{
public:
    Script(const ClusterSpec &spec, const Account &account)
        : m_spec(spec)
        , m_machines(machines(spec))
        , m_project(account.project)
    {
    }

    QStringList lines()
    {
        lookUp();
        call(u"registerSSHKeyPair"_s,
             {{u"name"_s, quoted(m_spec.name)}, {u"publickey"_s, u"\"$(cat %1.pub)\""_s.arg(m_spec.name)}});
        if (m_spec.isolatedNetwork)
            makeNetwork();
        else
            makeGroups();
        for (const PlannedMachine &machine : m_machines)
            keepApart(machine);
        for (const PlannedMachine &machine : m_machines)
            deploy(machine);
        return m_lines;
    }

private:
    static QString written(const QString &command, const Arguments &arguments)
    {
        QString line = u"cs "_s + command;
        for (const auto &[name, value] : arguments)
            line += u' ' + quoted(name) + u'=' + value;
        return line;
    }
    QString inProject(const QString &command, Arguments arguments) const
    {
        if (!m_project.isEmpty())
            arguments.append({u"projectid"_s, variable(u"project"_s)});
        return written(command, arguments);
    }
    void call(const QString &command, const Arguments &arguments)
    {
        m_lines << inProject(command, arguments);
    }
    void keep(const QString &name, const QString &command, const QString &path)
    {
        m_lines << u"%1=$(%2 | jq -r '%3')"_s.arg(name, command, path);
    }
    void lookUp();
    void makeGroups();
    void makeNetwork();
    void keepApart(const PlannedMachine &machine);
    void deploy(const PlannedMachine &machine);
    void forwardSsh();
    QString typeVariable(const QString &type);
    QString templateVariable(const QString &name);

    const ClusterSpec &m_spec;
    QList<PlannedMachine> m_machines;
    QString m_project;
    QStringList m_lines;
    QStringList m_offerings;
    QStringList m_templates;
    QStringList m_apart;
};

//! The offering of a type, and the size where it has none of its own.
struct Sized
{
    QString offering;
    Arguments size;
};
Sized sized(const QString &type)
{
    static const QRegularExpression chosen(u"\\A(.+) (\\d+) CPU (\\d+) GiB\\z"_s);
    const auto match = chosen.match(type);
    if (!match.hasMatch())
        return {type, {}};
    return {match.captured(1),
            {{u"details[0].cpuNumber"_s, match.captured(2)},
             {u"details[0].memory"_s, QString::number(match.captured(3).toInt() * 1024)}}};
}

void Script::lookUp()
{
    if (!m_project.isEmpty())
        keep(u"project"_s,
             written(u"listProjects"_s, {{u"name"_s, quoted(m_project)}, {u"listall"_s, u"true"_s}}),
             u".project[0].id"_s);
    const Arguments zone = m_spec.zone.isEmpty() ? Arguments() : Arguments{{u"name"_s, quoted(m_spec.zone)}};
    keep(u"zone"_s, written(u"listZones"_s, zone), u".zone[0].id"_s);
    for (const PlannedMachine &machine : std::as_const(m_machines)) {
        typeVariable(machine.type);
        templateVariable(machine.templateName);
    }
}

QString Script::typeVariable(const QString &type)
{
    const QString name = sized(type).offering;
    const auto known = m_offerings.indexOf(name);
    const QString var = u"type%1"_s.arg(known < 0 ? m_offerings.size() + 1 : known + 1);
    if (known < 0) {
        m_offerings << name;
        keep(var,
             written(u"listServiceOfferings"_s,
                     {{u"zoneid"_s, variable(u"zone"_s)}, {u"name"_s, quoted(name)}}),
             u".serviceoffering[0].id"_s);
    }
    return var;
}

QString Script::templateVariable(const QString &name)
{
    const auto known = m_templates.indexOf(name);
    const QString var = u"template%1"_s.arg(known < 0 ? m_templates.size() + 1 : known + 1);
    if (known < 0) {
        m_templates << name;
        keep(var,
             inProject(u"listTemplates"_s,
                       {{u"templatefilter"_s, u"executable"_s},
                        {u"zoneid"_s, variable(u"zone"_s)},
                        {u"name"_s, quoted(name)}}),
             u".template | max_by(.created).id"_s);
    }
    return var;
}

void Script::makeGroups()
{
    const auto groups = plannedGroups(m_spec);
    for (const Group group : groups)
        call(u"createSecurityGroup"_s, {{u"name"_s, quoted(groupName(m_spec, group))}});
    // a group is let in by its owner and its name
    keep(u"account"_s,
         inProject(u"listSecurityGroups"_s, {{u"securitygroupname"_s, groupName(m_spec, Group::Nodes)}}),
         u".securitygroup[0] | .account // (\"PrjAcct-\" + .project + \"-1\")"_s); // as CloudStack names a
                                                                                   // project's
    const auto rules = plannedRules(m_spec);
    for (const PlannedRule &rule : rules) {
        Arguments arguments{{u"securitygroupname"_s, quoted(groupName(m_spec, rule.group))},
                            {u"protocol"_s, rule.protocol},
                            {u"startport"_s, QString::number(rule.startPort)},
                            {u"endport"_s, QString::number(rule.endPort)}};
        if (!rule.sourceCidr.isEmpty()) {
            arguments.append({u"cidrlist"_s, quoted(rule.sourceCidr)});
        } else {
            arguments.append({u"usersecuritygrouplist[0].account"_s, variable(u"account"_s)});
            arguments.append({u"usersecuritygrouplist[0].group"_s, quoted(sourceName(m_spec, rule))});
        }
        call(u"authorizeSecurityGroupIngress"_s, arguments);
    }
}

// The ports of the machines' SSH, at the one address of a network as large as usual.
void Script::makeNetwork()
{
    const int last = cloud::cloudstack::lastSshPort(u"10.1.1.0/24"_s);
    keep(u"offering"_s,
         written(u"listNetworkOfferings"_s,
                 {{u"guestiptype"_s, u"Isolated"_s},
                  {u"state"_s, u"Enabled"_s},
                  {u"supportedservices"_s, u"SourceNat,PortForwarding,Firewall"_s},
                  {u"zoneid"_s, variable(u"zone"_s)}}),
         u".networkoffering[0].id"_s);
    keep(u"network"_s,
         inProject(u"createNetwork"_s,
                   {{u"name"_s, quoted(groupName(m_spec, Group::Nodes))},
                    {u"displaytext"_s, quoted(m_spec.name)},
                    {u"zoneid"_s, variable(u"zone"_s)},
                    {u"networkofferingid"_s, variable(u"offering"_s)}}),
         u".network.id"_s);
    keep(u"address"_s, inProject(u"associateIpAddress"_s, {{u"networkid"_s, variable(u"network"_s)}}),
         u".ipaddress.id"_s);
    keep(u"inside"_s, inProject(u"listNetworks"_s, {{u"id"_s, variable(u"network"_s)}}),
         u".network[0].cidr"_s);
    m_lines << written(u"createEgressFirewallRule"_s,
                       {{u"networkid"_s, variable(u"network"_s)},
                        {u"protocol"_s, u"all"_s},
                        {u"cidrlist"_s, variable(u"inside"_s)}})
            + u"    # where the offering lets nothing out"_s;
    const auto rules = plannedRules(m_spec);
    for (const PlannedRule &rule : rules)
        m_lines << written(u"createFirewallRule"_s,
                           {{u"ipaddressid"_s, variable(u"address"_s)},
                            {u"protocol"_s, rule.protocol},
                            {u"startport"_s, QString::number(cloud::cloudstack::baseSshPort + 1)},
                            {u"endport"_s, QString::number(last)},
                            {u"cidrlist"_s, quoted(rule.sourceCidr)}});
}

void Script::keepApart(const PlannedMachine &machine)
{
    const QString name = affinityGroupName(m_spec, machine.role);
    if (!optionsOf(m_spec, machine.role).antiAffinity || m_apart.contains(name))
        return;
    m_apart << name;
    call(u"createAffinityGroup"_s,
         {{u"name"_s, quoted(name)}, {u"type"_s, quoted(cloud::cloudstack::antiAffinityType)}});
}

void Script::deploy(const PlannedMachine &machine)
{
    const auto &options = optionsOf(m_spec, machine.role);
    Arguments arguments{{u"name"_s, quoted(machine.name)},
                        {u"zoneid"_s, variable(u"zone"_s)},
                        {u"serviceofferingid"_s, variable(typeVariable(machine.type))},
                        {u"templateid"_s, variable(templateVariable(machine.templateName))},
                        {u"rootdisksize"_s, QString::number(machine.diskGiB)},
                        {u"keypair"_s, quoted(m_spec.name)}};
    arguments += sized(machine.type).size;
    QStringList groups;
    const auto memberships = groupsOf(m_spec, machine);
    for (const Group group : memberships)
        groups << groupName(m_spec, group);
    if (m_spec.isolatedNetwork)
        arguments.append({u"networkids"_s, variable(u"network"_s)});
    else
        arguments.append({u"securitygroupnames"_s, quoted(groups.join(u','))});
    if (options.antiAffinity)
        arguments.append({u"affinitygroupnames"_s, quoted(affinityGroupName(m_spec, machine.role))});
    if (!options.userData.isEmpty())
        arguments.append({u"userdata"_s, u"\"$(base64 -w0 FILE)\""_s});
    if (!m_spec.isolatedNetwork)
        return call(u"deployVirtualMachine"_s, arguments);
    m_lines << u"machine=$(%1)"_s.arg(inProject(u"deployVirtualMachine"_s, arguments));
    forwardSsh();
}

void Script::forwardSsh()
{
    m_lines << u"ip=$(jq -r '.virtualmachine.nic[0].ipaddress' <<<\"$machine\")"_s
            << written(u"createPortForwardingRule"_s,
                       {{u"ipaddressid"_s, variable(u"address"_s)},
                        {u"protocol"_s, u"tcp"_s},
                        {u"privateport"_s, u"22"_s},
                        {u"publicport"_s, u"$((%1 + ${ip##*.}))"_s.arg(cloud::cloudstack::baseSshPort)},
                        {u"virtualmachineid"_s, u"\"$(jq -r '.virtualmachine.id' <<<\"$machine\")\""_s},
                        {u"openfirewall"_s, u"false"_s}});
}

} // namespace

QStringList cloudStackCommands(const ClusterSpec &spec, const Account &account)
{
    return Script(spec, account).lines();
}

} // namespace skep::cluster
