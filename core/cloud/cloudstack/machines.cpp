// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloud/cloudstack/machines.h"

#include "core/base/log.h"
#include "core/cloud/cloudstack/catalogue.h"
#include "core/cloud/cloudstack/isolatednetworks.h"

#include <QRegularExpression>

namespace skep::cloud::cloudstack {

using namespace Qt::StringLiterals;

Machines::Machines(Calls *calls, IsolatedNetworks *networks)
    : QObject(calls)
    , m_calls(calls)
    , m_networks(networks)
{
}

// What the offering leaves open is said; a disk size where it has none of its own.
Pending<Parameters> Machines::deployment(const MachineRequest &request)
{
    const Shape shape = shapeOf(request.instanceTypeId);
    auto listed = m_calls->list<Offering>(u"listServiceOfferings"_s, u"serviceoffering"_s,
                                          {{u"id"_s, shape.offeringId}}, offeringFrom);
    return andThen(listed, this, [request, shape](const QList<Offering> &offerings) {
        if (offerings.isEmpty())
            return ready<Parameters>(
                fail(ErrorCode::NotFound, tr("The cloud no longer has this type of machine.")));
        return ready<Parameters>(deploymentOf(request, shape, offerings.first()));
    });
}

Pending<Parameters> Machines::withNetwork(const ZoneRow &zone, const MachineRequest &request,
                                          Parameters parameters)
{
    parameters.insert(u"zoneid"_s, zone.id);
    if (!hasGroups(zone)) {
        if (request.groupIds.isEmpty())
            return ready<Parameters>(fail(ErrorCode::Internal, tr("The machine has no network.")));
        parameters.insert(u"networkids"_s, request.groupIds.first());
        return andThen(m_networks->prepare(request.groupIds.first()), this,
                       [parameters] { return ready<Parameters>(parameters); });
    }
    if (!request.groupIds.isEmpty())
        parameters.insert(u"securitygroupids"_s, request.groupIds.join(u','));
    if (zone.isBasic)
        return ready<Parameters>(parameters);
    auto listed =
        m_calls->list<NetworkRow>(u"listNetworks"_s, u"network"_s,
                                  {{u"zoneid"_s, zone.id}, {u"canusefordeploy"_s, u"true"_s}}, networkFrom);
    return andThen(listed, this, [parameters](const QList<NetworkRow> &networks) mutable {
        for (const NetworkRow &network : networks) {
            if (!network.services.contains("SecurityGroup"_L1))
                continue;
            parameters.insert(u"networkids"_s, network.id);
            return ready<Parameters>(parameters);
        }
        return ready<Parameters>(fail(ErrorCode::Config,
                                      tr("This zone has security groups, but no network that uses them and "
                                         "that the account may put machines in.")));
    });
}

Pending<Started> Machines::create(const ZoneRow &zone, const MachineRequest &request)
{
    if (auto ok = checkRequest(request); !ok)
        return ready<Started>(fail(ok.error()));
    auto said = andThen(deployment(request), this, [=, this](const Parameters &parameters) {
        return withNetwork(zone, request, parameters);
    });
    auto deployed = andThen(said, this, [this](const Parameters &parameters) {
        return m_calls->start(u"deployVirtualMachine"_s, parameters);
    });
    return andThen(deployed, this, [this, request](const Started &started) {
        if (auto ok = checkId(started.objectId); !ok)
            return ready<Started>(
                fail(ErrorCode::Protocol, tr("The cloud does not say which machine it makes."), {}, true));
        return andThen(tag(started.objectId, request.labels), this,
                       [started] { return ready<Started>(started); });
    });
}

// For people and their filters; the display name carries the same, so nothing depends on it.
Pending<> Machines::tag(const QString &machineId, const Labels &labels)
{
    Parameters parameters{{u"resourceids"_s, machineId}, {u"resourcetype"_s, u"UserVM"_s}};
    int index = 0;
    for (auto it = labels.cbegin(); it != labels.cend(); ++it, ++index) {
        parameters.insert(u"tags[%1].key"_s.arg(index), it.key());
        parameters.insert(u"tags[%1].value"_s.arg(index), it.value());
    }
    if (labels.isEmpty())
        return ready<void>({});
    auto tagged = andThen(m_calls->ask(u"createTags"_s, parameters), this,
                          [](const QJsonObject &) { return ready<void>({}); });
    return recovered<void>(tagged, this, [](const Error &error) {
        qCInfo(lcCloud).noquote() << "a machine has no tags:" << error.message;
        return ready<void>({});
    });
}

Pending<MachineRow> Machines::row(const QString &id)
{
    if (auto ok = checkId(id); !ok)
        return ready<MachineRow>(fail(ok.error()));
    auto listed = m_calls->list<MachineRow>(u"listVirtualMachines"_s, u"virtualmachine"_s, {{u"id"_s, id}},
                                            machineFrom);
    return andThen(listed, this, [id](const QList<MachineRow> &rows) {
        for (const MachineRow &row : rows) {
            if (row.machine.id == id)
                return ready<MachineRow>(row);
        }
        return ready<MachineRow>(fail(ErrorCode::NotFound, tr("The cloud does not know this machine.")));
    });
}

Pending<QList<Machine>> Machines::located(const ZoneRow &zone, const QList<MachineRow> &rows)
{
    if (!hasGroups(zone))
        return m_networks->withAddresses(rows);
    QList<Machine> machines;
    for (const MachineRow &row : rows)
        machines.append(row.machine);
    return ready<QList<Machine>>(machines);
}

// Not asked for by tag: a machine whose tags were lost on the way must be found, too.
Pending<QList<Machine>> Machines::list(const ZoneRow &zone, const Labels &labels)
{
    auto listed = m_calls->list<MachineRow>(u"listVirtualMachines"_s, u"virtualmachine"_s,
                                            {{u"zoneid"_s, zone.id}}, machineFrom);
    return andThen(listed, this, [this, zone, labels](QList<MachineRow> rows) {
        rows.removeIf([&labels](const MachineRow &row) { return !carriesAll(row.machine, labels); });
        return located(zone, rows);
    });
}

Pending<Started> Machines::destroy(const QString &id)
{
    if (auto ok = checkId(id); !ok)
        return ready<Started>(fail(ok.error()));
    const Parameters machine{{u"id"_s, id}};
    Parameters forGood = machine;
    forGood.insert(u"expunge"_s, u"true"_s); // else name, address and groups stay in use for a day
    const auto asked =
        recovered<Started>(m_calls->start(u"destroyVirtualMachine"_s, forGood), this,
                           [this, machine](const Error &error) -> Pending<Started> {
                               static const QRegularExpression notAllowed(
                                   u"expung"_s, QRegularExpression::CaseInsensitiveOption);
                               if (!error.retryable && notAllowed.match(error.message).hasMatch())
                                   return m_calls->start(u"destroyVirtualMachine"_s, machine);
                               return ready<Started>(fail(error));
                           });
    return recovered<Started>(asked, this, [](const Error &error) {
        return ready<Started>(error.code == ErrorCode::NotFound ? Result<Started>(Started{})
                                                                : Result<Started>(fail(error)));
    });
}

Pending<> Machines::setMembership(const QString &machineId, const QString &groupId, bool isMember)
{
    if (auto ok = checkId(groupId); !ok)
        return ready<void>(fail(ok.error()));
    return andThen(row(machineId), this, [=, this](const MachineRow &known) {
        QStringList groups = known.machine.groupIds;
        if (groups.contains(groupId) == isMember)
            return ready<void>({});
        if (known.machine.state != MachineState::Stopped)
            return ready<void>(
                fail(ErrorCode::Config,
                     tr("CloudStack changes the firewall groups of a machine only while it is stopped. "
                        "Add a node in the wanted role and remove %1 instead.")
                         .arg(known.machine.name)));
        if (isMember)
            groups.append(groupId);
        else
            groups.removeAll(groupId);
        auto changed = m_calls->finish(u"updateVirtualMachine"_s,
                                       {{u"id"_s, machineId}, {u"securitygroupids"_s, groups.join(u',')}});
        return andThen(changed, this, [](const QJsonObject &) { return ready<void>({}); });
    });
}

} // namespace skep::cloud::cloudstack
