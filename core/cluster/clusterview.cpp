// SPDX-License-Identifier: GPL-3.0-or-later
// What a change is decided by: how the swarm and Consul see their nodes now, and which names there were.
#include "core/cluster/cluster_p.h"
#include "core/cluster/compose.h"
#include "core/cluster/consulvoters.h"
#include "core/docker/client.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace skep::cluster {

const docker::Node *Cluster::Private::View::node(const QString &machine) const
{
    const auto found = std::find_if(nodes.begin(), nodes.end(),
                                    [&](const docker::Node &node) { return node.hostname == machine; });
    return found == nodes.end() ? nullptr : &*found;
}

// A machine of a Consul server alone is in no swarm: its fellows know.
bool Cluster::Private::View::isDead(const Leaving &leaving) const
{
    if (leaving.role == MachineRole::ConsulServer)
        return std::none_of(servers.begin(), servers.end(), [&](const VoterSeen &server) {
            return server.name == leaving.name && server.isReachable;
        });
    const auto *known = node(leaving.name);
    return !known || known->state != docker::NodeState::Ready;
}

Pending<Cluster::Private::View> Cluster::Private::view(const QStringList &except)
{
    QStringList others = managers();
    QStringList going;
    for (const QString &name : except) {
        if (others.removeOne(name))
            going.append(name);
    }
    if (others.isEmpty() || going.isEmpty())
        return askManagers(others + going);
    // Whoever is there in its place may not be a manager yet.
    return orElse(askManagers(others), q, [this, going](const Error &) { return askManagers(going); });
}

// All are asked at once, so that a dead one costs no time.
Pending<Cluster::Private::View> Cluster::Private::askManagers(const QStringList &managers)
{
    Completer<View> first;
    auto left = std::make_shared<qsizetype>(managers.size());
    for (const QString &name : managers) {
        const auto asked =
            andThen(site->links()->engine(name), q, [](docker::Client *engine) { return engine->nodes(); });
        const auto inTime = withTimeout(asked, 20s, q, Cluster::tr("%1 does not answer.").arg(name));
        onResult(inTime, q, [this, first, left, name](const Result<QList<docker::Node>> &nodes) {
            if (nodes)
                return first.settle(View{name, *nodes, {}});
            if (--*left > 0)
                return;
            Error error = prefixed(Cluster::tr("No manager of the cluster can be asked"), nodes.error());
            if (const QString stale = q->addressTrouble(); !stale.isEmpty())
                error.message += u' ' + stale;
            first.settle(fail(error));
        });
    }
    return first.future();
}

Pending<Cluster::Private::View> Cluster::Private::viewFor(const Change &change)
{
    if (!change.asksSwarm())
        return ready<View>(View{});
    const auto seen = view(change.leaving());
    if (!change.touchesConsul())
        return seen;
    return andThen(seen, q, [this, going = change.leaving()](const View &swarm) {
        return transform<View>(voters(going), q, [swarm](const QList<VoterSeen> &servers) {
            return View{swarm.manager, swarm.nodes, servers};
        });
    });
}

// One that goes is asked only where there is no other.
Pending<QList<VoterSeen>> Cluster::Private::voters(const QStringList &going)
{
    const auto servers = site->consulServers();
    const bool areAllGoing = std::all_of(servers.begin(), servers.end(),
                                         [&](const QString &server) { return going.contains(server); });
    return consulVoters(site.get(), areAllGoing ? QStringList() : going);
}

Leaving Cluster::Private::leaving(const QString &machineName) const
{
    const auto machine = site->machine(machineName);
    return {machineName, machine.role, false, machine.runsConsulServer};
}

// Of this computer's memory, its list and the cloud's.
Pending<QMap<QString, int>> Cluster::Private::usedNumbers()
{
    QStringList names;
    for (const auto &machine : std::as_const(file.machines))
        names.append(machine.name);
    return andThen(surroundings.provider(file.account), q, [=, this](cloud::CloudProvider *provider) {
        return transform<QMap<QString, int>>(
            provider->machines(site->labels()), q, [=, this](const QList<cloud::Machine> &machines) {
                QStringList all = names;
                for (const auto &machine : machines)
                    all.append(machine.labels.value(machineLabel));
                auto numbers = numbersIn(file.spec, all);
                for (auto it = file.numbers.begin(); it != file.numbers.end(); ++it)
                    numbers[it.key()] = std::max(numbers.value(it.key()), it.value());
                return numbers;
            });
    });
}

} // namespace skep::cluster
