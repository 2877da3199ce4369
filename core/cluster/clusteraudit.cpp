// SPDX-License-Identifier: GPL-3.0-or-later
// What is really open on a cluster's machines.
#include "core/cluster/auditrun.h"
#include "core/cluster/cluster_p.h"
#include "core/cluster/compose.h"
#include "core/net/portscan.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace skep::cluster {

namespace {

bool isMeant(int port, const QList<Exposure> &exposures)
{
    return std::any_of(exposures.begin(), exposures.end(),
                       [port](const Exposure &each) { return numberOf(each.port) == port; });
}

//! What the services of a cluster publish, by port. A delicate one is told as such.
QMap<int, QString> publishedPorts(const std::vector<ServiceRow> &services)
{
    QMap<int, QString> published;
    const QMap<int, QString> delicate = delicatePorts();
    for (const ServiceRow &row : services) {
        for (const docker::Port &port : row.service.ports) {
            if (port.published > 0 && port.protocol == "tcp"_L1 && !delicate.contains(port.published))
                published.insert(port.published, row.service.name);
        }
    }
    return published;
}

Finding reachablePublished(const QString &service, int port, QStringList machines)
{
    machines.sort();
    return {Finding::Kind::Reachable, service,
            Cluster::tr("Port %1, which it publishes, answers this computer on %n node(s): %2.", nullptr,
                        int(machines.size()))
                .arg(port)
                .arg(machines.join(u", "_s)),
            Cluster::tr("Nothing is to be done where others are meant to reach it. Else close it with a "
                        "firewall, or take the port off the service."),
            false};
}

//! Adds what answers this computer on any machine beside SSH.
Pending<> lookFromHere(const AuditSubject &subject, const std::shared_ptr<Audit> &audit, QObject *context)
{
    QList<int> ports = delicatePorts().keys();
    ports += subject.published.keys();
    ports.removeOne(22);
    auto answering = std::make_shared<QMap<int, QStringList>>(); // of the published ones, by port
    const auto tried = allAtOnce(subject.addresses.keys(), context, [=](const QString &machine) {
        const auto open = net::openTcpPorts(subject.addresses.value(machine), ports, context);
        return transform<void>(open, context,
                               [=, exposures = subject.spec.exposures,
                                published = subject.published](const QList<int> &found) -> Result<> {
                                   audit->ports += int(ports.size());
                                   for (const int port : found) {
                                       if (published.contains(port))
                                           (*answering)[port].append(machine);
                                       else
                                           audit->findings.append(
                                               reachable(machine, port, isMeant(port, exposures)));
                                   }
                                   return {};
                               });
    });
    return transform<void>(tried, context, [=, published = subject.published]() -> Result<> {
        for (auto it = answering->begin(); it != answering->end(); ++it)
            audit->findings.append(reachablePublished(published.value(it.key()), it.key(), it.value()));
        return {};
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
    const bool areRulesKnown = !d->file.connected && !spec().isOnOwnServers();
    if (!areRulesKnown) // what is meant to be open is then known to the engines alone
        subject.published = publishedPorts(d->store->services());
    if (d->file.connected) {
        for (const NodeRow &row : d->store->nodes()) { // also of nodes that Skep has no way to
            QString &address =
                subject.addresses[row.machineName.isEmpty() ? row.node.hostname : row.machineName];
            if (address.isEmpty() && row.node.address != "0.0.0.0"_L1) // which would be this computer
                address = row.node.address;
        }
        subject.addresses.removeIf(
            [](const QMap<QString, QString>::iterator &machine) { return machine.value().isEmpty(); });
    }
    if (!areRulesKnown)
        return runAudit(subject, nullptr, this);
    return andThen(d->surroundings.provider(d->file.account), this,
                   [=, this](cloud::CloudProvider *cloud) { return runAudit(subject, cloud, this); });
}

} // namespace skep::cluster
