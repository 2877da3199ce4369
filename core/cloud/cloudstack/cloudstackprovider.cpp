// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloud/cloudstack/cloudstackprovider.h"

#include "core/base/log.h"
#include "core/cloud/cloudstack/calls.h"
#include "core/cloud/cloudstack/catalogue.h"
#include "core/cloud/cloudstack/isolatednetworks.h"
#include "core/cloud/cloudstack/labels.h"
#include "core/cloud/cloudstack/securitygroups.h"
#include "core/cloud/newesttemplates.h"

#include <QRegularExpression>

namespace skep::cloud {

using namespace cloudstack;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

Pending<> done(const Pending<QJsonObject> &change, QObject *context)
{
    return andThen(change, context, [](const QJsonObject &) { return ready<void>({}); });
}

} // namespace

CloudStackProvider::CloudStackProvider(const QUrl &endpoint, const QString &apiKey, SecretPtr secret,
                                       const QString &project, QObject *parent)
    : CloudProvider(parent)
    , m_calls(new Calls(endpoint, apiKey, std::move(secret), project, this))
    , m_groups(new SecurityGroups(m_calls))
    , m_networks(new IsolatedNetworks(m_calls))
{
}

CloudStackProvider::~CloudStackProvider() = default;

Pending<QList<ZoneRow>> CloudStackProvider::zoneRows()
{
    return m_calls->list<ZoneRow>(u"listZones"_s, u"zone"_s, {{u"available"_s, u"true"_s}}, zoneFrom);
}

Pending<ZoneRow> CloudStackProvider::zone()
{
    if (m_zone)
        return ready<ZoneRow>(*m_zone);
    return andThen(zoneRows(), this, [this](const QList<ZoneRow> &rows) {
        QStringList names;
        for (const ZoneRow &row : rows) {
            names << row.name;
            if (!m_zoneName.isEmpty() && row.name != m_zoneName)
                continue;
            m_zone = std::make_unique<ZoneRow>(row);
            return ready<ZoneRow>(row);
        }
        return ready<ZoneRow>(
            fail(ErrorCode::NotFound,
                 names.isEmpty()
                     ? tr("This cloud offers no zone to the account.")
                     : tr("There is no zone %1. This cloud has: %2.").arg(m_zoneName, names.join(u", "_s))));
    });
}

template <typename Fn>
auto CloudStackProvider::inZone(Fn fn)
{
    return andThen(zone(), this, [fn](const ZoneRow &row) { return fn(row); });
}

Pending<> CloudStackProvider::useZone(const QString &name)
{
    m_zoneName = name;
    m_zone.reset();
    return inZone([](const ZoneRow &) { return ready<void>({}); });
}

// Any key may ask for what the cloud can do, and the answer tells a cloud of this kind from others.
Pending<> CloudStackProvider::checkCredentials()
{
    return andThen(m_calls->ask(u"listCapabilities"_s), this, [](const QJsonObject &answer) {
        if (!answer["capability"_L1].isObject())
            return ready<void>(fail(ErrorCode::Config,
                                    tr("What answers at this address is no CloudStack API. The address "
                                       "usually ends in /client/api.")));
        return ready<void>({});
    });
}

Pending<QList<Zone>> CloudStackProvider::zones()
{
    return andThen(zoneRows(), this, [](const QList<ZoneRow> &rows) {
        QList<Zone> zones;
        for (const ZoneRow &row : rows)
            zones.append({row.name, !hasGroups(row)});
        return ready<QList<Zone>>(std::move(zones));
    });
}

Pending<QList<InstanceType>> CloudStackProvider::instanceTypes()
{
    return inZone([this](const ZoneRow &zone) {
        auto listed = m_calls->list<Offering>(u"listServiceOfferings"_s, u"serviceoffering"_s,
                                              {{u"zoneid"_s, zone.id}}, offeringFrom);
        return andThen(listed, this, [](const QList<Offering> &offerings) {
            return ready<QList<InstanceType>>(typesOf(offerings));
        });
    });
}

Pending<QList<MachineTemplate>> CloudStackProvider::templates()
{
    return inZone([this](const ZoneRow &zone) {
        auto rows = m_calls->rows(u"listTemplates"_s, u"template"_s,
                                  {{u"templatefilter"_s, u"executable"_s}, {u"zoneid"_s, zone.id}});
        return andThen(rows, this, [](const QJsonArray &listed) {
            const auto templates = parseList<MachineTemplate>(usableTemplates(listed), templateFrom);
            if (!templates)
                return ready<QList<MachineTemplate>>(fail(templates.error()));
            return ready<QList<MachineTemplate>>(newestOfEachName(*templates));
        });
    });
}

Pending<QList<Quota>> CloudStackProvider::quotas()
{
    auto limits = m_calls->rows(u"listResourceLimits"_s, u"resourcelimit"_s);
    return andThen(limits, this, [this](const QJsonArray &most) {
        auto machines = m_calls->rows(u"listVirtualMachines"_s, u"virtualmachine"_s);
        return andThen(machines, this, [most](const QJsonArray &there) {
            return ready<QList<Quota>>(quotasOf(most, there));
        });
    });
}

Pending<QList<SshKey>> CloudStackProvider::sshKeys()
{
    return m_calls->list<SshKey>(u"listSSHKeyPairs"_s, u"sshkeypair"_s, {}, keyFrom);
}

Pending<> CloudStackProvider::registerSshKey(const QString &name, const QByteArray &publicKey)
{
    if (auto ok = checkId(name); !ok)
        return ready<void>(fail(ok.error()));
    return done(
        m_calls->finish(u"registerSSHKeyPair"_s,
                        {{u"name"_s, name}, {u"publickey"_s, QString::fromUtf8(publicKey).trimmed()}}),
        this);
}

Pending<> CloudStackProvider::deleteSshKey(const QString &name)
{
    if (auto ok = checkId(name); !ok)
        return ready<void>(fail(ok.error()));
    return m_calls->remove(u"deleteSSHKeyPair"_s, {{u"name"_s, name}});
}

Pending<QList<FirewallGroup>> CloudStackProvider::groups()
{
    return inZone([this](const ZoneRow &zone) {
        return hasGroups(zone) ? m_groups->groups() : m_networks->groups(zone.id);
    });
}

Pending<Started> CloudStackProvider::createGroup(const QString &name, const QString &description)
{
    if (auto ok = checkId(name); !ok)
        return ready<Started>(fail(ok.error()));
    return inZone([=, this](const ZoneRow &zone) {
        return hasGroups(zone) ? m_groups->create(name, description.left(255))
                               : m_networks->create(zone.id, name, description.left(255));
    });
}

Pending<> CloudStackProvider::deleteGroup(const QString &id)
{
    if (auto ok = checkId(id); !ok)
        return ready<void>(fail(ok.error()));
    return inZone([this, id](const ZoneRow &zone) {
        return removeOnceFree(
            [=, this] { return hasGroups(zone) ? m_groups->remove(id) : m_networks->remove(id); });
    });
}

// A group is in use until its machines are gone for good, which their deletion does not always wait for.
Pending<> CloudStackProvider::removeOnceFree(const std::function<Pending<>()> &remove)
{
    const Backoff patience{.attempts = 24, .first = 500ms, .most = 3s}; // about a minute in all
    return retry(this, patience, [this, remove] {
        return recovered<void>(remove(), this, [](Error error) {
            error.retryable = error.code == ErrorCode::Conflict;
            return ready<void>(fail(error));
        });
    });
}

Pending<> CloudStackProvider::addRule(const QString &groupId, const FirewallRule &rule)
{
    if (auto ok = checkId(groupId); !ok)
        return ready<void>(fail(ok.error()));
    return inZone([=, this](const ZoneRow &zone) {
        return hasGroups(zone) ? m_groups->addRule(groupId, rule) : m_networks->addRule(groupId, rule);
    });
}

Pending<> CloudStackProvider::deleteRule(const QString &, const QString &ruleId)
{
    if (auto ok = checkId(ruleId); !ok)
        return ready<void>(fail(ok.error()));
    return inZone([=, this](const ZoneRow &zone) {
        return hasGroups(zone) ? m_groups->deleteRule(ruleId) : m_networks->deleteRule(ruleId);
    });
}

// Clouds without the feature do not know the call, or know no type.
Pending<bool> CloudStackProvider::canKeepApart()
{
    auto asked = m_calls->ask(u"listAffinityGroupTypes"_s);
    const auto found = andThen(asked, this, [](const QJsonObject &answer) {
        const QJsonArray types = answer["affinityGroupType"_L1].toArray();
        return ready<bool>(std::any_of(types.begin(), types.end(), [](const QJsonValue &type) {
            return type["type"_L1].toString() == antiAffinityType;
        }));
    });
    return recovered<bool>(found, this, [](const Error &error) {
        const bool isUnknown = error.code == ErrorCode::Remote && !error.retryable;
        return ready<bool>(isUnknown ? Result<bool>(false) : Result<bool>(fail(error)));
    });
}

Pending<QList<AffinityGroup>> CloudStackProvider::affinityGroups()
{
    auto listed =
        m_calls->list<AffinityGroup>(u"listAffinityGroups"_s, u"affinitygroup"_s, {}, affinityGroupFrom);
    return recovered<QList<AffinityGroup>>(listed, this, [](const Error &error) {
        const bool isUnknown = error.code == ErrorCode::Remote && !error.retryable;
        return ready<QList<AffinityGroup>>(isUnknown ? Result<QList<AffinityGroup>>(QList<AffinityGroup>())
                                                     : Result<QList<AffinityGroup>>(fail(error)));
    });
}

Pending<Started> CloudStackProvider::createAffinityGroup(const QString &name, const QString &description)
{
    if (auto ok = checkId(name); !ok)
        return ready<Started>(fail(ok.error()));
    return m_calls->start(u"createAffinityGroup"_s,
                          {{u"name"_s, name},
                           {u"type"_s, QString(antiAffinityType)},
                           {u"description"_s, description.left(255)}});
}

Pending<> CloudStackProvider::deleteAffinityGroup(const QString &id)
{
    if (auto ok = checkId(id); !ok)
        return ready<void>(fail(ok.error()));
    return removeOnceFree([this, id] { return m_calls->remove(u"deleteAffinityGroup"_s, {{u"id"_s, id}}); });
}

// What the offering leaves open is said; a disk size where it has none of its own.
Pending<Parameters> CloudStackProvider::deployment(const MachineRequest &request)
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

Pending<Parameters> CloudStackProvider::withNetwork(const ZoneRow &zone, const MachineRequest &request,
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
            break;
        }
        return ready<Parameters>(parameters);
    });
}

Pending<Started> CloudStackProvider::createMachine(const MachineRequest &request)
{
    if (auto ok = checkRequest(request); !ok)
        return ready<Started>(fail(ok.error()));
    return inZone([this, request](const ZoneRow &zone) {
        auto said = andThen(deployment(request), this, [=, this](const Parameters &parameters) {
            return withNetwork(zone, request, parameters);
        });
        auto deployed = andThen(said, this, [this](const Parameters &parameters) {
            return m_calls->start(u"deployVirtualMachine"_s, parameters);
        });
        return andThen(deployed, this, [this, request](const Started &started) {
            if (auto ok = checkId(started.objectId); !ok)
                return ready<Started>(fail(ErrorCode::Protocol,
                                           tr("The cloud does not say which machine it makes."), {}, true));
            return andThen(tag(started.objectId, request.labels), this,
                           [started] { return ready<Started>(started); });
        });
    });
}

// For people and their filters; the display name carries the same, so nothing depends on it.
Pending<> CloudStackProvider::tag(const QString &machineId, const Labels &labels)
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

Pending<MachineRow> CloudStackProvider::row(const QString &id)
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

Pending<QList<Machine>> CloudStackProvider::located(const QList<MachineRow> &rows)
{
    return inZone([this, rows](const ZoneRow &zone) {
        if (!hasGroups(zone))
            return m_networks->withAddresses(rows);
        QList<Machine> machines;
        for (const MachineRow &row : rows)
            machines.append(row.machine);
        return ready<QList<Machine>>(machines);
    });
}

Pending<Machine> CloudStackProvider::machine(const QString &id)
{
    return andThen(row(id), this, [this](const MachineRow &row) {
        return andThen(located({row}), this,
                       [](const QList<Machine> &machines) { return ready<Machine>(machines.first()); });
    });
}

// Not asked for by tag: a machine whose tags were lost on the way must be found, too.
Pending<QList<Machine>> CloudStackProvider::machines(const Labels &labels)
{
    return inZone([this, labels](const ZoneRow &zone) {
        auto listed = m_calls->list<MachineRow>(u"listVirtualMachines"_s, u"virtualmachine"_s,
                                                {{u"zoneid"_s, zone.id}}, machineFrom);
        return andThen(listed, this, [this, labels](QList<MachineRow> rows) {
            rows.removeIf([&labels](const MachineRow &row) { return !carriesAll(row.machine, labels); });
            return located(rows);
        });
    });
}

Pending<Started> CloudStackProvider::deleteMachine(const QString &id)
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

Pending<> CloudStackProvider::openAccess(const QString &machineId)
{
    return inZone([this, machineId](const ZoneRow &zone) {
        if (hasGroups(zone))
            return ready<void>({});
        return andThen(row(machineId), this,
                       [this](const MachineRow &machine) { return m_networks->openAccess(machine); });
    });
}

Pending<> CloudStackProvider::setMembership(const QString &machineId, const QString &groupId, bool isMember)
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
        return done(m_calls->finish(u"updateVirtualMachine"_s,
                                    {{u"id"_s, machineId}, {u"securitygroupids"_s, groups.join(u',')}}),
                    this);
    });
}

Pending<> CloudStackProvider::joinGroup(const QString &machineId, const QString &groupId)
{
    return setMembership(machineId, groupId, true);
}

Pending<> CloudStackProvider::leaveGroup(const QString &machineId, const QString &groupId)
{
    return setMembership(machineId, groupId, false);
}

Pending<> CloudStackProvider::changeMachine(const QString &command, const QString &id)
{
    if (auto ok = checkId(id); !ok)
        return ready<void>(fail(ok.error()));
    return done(m_calls->finish(command, {{u"id"_s, id}}), this);
}

Pending<> CloudStackProvider::startMachine(const QString &id)
{
    return changeMachine(u"startVirtualMachine"_s, id);
}

Pending<> CloudStackProvider::stopMachine(const QString &id)
{
    return changeMachine(u"stopVirtualMachine"_s, id);
}

Pending<> CloudStackProvider::rebootMachine(const QString &id)
{
    return changeMachine(u"rebootVirtualMachine"_s, id);
}

Pending<> CloudStackProvider::waitFor(const QString &operationId)
{
    return operationId.isEmpty() ? ready<void>({}) : done(m_calls->job(operationId), this);
}

} // namespace skep::cloud
