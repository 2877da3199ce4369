// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/jsonreader.h"
#include "core/cloud/provider.h"

#include <QUrl>

//! Answers of the API as values. Every field may be missing but those without which a value means nothing.
namespace skep::cloud::exoscale {

struct ZoneEndpoint
{
    QString name;
    QUrl endpoint; //!< empty where the cloud does not say
};

struct Operation
{
    QString id;
    QString state; //!< pending, success, failure, timeout
    QString objectId; //!< of what it makes or changes; empty when not named
};

void read(JsonReader &reader, ZoneEndpoint &zone);
void read(JsonReader &reader, InstanceType &type);
void read(JsonReader &reader, MachineTemplate &machineTemplate);
void read(JsonReader &reader, Quota &quota);
void read(JsonReader &reader, SshKey &key);
void read(JsonReader &reader, FirewallGroup &group);
void read(JsonReader &reader, AffinityGroup &group);
void read(JsonReader &reader, Machine &machine);
void read(JsonReader &reader, Operation &operation);

template <typename T>
Result<T> parse(const QJsonObject &object)
{
    JsonReader reader(object);
    T value{};
    read(reader, value);
    if (auto mistake = reader.error())
        return fail(*std::move(mistake));
    return value;
}

//! A list answer: never empty because of a missing field.
template <typename T>
Result<QList<T>> parseList(const QJsonObject &object, QLatin1StringView key)
{
    JsonReader reader(object);
    QList<T> list;
    reader.objects(
        key,
        [&list](JsonReader &item) {
            T value{};
            read(item, value);
            list.append(std::move(value));
        },
        JsonReader::Required);
    if (auto mistake = reader.error())
        return fail(*std::move(mistake));
    return list;
}

QJsonObject toJson(const MachineRequest &request);
QJsonObject toJson(const FirewallRule &rule);

} // namespace skep::cloud::exoscale
