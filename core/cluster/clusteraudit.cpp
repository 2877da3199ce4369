// SPDX-License-Identifier: GPL-3.0-or-later
// What is really open on a cluster's machines.
#include "core/cluster/auditrun.h"
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
Pending<> lookFromHere(const AuditSubject &subject, const std::shared_ptr<Audit> &audit, QObject *context)
{
    QList<int> ports = delicatePorts().keys();
    ports.removeOne(22);
    return allAtOnce(subject.addresses.keys(), context, [=](const QString &machine) {
        const auto open = net::openTcpPorts(subject.addresses.value(machine), ports, context);
        return transform<void>(
            open, context, [=, exposures = subject.spec.exposures](const QList<int> &found) -> Result<> {
                audit->ports += int(ports.size());
                for (const int port : found)
                    audit->findings.append(reachable(machine, port, isMeant(port, exposures)));
                return {};
            });
    });
}

Pending<> readRules(const AuditSubject &subject, cloud::CloudProvider *provider,
                    const std::shared_ptr<Audit> &audit, QObject *context)
{
    return andThen(provider->groups(), context, [=](const QList<cloud::FirewallGroup> &groups) {
        return transform<void>(provider->machines(subject.labels), context,
                               [=](const QList<cloud::Machine> &machines) -> Result<> {
                                   *audit = auditRules(subject.spec, groups, machines);
                                   return {};
                               });
    });
}

} // namespace

Pending<Audit> runAudit(const AuditSubject &subject, cloud::CloudProvider *provider, QObject *context)
{
    auto audit = std::make_shared<Audit>();
    const auto rules = provider ? readRules(subject, provider, audit, context) : ready<>({});
    return andThen(rules, context, [=] {
        return transform<Audit>(lookFromHere(subject, audit, context), context, [audit]() -> Result<Audit> {
            sortBySeverity(audit->findings);
            return *audit;
        });
    });
}

Pending<Audit> Cluster::audit()
{
    AuditSubject subject{spec(), {}, d->site->labels()};
    for (const auto &machine : std::as_const(d->file.machines))
        subject.addresses.insert(machine.name, machine.address);
    if (d->file.connected || spec().isOnOwnServers()) // the rules of a cloud that Skep does not know
        return runAudit(subject, nullptr, this);
    return andThen(d->surroundings.provider(d->file.account), this,
                   [=, this](cloud::CloudProvider *cloud) { return runAudit(subject, cloud, this); });
}

} // namespace skep::cluster
