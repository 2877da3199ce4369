// SPDX-License-Identifier: GPL-3.0-or-later
// A service's spec as values → what the engine reads, over what the engine had.
#include "core/docker/servicespec.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace skep::docker {

namespace {

bool saysNothing(const QJsonValue &value)
{
    return value.isNull() || value.isUndefined() || value == QJsonValue(QString()) || value == QJsonValue(0)
        || value == QJsonValue(false) || value == QJsonValue(QJsonArray())
        || value == QJsonValue(QJsonObject());
}

//! What says nothing is not added, so that a spec comes out as it went in; what stood there is overwritten.
void put(QJsonObject &object, QLatin1StringView key, const QJsonValue &value)
{
    const QJsonValue before = object.value(key);
    if (!saysNothing(value) || !(before.isUndefined() || before.isNull()))
        object.insert(key, value);
}

//! Like put(), where a default of the engine's need not be written.
void putUnless(QJsonObject &object, QLatin1StringView key, const QString &value, QLatin1StringView meant)
{
    if (object.contains(key) || value != meant)
        object.insert(key, value);
}

QJsonObject textMap(const QMap<QString, QString> &map)
{
    QJsonObject object;
    for (auto it = map.constBegin(); it != map.constEnd(); ++it)
        object.insert(it.key(), it.value());
    return object;
}

template <typename T, typename Write>
QJsonArray list(const QList<T> &items, Write write)
{
    QJsonArray array;
    for (const T &item : items) {
        QJsonObject object = item.raw;
        write(object, item);
        array.append(object);
    }
    return array;
}

void writePort(QJsonObject &object, const PortSpec &port)
{
    put(object, "Protocol"_L1, port.protocol);
    put(object, "TargetPort"_L1, port.target);
    put(object, "PublishedPort"_L1, port.published);
    putUnless(object, "PublishMode"_L1, port.isHostMode ? u"host"_s : u"ingress"_s, "ingress"_L1);
}

void writeMount(QJsonObject &object, const MountSpec &mount)
{
    put(object, "Type"_L1, mount.type);
    put(object, "Source"_L1, mount.source);
    put(object, "Target"_L1, mount.target);
    put(object, "ReadOnly"_L1, mount.isReadOnly);
}

void writeNetwork(QJsonObject &object, const NetworkSpec &network)
{
    put(object, "Target"_L1, network.target);
    put(object, "Aliases"_L1, QJsonArray::fromStringList(network.aliases));
}

QJsonObject writeFile(const FileSpec &spec, bool isSecret)
{
    QJsonObject object = spec.raw;
    put(object, isSecret ? "SecretName"_L1 : "ConfigName"_L1, spec.name);
    put(object, isSecret ? "SecretID"_L1 : "ConfigID"_L1, spec.id);
    if (!spec.raw.isEmpty() && !spec.raw.contains("File"_L1))
        return object; // not a file but a setting of the runtime
    QJsonObject file = object.value("File"_L1).toObject();
    put(file, "Name"_L1, spec.target.isEmpty() ? spec.name : spec.target);
    if (!file.contains("UID"_L1))
        file.insert("UID"_L1, u"0"_s);
    if (!file.contains("GID"_L1))
        file.insert("GID"_L1, u"0"_s);
    put(file, "Mode"_L1, spec.mode);
    object.insert("File"_L1, file);
    return object;
}

QJsonArray files(const QList<FileSpec> &specs, bool isSecret)
{
    QJsonArray array;
    for (const auto &spec : specs)
        array.append(writeFile(spec, isSecret));
    return array;
}

QJsonObject container(QJsonObject object, const ServiceSpec &spec)
{
    put(object, "Image"_L1, spec.image);
    put(object, "Command"_L1, QJsonArray::fromStringList(spec.command));
    put(object, "Args"_L1, QJsonArray::fromStringList(spec.arguments));
    put(object, "Env"_L1, QJsonArray::fromStringList(spec.environment));
    put(object, "Labels"_L1, textMap(spec.containerLabels));
    put(object, "Mounts"_L1, list(spec.mounts, writeMount));
    put(object, "Secrets"_L1, files(spec.secrets, true));
    put(object, "Configs"_L1, files(spec.configs, false));
    return object;
}

void putResources(QJsonObject &resources, QLatin1StringView key, const ResourceSpec &spec)
{
    QJsonObject part = resources.value(key).toObject();
    put(part, "NanoCPUs"_L1, spec.nanoCpus);
    put(part, "MemoryBytes"_L1, spec.memoryBytes);
    put(resources, key, part);
}

void putDuration(QJsonObject &object, QLatin1StringView key, std::chrono::nanoseconds duration)
{
    put(object, key, qint64(duration.count()));
}

void putRestart(QJsonObject &task, const std::optional<RestartSpec> &restart)
{
    if (!restart)
        return task.remove("RestartPolicy"_L1);
    QJsonObject object = restart->raw;
    putUnless(object, "Condition"_L1, restart->condition, "any"_L1);
    putDuration(object, "Delay"_L1, restart->delay);
    put(object, "MaxAttempts"_L1, restart->maxAttempts);
    putDuration(object, "Window"_L1, restart->window);
    task.insert("RestartPolicy"_L1, object);
}

void putUpdate(QJsonObject &whole, QLatin1StringView key, const std::optional<UpdateSpec> &update)
{
    if (!update)
        return whole.remove(key);
    QJsonObject object = update->raw;
    put(object, "Parallelism"_L1, update->parallelism);
    putDuration(object, "Delay"_L1, update->delay);
    putDuration(object, "Monitor"_L1, update->monitor);
    putUnless(object, "FailureAction"_L1, update->failureAction, "pause"_L1);
    put(object, "MaxFailureRatio"_L1, update->maxFailureRatio);
    putUnless(object, "Order"_L1, update->order, "stop-first"_L1);
    whole.insert(key, object);
}

QJsonObject task(QJsonObject object, const ServiceSpec &spec)
{
    put(object, "ContainerSpec"_L1, container(object.value("ContainerSpec"_L1).toObject(), spec));
    QJsonObject resources = object.value("Resources"_L1).toObject();
    putResources(resources, "Limits"_L1, spec.limits);
    putResources(resources, "Reservations"_L1, spec.reservations);
    put(object, "Resources"_L1, resources);
    putRestart(object, spec.restart);
    QJsonObject placement = object.value("Placement"_L1).toObject();
    put(placement, "Constraints"_L1, QJsonArray::fromStringList(spec.constraints));
    put(object, "Placement"_L1, placement);
    put(object, "Networks"_L1, list(spec.networks, writeNetwork));
    put(object, "ForceUpdate"_L1, spec.forceUpdate);
    return object;
}

void putMode(QJsonObject &whole, const ServiceSpec &spec)
{
    if (spec.mode == ServiceMode::Other)
        return;
    QJsonObject mode = whole.value("Mode"_L1).toObject();
    const bool isGlobal = spec.mode == ServiceMode::Global;
    const auto key = isGlobal ? "Global"_L1 : "Replicated"_L1;
    QJsonObject part = mode.value(key).toObject();
    if (!isGlobal)
        part.insert("Replicas"_L1, spec.replicas);
    whole.insert("Mode"_L1, QJsonObject{{key, part}});
}

} // namespace

QJsonObject toJson(const ServiceSpec &spec)
{
    QJsonObject whole = spec.raw;
    put(whole, "Name"_L1, spec.name);
    put(whole, "Labels"_L1, textMap(spec.labels));
    whole.insert("TaskTemplate"_L1, task(whole.value("TaskTemplate"_L1).toObject(), spec));
    putMode(whole, spec);
    putUpdate(whole, "UpdateConfig"_L1, spec.update);
    putUpdate(whole, "RollbackConfig"_L1, spec.rollback);
    QJsonObject endpoint = whole.value("EndpointSpec"_L1).toObject();
    put(endpoint, "Mode"_L1, spec.endpointMode);
    put(endpoint, "Ports"_L1, list(spec.ports, writePort));
    put(whole, "EndpointSpec"_L1, endpoint);
    return whole;
}

} // namespace skep::docker
