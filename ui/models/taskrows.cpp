// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/taskrows.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace skep::ui {

using cluster::Health;
using docker::Task;

namespace {

//! The strings of all rows of tasks share one context for translators.
struct Tasks
{
    Q_DECLARE_TR_FUNCTIONS(Tasks)
};

bool isOver(const QString &state)
{
    return QStringList{u"complete"_s, u"shutdown"_s, u"failed"_s, u"rejected"_s, u"orphaned"_s, u"remove"_s}
        .contains(state);
}

bool hasFailed(const QString &state)
{
    return state == "failed"_L1 || state == "rejected"_L1 || state == "orphaned"_L1;
}

Health healthOfTask(const Task &task)
{
    if (task.state == "running"_L1 || task.state == "complete"_L1)
        return task.desiredState == "running"_L1 || task.state == "complete"_L1 ? Health::Ok
                                                                                : Health::Converging;
    if (hasFailed(task.state))
        return Health::Down;
    if (isOver(task.state))
        return Health::Unknown;
    return task.error.isEmpty() ? Health::Converging : Health::Degraded; // waits, and says why
}

} // namespace

bool isWanted(const Task &task)
{
    return task.desiredState == "running"_L1 || task.desiredState == "ready"_L1
        || (!isOver(task.state) && task.desiredState != "remove"_L1);
}

QString taskStateWord(const QString &state)
{
    static const std::pair<QLatin1StringView, const char *> words[] = {
        {"new"_L1, QT_TRANSLATE_NOOP("Tasks", "New")},
        {"allocated"_L1, QT_TRANSLATE_NOOP("Tasks", "Allocated")},
        {"pending"_L1, QT_TRANSLATE_NOOP("Tasks", "Pending")},
        {"assigned"_L1, QT_TRANSLATE_NOOP("Tasks", "Assigned")},
        {"accepted"_L1, QT_TRANSLATE_NOOP("Tasks", "Accepted")},
        {"preparing"_L1, QT_TRANSLATE_NOOP("Tasks", "Preparing")},
        {"ready"_L1, QT_TRANSLATE_NOOP("Tasks", "Ready")},
        {"starting"_L1, QT_TRANSLATE_NOOP("Tasks", "Starting")},
        {"running"_L1, QT_TRANSLATE_NOOP("Tasks", "Running")},
        {"complete"_L1, QT_TRANSLATE_NOOP("Tasks", "Complete")},
        {"shutdown"_L1, QT_TRANSLATE_NOOP("Tasks", "Shut down")},
        {"failed"_L1, QT_TRANSLATE_NOOP("Tasks", "Failed")},
        {"rejected"_L1, QT_TRANSLATE_NOOP("Tasks", "Rejected")},
        {"orphaned"_L1, QT_TRANSLATE_NOOP("Tasks", "Orphaned")},
        {"remove"_L1, QT_TRANSLATE_NOOP("Tasks", "To be removed")},
    };
    for (const auto &[name, word] : words) {
        if (state == name)
            return Tasks::tr(word);
    }
    return state;
}

QString taskStateText(const Task &task)
{
    const QString word = taskStateWord(task.state);
    if (!task.error.isEmpty())
        return u"%1: %2"_s.arg(word, task.error.simplified());
    if (task.exitCode != 0)
        return Tasks::tr("%1: exit code %2").arg(word).arg(task.exitCode);
    return word;
}

QString timeText(const QDateTime &time)
{
    return time.isValid() ? QLocale().toString(time.toLocalTime(), QLocale::ShortFormat) : QString();
}

std::vector<TaskRow> taskRows(const cluster::Store &store)
{
    QHash<QString, const cluster::ServiceRow *> services;
    for (const cluster::ServiceRow &row : store.services())
        services.insert(row.id, &row);
    QHash<QString, const cluster::NodeRow *> nodes;
    for (const cluster::NodeRow &row : store.nodes())
        nodes.insert(row.id, &row);
    std::vector<TaskRow> rows;
    rows.reserve(store.tasks().size());
    for (const Task &task : store.tasks()) {
        TaskRow row{task.id, task, {}, {}, {}, {}, healthOfTask(task)};
        if (const auto *service = services.value(task.serviceId))
            row.service = service->service.name;
        else
            row.service = task.serviceId.left(12);
        if (const auto *node = nodes.value(task.nodeId)) {
            row.node = node->node.hostname;
            row.machine = node->machineName;
            if (isWanted(task) && node->node.state == docker::NodeState::Down)
                row.health = Health::Unknown; // nobody knows what runs there
        }
        row.name = task.slot > 0 ? u"%1.%2"_s.arg(row.service).arg(task.slot)
                                 : Tasks::tr("%1 on %2").arg(row.service, row.node);
        rows.push_back(std::move(row));
    }
    return rows;
}

TasksModel *tasksModel(QObject *parent)
{
    using Row = TaskRow;
    return new TasksModel(
        &Row::id,
        {{Tasks::tr("Task"), [](const Row &r) { return r.name; },
          [](const Row &r) { return u"%1 %2"_s.arg(r.service).arg(r.task.slot, 8, 10, QChar(u'0')); }},
         {Tasks::tr("State"), [](const Row &r) { return taskStateText(r.task); },
          [](const Row &r) { return int(r.health); }, [](const Row &r) { return r.health; }},
         {Tasks::tr("Node"), [](const Row &r) { return r.node; }},
         {Tasks::tr("Wanted"), [](const Row &r) { return taskStateWord(r.task.desiredState); }},
         {Tasks::tr("Since"), [](const Row &r) { return timeText(r.task.changedAt); },
          [](const Row &r) { return r.task.changedAt; }}},
        parent);
}

std::vector<TaskRow> slotHistory(const std::vector<TaskRow> &rows, const Task &task)
{
    std::vector<TaskRow> history;
    std::copy_if(rows.begin(), rows.end(), std::back_inserter(history), [&](const TaskRow &row) {
        return row.task.serviceId == task.serviceId && row.task.slot == task.slot
            && (task.slot > 0 || row.task.nodeId == task.nodeId);
    });
    std::sort(history.begin(), history.end(),
              [](const TaskRow &a, const TaskRow &b) { return a.task.createdAt > b.task.createdAt; });
    return history;
}

QList<LogTarget> logTargets(const std::vector<TaskRow> &rows)
{
    constexpr int most = 50; // connections that are held at once
    QList<LogTarget> targets;
    for (const bool running : {true, false}) {
        for (const TaskRow &row : rows) {
            if ((row.task.state == "running"_L1) != running || row.machine.isEmpty()
                || row.task.containerId.isEmpty() || targets.size() == most)
                continue;
            targets.append({row.machine, row.task.containerId, row.name, row.node});
        }
    }
    return targets;
}

} // namespace skep::ui
