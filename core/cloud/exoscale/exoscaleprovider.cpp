// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloud/exoscale/exoscaleprovider.h"

#include "core/cloud/exoscale/operations.h"
#include "core/cloud/exoscale/parse.h"
#include "core/cloud/exoscale/pricelist.h"
#include "core/cloud/exoscale/refusal.h"
#include "core/cloud/exoscale/transport.h"
#include "core/cloud/newesttemplates.h"

#include <QRegularExpression>

namespace skep::cloud {

using namespace exoscale;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

constexpr qsizetype largestUserData = 24 * 1024; // bytes; the API takes 32,768 characters of base64

namespace {

// Ids become part of the path: an empty one would mean the whole collection, a strange one another call.
Result<> checkId(const QString &id)
{
    static const QRegularExpression pattern(u"\\A[A-Za-z0-9][A-Za-z0-9._-]{0,254}\\z"_s);
    if (pattern.match(id).hasMatch())
        return {};
    return fail(ErrorCode::Config,
                ExoscaleProvider::tr("\"%1\" is no name or number of an object in the cloud.").arg(id));
}

Result<> checkRequest(const MachineRequest &request)
{
    static const QRegularExpression hostName(u"\\A[a-z]([a-z0-9-]{0,61}[a-z0-9])?\\z"_s);
    if (!hostName.match(request.name).hasMatch())
        return fail(
            ErrorCode::Config,
            ExoscaleProvider::tr("\"%1\" is no name for a machine: use small letters, digits and hyphens.")
                .arg(request.name));
    if (request.userData.size() > largestUserData)
        return fail(
            ErrorCode::Config,
            ExoscaleProvider::tr("The start-up data of machine %1 is larger than 24 KiB.").arg(request.name));
    for (const QString &id : QStringList{request.instanceTypeId, request.templateId} + request.groupIds
             + request.affinityGroupIds + request.sshKeyNames) {
        if (auto ok = checkId(id); !ok)
            return ok;
    }
    return {};
}

Pending<> refusedBefore(const Error &error)
{
    return ready<void>(fail(error));
}

bool carriesAll(const Machine &machine, const Labels &labels)
{
    return std::all_of(labels.keyBegin(), labels.keyEnd(), [&](const QString &name) {
        return machine.labels.contains(name) && machine.labels[name] == labels[name];
    });
}

// What happened to a call that changes something is not known when its answer is lost.
bool isAnswerLost(const Error &error)
{
    return error.code == ErrorCode::Network || error.code == ErrorCode::Timeout
        || error.code == ErrorCode::Protocol;
}

} // namespace

ExoscaleProvider::ExoscaleProvider(const QUrl &endpoint, const QString &apiKey, SecretPtr secret,
                                   QObject *parent)
    : CloudProvider(parent)
    , m_transport(new Transport(endpoint, apiKey, std::move(secret), this))
{
}

QUrl ExoscaleProvider::endpoint() const
{
    return m_transport->endpoint();
}

template <typename T>
Pending<QList<T>> ExoscaleProvider::list(const QString &path, QLatin1StringView key,
                                         QList<QPair<QString, QString>> query)
{
    return andThen(m_transport->send({.path = path, .query = std::move(query)}), this,
                   [key](const QJsonObject &answer) { return ready<QList<T>>(parseList<T>(answer, key)); });
}

static Result<Started> startedFrom(const QJsonObject &answer)
{
    const auto operation = parse<Operation>(answer);
    if (!operation)
        return fail(operation.error());
    if (operation->state == "failure"_L1 || operation->state == "timeout"_L1)
        return fail(operationFailure(answer));
    if (operation->state != "success"_L1 && operation->state != "pending"_L1)
        return fail(ErrorCode::Protocol,
                    ExoscaleProvider::tr("The cloud's answer does not say what has become of the request."),
                    {}, true);
    return Started{operation->objectId, operation->state == "success"_L1 ? QString() : operation->id};
}

Pending<Started> ExoscaleProvider::change(const QByteArray &method, const QString &path,
                                          std::optional<QJsonObject> body)
{
    return andThen(m_transport->send({.method = method, .path = path, .body = std::move(body)}), this,
                   [](const QJsonObject &answer) { return ready<Started>(startedFrom(answer)); });
}

Pending<> ExoscaleProvider::changeAndWait(const QByteArray &method, const QString &path,
                                          std::optional<QJsonObject> body)
{
    return andThen(change(method, path, std::move(body)), this,
                   [this](const Started &started) { return waitFor(started.operationId); });
}

Pending<Started> ExoscaleProvider::remove(const QString &path)
{
    Completer<Started> completer;
    auto call = change("DELETE", path);
    onCancelled(completer.future(), this, [call]() mutable { call.cancel(); });
    onResult(call, this, [completer](const Result<Started> &result) {
        if (!result && result.error().code == ErrorCode::NotFound)
            completer.settle(Started{});
        else
            completer.settle(result);
    });
    return completer.future();
}

Pending<> ExoscaleProvider::removeAndWait(const QString &path)
{
    return andThen(remove(path), this,
                   [this](const Started &started) { return waitFor(started.operationId); });
}

Pending<> ExoscaleProvider::waitFor(const QString &operationId)
{
    if (operationId.isEmpty())
        return ready<void>({});
    if (auto ok = checkId(operationId); !ok)
        return refusedBefore(ok.error());
    return OperationWait::start(m_transport, operationId);
}

Pending<> ExoscaleProvider::useZone(const QString &name)
{
    // unsigned: keys of a restricted role may not list the zones
    auto call = m_transport->send({.path = u"/zone"_s, .isSigned = false});
    return andThen(call, this, [this, name](const QJsonObject &answer) {
        const auto zones = parseList<ZoneEndpoint>(answer, "zones"_L1);
        if (!zones)
            return refusedBefore(zones.error());
        QStringList names;
        for (const ZoneEndpoint &zone : *zones) {
            names << zone.name;
            if (zone.name != name)
                continue;
            if (zone.endpoint.isEmpty())
                return ready<void>({}); // a cloud of one zone need not say where it is
            if (auto ok = checkEndpoint(zone.endpoint); !ok)
                return refusedBefore(ok.error());
            m_transport->setEndpoint(zone.endpoint);
            return ready<void>({});
        }
        return ready<void>(
            fail(ErrorCode::NotFound,
                 tr("There is no zone %1. This cloud has: %2.").arg(name, names.join(u", "_s))));
    });
}

Pending<> ExoscaleProvider::checkCredentials()
{
    return andThen(m_transport->send({.path = u"/ssh-key"_s}), this,
                   [](const QJsonObject &) { return ready<void>({}); });
}

Pending<QList<Zone>> ExoscaleProvider::zones()
{
    auto call = m_transport->send({.path = u"/zone"_s, .isSigned = false});
    return andThen(call, this, [](const QJsonObject &answer) {
        const auto found = parseList<ZoneEndpoint>(answer, "zones"_L1);
        if (!found)
            return ready<QList<Zone>>(fail(found.error()));
        QList<Zone> zones;
        for (const ZoneEndpoint &zone : *found)
            zones.append({zone.name});
        return ready<QList<Zone>>(std::move(zones));
    });
}

Pending<QList<InstanceType>> ExoscaleProvider::instanceTypes()
{
    return list<InstanceType>(u"/instance-type"_s, "instance-types"_L1);
}

Pending<QList<MachineTemplate>> ExoscaleProvider::templates()
{
    auto all = list<MachineTemplate>(u"/template"_s, "templates"_L1, {{u"visibility"_s, u"public"_s}});
    return andThen(all, this, [](const QList<MachineTemplate> &templates) {
        return ready<QList<MachineTemplate>>(newestOfEachName(templates));
    });
}

Pending<QList<Quota>> ExoscaleProvider::quotas()
{
    return list<Quota>(u"/quota"_s, "quotas"_L1);
}

Pending<Prices> ExoscaleProvider::prices(const QStringList &typeNames)
{
    if (!endpoint().host().endsWith(".exoscale.com"_L1))
        return ready<Prices>(Prices());
    return askPrices(priceListUrl, typeNames, this);
}

Pending<QList<SshKey>> ExoscaleProvider::sshKeys()
{
    return list<SshKey>(u"/ssh-key"_s, "ssh-keys"_L1);
}

Pending<> ExoscaleProvider::registerSshKey(const QString &name, const QByteArray &publicKey)
{
    if (auto ok = checkId(name); !ok)
        return refusedBefore(ok.error());
    return changeAndWait("POST", u"/ssh-key"_s,
                         QJsonObject{{u"name"_s, name}, {u"public-key"_s, QString::fromUtf8(publicKey)}});
}

Pending<> ExoscaleProvider::deleteSshKey(const QString &name)
{
    if (auto ok = checkId(name); !ok)
        return refusedBefore(ok.error());
    return removeAndWait(u"/ssh-key/"_s + name);
}

Pending<QList<FirewallGroup>> ExoscaleProvider::groups()
{
    return list<FirewallGroup>(u"/security-group"_s, "security-groups"_L1);
}

Pending<Started> ExoscaleProvider::createGroup(const QString &name, const QString &description)
{
    if (auto ok = checkId(name); !ok)
        return ready<Started>(fail(ok.error()));
    return change("POST", u"/security-group"_s,
                  QJsonObject{{u"name"_s, name}, {u"description"_s, description.left(255)}});
}

Pending<> ExoscaleProvider::deleteGroup(const QString &id)
{
    if (auto ok = checkId(id); !ok)
        return refusedBefore(ok.error());
    return removeOnceFree(u"/security-group/"_s + id);
}

Pending<QList<AffinityGroup>> ExoscaleProvider::affinityGroups()
{
    return list<AffinityGroup>(u"/anti-affinity-group"_s, "anti-affinity-groups"_L1);
}

Pending<Started> ExoscaleProvider::createAffinityGroup(const QString &name, const QString &description)
{
    if (auto ok = checkId(name); !ok)
        return ready<Started>(fail(ok.error()));
    return change("POST", u"/anti-affinity-group"_s,
                  QJsonObject{{u"name"_s, name}, {u"description"_s, description.left(255)}});
}

Pending<> ExoscaleProvider::deleteAffinityGroup(const QString &id)
{
    if (auto ok = checkId(id); !ok)
        return refusedBefore(ok.error());
    return removeOnceFree(u"/anti-affinity-group/"_s + id);
}

// A group is in use until its machines are gone for good, which their deletion does not always wait for.
Pending<> ExoscaleProvider::removeOnceFree(const QString &path)
{
    const Backoff patience{.attempts = 24, .first = 500ms, .most = 3s}; // about a minute in all
    return retry(this, patience, [this, path] {
        Completer<> completer;
        auto call = removeAndWait(path);
        onCancelled(completer.future(), this, [call]() mutable { call.cancel(); });
        onResult(call, this, [completer](Result<> result) {
            if (!result)
                result.error().retryable = result.error().code == ErrorCode::Conflict;
            completer.settle(std::move(result));
        });
        return completer.future();
    });
}

Pending<bool> ExoscaleProvider::hasRule(const QString &groupId, const FirewallRule &rule)
{
    return andThen(m_transport->send({.path = u"/security-group/"_s + groupId}), this,
                   [rule](const QJsonObject &answer) {
                       const auto group = parse<FirewallGroup>(answer);
                       if (!group)
                           return ready<bool>(fail(group.error()));
                       return ready<bool>(std::any_of(
                           group->rules.begin(), group->rules.end(),
                           [&rule](const FirewallRule &other) { return other.sameTraffic(rule); }));
                   });
}

// Looks again after a lost answer or a conflict: the rule may be there, of this call or of another.
Pending<> ExoscaleProvider::makeRule(const QString &groupId, const FirewallRule &rule)
{
    Completer<> completer;
    auto call = changeAndWait("POST", u"/security-group/"_s + groupId + u"/rules"_s, toJson(rule));
    onCancelled(completer.future(), this, [call]() mutable { call.cancel(); });
    onResult(call, this, [this, completer, groupId, rule](const Result<> &made) {
        if (made || !(isAnswerLost(made.error()) || made.error().code == ErrorCode::Conflict))
            return completer.settle(made);
        onResult(hasRule(groupId, rule), this, [completer, made](const Result<bool> &there) {
            completer.settle(there && *there ? Result<>() : made);
        });
    });
    return completer.future();
}

Pending<> ExoscaleProvider::addRule(const QString &groupId, const FirewallRule &rule)
{
    if (auto ok = checkId(groupId); !ok)
        return refusedBefore(ok.error());
    if (rule.sourceCidr.isEmpty() == rule.sourceGroupId.isEmpty())
        return refusedBefore({ErrorCode::Internal, tr("A firewall rule needs exactly one source.")});
    return andThen(hasRule(groupId, rule), this, [this, groupId, rule](bool there) {
        return there ? ready<void>({}) : makeRule(groupId, rule);
    });
}

Pending<> ExoscaleProvider::deleteRule(const QString &groupId, const QString &ruleId)
{
    for (const QString &id : {groupId, ruleId}) {
        if (auto ok = checkId(id); !ok)
            return refusedBefore(ok.error());
    }
    return removeAndWait(u"/security-group/"_s + groupId + u"/rules/"_s + ruleId);
}

Pending<Started> ExoscaleProvider::createMachine(const MachineRequest &request)
{
    if (auto ok = checkRequest(request); !ok)
        return ready<Started>(fail(ok.error()));
    return change("POST", u"/instance"_s, toJson(request));
}

Pending<Machine> ExoscaleProvider::machine(const QString &id)
{
    if (auto ok = checkId(id); !ok)
        return ready<Machine>(fail(ok.error()));
    return andThen(m_transport->send({.path = u"/instance/"_s + id}), this,
                   [](const QJsonObject &answer) { return ready<Machine>(parse<Machine>(answer)); });
}

// The cloud filters by one label; the rest, and whether it did, is looked at here: what is found may be
// deleted.
Pending<QList<Machine>> ExoscaleProvider::machines(const Labels &labels)
{
    QList<QPair<QString, QString>> query;
    if (!labels.isEmpty())
        query.append({u"labels"_s, labels.firstKey() + u':' + labels.first()});
    return andThen(list<Machine>(u"/instance"_s, "instances"_L1, std::move(query)), this,
                   [labels](QList<Machine> machines) {
                       machines.removeIf(
                           [&labels](const Machine &machine) { return !carriesAll(machine, labels); });
                       return ready<QList<Machine>>(std::move(machines));
                   });
}

Pending<Started> ExoscaleProvider::deleteMachine(const QString &id)
{
    if (auto ok = checkId(id); !ok)
        return ready<Started>(fail(ok.error()));
    return remove(u"/instance/"_s + id);
}

Pending<> ExoscaleProvider::startMachine(const QString &id)
{
    if (auto ok = checkId(id); !ok)
        return refusedBefore(ok.error());
    return changeAndWait("PUT", u"/instance/"_s + id + u":start"_s, QJsonObject{});
}

Pending<> ExoscaleProvider::stopMachine(const QString &id)
{
    if (auto ok = checkId(id); !ok)
        return refusedBefore(ok.error());
    return changeAndWait("PUT", u"/instance/"_s + id + u":stop"_s);
}

Pending<> ExoscaleProvider::setMembership(const QString &machineId, const QString &groupId, bool isMember)
{
    if (auto ok = checkId(groupId); !ok)
        return refusedBefore(ok.error());
    return andThen(machine(machineId), this, [=, this](const Machine &known) {
        if (known.groupIds.contains(groupId) == isMember)
            return ready<>({});
        return changeAndWait("PUT",
                             u"/security-group/"_s + groupId + (isMember ? u":attach"_s : u":detach"_s),
                             QJsonObject{{u"instance"_s, QJsonObject{{u"id"_s, machineId}}}});
    });
}

Pending<> ExoscaleProvider::joinGroup(const QString &machineId, const QString &groupId)
{
    return setMembership(machineId, groupId, true);
}

Pending<> ExoscaleProvider::leaveGroup(const QString &machineId, const QString &groupId)
{
    return setMembership(machineId, groupId, false);
}

Pending<> ExoscaleProvider::rebootMachine(const QString &id)
{
    if (auto ok = checkId(id); !ok)
        return refusedBefore(ok.error());
    return changeAndWait("PUT", u"/instance/"_s + id + u":reboot"_s);
}

} // namespace skep::cloud
