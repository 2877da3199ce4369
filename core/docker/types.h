// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>
#include <QList>
#include <QMap>

#include <optional>

//! Values of the Docker Engine API (1.41 and newer), only what Skep uses. Parsers fail on a wrong type with
//! the path to it and leave absent fields at their defaults.
namespace skep::docker {

enum class NodeRole { Worker, Manager };
enum class NodeState { Unknown, Down, Ready, Disconnected };
enum class Availability { Active, Pause, Drain };

struct Node
{
    QString id;
    QString hostname;
    NodeRole role = NodeRole::Worker;
    NodeState state = NodeState::Unknown;
    Availability availability = Availability::Active;
    QString address;
    QString engineVersion;
    QString message; //!< why it is not ready, as the manager says
    bool isLeader = false;
    bool isReachableManager = false;
    qint64 nanoCpus = 0;
    qint64 memoryBytes = 0;
    QString architecture;
    QMap<QString, QString> labels;
    bool operator==(const Node &) const = default;
};

struct Port
{
    QString protocol;
    int target = 0;
    int published = 0; //!< 0: not published
    bool hostMode = false;
    bool operator==(const Port &) const = default;
};

struct Service
{
    QString id;
    QString name;
    QString image;
    bool isGlobal = false;
    bool isJob = false; //!< runs to completion: fewer running than wanted is no fault
    int wanted = 0; //!< replicas wanted; for global services the tasks wanted
    int running = 0;
    QString stack;
    QString updateState; //!< "updating", "paused", "rollback_started", …; empty when none
    QString updateMessage;
    int updateDelaySeconds = 0;
    QList<Port> ports;
    QDateTime createdAt;
    QDateTime updatedAt;
    qint64 version = 0;
    QMap<QString, QString> labels;
    bool operator==(const Service &) const = default;
};

struct Task
{
    QString id;
    QString serviceId;
    QString nodeId;
    QString containerId;
    QString state; //!< as Docker names it: new, pending, assigned, preparing, running, failed, …
    QString desiredState;
    QString message;
    QString error;
    int slot = 0;
    int exitCode = 0;
    qint64 reservedNanoCpus = 0;
    qint64 reservedMemoryBytes = 0;
    QDateTime createdAt;
    QDateTime changedAt;
    bool operator==(const Task &) const = default;
};

struct Info
{
    QString engineId;
    QString name;
    QString serverVersion;
    QString operatingSystem;
    QString architecture;
    QString kernelVersion;
    QString storageDriver;
    int cpus = 0;
    qint64 memoryBytes = 0;
    int containers = 0;
    int containersRunning = 0;
    int containersPaused = 0;
    int containersStopped = 0;
    int images = 0;
    QStringList labels; //!< NAME=value, of the engine itself
    QString swarmNodeId;
    QString swarmState; //!< inactive, pending, active, error, locked
    QString swarmError;
    QString nodeAddress;
    bool isManager = false;
    QStringList managerHosts; //!< hosts of the managers that the node knows
    QStringList warnings;
    bool operator==(const Info &) const = default;
};

struct Event
{
    QString type; //!< node, service, container, …
    QString action;
    QString actorId;
    QMap<QString, QString> attributes;
};

Result<Node> parseNode(const QJsonObject &object);
Result<Service> parseService(const QJsonObject &object);
Result<Task> parseTask(const QJsonObject &object);
Result<Info> parseInfo(const QJsonObject &object);
Result<Event> parseEvent(const QByteArray &line);

// Whole answers of list calls; any thread.
Result<QList<Node>> parseNodes(const QByteArray &answer);
Result<QList<Service>> parseServices(const QByteArray &answer);
Result<QList<Task>> parseTasks(const QByteArray &answer);

} // namespace skep::docker
