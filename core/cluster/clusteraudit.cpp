// SPDX-License-Identifier: GPL-3.0-or-later
// What is really open on a cluster's machines.
#include "core/cluster/cluster_p.h"
#include "core/cluster/compose.h"
#include "core/net/portscan.h"

#include <algorithm>

namespace skep::cluster {

namespace {

bool isMeant(int port, const QList<Exposure> &exposures)
{
    return std::any_of(exposures.begin(), exposures.end(),
                       [port](const Exposure &each) { return numberOf(each.port) == port; });
}

//! Adds what answers this computer on any machine beside SSH.
Pending<> lookFromHere(const ClusterFile &file, const std::shared_ptr<Audit> &audit, QObject *context)
{
    QList<int> ports = delicatePorts().keys();
    ports.removeOne(22);
    return allAtOnce(file.machines, context, [=](const MachineRecord &machine) {
        return transform<void>(net::openTcpPorts(machine.address, ports, context), context,
                               [=, exposures = file.spec.exposures](const QList<int> &open) -> Result<> {
                                   audit->ports += int(ports.size());
                                   for (const int port : open)
                                       audit->findings.append(
                                           reachable(machine.name, port, isMeant(port, exposures)));
                                   return {};
                               });
    });
}

} // namespace

Pending<Audit> Cluster::audit()
{
    auto audit = std::make_shared<Audit>();
    const auto looked = [this, audit] {
        return transform<Audit>(lookFromHere(d->file, audit, this), this, [audit]() -> Result<Audit> {
            sortBySeverity(audit->findings);
            return *audit;
        });
    };
    if (d->file.connected || spec().isOnOwnServers()) // the rules of a cloud that Skep does not know
        return looked();
    const auto rules =
        andThen(d->surroundings.provider(d->file.account), this, [this, audit](cloud::CloudProvider *cloud) {
            return andThen(cloud->groups(), this, [=, this](const QList<cloud::FirewallGroup> &groups) {
                return transform<void>(cloud->machines(d->site->labels()), this,
                                       [=, this](const QList<cloud::Machine> &machines) -> Result<> {
                                           *audit = auditRules(spec(), groups, machines);
                                           return {};
                                       });
            });
        });
    return andThen(rules, this, looked);
}

} // namespace skep::cluster
