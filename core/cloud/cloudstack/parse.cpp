// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloud/cloudstack/parse.h"

#include "core/cloud/cloudstack/labels.h"

#include <QCoreApplication>

namespace skep::cloud::cloudstack {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 gibibyte = 1024LL * 1024 * 1024;

tl::unexpected<Error> without(const char *what)
{
    return fail(ErrorCode::Protocol,
                QCoreApplication::translate("skep::cloud::cloudstack",
                                            "The cloud answered with something that has no %1.")
                    .arg(QLatin1StringView(what)));
}

// "2011-06-23T05:06:42+0000"
QDateTime timeOf(const QJsonValue &value)
{
    QString text = value.toString();
    if (text.size() > 5 && (text.at(text.size() - 5) == u'+' || text.at(text.size() - 5) == u'-'))
        text.insert(text.size() - 2, u':');
    return QDateTime::fromString(text, Qt::ISODate);
}

MachineState stateOf(const QString &text)
{
    static const QHash<QString, MachineState> states{
        {u"starting"_s, MachineState::Starting},    {u"running"_s, MachineState::Running},
        {u"migrating"_s, MachineState::Running},    {u"stopping"_s, MachineState::Stopping},
        {u"stopped"_s, MachineState::Stopped},      {u"shutdowned"_s, MachineState::Stopped},
        {u"expunging"_s, MachineState::Destroying}, {u"destroyed"_s, MachineState::Destroyed},
        {u"error"_s, MachineState::Error},
    };
    return states.value(text.toLower(), MachineState::Unknown);
}

FirewallRule ruleFrom(const QJsonObject &row, const QString &ownAccount)
{
    FirewallRule rule;
    rule.id = textOf(row["ruleid"_L1]);
    rule.protocol = textOf(row["protocol"_L1]).toLower();
    rule.startPort = int(numberOf(row["startport"_L1]).value_or(0));
    rule.endPort = int(numberOf(row["endport"_L1]).value_or(0));
    rule.sourceCidr = row["cidr"_L1].toString();
    rule.description = row["description"_L1].toString();
    if (const QString name = row["securitygroupname"_L1].toString(); !name.isEmpty()) {
        const QString account = row["account"_L1].toString();
        rule.sourceGroupId = (account.isEmpty() ? ownAccount : account) + u'/' + name;
    }
    return rule;
}

} // namespace

QString textOf(const QJsonValue &value)
{
    if (value.isDouble())
        return QString::number(value.toInteger());
    return value.toString();
}

std::optional<qint64> numberOf(const QJsonValue &value)
{
    if (value.isDouble())
        return value.toInteger();
    bool isNumber = false;
    const qint64 number = value.toString().toLongLong(&isNumber);
    return isNumber ? std::optional(number) : std::nullopt;
}

bool isTrue(const QJsonValue &value)
{
    return value.toBool() || value.toString() == "true"_L1;
}

Result<ZoneRow> zoneFrom(const QJsonObject &row)
{
    ZoneRow zone;
    zone.id = textOf(row["id"_L1]);
    zone.name = row["name"_L1].toString();
    zone.isBasic = row["networktype"_L1].toString() == "Basic"_L1;
    zone.hasSecurityGroups = isTrue(row["securitygroupsenabled"_L1]);
    if (zone.id.isEmpty() || zone.name.isEmpty())
        return without("id");
    return zone;
}

Result<Offering> offeringFrom(const QJsonObject &row)
{
    Offering offering;
    offering.id = textOf(row["id"_L1]);
    offering.name = row["name"_L1].toString();
    offering.cpus = int(numberOf(row["cpunumber"_L1]).value_or(0));
    offering.memoryMiB = numberOf(row["memory"_L1]).value_or(0);
    offering.isCustomized = isTrue(row["iscustomized"_L1]);
    offering.hasFixedDisk = numberOf(row["rootdisksize"_L1]).value_or(0) > 0;
    if (offering.id.isEmpty() || offering.name.isEmpty())
        return without("id");
    return offering;
}

Result<MachineTemplate> templateFrom(const QJsonObject &row)
{
    MachineTemplate result;
    result.id = textOf(row["id"_L1]);
    result.name = row["name"_L1].toString();
    result.family = row["ostypename"_L1].toString();
    result.defaultUser = row["details"_L1]["username"_L1].toString();
    result.createdAt = timeOf(row["created"_L1]);
    const qint64 size = numberOf(row["size"_L1]).value_or(0);
    result.minimumDiskGiB = int(std::clamp<qint64>((size + gibibyte - 1) / gibibyte, 1, 51200));
    if (result.id.isEmpty() || result.name.isEmpty())
        return without("id");
    return result;
}

Result<SshKey> keyFrom(const QJsonObject &row)
{
    SshKey key{row["name"_L1].toString(), row["fingerprint"_L1].toString()};
    if (key.name.isEmpty())
        return without("name");
    return key;
}

// What a project has belongs to an account of the project's own. Its name is not told but follows from that
// of the project; the number is that of the domain, 1 for the root.
static QString ownerOf(const QJsonObject &row)
{
    const QString project = row["project"_L1].toString();
    const QString account = row["account"_L1].toString();
    return account.isEmpty() && !project.isEmpty() ? u"PrjAcct-%1-1"_s.arg(project) : account;
}

Result<GroupRow> groupFrom(const QJsonObject &row)
{
    GroupRow result;
    result.account = ownerOf(row);
    result.group.id = textOf(row["id"_L1]);
    result.group.name = row["name"_L1].toString();
    result.group.description = row["description"_L1].toString();
    const QJsonArray rules = row["ingressrule"_L1].toArray();
    for (const QJsonValue &rule : rules)
        result.group.rules.append(ruleFrom(rule.toObject(), result.account));
    if (result.group.id.isEmpty())
        return without("id");
    return result;
}

Result<AffinityGroup> affinityGroupFrom(const QJsonObject &row)
{
    AffinityGroup group{textOf(row["id"_L1]), row["name"_L1].toString(), row["description"_L1].toString()};
    if (group.id.isEmpty())
        return without("id");
    return group;
}

Result<NetworkRow> networkFrom(const QJsonObject &row)
{
    NetworkRow network;
    network.id = textOf(row["id"_L1]);
    network.name = row["name"_L1].toString();
    network.description = row["displaytext"_L1].toString();
    network.cidr = row["cidr"_L1].toString();
    network.isIsolated = row["type"_L1].toString().toLower() == "isolated"_L1;
    network.isEgressOpen = isTrue(row["egressdefaultpolicy"_L1]);
    const QJsonArray services = row["service"_L1].toArray();
    for (const QJsonValue &service : services)
        network.services << service["name"_L1].toString();
    if (network.id.isEmpty())
        return without("id");
    return network;
}

// The nic that leads out; where none is said to, the first.
static QJsonObject defaultNic(const QJsonArray &nics)
{
    for (const QJsonValue &nic : nics) {
        if (isTrue(nic["isdefault"_L1]))
            return nic.toObject();
    }
    return nics.first().toObject();
}

Result<MachineRow> machineFrom(const QJsonObject &row)
{
    MachineRow result;
    Machine &machine = result.machine;
    machine.id = textOf(row["id"_L1]);
    machine.name = row["name"_L1].toString();
    machine.state = stateOf(row["state"_L1].toString());
    machine.createdAt = timeOf(row["created"_L1]);
    machine.labels = labelsOf(row["displayname"_L1].toString());
    const QJsonArray tags = row["tags"_L1].toArray();
    for (const QJsonValue &tag : tags)
        machine.labels.insert(tag["key"_L1].toString(), tag["value"_L1].toString());
    const QJsonArray groups = row["securitygroup"_L1].toArray();
    for (const QJsonValue &group : groups)
        machine.groupIds << textOf(group["id"_L1]);
    const QJsonObject nic = defaultNic(row["nic"_L1].toArray());
    machine.privateAddress = nic["ipaddress"_L1].toString();
    result.networkId = textOf(nic["networkid"_L1]);
    machine.address = row["publicip"_L1].toString();
    if (nic["type"_L1].toString().toLower() == "isolated"_L1)
        machine.groupIds << result.networkId; // a network is the group of its machines
    else if (machine.address.isEmpty())
        machine.address = machine.privateAddress;
    if (machine.id.isEmpty())
        return without("id");
    return result;
}

QList<FirewallGroup> withSourceIds(const QList<GroupRow> &rows)
{
    QHash<QString, QString> ids;
    for (const GroupRow &row : rows)
        ids.insert(row.account + u'/' + row.group.name, row.group.id);
    QList<FirewallGroup> groups;
    for (const GroupRow &row : rows) {
        groups.append(row.group);
        for (FirewallRule &rule : groups.last().rules)
            rule.sourceGroupId = ids.value(rule.sourceGroupId, rule.sourceGroupId);
    }
    return groups;
}

} // namespace skep::cloud::cloudstack
