// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workloads/taskspage.h"

#include "ui/dashboard/tablepanel.h"
#include "ui/workloads/detailpane.h"
#include "ui/workloads/inspectview.h"

#include <QCheckBox>
#include <QPushButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace skep::ui {

using docker::ObjectKind;

TasksPage::TasksPage(cluster::Store *store, cluster::Operations *operations, QWidget *parent)
    : ObjectPage(parent)
    , m_store(store)
    , m_operations(operations)
    , m_model(tasksModel(this))
    , m_history(new QCheckBox(tr("With &history"), this))
{
    m_logs = addAction({u"TaskLogs"_s, tr("&Logs"), u"log"_s, ButtonKind::Quiet, Effect::Looks},
                       Qt::CTRL | Qt::Key_L, [this] { showLogs(); });
    m_exec = addAction({u"ExecTask"_s, tr("&Terminal"), u"terminal"_s}, Qt::CTRL | Qt::Key_E, [this] {
        if (const TaskRow *row = rowOf(currentKey()))
            emit execRequested(row->machine, row->task.containerId);
    });
    m_toService =
        addAction({u"ShowService"_s, tr("Show &service"), u"list"_s, ButtonKind::Quiet, Effect::Looks},
                  QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S), [this] {
                      if (const TaskRow *row = rowOf(currentKey()))
                          emit serviceRequested(row->task.serviceId);
                  });
    m_history->setToolTip(tr("Also the tasks that have ended"));
    m_history->setObjectName(u"History"_s);
    addToolWidget(m_history);
    setTable(m_model, tr("All tasks"), tr("No task runs here yet."), {150, 280, 150, 96, 120}, 3);
    table()->setSeveralSelectable();
    connect(m_history, &QCheckBox::toggled, this, &TasksPage::showTasks);
    for (const auto signal :
         {&cluster::Store::servicesChanged, &cluster::Store::tasksChanged, &cluster::Store::nodesChanged})
        connect(store, signal, this, &TasksPage::showTasks);
    showTasks();
}

void TasksPage::showTasks()
{
    m_rows = taskRows(*m_store);
    std::vector<TaskRow> shown;
    std::copy_if(m_rows.begin(), m_rows.end(), std::back_inserter(shown),
                 [this](const TaskRow &row) { return m_history->isChecked() || isWanted(row.task); });
    m_model->assign(shown);
    refreshDetail();
}

void TasksPage::showKey(const QString &key)
{
    const TaskRow *row = rowOf(key);
    if (row && !isWanted(row->task))
        m_history->setChecked(true);
    ObjectPage::showKey(key);
}

const TaskRow *TasksPage::rowOf(const QString &key) const
{
    const auto it =
        std::find_if(m_rows.begin(), m_rows.end(), [&](const TaskRow &row) { return row.id == key; });
    return it == m_rows.end() ? nullptr : &*it;
}

void TasksPage::updateActions()
{
    const TaskRow *row = table() ? rowOf(currentKey()) : nullptr;
    const bool hasContainer = row && !row->task.containerId.isEmpty() && !row->machine.isEmpty();
    m_toService->setEnabled(row);
    m_logs->setEnabled(hasContainer);
    m_exec->setEnabled(hasContainer && row->task.state == "running"_L1);
}

void TasksPage::showLogs()
{
    std::vector<TaskRow> rows;
    for (const QString &key : table()->selectedKeys()) {
        if (const TaskRow *row = rowOf(key))
            rows.push_back(*row);
    }
    const QList<LogTarget> targets = logTargets(rows);
    if (!targets.isEmpty())
        emit logsRequested(targets,
                           targets.size() == 1 ? targets.constFirst().name
                                               : tr("%n task(s)", nullptr, int(targets.size())));
}

Detail TasksPage::detailOf(const QString &key) const
{
    const TaskRow *row = rowOf(key);
    if (!row)
        return {};
    const docker::Task &task = row->task;
    Detail detail;
    detail.key = row->id;
    detail.title = row->name;
    detail.health = row->health;
    detail.state = taskStateText(task);
    FactGroup facts;
    facts.facts.append({tr("Service"), row->service});
    facts.facts.append({tr("Node"), row->node.isEmpty() ? tr("None yet") : row->node});
    facts.facts.append({tr("Wanted"), taskStateWord(task.desiredState)});
    facts.facts.append({tr("Message"), task.message});
    if (task.exitCode != 0)
        facts.facts.append({tr("Exit code"), QString::number(task.exitCode)});
    facts.facts.append({tr("Since"), timeText(task.changedAt)});
    facts.facts.append({tr("Created"), timeText(task.createdAt)});
    facts.facts.append({tr("Container"), task.containerId.left(12), true});
    facts.facts.append({tr("Id"), task.id, true});
    detail.groups = {facts};
    detail.linesTitle = task.slot > 0 ? tr("History of slot %1").arg(task.slot) : tr("History on this node");
    for (const TaskRow &each : slotHistory(m_rows, task)) {
        detail.lines.append({each.health, taskStateText(each.task),
                             u"%1  ·  %2"_s.arg(timeText(each.task.changedAt),
                                                each.node.isEmpty() ? tr("on no node") : each.node)});
    }
    return detail;
}

void TasksPage::inspectCurrent()
{
    pane()->inspection()->load(m_operations->inspect(ObjectKind::Task, currentKey(), {}));
}

} // namespace skep::ui
