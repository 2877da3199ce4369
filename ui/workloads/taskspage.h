// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/operations.h"
#include "ui/models/taskrows.h"
#include "ui/workloads/objectpage.h"

class QCheckBox;

namespace skep::ui {

//! The tasks: where each runs, why one waits or failed, and what its slot has seen.
class TasksPage final : public ObjectPage
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TasksPage)

public:
    //! Neither is owned; both must outlive the page.
    TasksPage(cluster::Store *store, cluster::Operations *operations, QWidget *parent = nullptr);
    void showKey(const QString &key) override;

signals:
    void serviceRequested(const QString &id);
    void logsRequested(const QList<skep::ui::LogTarget> &targets, const QString &title);
    void execRequested(const QString &machine, const QString &containerId);

private:
    void showTasks();
    void showLogs(); //!< of all selected tasks
    const TaskRow *rowOf(const QString &key) const;
    Detail detailOf(const QString &key) const override;
    void updateActions() override;
    void inspectCurrent() override;

    cluster::Store *m_store;
    cluster::Operations *m_operations;
    std::vector<TaskRow> m_rows; //!< with the history that the table may leave out
    TasksModel *m_model;
    QCheckBox *m_history;
    QPushButton *m_logs;
    QPushButton *m_exec;
    QPushButton *m_toService;
};

} // namespace skep::ui
