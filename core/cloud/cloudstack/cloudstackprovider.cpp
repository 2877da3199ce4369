// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloud/cloudstack/cloudstackprovider.h"

#include "core/cloud/cloudstack/calls.h"
#include "core/cloud/cloudstack/catalogue.h"
#include "core/cloud/cloudstack/features.h"
#include "core/cloud/cloudstack/isolatednetworks.h"
#include "core/cloud/cloudstack/machines.h"
#include "core/cloud/cloudstack/securitygroups.h"
#include "core/cloud/newesttemplates.h"

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
    , m_features(new Features(m_calls))
    , m_groups(new SecurityGroups(m_calls))
    , m_networks(new IsolatedNetworks(m_calls))
    , m_machines(new Machines(m_calls, m_networks))
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

Pending<QStringList> CloudStackProvider::projects()
{
    auto rows = m_calls->rows(u"listProjects"_s, u"project"_s, {{u"listall"_s, u"true"_s}});
    return andThen(rows, this, [](const QJsonArray &listed) {
        QStringList names;
        for (const QJsonValue &row : listed)
            names << row["name"_L1].toString();
        return ready<QStringList>(names);
    });
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

Pending<Abilities> CloudStackProvider::abilities()
{
    return inZone([this](const ZoneRow &zone) { return m_features->in(zone); });
}

Pending<bool> CloudStackProvider::canKeepApart()
{
    return andThen(abilities(), this, [](const Abilities &known) { return ready<bool>(known.canKeepApart); });
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

Pending<Started> CloudStackProvider::createMachine(const MachineRequest &request)
{
    return inZone([this, request](const ZoneRow &zone) { return m_machines->create(zone, request); });
}

Pending<Machine> CloudStackProvider::machine(const QString &id)
{
    return inZone([this, id](const ZoneRow &zone) {
        return andThen(m_machines->row(id), this, [this, zone](const MachineRow &row) {
            return andThen(m_machines->located(zone, {row}), this,
                           [](const QList<Machine> &machines) { return ready<Machine>(machines.first()); });
        });
    });
}

Pending<QList<Machine>> CloudStackProvider::machines(const Labels &labels)
{
    return inZone([this, labels](const ZoneRow &zone) { return m_machines->list(zone, labels); });
}

Pending<Started> CloudStackProvider::deleteMachine(const QString &id)
{
    return m_machines->destroy(id);
}

Pending<> CloudStackProvider::openAccess(const QString &machineId)
{
    return inZone([this, machineId](const ZoneRow &zone) {
        if (hasGroups(zone))
            return ready<void>({});
        return andThen(m_machines->row(machineId), this,
                       [this](const MachineRow &machine) { return m_networks->openAccess(machine); });
    });
}

Pending<> CloudStackProvider::joinGroup(const QString &machineId, const QString &groupId)
{
    return m_machines->setMembership(machineId, groupId, true);
}

Pending<> CloudStackProvider::leaveGroup(const QString &machineId, const QString &groupId)
{
    return m_machines->setMembership(machineId, groupId, false);
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
