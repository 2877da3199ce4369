// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/store.h"
#include "ui/models/keyedtablemodel.h"

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
QString
taskStateText(const docker::Task &task); //!< "Failed: exit code 1", with the reason where there is one
QString taskStateWord(const QString &state); //!< Docker's word in people's language
QString timeText(const QDateTime &time); //!< local, short

} // namespace skep::ui
