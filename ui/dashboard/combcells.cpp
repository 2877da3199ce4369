// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/combcells.h"

#include "ui/widgets/format.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace skep::ui {

using cluster::Health;

namespace {

Health healthOf(const docker::Task &task)
{
    static const QStringList bad{u"failed"_s, u"rejected"_s, u"orphaned"_s};
    if (task.state == "running"_L1 || task.state == "complete"_L1)
        return Health::Ok;
    return bad.contains(task.state) ? Health::Down : Health::Converging;
}

//! "manager-1" of "a-long-cluster-name-manager-1": the part that tells the cells apart.
QString shortName(const QString &name)
{
    return name.section(u'-', -2);
}

} // namespace

std::vector<CombCell> nodeCells(const cluster::Store &store)
{
    std::vector<CombCell> cells;
    cells.reserve(store.nodes().size());
    for (const cluster::NodeRow &row : store.nodes()) {
        QStringList tip{row.node.hostname, healthWord(row.health.health)};
        if (!row.health.reason.isEmpty())
            tip[1] += u": "_s + row.health.reason;
        tip << QCoreApplication::translate("Comb", "%n task(s) running", nullptr, row.tasksRunning);
        cells.push_back({row.id, shortName(row.node.hostname), tip.join(u'\n'), row.health.health});
    }
    // Stable whatever order the answer had: a cell that moves cannot be watched.
    std::sort(cells.begin(), cells.end(), [](const auto &a, const auto &b) {
        return a.name < b.name || (a.name == b.name && a.id < b.id);
    });
    return cells;
}

std::vector<CombCell> taskCells(const cluster::Store &store)
{
    QHash<QString, QString> services;
    for (const cluster::ServiceRow &row : store.services())
        services.insert(row.id, row.service.name);
    QHash<QString, QString> nodes;
    for (const cluster::NodeRow &row : store.nodes())
        nodes.insert(row.id, row.node.hostname);
    std::vector<CombCell> cells;
    for (const docker::Task &task : store.tasks()) {
        if (task.desiredState != "running"_L1)
            continue;
        const QString service = services.value(task.serviceId, task.serviceId);
        const QString name = task.slot > 0 ? u"%1.%2"_s.arg(service).arg(task.slot) : service;
        QStringList tip{name, nodes.value(task.nodeId), task.state};
        if (!task.error.isEmpty())
            tip << task.error;
        cells.push_back({task.id, name, tip.join(u'\n'), healthOf(task)});
    }
    std::sort(cells.begin(), cells.end(), [](const auto &a, const auto &b) {
        return a.name < b.name || (a.name == b.name && a.id < b.id);
    });
    return cells;
}

std::vector<CombCell> machineCells(const QList<cluster::MachineRecord> &machines)
{
    std::vector<CombCell> cells;
    for (const cluster::MachineRecord &machine : machines) {
        if (machine.role != cluster::MachineRole::ConsulServer)
            cells.push_back({machine.name, shortName(machine.name), machine.name, Health::Unknown});
    }
    return cells;
}

QString HealthCounts::text() const
{
    QStringList parts;
    for (size_t i = 0; i < std::size(m_counts); ++i) {
        const QString word = healthWord(Health(i));
        if (m_counts[i] > 0)
            parts << u"%1 %2"_s.arg(Health(i) == Health::Ok ? word : word.toLower()).arg(m_counts[i]);
    }
    return parts.join(u" · "_s);
}

} // namespace skep::ui
