// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloud/exoscale/parse.h"

#include <QJsonArray>

namespace skep::cloud::exoscale {

using namespace Qt::StringLiterals;

constexpr qint64 gibibyte = 1024LL * 1024 * 1024;

void read(JsonReader &reader, ZoneEndpoint &zone)
{
    QString endpoint;
    reader.text("name"_L1, zone.name, JsonReader::Required);
    reader.text("api-endpoint"_L1, endpoint);
    zone.endpoint = QUrl(endpoint, QUrl::StrictMode);
}

void read(JsonReader &reader, InstanceType &type)
{
    QString family;
    QString size;
    reader.text("id"_L1, type.id, JsonReader::Required);
    reader.text("family"_L1, family, JsonReader::Required);
    reader.text("size"_L1, size, JsonReader::Required);
    reader.integer("cpus"_L1, type.cpus);
    reader.integer("memory"_L1, type.memoryBytes);
    reader.boolean("authorized"_L1, type.authorized);
    type.name = family + u'.' + size;
}

void read(JsonReader &reader, MachineTemplate &machineTemplate)
{
    qint64 size = 0;
    reader.text("id"_L1, machineTemplate.id, JsonReader::Required);
    reader.text("name"_L1, machineTemplate.name, JsonReader::Required);
    reader.text("family"_L1, machineTemplate.family);
    reader.text("version"_L1, machineTemplate.version);
    reader.text("default-user"_L1, machineTemplate.defaultUser);
    reader.integer("size"_L1, size);
    reader.time("created-at"_L1, machineTemplate.createdAt);
    machineTemplate.minimumDiskGiB =
        std::max(10, int(std::min<qint64>((size + gibibyte - 1) / gibibyte, 51200)));
}

void read(JsonReader &reader, Quota &quota)
{
    reader.text("resource"_L1, quota.resource, JsonReader::Required);
    reader.integer("usage"_L1, quota.usage);
    reader.integer("limit"_L1, quota.limit);
}

void read(JsonReader &reader, SshKey &key)
{
    reader.text("name"_L1, key.name, JsonReader::Required);
    reader.text("fingerprint"_L1, key.fingerprint);
}

static FirewallRule readRule(JsonReader &reader)
{
    FirewallRule rule;
    reader.text("id"_L1, rule.id, JsonReader::Required);
    reader.text("protocol"_L1, rule.protocol, JsonReader::Required);
    reader.integer("start-port"_L1, rule.startPort);
    reader.integer("end-port"_L1, rule.endPort);
    reader.text("network"_L1, rule.sourceCidr);
    reader.text("description"_L1, rule.description);
    reader.object("security-group"_L1,
                  [&rule](JsonReader &group) { group.text("id"_L1, rule.sourceGroupId); });
    return rule;
}

void read(JsonReader &reader, FirewallGroup &group)
{
    reader.text("id"_L1, group.id, JsonReader::Required);
    reader.text("name"_L1, group.name, JsonReader::Required);
    reader.text("description"_L1, group.description);
    reader.objects("rules"_L1, [&group](JsonReader &item) {
        QString direction;
        item.text("flow-direction"_L1, direction, JsonReader::Required);
        const FirewallRule rule = readRule(item);
        if (direction == "ingress"_L1)
            group.rules.append(rule);
    });
}

static MachineState stateOf(const QString &text)
{
    static const QHash<QString, MachineState> states{
        {u"starting"_s, MachineState::Starting},    {u"running"_s, MachineState::Running},
        {u"stopping"_s, MachineState::Stopping},    {u"stopped"_s, MachineState::Stopped},
        {u"migrating"_s, MachineState::Running},    {u"destroying"_s, MachineState::Destroying},
        {u"expunging"_s, MachineState::Destroying}, {u"destroyed"_s, MachineState::Destroyed},
        {u"error"_s, MachineState::Error},
    };
    return states.value(text, MachineState::Unknown);
}

void read(JsonReader &reader, AffinityGroup &group)
{
    reader.text("id"_L1, group.id, JsonReader::Required);
    reader.text("name"_L1, group.name, JsonReader::Required);
    reader.text("description"_L1, group.description);
}

void read(JsonReader &reader, Machine &machine)
{
    QString state;
    reader.text("id"_L1, machine.id, JsonReader::Required);
    reader.text("name"_L1, machine.name);
    reader.text("state"_L1, state);
    reader.text("public-ip"_L1, machine.address);
    reader.textMap("labels"_L1, machine.labels);
    reader.time("created-at"_L1, machine.createdAt);
    reader.objects("security-groups"_L1, [&machine](JsonReader &group) {
        QString id;
        group.text("id"_L1, id, JsonReader::Required);
        machine.groupIds << id;
    });
    machine.state = stateOf(state);
    machine.privateAddress = machine.address;
}

void read(JsonReader &reader, Operation &operation)
{
    reader.text("id"_L1, operation.id);
    reader.text("state"_L1, operation.state);
    const auto readId = [&operation](JsonReader &object) { object.text("id"_L1, operation.objectId); };
    reader.object("resource"_L1, readId); // start and stop name it so, everything else as "reference"
    reader.object("reference"_L1, readId);
}

static QJsonArray objectsWith(const QString &key, const QStringList &values)
{
    QJsonArray array;
    for (const QString &value : values)
        array.append(QJsonObject{{key, value}});
    return array;
}

QJsonObject toJson(const MachineRequest &request)
{
    QJsonObject labels;
    for (auto it = request.labels.cbegin(); it != request.labels.cend(); ++it)
        labels.insert(it.key(), it.value());
    QJsonObject body{{u"name"_s, request.name},
                     {u"disk-size"_s, request.diskGiB},
                     {u"instance-type"_s, QJsonObject{{u"id"_s, request.instanceTypeId}}},
                     {u"template"_s, QJsonObject{{u"id"_s, request.templateId}}},
                     {u"public-ip-assignment"_s, u"inet4"_s},
                     {u"auto-start"_s, true}};
    if (!labels.isEmpty())
        body.insert(u"labels"_s, labels);
    if (!request.sshKeyNames.isEmpty())
        body.insert(u"ssh-keys"_s, objectsWith(u"name"_s, request.sshKeyNames));
    if (!request.groupIds.isEmpty())
        body.insert(u"security-groups"_s, objectsWith(u"id"_s, request.groupIds));
    if (!request.affinityGroupIds.isEmpty())
        body.insert(u"anti-affinity-groups"_s, objectsWith(u"id"_s, request.affinityGroupIds));
    if (!request.userData.isEmpty())
        body.insert(u"user-data"_s, QString::fromLatin1(request.userData.toBase64()));
    return body;
}

QJsonObject toJson(const FirewallRule &rule)
{
    QJsonObject body{{u"flow-direction"_s, u"ingress"_s}, {u"protocol"_s, rule.protocol}};
    if (!rule.sourceGroupId.isEmpty())
        body.insert(u"security-group"_s, QJsonObject{{u"id"_s, rule.sourceGroupId}});
    else
        body.insert(u"network"_s, rule.sourceCidr);
    if (rule.startPort > 0) {
        body.insert(u"start-port"_s, rule.startPort);
        body.insert(u"end-port"_s, rule.endPort);
    }
    if (rule.protocol == "icmp"_L1)
        body.insert(u"icmp"_s, QJsonObject{{u"type"_s, -1}, {u"code"_s, -1}}); // every kind
    if (!rule.description.isEmpty())
        body.insert(u"description"_s, rule.description);
    return body;
}

} // namespace skep::cloud::exoscale
