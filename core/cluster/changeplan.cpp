// SPDX-License-Identifier: GPL-3.0-or-later
// The plans of changes: what is added comes from the planner of creations, what goes has its own way out.
#include "core/cluster/change.h"
#include "core/cluster/firewallplan.h"
#include "core/cluster/planner.h"

#include <QJsonArray>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace skep::cluster {

namespace {

constexpr int sshPort = 22;

// What the cluster has already needs no step of this plan.
void dropKnownNeeds(QList<plan::Step> &steps)
{
    QSet<QString> ids;
    for (const auto &step : steps)
        ids.insert(step.id);
    for (auto &step : steps)
        step.needs.removeIf([&](const QString &need) { return !ids.contains(need); });
}

void addRoleChange(const ClusterSpec &spec, const RoleChange &role, QStringList &before,
                   QList<plan::Step> &steps)
{
    const bool isPromoted = role.role == MachineRole::Manager;
    const QString group = groupName(spec, Group::Managers);
    const QString inCloud = role.name + (isPromoted ? u"/join-group"_s : u"/leave-group"_s);
    const QString inSwarm = role.name + (isPromoted ? u"/promote"_s : u"/demote"_s);
    const QJsonObject input{{u"group"_s, group}};
    if (isPromoted) {
        steps.append({inCloud, u"join-group"_s, {}, before, input});
        steps.append({inSwarm, u"promote"_s, {}, {inCloud}});
    } else {
        steps.append({inSwarm, u"demote"_s, {}, before});
        steps.append({inCloud, u"leave-group"_s, {}, {inSwarm}, input});
    }
    before = {inSwarm}; // one after another: each changes the quorum
}

QJsonObject closing(const ClusterSpec &spec, const PlannedRule &rule)
{
    return {{u"group"_s, groupName(spec, rule.group)},
            {u"port"_s, rule.startPort},
            {u"protocol"_s, rule.protocol},
            {u"cidr"_s, rule.sourceCidr},
            {u"from"_s, rule.foreignGroup}};
}

} // namespace

QList<plan::Step> planOperatorMove(const ClusterSpec &spec, const Change &change)
{
    const QStringList &cidrs = change.operatorCidrs;
    ClusterSpec wanted = spec;
    wanted.operatorCidrs = cidrs;
    QList<plan::Step> steps;
    QStringList opened;
    for (const Group group : plannedGroups(spec)) {
        const QString name = groupName(spec, group);
        steps.append({u"cluster/group-"_s + name, u"group"_s, {}, {}, {{u"name"_s, name}}});
    }
    for (const auto &rule : plannedRules(wanted)) {
        if (rule.sourceCidr.isEmpty() || rule.startPort != sshPort)
            continue;
        const QString id = u"cluster/rule-"_s + rule.id;
        steps.append(
            {id, u"rule"_s, {}, {u"cluster/group-"_s + groupName(spec, rule.group)}, {{u"rule"_s, rule.id}}});
        opened.append(id);
    }
    steps.append(
        {u"cluster/way-in"_s, u"way-in"_s, {}, opened, {{u"cidrs"_s, QJsonArray::fromStringList(cidrs)}}});
    ClusterSpec before = spec;
    before.operatorCidrs += change.closeCidrs;
    before.operatorCidrs.removeDuplicates();
    for (const auto &rule : plannedRules(before)) {
        if (rule.sourceCidr.isEmpty() || rule.startPort != sshPort || cidrs.contains(rule.sourceCidr))
            continue;
        steps.append(
            {u"cluster/close-"_s + rule.id, u"close-rule"_s, {}, {u"cluster/way-in"_s}, closing(spec, rule)});
    }
    return steps;
}

namespace {

bool concernsConsul(const Change &change)
{
    const auto ofConsul = [](const Exposure &each) { return isOfConsul(each.port); };
    return std::any_of(change.open.begin(), change.open.end(), ofConsul)
        || std::any_of(change.close.begin(), change.close.end(), ofConsul);
}

// One server after another, so that Consul keeps its majority. \p before: steps that come first, and in the
// end those that all of it ends with.
void addConsulListening(const QList<PlannedMachine> &machines, const QList<Exposure> &wanted,
                        QStringList &before, QList<plan::Step> &steps)
{
    QJsonArray open;
    for (const OpenPort port : {OpenPort::ConsulHttp, OpenPort::ConsulDns}) {
        if (isOpen(port, wanted))
            open.append(portName(port));
    }
    for (const auto &machine : machines) {
        if (!machine.runsConsulServer)
            continue;
        const QString listen = machine.name + u"/consul-listen"_s;
        const QString ready = machine.name + u"/consul-ready"_s;
        steps.append({listen, u"consul-listen"_s, machine.name, before, {{u"open"_s, open}}});
        steps.append({ready, u"consul-leader"_s, {}, {listen}});
        before = {ready};
    }
}

// One engine after another, the workers' first: each leaves the swarm for a moment.
void addEngineListening(const QList<PlannedMachine> &machines, bool isOpening, bool isFirst,
                        QStringList &before, QList<plan::Step> &steps)
{
    if (isFirst) {
        steps.append({u"cluster/engine-authority"_s, u"engine-authority"_s, {}, before});
        before = {u"cluster/engine-authority"_s};
    }
    for (const MachineRole role : {MachineRole::Worker, MachineRole::Manager}) {
        for (const auto &machine : machines) {
            if (machine.role != role)
                continue;
            const QString listen = machine.name + u"/engine-listen"_s;
            const QString ready = machine.name + u"/engine-ready"_s;
            steps.append({listen, u"engine-listen"_s, machine.name, before, {{u"open"_s, isOpening}}});
            steps.append({ready, u"node-ready"_s, {}, {listen}});
            before = {ready};
        }
    }
    if (!isOpening)
        steps.append({u"cluster/engine-forget"_s, u"engine-forget"_s, {}, before});
}

} // namespace

QList<plan::Step> planExposures(const ClusterSpec &spec, const QList<PlannedMachine> &machines,
                                const Change &change)
{
    if (change.open.isEmpty() && change.close.isEmpty())
        return {};
    QList<plan::Step> steps;
    QStringList before;
    for (const auto &exposure : change.close) {
        for (const auto &rule : exposureRules(exposure)) {
            steps.append({u"cluster/close-"_s + rule.id, u"close-rule"_s, {}, {}, closing(spec, rule)});
            before.append(steps.last().id);
        }
    }
    const auto wanted = changedExposures(spec.exposures, change.open, change.close);
    if (concernsConsul(change))
        addConsulListening(machines, wanted, before, steps);
    const bool wasOpen = isOpen(OpenPort::Engine, spec.exposures);
    const bool isWanted = isOpen(OpenPort::Engine, wanted);
    // What is opened though it is in the spec is a closing that was given up half-way.
    const bool isOpenedAgain =
        std::any_of(change.open.begin(), change.open.end(), [&](const Exposure &exposure) {
            return exposure.port == OpenPort::Engine && spec.exposures.contains(exposure);
        });
    if (isWanted ? !wasOpen || isOpenedAgain : isOpen(OpenPort::Engine, change.close))
        addEngineListening(machines, isWanted, isWanted && !wasOpen, before, steps);
    QSet<Group> groups;
    for (const auto &exposure : change.open) {
        for (const auto &rule : exposureRules(exposure)) {
            const QString group = u"cluster/group-"_s + groupName(spec, rule.group);
            if (!groups.contains(rule.group))
                steps.append({group, u"group"_s, {}, {}, {{u"name"_s, groupName(spec, rule.group)}}});
            groups.insert(rule.group);
            steps.append({u"cluster/rule-"_s + rule.id,
                          u"rule"_s,
                          {},
                          before + QStringList{group},
                          {{u"rule"_s, rule.id}}});
        }
    }
    return steps;
}

namespace {

// The way out for one machine: tasks, swarm, Consul, cloud. \p after: steps that come first.
QList<plan::Step> planRemoval(const Leaving &machine, const Change &change, bool hasConsul,
                              const QStringList &after)
{
    const bool isNode = machine.role != MachineRole::ConsulServer;
    QList<plan::Step> steps;
    QStringList before = after;
    const auto add = [&](const QString &step, const QString &kind, const QJsonObject &input = {}) {
        steps.append({machine.name + u'/' + step, kind, {}, before, input});
        before = {steps.last().id};
    };
    if (isNode && !machine.isDead)
        add(u"drain"_s, u"drain"_s, {{u"patience"_s, change.patience}, {u"hurried"_s, change.isHurried}});
    if (machine.role == MachineRole::Manager)
        add(u"demote"_s, u"demote"_s);
    if (isNode && !machine.isDead)
        add(u"swarm-leave"_s, u"swarm-leave"_s);
    if (isNode)
        add(u"node-remove"_s, u"node-remove"_s);
    if (hasConsul) {
        add(u"consul-leave"_s, u"consul-leave"_s,
            {{u"dead"_s, machine.isDead}, {u"server"_s, machine.runsConsulServer}});
        add(u"consul-revoke"_s, u"consul-revoke"_s);
    }
    add(u"machine-remove"_s, u"machine-remove"_s);
    if (machine.runsConsulServer) // one that was only thought dead may have come back until then
        add(u"consul-gone"_s, u"consul-leave"_s, {{u"dead"_s, true}, {u"server"_s, true}});
    return steps;
}

// What every agent must be told of Consul's servers when one comes or goes, and the guard before one goes.
QList<plan::Step> planConsulServers(const QList<PlannedMachine> &machines, const Change &change)
{
    if (!change.touchesConsul())
        return {};
    auto all = machines + change.add;
    const auto going = change.leaving();
    all.removeIf([&](const PlannedMachine &machine) { return going.contains(machine.name); });
    QJsonArray servers;
    QStringList voters;
    for (const auto &machine : std::as_const(all)) {
        if (machine.runsConsulServer)
            servers.append(machine.name);
    }
    for (const auto &machine : change.add) {
        if (machine.runsConsulServer)
            voters.append(machine.name + u"/consul-voter"_s);
    }
    QList<plan::Step> steps;
    QStringList written;
    for (const auto &machine : std::as_const(all)) {
        const QString id = machine.name + u"/consul-peers"_s;
        steps.append({id,
                      u"consul-peers"_s,
                      machine.name,
                      voters + QStringList{machine.name + u"/consul"_s},
                      {{u"servers"_s, servers}}});
        written.append(id);
    }
    if (const auto leaving = change.leavingServers(); !leaving.isEmpty())
        steps.append({u"cluster/consul-quorum"_s,
                      u"consul-quorum"_s,
                      {},
                      written,
                      {{u"leaving"_s, QJsonArray::fromStringList(leaving)}}});
    return steps;
}

// The steps by which everything of the change goes, one voter after another: the dead first, so that those
// who can still vote are there for the rest.
QList<plan::Step> planRemovals(const Change &change, bool hasConsul, const QStringList &after)
{
    auto going = change.remove;
    std::stable_sort(going.begin(), going.end(),
                     [](const Leaving &a, const Leaving &b) { return a.isDead && !b.isDead; });
    QList<plan::Step> steps;
    QStringList lastDemotion;
    QStringList lastServer{u"cluster/consul-quorum"_s};
    for (const auto &leaving : std::as_const(going)) {
        auto way = planRemoval(leaving, change, hasConsul, after);
        for (auto &step : way) {
            if (step.kind == "demote"_L1) {
                step.needs += lastDemotion;
                lastDemotion = {step.id};
            }
            if (leaving.runsConsulServer && step.id.endsWith("/consul-leave"_L1)) {
                step.needs += lastServer;
                lastServer = {step.id};
            }
        }
        steps += way;
    }
    return steps;
}

// \p steps: those of what goes.
QList<plan::Step> planNewMachines(const ClusterSpec &spec, const QList<PlannedMachine> &machines,
                                  const Change &change, const QString &clusterId,
                                  const QList<plan::Step> &steps)
{
    if (change.add.isEmpty())
        return {};
    QStringList removed;
    for (const auto &step : steps) {
        if (step.kind == "node-remove"_L1)
            removed.append(step.id);
    }
    auto added = planAdditions(spec, {clusterId}, machines, change.add);
    for (auto &step : added) {
        if (step.kind == "swarm-join"_L1 && !change.comesFirst()) // its quorum is that of the living
            step.needs += removed;
    }
    QJsonObject labels;
    for (auto it = change.labels.begin(); it != change.labels.end(); ++it)
        labels.insert(it.key(), it.value());
    for (const auto &machine : change.add) {
        if (!labels.isEmpty() && machine.role != MachineRole::ConsulServer)
            added.append({machine.name + u"/labels"_s,
                          u"node-labels"_s,
                          {},
                          {machine.name + u"/swarm-join"_s},
                          {{u"labels"_s, labels}}});
    }
    return added;
}

QStringList readiness(const QList<PlannedMachine> &added)
{
    QStringList ids;
    for (const auto &machine : added)
        ids.append(machine.name
                   + (machine.role == MachineRole::ConsulServer ? u"/consul-voter"_s : u"/ready"_s));
    return ids;
}

} // namespace

Result<QList<plan::Step>> planChange(const ClusterSpec &spec, const QList<PlannedMachine> &machines,
                                     const Change &change, const QString &clusterId)
{
    QList<plan::Step> steps;
    QStringList before = change.comesFirst() ? readiness(change.add) : QStringList();
    const auto losing = change.losingManagers();
    if (!losing.isEmpty()) {
        steps.append({u"cluster/quorum"_s,
                      u"quorum"_s,
                      {},
                      before,
                      {{u"leaving"_s, QJsonArray::fromStringList(losing)}}});
        before = {u"cluster/quorum"_s};
    }
    steps += planConsulServers(machines, change);
    steps += planRemovals(change, spec.consulServers > 0, before);
    QStringList roleBefore = before;
    for (const auto &step : std::as_const(steps)) {
        if (step.kind == "demote"_L1) // all of them: each changes the quorum
            roleBefore.append(step.id);
    }
    for (const auto &role : change.roles)
        addRoleChange(spec, role, roleBefore, steps);
    const auto added = planNewMachines(spec, machines, change, clusterId, steps);
    steps = change.touchesConsul() ? added + steps : steps + added; // as it will be seen to happen
    if (!change.operatorCidrs.isEmpty())
        steps += planOperatorMove(spec, change);
    steps += planExposures(spec, machines, change);
    for (const QString &name : change.activate)
        steps.append({name + u"/activate"_s, u"activate"_s, {}, {}, {}});
    dropKnownNeeds(steps);
    if (auto good = plan::validate(steps); !good)
        return fail(std::move(good).error());
    return steps;
}

} // namespace skep::cluster
