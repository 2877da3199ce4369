// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/docker/types.h"

#include <QHash>

//! What `docker info` said of a whole cluster once: per node and altogether. Pure; any thread.
namespace skep::docker {

struct NodeTotals
{
    Node node;
    std::optional<Info> info; //!< of its own engine
    QString problem; //!< why there is no info
    qint64 reservedNanoCpus = 0; //!< by the tasks that the managers have put there
    qint64 reservedMemoryBytes = 0;
    int tasks = 0;
    bool operator==(const NodeTotals &) const = default;
};

struct Totals
{
    QList<NodeTotals> nodes; //!< by host name
    int containers = 0; //!< of the nodes that answered
    int containersRunning = 0;
    int containersPaused = 0;
    int containersStopped = 0;
    int images = 0;
    int silent = 0; //!< nodes whose engine did not answer
    qint64 nanoCpus = 0;
    qint64 memoryBytes = 0;
    qint64 reservedNanoCpus = 0;
    qint64 reservedMemoryBytes = 0;
};

//! \p infos by the swarm's node id; a node without an entry was not asked.
Totals totals(const QList<Node> &nodes, const QList<Task> &tasks, const QHash<QString, Result<Info>> &infos);

} // namespace skep::docker
