// SPDX-License-Identifier: GPL-3.0-or-later
// A cluster's live half: who fills the store, and through which nodes.
#include "core/cluster/cluster_p.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace skep::cluster {

namespace {

// The file must outlive the sources. Agents on the swarm's nodes first: they also see what their own node's
// registrar said last.
Sources sourcesOf(const ClusterFile &file, Links *links)
{
    Sources sources;
    for (const auto &machine : file.machines) {
        const QString name = machine.name;
        if (machine.role == MachineRole::Manager)
            sources.managers.append({name, [links, name] { return links->engine(name); }});
        const bool isNamed = file.connected && !file.connected->consul.isEmpty() && sources.agents.isEmpty();
        if (file.spec.consulServers > 0 || isNamed)
            sources.agents.append({name, [links, name] { return links->consul(name); }});
        if (machine.shape.runsConsulServer)
            sources.consulServers.append(name);
    }
    sources.exposures = file.spec.exposures;
    if (file.connected)
        sources.kind = file.connected->engine;
    std::stable_partition(sources.agents.begin(), sources.agents.end(), [&](const Sources::Agent &agent) {
        return std::any_of(sources.managers.begin(), sources.managers.end(),
                           [&](const Sources::Engine &manager) { return manager.machine == agent.machine; });
    });
    sources.machineName = [&file](const docker::Node &node) { // also of one that joins meanwhile
        for (const auto &machine : file.machines) {
            const bool isThere = !node.address.isEmpty() && machine.privateAddress == node.address;
            if (isThere || machine.name == node.hostname)
                return machine.name;
        }
        return QString();
    };
    return sources;
}

} // namespace

Discovery *Cluster::discovery() const
{
    return d->discovery.get();
}

Links *Cluster::links() const
{
    return d->site->links();
}

net::Gateway *Cluster::gateway() const
{
    return d->site->gateway();
}

OperatorWay Cluster::operatorWay() const
{
    const QStringList open = d->file.spec.operatorCidrs;
    const QString seen = d->wayWatch->seenAs();
    OperatorWay way{open, seen.isEmpty() ? d->file.account.operatorCidr : rangeOf(seen)};
    way.isStale = !open.isEmpty() && !way.now.isEmpty() && !isCovered(way.now, open);
    way.isShutOut = !open.isEmpty() && way.now.isEmpty() && d->wayWatch->isShutOut();
    return way;
}

QString Cluster::addressTrouble(const QString &addressNow) const
{
    return staleAddress(addressNow.isEmpty() ? operatorWay().now : addressNow, d->file.spec.operatorCidrs);
}

QStringList Cluster::Private::managers() const
{
    QStringList names;
    for (const auto &machine : file.machines) {
        if (machine.role == MachineRole::Manager)
            names.append(machine.name);
    }
    return names;
}

void Cluster::Private::takeAccount(const Account &account)
{
    if (file.account.id != account.id || file.account == account || file.phase == Phase::Destroyed)
        return;
    file.account = account;
    save();
    emit q->operatorWayChanged();
}

// After a change the sources are others.
void Cluster::Private::restartMonitor()
{
    if (!monitor)
        return;
    monitor.reset();
    q->connectLive();
}

void Cluster::connectLive()
{
    if ((phase() != Phase::Ready && phase() != Phase::Changing) || d->monitor)
        return;
    d->monitor = std::make_unique<Monitor>(d->store.get(), sourcesOf(d->file, d->site->links()));
    d->monitor->setSnapshotFile(d->surroundings.folder + u"/snapshot.json"_s);
    d->monitor->start();
}

Operations *Cluster::operations() const
{
    return d->operations.get();
}

EngineOperations::Way Cluster::Private::way()
{
    return {[this](const QString &machine) { return site->links()->engine(machine); },
            [this] { return managers(); }, [this](const QString &machine) { return q->connection(machine); },
            [this] {
                if (monitor)
                    monitor->refresh();
            },
            surroundings.logins};
}

} // namespace skep::cluster
