// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workloads/servicespage.h"

#include "ui/models/taskrows.h"
#include "ui/widgets/changing.h"
#include "ui/widgets/format.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/plainlabel.h"
#include "ui/workloads/detailpane.h"
#include "ui/workloads/inspectview.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>

using namespace Qt::StringLiterals;

namespace skep::ui {

using cluster::ServiceRow;
using docker::ObjectKind;

ServicesPage::ServicesPage(cluster::Store *store, cluster::Operations *operations, QWidget *parent)
    : ObjectPage(parent)
    , m_store(store)
    , m_operations(operations)
    , m_model(servicesModel(store->hasConsul(), this))
{
    const auto control = [](QKeyCombination keys) { return QKeySequence(keys); };
    addAction({u"NewService"_s, tr("&New service"), u"plus"_s, ButtonKind::Primary}, Qt::Key_Insert,
              [this] { emit createRequested(); });
    m_edit = addAction({u"EditService"_s, tr("&Edit"), u"edit"_s}, Qt::Key_F2, [this] { edit(); });
    m_scaleTo = addAction({u"ScaleService"_s, tr("&Scale"), u"scale"_s},
                          control(Qt::CTRL | Qt::SHIFT | Qt::Key_S), [this] {
                              showKey(currentKey());
                              m_replicas->setFocus();
                              m_replicas->selectAll();
                          });
    m_restart = addAction({u"RestartService"_s, tr("Res&tart…"), u"refresh"_s},
                          control(Qt::CTRL | Qt::SHIFT | Qt::Key_R), [this] { restart(); });
    m_rollBack = addAction({u"RollBackService"_s, tr("Roll &back…"), u"undo"_s},
                           control(Qt::CTRL | Qt::SHIFT | Qt::Key_B), [this] { askToRollBack(); });
    m_remove = addAction({u"RemoveService"_s, tr("&Remove…"), u"trash"_s}, QKeySequence::Delete,
                         [this] { remove(); });
    m_logs = addAction({u"ServiceLogs"_s, tr("&Logs"), u"log"_s, ButtonKind::Quiet, Effect::Looks},
                       Qt::CTRL | Qt::Key_L, [this] { showLogs(); });
    pane()->setControl(makeScaler());
    setTable(m_model, tr("All services"), tr("No service runs here yet."), {150, 230, 64, 110, 96, 120}, 3);
    for (const auto signal : {&cluster::Store::servicesChanged, &cluster::Store::tasksChanged})
        connect(store, signal, this, &ServicesPage::showServices);
    showServices();
}

QWidget *ServicesPage::makeScaler()
{
    m_scaler = new QWidget(this);
    auto *row = new QHBoxLayout(m_scaler);
    row->setContentsMargins(0, theme::grid / 2, 0, theme::grid / 2);
    row->setSpacing(theme::grid);
    m_replicas = new QSpinBox(m_scaler);
    m_replicas->setRange(0, 100'000);
    m_replicas->setAccessibleName(tr("Replicas"));
    m_replicas->setObjectName(u"Replicas"_s);
    m_scale = button(tr("Set"), ButtonKind::Normal, m_scaler);
    m_scale->setObjectName(u"ApplyScale"_s);
    row->addWidget(new PlainLabel(tr("Replicas"), theme::Text::Body, PlainLabel::Tone::Muted, m_scaler));
    row->addWidget(new Changing(m_replicas, m_scaler));
    row->addWidget(new Changing(m_scale, m_scaler));
    row->addStretch(1);
    connect(m_scale, &QPushButton::clicked, this, &ServicesPage::scale);
    connect(m_replicas->findChild<QLineEdit *>(), &QLineEdit::returnPressed, this, &ServicesPage::scale);
    connect(m_replicas, &QSpinBox::valueChanged, this, &ServicesPage::updateActions);
    return m_scaler;
}

void ServicesPage::showServices()
{
    m_model->assign(m_store->services());
    refreshDetail(); // its tasks may be others
}

const ServiceRow *ServicesPage::current() const
{
    const int row = m_model->rowOf(currentKey());
    return row < 0 ? nullptr : &m_model->row(row);
}

void ServicesPage::updateActions()
{
    if (!m_scaler)
        return;
    const ServiceRow *row = table() ? current() : nullptr;
    const bool canScale = row && !row->service.isGlobal && !row->service.isJob;
    m_scaleTo->setEnabled(canScale);
    m_scaler->setVisible(canScale);
    m_edit->setEnabled(row);
    m_logs->setEnabled(row);
    m_restart->setEnabled(row);
    m_rollBack->setEnabled(row);
    m_remove->setEnabled(row);
    if (!canScale)
        return;
    if (m_scaled != row->id) { // what is typed for one service is not meant for another
        m_scaled = row->id;
        const QSignalBlocker quiet(m_replicas);
        m_replicas->setValue(row->service.wanted);
    }
    m_scale->setEnabled(m_replicas->value() != row->service.wanted);
}

void ServicesPage::scale()
{
    const ServiceRow *row = current();
    if (!row || m_replicas->value() == row->service.wanted)
        return;
    run(tr("Scaling %1 to %2").arg(row->service.name).arg(m_replicas->value()),
        m_operations->scaleService(row->id, m_replicas->value()));
}

void ServicesPage::edit()
{
    const ServiceRow *row = current();
    if (!row)
        return;
    const auto detail = m_operations->serviceDetail(row->id);
    run(tr("Reading %1").arg(row->service.name), detail);
    onResult(detail, this, [this](const Result<docker::ServiceDetail> &read) {
        if (read)
            emit editRequested(*read);
    });
}

void ServicesPage::showLogs()
{
    const ServiceRow *row = current();
    if (!row)
        return;
    std::vector<TaskRow> rows = taskRows(*m_store);
    std::erase_if(rows, [&](const TaskRow &task) { return task.task.serviceId != row->id; });
    const QList<LogTarget> targets = logTargets(rows);
    if (targets.isEmpty())
        message()->showText(tr("No container of %1 is on a node that Skep reaches: there is no log to read.")
                                .arg(row->service.name),
                            Card::Kind::Warning);
    else
        emit logsRequested(targets, row->service.name);
}

void ServicesPage::restart()
{
    const ServiceRow *row = current();
    if (!row)
        return;
    confirm(
        {tr("Restart a service"), tr("Restart all tasks of %1?").arg(row->service.name),
         tr("The swarm replaces %n task(s) in the steps of the service's update policy, without any change "
            "of the spec. Open connections to a task are cut when it stops.",
            nullptr, row->service.wanted),
         tr("&Restart"), false},
        [this, id = row->id, name = row->service.name] {
            run(tr("Restarting %1").arg(name), m_operations->restartService(id));
        });
}

void ServicesPage::askToRollBack()
{
    const ServiceRow *row = current();
    if (!row)
        return;
    const auto detail = m_operations->serviceDetail(row->id);
    run(tr("Reading %1").arg(row->service.name), detail);
    onResult(detail, this, [this](const Result<docker::ServiceDetail> &read) {
        if (read)
            offerRollBack(*read);
    });
}

void ServicesPage::offerRollBack(const docker::ServiceDetail &detail)
{
    const QList<docker::DiffRow> rows = docker::rollBackDiff(detail);
    const QString name = detail.spec.name;
    if (rows.isEmpty()) {
        message()->showText(
            tr("%1 has no earlier spec that differs: there is nothing to go back to.").arg(name),
            Card::Kind::Warning);
        return;
    }
    auto *dialog =
        new ConfirmDialog({tr("Roll back a service"), tr("Roll %1 back to the spec before?").arg(name),
                           tr("This changes %n thing(s), as listed. The spec of now becomes the one before.",
                              nullptr, int(rows.size())),
                           tr("Roll &back"), false},
                          this);
    dialog->setDiff(rows, tr("Now"), tr("After the roll back"));
    connect(dialog, &QDialog::accepted, this, [this, id = detail.id, name] {
        run(tr("Rolling %1 back").arg(name), m_operations->rollBackService(id));
    });
    dialog->open();
}

void ServicesPage::remove()
{
    const ServiceRow *row = current();
    if (!row)
        return;
    confirm(
        {tr("Remove a service"), tr("Remove %1?").arg(row->service.name),
         tr("Its %n running task(s) are stopped and the service is gone, with its spec and the way back to "
            "the one before. Volumes, networks, secrets and configs stay.",
            nullptr, row->service.running),
         tr("&Remove")},
        [this, id = row->id, name = row->service.name] {
            run(tr("Removing %1").arg(name), m_operations->remove(ObjectKind::Service, id, {}));
        });
}

QList<DetailLine> ServicesPage::taskLines(const QString &serviceId) const
{
    std::vector<TaskRow> rows = taskRows(*m_store);
    std::erase_if(rows, [&](const TaskRow &row) { return row.task.serviceId != serviceId; });
    std::sort(rows.begin(), rows.end(), [](const TaskRow &a, const TaskRow &b) {
        const bool wantedA = isWanted(a.task);
        const bool wantedB = isWanted(b.task);
        if (wantedA != wantedB)
            return wantedA;
        return wantedA ? a.task.slot < b.task.slot : a.task.changedAt > b.task.changedAt;
    });
    QList<DetailLine> lines;
    constexpr int most = 30; // of a service with thousands the page of the tasks shows all
    for (const TaskRow &row : rows) {
        if (lines.size() == most)
            break;
        const QString place =
            row.node.isEmpty() || row.task.slot == 0 ? row.name : tr("%1 on %2").arg(row.name, row.node);
        lines.append(
            {row.health, place, u"%1  ·  %2"_s.arg(taskStateText(row.task), timeText(row.task.changedAt))});
    }
    return lines;
}

Detail ServicesPage::detailOf(const QString &key) const
{
    const int at = m_model->rowOf(key);
    if (at < 0)
        return {};
    const ServiceRow &row = m_model->row(at);
    const docker::Service &service = row.service;
    Detail detail;
    detail.key = row.id;
    detail.title = service.name;
    detail.health = row.health.health;
    detail.state = row.health.reason.isEmpty() ? healthWord(row.health.health) : row.health.reason;
    FactGroup facts;
    facts.facts.append({tr("Tasks"), tr("%1 of %2 running").arg(service.running).arg(service.wanted)});
    facts.facts.append({tr("Mode"), service.isGlobal ? tr("Global, one on each node") : tr("Replicated")});
    facts.facts.append({tr("Image"), service.image, true});
    if (!service.stack.isEmpty())
        facts.facts.append({tr("Stack"), service.stack});
    for (const docker::Port &port : service.ports) {
        facts.facts.append({tr("Port"),
                            tr("%1 → %2/%3, %4")
                                .arg(port.published)
                                .arg(port.target)
                                .arg(port.protocol, port.hostMode ? tr("on the task's node") : tr("mesh"))});
    }
    if (!service.updateState.isEmpty())
        facts.facts.append({tr("Last update"),
                            service.updateMessage.isEmpty() ? service.updateState : service.updateMessage});
    facts.facts.append({tr("Created"), timeText(service.createdAt)});
    facts.facts.append({tr("Changed"), timeText(service.updatedAt)});
    facts.facts.append({tr("Id"), service.id, true});
    detail.groups = {facts, labelFacts(service.labels)};
    detail.linesTitle = tr("Tasks and their history");
    detail.lines = taskLines(row.id);
    return detail;
}

void ServicesPage::inspectCurrent()
{
    pane()->inspection()->load(m_operations->inspect(ObjectKind::Service, currentKey(), {}));
}

} // namespace skep::ui
