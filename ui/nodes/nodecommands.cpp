// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/nodes/nodecommands.h"

#include "core/docker/speccommand.h"

using namespace Qt::StringLiterals;

namespace skep::ui {

using cluster::Change;
using cluster::MachineRole;
using docker::shellWord;

namespace {

QString wordOf(docker::Availability availability)
{
    return availability == docker::Availability::Drain ? u"drain"_s
        : availability == docker::Availability::Pause  ? u"pause"_s
                                                       : u"active"_s;
}

void addWayOut(const cluster::Leaving &leaving, QStringList &lines)
{
    if (leaving.runsConsulServer)
        lines << (leaving.isDead ? u"consul force-leave -prune %1"_s
                                 : u"ssh %1 docker exec consul consul leave"_s)
                     .arg(leaving.name);
    if (leaving.role == MachineRole::ConsulServer)
        return;
    if (!leaving.isDead)
        lines << availabilityCommand(docker::Availability::Drain, {leaving.name});
    if (leaving.role == MachineRole::Manager)
        lines << u"docker node demote "_s + leaving.name;
    if (!leaving.isDead)
        lines << u"ssh %1 docker swarm leave"_s.arg(leaving.name);
    lines << u"docker node rm "_s + leaving.name;
}

QString joinCommand(MachineRole role, const QString &machine)
{
    return u"ssh %1 docker swarm join --token %2-TOKEN MANAGER:2377"_s.arg(
        machine, role == MachineRole::Manager ? u"MANAGER"_s : u"WORKER"_s);
}

} // namespace

QString addCommands(const cluster::ClusterSpec &spec, const cluster::NodeWish &wish,
                    const QStringList &machines)
{
    QString line = u"skepctl node add %1 --count %2"_s.arg(spec.name).arg(wish.count);
    if (wish.role == MachineRole::Manager)
        line += u" --role manager"_s;
    const auto usual = cluster::machineOf(spec, wish.role, 1);
    if (!wish.type.isEmpty() && wish.type != usual.type)
        line += u" --type "_s + shellWord(wish.type);
    if (wish.diskGiB != 0 && wish.diskGiB != usual.diskGiB)
        line += u" --disk %1"_s.arg(wish.diskGiB);
    if (!wish.templateName.isEmpty() && wish.templateName != usual.templateName)
        line += u" --template "_s + shellWord(wish.templateName);
    QStringList lines{
        line,
        u"docker swarm join-token %1"_s.arg(wish.role == MachineRole::Manager ? u"manager"_s : u"worker"_s)};
    for (const QString &machine : machines)
        lines << joinCommand(wish.role, machine);
    return lines.join(u'\n');
}

QString changeCommands(NodeVerb verb, const QString &cluster, const Change &change)
{
    QStringList lines{u"skepctl node %1 %2"_s.arg(verbId(verb), cluster)};
    for (const QString &name : change.leaving())
        lines[0] += u' ' + name;
    for (const auto &role : change.roles)
        lines[0] += u' ' + role.name;
    if (verb == NodeVerb::Remove && change.isHurried)
        lines[0] += u" --force"_s;
    else if (verb == NodeVerb::Remove && change.patience != cluster::Removal().patience)
        lines[0] += u" --wait %1"_s.arg(change.patience);
    for (const auto &leaving : change.remove)
        addWayOut(leaving, lines);
    for (const auto &role : change.roles)
        lines << (role.role == MachineRole::Manager ? u"docker node promote "_s : u"docker node demote "_s)
                + role.name;
    for (const auto &machine : change.add) {
        if (machine.role != MachineRole::ConsulServer)
            lines << joinCommand(machine.role, machine.name);
    }
    return lines.join(u'\n');
}

QString availabilityCommand(docker::Availability availability, const QStringList &machines)
{
    QStringList lines;
    for (const QString &machine : machines)
        lines << u"docker node update --availability %1 %2"_s.arg(wordOf(availability), machine);
    return lines.join(u'\n');
}

QString labelCommands(const QString &cluster, const QString &machine, const QMap<QString, QString> &set,
                      const QStringList &unset)
{
    QString ctl = u"skepctl node label %1 %2"_s.arg(cluster, machine);
    QString docker = u"docker node update"_s;
    for (auto it = set.begin(); it != set.end(); ++it) {
        const QString pair = shellWord(it.key() + u'=' + it.value());
        ctl += u' ' + pair;
        docker += u" --label-add "_s + pair;
    }
    for (const QString &name : unset) {
        ctl += u' ' + shellWord(name + u'-');
        docker += u" --label-rm "_s + shellWord(name);
    }
    return ctl + u'\n' + docker + u' ' + machine;
}

} // namespace skep::ui
