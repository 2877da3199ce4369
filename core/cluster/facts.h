// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/connected.h"
#include "core/cluster/exposure.h"
#include "core/cluster/store.h"
#include "core/docker/classic.h"

#include <QHash>

//! What was read about a cluster and what that means. The meaning is a pure fold, so that it can be tested by
//! tables.
namespace skep::cluster {

//! The last answers of the cluster's own services, as they came.
struct Facts
{
    bool hasConsul = false;
    QList<Exposure> exposures; //!< what is open to others by choice
    QStringList consulServers; //!< that there should be; Consul itself forgets a dead one after a while
    LiveState live = LiveState::Never;
    QDateTime lastHeard;

    QList<docker::Node> nodes;
    QList<docker::Service> services;
    QList<docker::Task> tasks;
    QString swarmTrouble; //!< a manager answers, but the swarm cannot decide: one sentence
    QHash<QString, QString> machineNames; //!< Skep's name of the machine by swarm node id

    EngineKind engine = EngineKind::Swarm;
    QHash<QString, int> containersRunning; //!< by node id; where there are no tasks
    docker::ClassicSwarm classic;
    QString classicDiscovery; //!< where the classic swarm's nodes find one another; empty: not known

    bool consulKnown = false; //!< read at least once in this run
    QString consulTrouble; //!< why it cannot be read now: one sentence; empty while it can
    bool consulHasLeader = true;
    QList<consul::Member> members;
    QList<consul::CatalogService> catalog;
    QList<consul::Instance> instances;

    //! What was read of Consul holds now. Without a leader its catalog stands still.
    bool consulConfirmed() const { return consulKnown && consulHasLeader && consulTrouble.isEmpty(); }
};

//! Servers of Consul that do not answer, or that it has forgotten.
QStringList missingServers(const Facts &facts);

//! What only time tells: since when something is seen. Kept by the store between two folds.
struct Memory
{
    QHash<QString, QDateTime> taskSeen; //!< by task id; nodes' clocks may be wrong, ours counts too
    QHash<QString, QDateTime> mismatchSince; //!< by service id
};

//! Everything that the screens show.
struct Picture
{
    std::vector<NodeRow> nodes;
    std::vector<ServiceRow> services;
    std::vector<CatalogRow> catalog;
    std::vector<InstanceRow> instances;
    std::vector<Attention> attention;
    Overview overview;
};

Picture fold(const Facts &facts, Memory &memory, const QDateTime &now);

} // namespace skep::cluster
