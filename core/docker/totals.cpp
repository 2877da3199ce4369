// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/docker/totals.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace skep::docker {

namespace {

//! Whether the managers count the task's reservations at its node: from the choice of the node to its end.
bool occupies(const Task &task)
{
    static const QStringList states{u"assigned"_s, u"accepted"_s, u"preparing"_s,
                                    u"ready"_s,    u"starting"_s, u"running"_s};
    return states.contains(task.state);
}

void add(Totals &sum, const NodeTotals &node)
{
    sum.nanoCpus += node.node.nanoCpus;
    sum.memoryBytes += node.node.memoryBytes;
    sum.reservedNanoCpus += node.reservedNanoCpus;
    sum.reservedMemoryBytes += node.reservedMemoryBytes;
    if (!node.info) {
        ++sum.silent;
        return;
    }
    sum.containers += node.info->containers;
    sum.containersRunning += node.info->containersRunning;
    sum.containersPaused += node.info->containersPaused;
    sum.containersStopped += node.info->containersStopped;
    sum.images += node.info->images;
}

} // namespace

Totals totals(const QList<Node> &nodes, const QList<Task> &tasks, const QHash<QString, Result<Info>> &infos)
{
    QHash<QString, NodeTotals> byId;
    for (const auto &node : nodes) {
        NodeTotals entry;
        entry.node = node;
        if (const auto info = infos.constFind(node.id); info != infos.constEnd()) {
            if (*info)
                entry.info = **info;
            else
                entry.problem = info->error().message;
        }
        byId.insert(node.id, entry);
    }
    for (const auto &task : tasks) {
        const auto entry = byId.find(task.nodeId);
        if (entry == byId.end() || !occupies(task))
            continue;
        ++entry->tasks;
        entry->reservedNanoCpus += task.reservedNanoCpus;
        entry->reservedMemoryBytes += task.reservedMemoryBytes;
    }
    Totals sum;
    for (const auto &entry : std::as_const(byId)) {
        add(sum, entry);
        sum.nodes.append(entry);
    }
    std::sort(sum.nodes.begin(), sum.nodes.end(), [](const NodeTotals &a, const NodeTotals &b) {
        return std::tie(a.node.hostname, a.node.id) < std::tie(b.node.hostname, b.node.id);
    });
    return sum;
}

} // namespace skep::docker
