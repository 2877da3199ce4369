// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/docker/types.h"

//! Classic Swarm, from before engines had a swarm mode: a manager of its own tells its nodes as pairs of text
//! in `info`. Pure; any thread.
namespace skep::docker {

struct ClassicNode
{
    QString name;
    QString address; //!< "10.77.0.61:2376"
    QString id; //!< of its engine
    QString status; //!< Healthy, Unhealthy, Pending, Disconnected, as it says it
    QString error;
    QString engineVersion;
    int containers = 0;
    int running = 0;
    double reservedCpus = 0;
    double cpus = 0;
    qint64 reservedMemoryBytes = 0;
    qint64 memoryBytes = 0;
    QMap<QString, QString> labels;
    bool isHealthy() const { return status == QLatin1StringView("Healthy"); }
    bool operator==(const ClassicNode &) const = default;
};

struct ClassicSwarm
{
    QString version; //!< "1.2.9"
    QString role; //!< primary, replica
    QString strategy; //!< spread, binpack, random
    QStringList filters;
    QList<ClassicNode> nodes;
    bool operator==(const ClassicSwarm &) const = default;
};

//! Whether \p info is of a classic swarm's manager.
bool isClassicSwarm(const QJsonObject &info);
Result<ClassicSwarm> parseClassicSwarm(const QJsonObject &info);
Node nodeOf(const ClassicNode &node);

//! Where its nodes find one another, from the command lines of its own containers:
//! "consul://10.77.0.60:8500".
QString discoveryOf(const QStringList &commands);

} // namespace skep::docker
