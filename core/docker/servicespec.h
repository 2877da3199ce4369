// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QJsonObject>
#include <QList>
#include <QMap>
#include <QStringList>

#include <chrono>
#include <optional>

//! What a person wants of a service, as values. Whatever a spec holds that Skep does not know stays in the
//! `raw` objects and is written back: an update never drops it. Pure; any thread.
namespace skep::docker {

enum class ServiceMode { Replicated, Global, Other }; //!< Other: a job, whose mode is left as it is

struct PortSpec
{
    QString protocol = QStringLiteral("tcp");
    int target = 0;
    int published = 0; //!< 0: the engine chooses
    bool isHostMode = false; //!< on the task's own node instead of the routing mesh
    QJsonObject raw = {};
    bool operator==(const PortSpec &) const = default;
};

struct MountSpec
{
    QString type = QStringLiteral("volume"); //!< volume, bind, tmpfs; others are left as they are
    QString source = {}; //!< a volume's name or a path on the node
    QString target;
    bool isReadOnly = false;
    QJsonObject raw = {};
    bool operator==(const MountSpec &) const = default;
};

struct NetworkSpec
{
    QString target; //!< name or id
    QStringList aliases = {};
    QJsonObject raw = {};
    bool operator==(const NetworkSpec &) const = default;
};

//! A secret or a config as a file of the container.
struct FileSpec
{
    QString name;
    QString id = {}; //!< empty: Client::resolved() finds it by the name
    QString target = {}; //!< file name; relative names of secrets are in /run/secrets; empty: the name
    int mode = 0444;
    QJsonObject raw = {};
    bool operator==(const FileSpec &) const = default;
};

struct ResourceSpec
{
    qint64 nanoCpus = 0; //!< 0: without a limit, nothing reserved
    qint64 memoryBytes = 0;
    bool operator==(const ResourceSpec &) const = default;
};

struct RestartSpec
{
    QString condition = QStringLiteral("any"); //!< none, on-failure, any
    std::chrono::nanoseconds delay{std::chrono::seconds(5)};
    qint64 maxAttempts = 0; //!< 0: without end
    std::chrono::nanoseconds window{0};
    QJsonObject raw = {};
    bool operator==(const RestartSpec &) const = default;
};

//! How an update, or the way back from it, goes through the tasks.
struct UpdateSpec
{
    qint64 parallelism = 1; //!< 0: all at once
    std::chrono::nanoseconds delay{0};
    std::chrono::nanoseconds monitor{std::chrono::seconds(5)};
    QString failureAction = QStringLiteral("pause"); //!< pause, continue, rollback
    double maxFailureRatio = 0;
    QString order = QStringLiteral("stop-first"); //!< stop-first, start-first
    QJsonObject raw = {};
    bool operator==(const UpdateSpec &) const = default;
};

struct ServiceSpec
{
    QString name;
    QString image;
    ServiceMode mode = ServiceMode::Replicated;
    qint64 replicas = 1; //!< of Replicated
    QStringList command; //!< instead of the image's entry point
    QStringList arguments;
    QStringList environment; //!< NAME=value
    QMap<QString, QString> labels; //!< of the service
    QMap<QString, QString> containerLabels;
    QString endpointMode; //!< vip, dnsrr; empty: the engine's default, vip
    QList<PortSpec> ports;
    QList<MountSpec> mounts;
    QList<NetworkSpec> networks;
    QStringList constraints;
    ResourceSpec limits;
    ResourceSpec reservations;
    std::optional<RestartSpec> restart; //!< none: the engine's defaults
    std::optional<UpdateSpec> update;
    std::optional<UpdateSpec> rollback;
    QList<FileSpec> secrets;
    QList<FileSpec> configs;
    qint64 forceUpdate = 0; //!< another number starts all tasks anew
    QJsonObject raw = {}; //!< as the engine gave it
    bool operator==(const ServiceSpec &) const = default;
};

//! The "Spec" of a service; a wrong type is an error with its path.
Result<ServiceSpec> serviceSpecFromJson(const QJsonObject &spec);
//! The raw spec with what is known written into it; fields that say nothing are not added.
QJsonObject toJson(const ServiceSpec &spec);

} // namespace skep::docker
