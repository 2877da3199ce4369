// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/commands.h"

#include "core/cluster/cloudstackcommands.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace skep::cluster {

namespace {

QStringList exoscaleCommands(const ClusterSpec &spec, const QList<PlannedMachine> &machines,
                             const QList<FirewallLine> &firewall)
{
    QStringList lines{u"exo compute ssh-key register %1 %1.pub"_s.arg(spec.name)};
    QStringList groups;
    for (const FirewallLine &rule : firewall) {
        if (!groups.contains(rule.group))
            groups << rule.group;
    }
    for (const QString &group : std::as_const(groups))
        lines << u"exo compute security-group create %1"_s.arg(group);
    for (const FirewallLine &rule : firewall) {
        const QString protocol = rule.ports.section(u'/', -1);
        QString line = u"exo compute security-group rule add %1 --protocol %2"_s.arg(rule.group, protocol);
        if (rule.ports.contains(u'/'))
            line += u" --port %1"_s.arg(rule.ports.section(u'/', 0, 0));
        lines << line + (rule.isGroup ? u" --security-group "_s : u" --network "_s) + rule.source;
    }
    QStringList apart;
    for (const PlannedMachine &machine : machines) {
        const QString name = affinityGroupName(spec, machine.role);
        if (optionsOf(spec, machine.role).antiAffinity && !apart.contains(name))
            apart << name;
    }
    for (const QString &name : std::as_const(apart))
        lines << u"exo compute anti-affinity-group create %1"_s.arg(name);
    for (const PlannedMachine &machine : machines) {
        QString line =
            u"exo compute instance create %1 --zone %2 --instance-type %3 --template '%4' --disk-size %5"_s
                .arg(machine.name, spec.zone, machine.type, machine.templateName)
                .arg(machine.diskGiB)
            + u" --ssh-key "_s + spec.name;
        const auto memberships = groupsOf(spec, machine);
        for (const Group group : memberships)
            line += u" --security-group "_s + groupName(spec, group);
        const auto &options = optionsOf(spec, machine.role);
        if (options.antiAffinity)
            line += u" --anti-affinity-group "_s + affinityGroupName(spec, machine.role);
        if (!options.userData.isEmpty())
            line += u" --cloud-init FILE"_s;
        lines << line;
    }
    return lines;
}

QStringList swarmCommands(const QList<PlannedMachine> &machines)
{
    QStringList lines;
    QString first;
    for (const PlannedMachine &machine : machines) {
        if (machine.role == MachineRole::ConsulServer)
            continue;
        if (first.isEmpty()) {
            first = machine.name;
            lines << u"ssh %1 docker swarm init --advertise-addr ADDRESS"_s.arg(first);
        } else {
            lines << u"ssh %1 docker swarm join --token TOKEN ADDRESS-OF-%2:2377"_s.arg(machine.name, first);
        }
    }
    return lines;
}

QStringList consulCommands(const ClusterSpec &spec, const QList<PlannedMachine> &machines)
{
    QStringList lines;
    for (const PlannedMachine &machine : machines) {
        const QString server =
            machine.runsConsulServer ? u" -server -bootstrap-expect=%1"_s.arg(spec.consulServers) : QString();
        lines << u"ssh %1 docker run -d --name consul --restart always --network host -v "
                 u"/etc/consul:/consul/config %2 "
                 "agent%3"_s.arg(machine.name, spec.consulImage, server);
    }
    const auto manager = std::find_if(machines.begin(), machines.end(), [](const PlannedMachine &machine) {
        return machine.role == MachineRole::Manager;
    });
    lines << u"ssh %1 docker service create --mode global --name skep-registrar …"_s.arg(manager->name);
    return lines;
}

} // namespace

QString equivalentCommands(const ClusterSpec &spec, const Account &account)
{
    const QList<PlannedMachine> wanted = machines(spec);
    QStringList lines;
    if (!spec.isOnOwnServers())
        lines << u"ssh-keygen -t ed25519 -f %1"_s.arg(spec.name)
              << (account.kind == "cloudstack"_L1 ? cloudStackCommands(spec, account)
                                                  : exoscaleCommands(spec, wanted, firewallLines(spec)));
    for (const PlannedMachine &machine : wanted)
        lines << u"ssh %1 apt-get install -y docker.io    # where the template has no engine"_s.arg(
            machine.name);
    lines << swarmCommands(wanted);
    if (spec.consulServers > 0)
        lines << consulCommands(spec, wanted);
    return lines.join(u'\n');
}

} // namespace skep::cluster
