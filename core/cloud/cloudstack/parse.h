// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cloud/provider.h"

#include <QJsonArray>
#include <QJsonObject>

//! Answers of the API as values. Servers of different ages write ids and numbers as numbers or as text, and
//! truth as text too; both are read everywhere.
namespace skep::cloud::cloudstack {

QString textOf(const QJsonValue &value); //!< empty for what is neither text nor a number
std::optional<qint64> numberOf(const QJsonValue &value);
bool isTrue(const QJsonValue &value);

struct ZoneRow
{
    QString id;
    QString name;
    bool isBasic = false;
    bool hasSecurityGroups = false;
};

//! What a service offering leaves open.
struct Offering
{
    QString id;
    QString name;
    int cpus = 0;
    qint64 memoryMiB = 0;
    bool isCustomized = false; //!< the size is said when a machine is made
    bool hasFixedDisk = false; //!< refuses a disk size
};

//! A group with the account that rules name it by.
struct GroupRow
{
    FirewallGroup group;
    QString account;
};

struct NetworkRow
{
    QString id;
    QString name;
    QString description;
    QString cidr;
    bool isIsolated = false;
    bool isEgressOpen = false;
    QStringList services;
};

//! A machine before anything is known of the world around its network.
struct MachineRow
{
    Machine machine;
    QString networkId;
};

Result<ZoneRow> zoneFrom(const QJsonObject &row);
Result<Offering> offeringFrom(const QJsonObject &row);
Result<MachineTemplate> templateFrom(const QJsonObject &row);
Result<SshKey> keyFrom(const QJsonObject &row);
Result<GroupRow> groupFrom(const QJsonObject &row); //!< rules from other groups name them in sourceGroupId
Result<AffinityGroup> affinityGroupFrom(const QJsonObject &row);
Result<NetworkRow> networkFrom(const QJsonObject &row);
Result<MachineRow> machineFrom(const QJsonObject &row);

//! Each object of a list; one that cannot be read fails them all.
template <typename T>
Result<QList<T>> parseList(const QJsonArray &rows, Result<T> (*parse)(const QJsonObject &))
{
    QList<T> list;
    list.reserve(rows.size());
    for (const QJsonValue &row : rows) {
        auto value = parse(row.toObject());
        if (!value)
            return fail(value.error());
        list.append(*std::move(value));
    }
    return list;
}

//! A group's rules name source groups; puts their ids there. Groups of other accounts stay "account/name".
QList<FirewallGroup> withSourceIds(const QList<GroupRow> &rows);

} // namespace skep::cloud::cloudstack
