// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workloads/containerspage.h"

#include "ui/dashboard/tablepanel.h"
#include "ui/models/taskrows.h"
#include "ui/widgets/format.h"
#include "ui/workloads/containerdialog.h"
#include "ui/workloads/detailpane.h"
#include "ui/workloads/inspectview.h"

#include <QPushButton>

using namespace Qt::StringLiterals;

namespace skep::ui {

using cluster::ContainerRow;
using cluster::ContainerVerb;
using cluster::Health;
using cluster::LiveInventory;

namespace {

Health healthOfContainer(const ContainerRow &row)
{
    if (row.place.isStale)
        return Health::Unknown;
    const QString &state = row.item.state;
    if (state == "running"_L1)
        return row.item.status.contains("(unhealthy)"_L1) ? Health::Degraded : Health::Ok;
    if (state == "restarting"_L1 || state == "created"_L1)
        return Health::Converging;
    if (state == "dead"_L1 || (state == "exited"_L1 && !row.item.status.startsWith("Exited (0)"_L1)))
        return Health::Down;
    return Health::Unknown; // stopped by intention, or paused
}

ContainersModel *containersModel(QObject *parent)
{
    using Row = ContainerRow;
    return new ContainersModel(
        &Row::id,
        {{ContainersPage::tr("Container"), [](const Row &r) { return r.item.name; }},
         {ContainersPage::tr("State"), [](const Row &r) { return r.item.status; },
          [](const Row &r) { return int(healthOfContainer(r)); }, healthOfContainer},
         {ContainersPage::tr("Node"), [](const Row &r) { return r.place.node; }},
         {ContainersPage::tr("Service"), [](const Row &r) { return r.item.serviceName; }},
         {ContainersPage::tr("Image"), [](const Row &r) { return r.item.image.section(u'@', 0, 0); }}},
        parent);
}

} // namespace

ContainersPage::ContainersPage(cluster::Store *store, cluster::Operations *operations,
                               LiveInventory *inventory, QWidget *parent)
    : ObjectPage(parent)
    , m_store(store)
    , m_operations(operations)
    , m_inventory(inventory)
    , m_model(containersModel(this))
{
    addAction({u"RunContainer"_s, tr("&Run…"), u"plus"_s, ButtonKind::Primary}, Qt::Key_Insert,
              [this] { askToRun(); });
    m_start = addAction({u"StartContainer"_s, tr("&Start"), u"play"_s}, Qt::CTRL | Qt::SHIFT | Qt::Key_S,
                        [this] { control(ContainerVerb::Start); });
    m_stop = addAction({u"StopContainer"_s, tr("S&top…"), u"stop"_s}, Qt::CTRL | Qt::SHIFT | Qt::Key_T,
                       [this] { askTo(ContainerVerb::Stop); });
    m_restart = addAction({u"RestartContainer"_s, tr("R&estart…"), u"refresh"_s},
                          Qt::CTRL | Qt::SHIFT | Qt::Key_R, [this] { askTo(ContainerVerb::Restart); });
    m_remove = addAction({u"RemoveContainer"_s, tr("Re&move…"), u"trash"_s}, QKeySequence::Delete,
                         [this] { askTo(ContainerVerb::Remove); });
    m_logs = addAction({u"ContainerLogs"_s, tr("&Logs"), u"log"_s, ButtonKind::Quiet, Effect::Looks},
                       Qt::CTRL | Qt::Key_L, [this] {
                           if (const ContainerRow *row = current())
                               emit logsRequested(
                                   {{row->place.machine, row->item.id, row->item.name, row->place.node}},
                                   row->item.name);
                       });
    m_exec = addAction({u"ExecContainer"_s, tr("&Terminal"), u"terminal"_s}, Qt::CTRL | Qt::Key_E, [this] {
        if (const ContainerRow *row = current())
            emit execRequested(row->place.machine, row->item.id);
    });
    setTable(m_model, tr("All containers"), tr("No container was found on the nodes that answer."),
             {200, 190, 140, 110, 160}, 3);
    connect(inventory, &LiveInventory::changed, this, [this](LiveInventory::Kind kind) {
        if (kind == LiveInventory::Containers)
            showContainers();
    });
}

void ContainersPage::showEvent(QShowEvent *event)
{
    m_inventory->setWatched(LiveInventory::Containers, true);
    ObjectPage::showEvent(event);
}

void ContainersPage::hideEvent(QHideEvent *event)
{
    m_inventory->setWatched(LiveInventory::Containers, false);
    ObjectPage::hideEvent(event);
}

void ContainersPage::showContainers()
{
    m_model->assign(m_inventory->containers());
    const QStringList silent = m_inventory->silent(LiveInventory::Containers);
    tell(silent.isEmpty()
             ? QString()
             : tr("No answer from %1: what is shown of it is old. %2")
                   .arg(listText(silent), m_inventory->trouble(LiveInventory::Containers).message));
    refreshDetail();
}

const ContainerRow *ContainersPage::current() const
{
    const int row = m_model->rowOf(currentKey());
    return row < 0 ? nullptr : &m_model->row(row);
}

void ContainersPage::updateActions()
{
    const ContainerRow *row = table() ? current() : nullptr;
    const bool runs = row && row->item.state == "running"_L1;
    m_start->setEnabled(row && !runs);
    m_stop->setEnabled(runs);
    m_restart->setEnabled(row);
    m_remove->setEnabled(row);
    m_logs->setEnabled(row);
    m_exec->setEnabled(runs);
}

void ContainersPage::control(ContainerVerb verb)
{
    const ContainerRow *row = current();
    if (!row)
        return;
    const QString doing[] = {tr("Starting %1"), tr("Stopping %1"), tr("Restarting %1"), tr("Removing %1")};
    run(doing[int(verb)].arg(row->item.name), m_operations->control(row->place.machine, row->item.id, verb),
        [this] { m_inventory->refresh(LiveInventory::Containers); });
}

void ContainersPage::askTo(ContainerVerb verb)
{
    const ContainerRow *row = current();
    if (!row)
        return;
    const QString key = row->id;
    const QString node = row->place.node;
    ConfirmDialog::Words words;
    if (verb == ContainerVerb::Stop)
        words = {tr("Stop a container"), tr("Stop %1 on %2?"),
                 tr("It is asked to end, and killed after 10 seconds."), tr("&Stop")};
    else if (verb == ContainerVerb::Restart)
        words = {tr("Restart a container"), tr("Restart %1 on %2?"),
                 tr("It is asked to end, killed after 10 seconds, and started again."), tr("R&estart"),
                 false};
    else
        words = {tr("Remove a container"), tr("Remove %1 from %2?"),
                 tr("It is killed where it runs, and what it wrote outside its volumes is lost."),
                 tr("Re&move")};
    words.question = words.question.arg(row->item.name, node);
    if (!row->item.serviceName.isEmpty())
        words.consequence += u' '
            + tr("It is a task of the service %1: the swarm starts another one in its place.")
                  .arg(row->item.serviceName);
    confirm(words, [this, key, verb] {
        if (currentKey() == key) // the table may have moved on while the question was open
            control(verb);
    });
}

void ContainersPage::askToRun()
{
    QList<ContainerDialog::Node> nodes;
    for (const cluster::NodeRow &row : m_store->nodes()) {
        if (!row.machineName.isEmpty())
            nodes.append({row.machineName, row.node.hostname});
    }
    auto *dialog = new ContainerDialog(nodes, m_operations, this);
    connect(dialog, &QDialog::accepted, this, [this] { m_inventory->refresh(LiveInventory::Containers); });
    dialog->open();
}

Detail ContainersPage::detailOf(const QString &key) const
{
    const int at = m_model->rowOf(key);
    if (at < 0)
        return {};
    const ContainerRow &row = m_model->row(at);
    Detail detail;
    detail.key = row.id;
    detail.title = row.item.name;
    detail.health = healthOfContainer(row);
    detail.state = row.place.isStale ? tr("%1, when %2 answered last").arg(row.item.status, row.place.node)
                                     : row.item.status;
    FactGroup facts;
    facts.facts.append({tr("Node"), row.place.node});
    facts.facts.append({tr("Service"), row.item.serviceName});
    facts.facts.append({tr("Image"), row.item.image, true});
    facts.facts.append({tr("Command"), row.item.command, true});
    for (const docker::Port &port : row.item.ports) {
        if (port.published > 0)
            facts.facts.append(
                {tr("Port"), u"%1 → %2/%3"_s.arg(port.published).arg(port.target).arg(port.protocol)});
    }
    facts.facts.append({tr("Created"), timeText(row.item.createdAt)});
    facts.facts.append({tr("Id"), row.item.id.left(12), true});
    detail.groups = {facts, labelFacts(row.item.labels)};
    return detail;
}

void ContainersPage::inspectCurrent()
{
    if (const ContainerRow *row = current())
        pane()->inspection()->load(
            m_operations->inspect(docker::ObjectKind::Container, row->item.id, row->place.machine));
}

} // namespace skep::ui
