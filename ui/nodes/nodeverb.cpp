// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/nodes/nodeverb.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace skep::ui {

using cluster::MachineRole;
using cluster::NodeRow;
using cluster::PlannedMachine;
using docker::Availability;
using docker::NodeRole;

namespace {

struct Verbs
{
    Q_DECLARE_TR_FUNCTIONS(skep::ui::NodeVerb)
};

bool needsPlan(NodeVerb verb)
{
    return verb == NodeVerb::Promote || verb == NodeVerb::Demote || verb == NodeVerb::Replace
        || verb == NodeVerb::Remove;
}

bool isForOne(NodeVerb verb)
{
    return verb == NodeVerb::Labels || verb == NodeVerb::Promote || verb == NodeVerb::Demote
        || verb == NodeVerb::Replace;
}

bool isDead(const NodeRow &row)
{
    return row.node.state != docker::NodeState::Ready;
}

bool hasAll(const QList<NodeRow> &nodes, Availability availability)
{
    return std::all_of(nodes.begin(), nodes.end(),
                       [=](const NodeRow &row) { return row.node.availability == availability; });
}

const PlannedMachine *find(const QList<PlannedMachine> &planned, const QString &machine)
{
    const auto found = std::find_if(planned.begin(), planned.end(),
                                    [&](const auto &known) { return known.name == machine; });
    return found == planned.end() ? nullptr : &*found;
}

bool runsConsulServer(const QList<PlannedMachine> &planned, const QString &machine)
{
    const auto *known = find(planned, machine);
    return known && known->runsConsulServer;
}

QString whyNotOne(NodeVerb verb, const NodeRow &row, const QList<PlannedMachine> &planned)
{
    const QString name = row.node.hostname;
    if (verb == NodeVerb::Promote && row.node.role == NodeRole::Manager)
        return Verbs::tr("%1 is a manager already.").arg(name);
    if (verb == NodeVerb::Demote && row.node.role == NodeRole::Worker)
        return Verbs::tr("%1 is no manager.").arg(name);
    if (verb == NodeVerb::Promote && isDead(row))
        return Verbs::tr("%1 is not ready, so it would be no use as a manager.").arg(name);
    if (verb == NodeVerb::Replace && !isDead(row) && !runsConsulServer(planned, row.machineName))
        return Verbs::tr("%1 is ready: only a dead node is replaced. Add another one, then remove it.")
            .arg(name);
    return {};
}

} // namespace

QString verbId(NodeVerb verb)
{
    static const QString ids[] = {u"activate"_s, u"pause"_s,  u"drain"_s,   u"labels"_s,
                                  u"promote"_s,  u"demote"_s, u"replace"_s, u"remove"_s};
    return ids[size_t(verb)];
}

QString verbTitle(NodeVerb verb)
{
    switch (verb) {
    case NodeVerb::Activate:
        return Verbs::tr("&Active: takes tasks");
    case NodeVerb::Pause:
        return Verbs::tr("&Paused: keeps its tasks, takes no new ones");
    case NodeVerb::Drain:
        return Verbs::tr("&Drained: its tasks move away");
    case NodeVerb::Labels:
        return Verbs::tr("&Labels…");
    case NodeVerb::Promote:
        return Verbs::tr("Pro&mote to manager…");
    case NodeVerb::Demote:
        return Verbs::tr("D&emote to worker…");
    case NodeVerb::Replace:
        return Verbs::tr("Re&place…");
    case NodeVerb::Remove:
        break;
    }
    return Verbs::tr("&Remove…");
}

QString verbTitle(NodeVerb verb, const QString &machine)
{
    switch (verb) {
    case NodeVerb::Activate:
        return Verbs::tr("Activate %1").arg(machine);
    case NodeVerb::Pause:
        return Verbs::tr("Pause %1").arg(machine);
    case NodeVerb::Drain:
        return Verbs::tr("Drain %1").arg(machine);
    case NodeVerb::Labels:
        return Verbs::tr("Labels of %1").arg(machine);
    case NodeVerb::Promote:
        return Verbs::tr("Promote %1").arg(machine);
    case NodeVerb::Demote:
        return Verbs::tr("Demote %1").arg(machine);
    case NodeVerb::Replace:
        return Verbs::tr("Replace %1").arg(machine);
    case NodeVerb::Remove:
        break;
    }
    return Verbs::tr("Remove %1").arg(machine);
}

QString verbIcon(NodeVerb verb)
{
    static const QString icons[] = {u"play"_s, QString(), u"stop"_s,    u"edit"_s,
                                    u"up"_s,   QString(), u"refresh"_s, u"trash"_s};
    return icons[size_t(verb)];
}

QList<NodeRow> nodeRows(const cluster::Store &store, const QList<PlannedMachine> &planned,
                        const QStringList &machines)
{
    QList<NodeRow> rows;
    for (const NodeRow &row : store.nodes()) {
        if (machines.contains(row.machineName))
            rows << row;
    }
    for (const PlannedMachine &machine : planned) {
        if (machine.role != MachineRole::ConsulServer || !machines.contains(machine.name))
            continue;
        NodeRow row;
        row.machineName = row.node.hostname = machine.name;
        const QString dead = u"consul.server/"_s + machine.name;
        const bool isSilent = std::any_of(store.attention().begin(), store.attention().end(),
                                          [&](const auto &matter) { return matter.id == dead; });
        row.node.state = isSilent ? docker::NodeState::Down : docker::NodeState::Ready;
        rows << row;
    }
    return rows;
}

QString whyNot(NodeVerb verb, const QList<NodeRow> &nodes, const QList<PlannedMachine> &planned,
               const std::optional<cluster::Change> &change)
{
    if (nodes.isEmpty())
        return Verbs::tr("No node is chosen.");
    for (const NodeRow &row : nodes) {
        const auto isIt = [&](const auto &machine) { return machine.name == row.node.hostname; };
        if (change && std::any_of(change->add.begin(), change->add.end(), isIt))
            return Verbs::tr("%1 is still being added.").arg(row.node.hostname);
        if (row.machineName.isEmpty())
            return Verbs::tr("Skep has not made %1 and does not know its machine.").arg(row.node.hostname);
        if (row.id.isEmpty() && verb != NodeVerb::Replace && verb != NodeVerb::Remove)
            return Verbs::tr("%1 is a Consul server and no node of the swarm.").arg(row.node.hostname);
    }
    if (isForOne(verb) && nodes.size() > 1)
        return Verbs::tr("Choose one node: this is done to one after the other.");
    if (needsPlan(verb) && change)
        return Verbs::tr("A change is not finished: %1. Go on with it or give it up.")
            .arg(cluster::describe(*change));
    if (verb == NodeVerb::Activate && hasAll(nodes, Availability::Active))
        return Verbs::tr("That is so already.");
    if (verb == NodeVerb::Pause && hasAll(nodes, Availability::Pause))
        return Verbs::tr("That is so already.");
    if (verb == NodeVerb::Drain && hasAll(nodes, Availability::Drain))
        return Verbs::tr("That is so already.");
    return isForOne(verb) ? whyNotOne(verb, nodes.constFirst(), planned) : QString();
}

cluster::Change changeOf(NodeVerb verb, const QList<NodeRow> &nodes, const QList<PlannedMachine> &planned,
                         const QList<PlannedMachine> &added)
{
    cluster::Change change;
    change.add = added;
    for (const NodeRow &row : nodes) {
        const auto *known = find(planned, row.machineName);
        const auto role = row.id.isEmpty()       ? MachineRole::ConsulServer
            : row.node.role == NodeRole::Manager ? MachineRole::Manager
                                                 : MachineRole::Worker;
        if (verb == NodeVerb::Promote)
            change.roles.append({row.machineName, MachineRole::Manager});
        else if (verb == NodeVerb::Demote)
            change.roles.append({row.machineName, MachineRole::Worker});
        else if (verb == NodeVerb::Remove || verb == NodeVerb::Replace)
            change.remove.append({row.machineName, role, isDead(row), known && known->runsConsulServer});
    }
    return change;
}

} // namespace skep::ui
