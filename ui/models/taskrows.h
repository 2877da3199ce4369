// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/store.h"
#include "ui/models/keyedtablemodel.h"
#include "ui/workloads/logtarget.h"

//! Tasks as people read them: by the name of their service and node, with the reason of their state.
namespace skep::ui {

struct TaskRow
{
    QString id;
    docker::Task task;
    QString name; //!< "web.1", of a global service "web on worker-1"
    QString service;
    QString node; //!< empty: on none yet
    QString machine; //!< Skep's name of it
    cluster::Health health = cluster::Health::Unknown;
    bool operator==(const TaskRow &) const = default;
};
using TasksModel = KeyedTableModel<TaskRow>;

std::vector<TaskRow> taskRows(const cluster::Store &store);
TasksModel *tasksModel(QObject *parent);

bool isWanted(const docker::Task &task); //!< should run or has just failed to; the others are history
//! The tasks of the same slot (of a global service on the same node), newest first.
std::vector<TaskRow> slotHistory(const std::vector<TaskRow> &rows, const docker::Task &task);
//! The containers of those tasks, as far as Skep reaches their nodes; running ones first.
QList<LogTarget> logTargets(const std::vector<TaskRow> &rows);
//! "Failed: exit code 1", with the reason where there is one
QString taskStateText(const docker::Task &task);
QString taskStateWord(const QString &state); //!< Docker's word in people's language
QString timeText(const QDateTime &time); //!< local, short

} // namespace skep::ui
