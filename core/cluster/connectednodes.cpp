// SPDX-License-Identifier: GPL-3.0-or-later
// The other nodes of a swarm that Skep has not made: found through the way in, and logged in to only when
// their host key is known or confirmed.
#include "core/cluster/cluster_p.h"
#include "core/cluster/compose.h"
#include "core/crypto/keys.h"
#include "core/local/knownhosts.h"
#include "core/ssh/hostkeyscan.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace skep::cluster {

namespace {

constexpr auto directLimit = std::chrono::seconds(3);

bool isEntry(const ClusterFile &file, const MachineRecord &machine)
{
    return machine.name == file.machines.constFirst().name;
}

Result<NodeKey> judgedKey(const QList<local::KnownHostsFile> &files, const QString &known,
                          const ssh::HostSight &sight)
{
    if (sight.hostKey.isEmpty())
        return fail(sight.problem);
    const auto verdict = local::judge(files, known, sight.hostKey);
    using Kind = local::HostVerdict::Kind;
    if (verdict.kind == Kind::Changed || verdict.kind == Kind::Revoked)
        return fail(ErrorCode::HostKey, verdict.sentence, verdict.fix);
    return NodeKey{sight.hostKey, QString::fromLatin1(crypto::fingerprint(sight.hostKey)),
                   verdict.kind == Kind::Known};
}

//! Two nodes may have one hostname; a machine's name is its own.
QString freeName(const ClusterFile &file, const docker::Node &node)
{
    const bool isTaken =
        std::any_of(file.machines.begin(), file.machines.end(),
                    [&](const MachineRecord &machine) { return machine.name == node.hostname; });
    constexpr int enough = 6;
    return isTaken ? node.hostname + u'.' + node.id.left(enough) : node.hostname;
}

} // namespace

// An address inside the swarm may be another machine's here. So the node is asked directly only where it
// shows the key that was confirmed; else it is reached through the way in.
Route Cluster::Private::nodeRoute(const MachineRecord &machine)
{
    Route route;
    route.target = [this, name = machine.name, address = machine.address,
                    port = quint16(machine.sshPort)]() -> Pending<ssh::Target> {
        const QByteArray key = file.hostKeys.value(name);
        if (key.isEmpty())
            return ready<ssh::Target>(fail(
                ErrorCode::HostKey,
                Cluster::tr("The host key of %1 is not confirmed yet, so nothing is sent there.").arg(name)));
        return andThen(entryTarget(), q, [this, address, port, key](const ssh::Target &entry) {
            const ssh::Target through = targetThrough(entry, address, port, key);
            ssh::Target direct = through;
            direct.jump.reset();
            const QByteArray kind = key.left(key.indexOf(' '));
            return transform<ssh::Target>(
                ssh::lookAtHost(direct, {kind}, directLimit), q, [=](const ssh::HostSight &sight) {
                    return Result<ssh::Target>(sight.hostKey == key ? direct : through);
                });
        });
    };
    return route;
}

// Called whenever the store knows other nodes.
void Cluster::Private::learnNodes()
{
    if (!file.connected || file.connected->engine != EngineKind::Swarm
        || file.connected->entry.kind != Entry::Kind::Ssh)
        return;
    QList<MachineRecord> machines{file.machines.constFirst()};
    for (const NodeRow &row : store->nodes()) {
        const bool isManager = row.node.role == docker::NodeRole::Manager;
        const auto role = isManager ? MachineRole::Manager : MachineRole::Worker;
        if (row.node.hostname == machines.constFirst().name || row.node.address.isEmpty())
            continue;
        const auto known = std::find_if(file.machines.begin(), file.machines.end(), [&](const auto &machine) {
            return machine.privateAddress == row.node.address && !isEntry(file, machine);
        });
        MachineRecord machine = known == file.machines.end() ? MachineRecord() : *known;
        if (known == file.machines.end()) {
            machine.name = freeName(file, row.node);
            machine.address = machine.privateAddress = row.node.address;
        }
        machine.role = machine.shape.role = role;
        machine.shape.name = machine.name;
        machines.append(machine);
    }
    takeNodes(machines);
}

void Cluster::Private::takeNodes(const QList<MachineRecord> &machines)
{
    const auto nameOf = [](const MachineRecord &machine) { return machine.name; };
    QStringList before;
    QStringList now;
    std::transform(file.machines.begin(), file.machines.end(), std::back_inserter(before), nameOf);
    std::transform(machines.begin(), machines.end(), std::back_inserter(now), nameOf);
    if (before == now)
        return;
    for (const QString &name : std::as_const(before)) {
        if (!now.contains(name)) {
            site->links()->drop(name);
            file.hostKeys.remove(name);
        }
    }
    change([&] { file.machines = machines; });
    enterConnected();
    for (const MachineRecord &machine : machines) {
        if (!isEntry(file, machine) && !before.contains(machine.name))
            lookUpNode(machine.name);
    }
    emit q->machinesChanged();
    if (before.size() == 1) // from now on other managers can be asked, too
        restartMonitor();
}

// What the user's known_hosts has needs no question.
void Cluster::Private::lookUpNode(const QString &machine)
{
    onResult(q->nodeKey(machine), q, [this, machine](const Result<NodeKey> &shown) {
        if (shown && shown->isKnown)
            q->confirmHostKey(machine, shown->key);
    });
}

QStringList Cluster::unconfirmedNodes() const
{
    QStringList names;
    if (!connected())
        return names;
    for (const auto &machine : std::as_const(d->file.machines)) {
        if (!isEntry(d->file, machine) && d->file.hostKeys.value(machine.name).isEmpty())
            names.append(machine.name);
    }
    return names;
}

// Through the way in, where the address is certain to be the node's. Where that host may not lead on (a
// firewall that lets in nobody but this computer), directly.
Pending<NodeKey> Cluster::nodeKey(const QString &machineName)
{
    const auto record = std::find_if(d->file.machines.begin(), d->file.machines.end(),
                                     [&](const auto &machine) { return machine.name == machineName; });
    if (!connected() || record == d->file.machines.end())
        return ready<NodeKey>(fail(ErrorCode::NotFound, tr("%1 has no node %2.").arg(name(), machineName)));
    const QString known = local::knownHostName(record->address, quint16(record->sshPort));
    const auto files = local::readKnownHosts({d->surroundings.places.ssh + u"/known_hosts"_s});
    if (!files)
        return ready<NodeKey>(fail(files.error()));
    const auto kinds = local::knownKinds(*files, known);
    return andThen(d->entryTarget(), this, [=, this, machine = *record](const ssh::Target &entry) {
        const auto through = targetThrough(entry, machine.address, quint16(machine.sshPort), {});
        ssh::Target direct = through;
        direct.jump.reset();
        const auto judged = [files = *files, known](const ssh::HostSight &sight) {
            return judgedKey(files, known, sight);
        };
        const auto seen = transform<NodeKey>(ssh::lookAtHost(direct, kinds, directLimit), this, judged);
        const auto certain = [=, this](const Result<NodeKey> &here) {
            if (here && here->isKnown)
                return ready<NodeKey>(*here);
            const auto there = transform<NodeKey>(ssh::lookAtHost(through, kinds), this, judged);
            return orElse(there, this, [here](const Error &error) {
                return ready<NodeKey>(here ? here : Result<NodeKey>(fail(error)));
            });
        };
        const auto found = andThen(seen, this, [certain](const NodeKey &key) { return certain(key); });
        return orElse(found, this, [certain](const Error &error) {
            return error.code == ErrorCode::HostKey ? ready<NodeKey>(fail(error)) : certain(fail(error));
        });
    });
}

Result<> Cluster::confirmHostKey(const QString &machine, const QByteArray &hostKey)
{
    if (!unconfirmedNodes().contains(machine))
        return fail(ErrorCode::NotFound, tr("%1 has no node %2 to be confirmed.").arg(name(), machine));
    auto kept = d->rewrite([&](ClusterFile &file) { file.hostKeys.insert(machine, hostKey); });
    if (!kept)
        return kept;
    d->site->links()->drop(machine);
    d->enterConnected();
    emit machinesChanged();
    return {};
}

} // namespace skep::cluster
