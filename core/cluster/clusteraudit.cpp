// SPDX-License-Identifier: GPL-3.0-or-later
// What is really open on a cluster's machines.
#include "core/cluster/auditrun.h"
#include "core/cluster/cluster_p.h"
#include "core/cluster/compose.h"
#include "core/cluster/connectedrules.h"
#include "core/cluster/listening.h"
#include "core/net/portscan.h"
#include "core/ssh/connection.h"

#include <QFile>

#include <algorithm>

using namespace Qt::StringLiterals;

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

Pending<> notLookedAt(const QString &machine, const Error &error, Audit *audit)
{
    audit->unread.append(Cluster::tr("%1 was not looked at. %2").arg(machine, error.message));
    return ready<>({});
}

Pending<Audit> sorted(const Pending<> &looked, const std::shared_ptr<Audit> &audit, QObject *context)
{
    return transform<Audit>(looked, context, [audit]() -> Result<Audit> {
        sortBySeverity(audit->findings);
        return *audit;
    });
}

} // namespace

Pending<Audit> runAudit(const AuditSubject &subject, cloud::CloudProvider *provider, QObject *context)
{
    auto audit = std::make_shared<Audit>();
    return andThen(readRules(subject, provider, audit, context), context,
                   [=] { return sorted(lookFromHere(subject, audit, context), audit, context); });
}

Pending<> Cluster::Private::auditPorts(const MachineRecord &machine, const std::shared_ptr<Audit> &audit)
{
    using Kind = Entry::Kind;
    const bool isFirst = machine.name == file.machines.constFirst().name;
    const Kind kind = file.connected->entry.kind;
    if (isFirst && kind == Kind::Socket)
        return ready<>({}); // it is this computer
    if (isFirst && kind == Kind::Endpoint)
        return lookFromHere({file.spec, {{machine.name, machine.address}}, {}}, audit, q);
    return auditPortsAt(machine.name, isFirst ? entryTarget() : nodeRoute(machine).target(), audit);
}

// An address inside the swarm may be another machine's here, so only what is reached without a jump is tried.
Pending<> Cluster::Private::auditPortsAt(const QString &machine, const Pending<ssh::Target> &target,
                                         const std::shared_ptr<Audit> &audit)
{
    return andThen(target, q, [=, this](const ssh::Target &way) {
        if (!way.jump)
            return lookFromHere({file.spec, {{machine, way.host}}, {}}, audit, q);
        audit->unread.append(
            Cluster::tr("%1 is not reached from here directly, so its ports were not tried.").arg(machine));
        return ready<>({});
    });
}

Pending<> Cluster::Private::auditListeners(const MachineRecord &machine, const std::shared_ptr<Audit> &audit)
{
    const auto take = [audit, name = machine.name](const QByteArray &printed) -> Result<> {
        const auto found = parseListeners(printed);
        if (found.isEmpty()) // at least what was just spoken to listens there
            return fail(ErrorCode::Remote, Cluster::tr("It does not tell what listens there."));
        audit->listeners += int(found.size());
        for (const Finding &finding : judgeListeners(name, found))
            audit->findings.append(finding);
        return {};
    };
    const Route route =
        machine.name == file.machines.constFirst().name ? directRoute(file.connected->entry) : Route();
    if (!route.socketPath.isEmpty()) {
        QByteArray printed;
        for (const QString &each : {u"tcp"_s, u"tcp6"_s, u"udp"_s, u"udp6"_s}) {
            QFile table(u"/proc/net/"_s + each);
            if (table.open(QIODevice::ReadOnly))
                printed += "= " + each.toLatin1() + '\n' + table.readAll();
        }
        return ready<>(take(printed));
    }
    if (route.engineUrl.isValid()) {
        audit->unread.append(
            Cluster::tr("%1 is reached by its engine alone, so what listens there is not known.")
                .arg(machine.name));
        return ready<>({});
    }
    constexpr auto limit = std::chrono::seconds(20);
    return andThen(site->links()->connection(machine.name), q, [=, this](ssh::Connection *connection) {
        return transform<void>(connection->exec(listenersCommand(), {}, limit), q,
                               [take](const ssh::ExecResult &done) { return take(done.out); });
    });
}

// No plan says what should be open there, so what nobody should have open is looked for.
Pending<Audit> Cluster::Private::auditConnected()
{
    auto audit = std::make_shared<Audit>();
    audit->hasPlan = false;
    for (const ServiceRow &row : store->services()) {
        for (const docker::Port &port : row.service.ports) {
            if (port.published > 0)
                audit->published.append(
                    u"%1/%2 (%3)"_s.arg(port.published).arg(port.protocol, row.service.name));
        }
    }
    const auto looked = allAtOnce(file.machines, q, [=, this](const MachineRecord &machine) {
        const auto both =
            andThen(auditPorts(machine, audit), q, [=, this] { return auditListeners(machine, audit); });
        return orElse(both, q, [audit, name = machine.name](const Error &error) {
            return notLookedAt(name, error, audit.get());
        });
    });
    return withKnownRules(looked, audit);
}

Pending<Audit> Cluster::Private::withKnownRules(const Pending<> &looked, const std::shared_ptr<Audit> &audit)
{
    const auto rules = auditKnownRules(file.machines, surroundings.clouds(), audit, q);
    return sorted(andThen(looked, q, [rules] { return rules; }), audit, q);
}

Pending<Audit> Cluster::Private::auditOwnServers()
{
    auto audit = std::make_shared<Audit>();
    audit->hasPlan = false;
    const auto looked = allAtOnce(file.spec.servers, q, [=, this](const OwnServer &server) {
        return orElse(auditPortsAt(server.label(), serverTarget(server), audit), q,
                      [audit, name = server.label()](const Error &error) {
                          return notLookedAt(name, error, audit.get());
                      });
    });
    return withKnownRules(looked, audit);
}

Pending<Audit> Cluster::audit()
{
    if (d->file.connected)
        return d->auditConnected();
    if (spec().isOnOwnServers())
        return d->auditOwnServers();
    AuditSubject subject{spec(), {}, d->site->labels()};
    for (const auto &machine : std::as_const(d->file.machines))
        subject.addresses.insert(machine.name, machine.address);
    return andThen(d->surroundings.provider(d->file.account), this,
                   [=, this](cloud::CloudProvider *cloud) { return runAudit(subject, cloud, this); });
}

} // namespace skep::cluster
