// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workloads/totalspage.h"

#include "core/docker/units.h"
#include "ui/dashboard/tablepanel.h"
#include "ui/models/taskrows.h"
#include "ui/widgets/format.h"
#include "ui/widgets/plainlabel.h"
#include "ui/workloads/detailpane.h"
#include "ui/workloads/inspectview.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace skep::ui {

using cluster::Health;
using cluster::LiveInventory;

namespace {

QString ofText(const QString &part, const QString &whole)
{
    return TotalsPage::tr("%1 of %2").arg(part, whole);
}

QString cpusOf(qint64 reserved, qint64 all)
{
    return ofText(docker::cpusText(reserved), docker::cpusText(all));
}

QString memoryOf(qint64 reserved, qint64 all)
{
    return ofText(memoryText(reserved), memoryText(all));
}

QString stateCounts(int running, int paused, int stopped)
{
    return TotalsPage::tr("%1 running, %2 paused, %3 stopped").arg(running).arg(paused).arg(stopped);
}

Health healthOf(const TotalsRow &row)
{
    if (row.isOld || !row.totals.info)
        return Health::Unknown;
    return row.totals.node.state == docker::NodeState::Ready ? Health::Ok : Health::Down;
}

QString stateOf(const TotalsRow &row)
{
    if (row.totals.info)
        return row.isOld ? TotalsPage::tr("As it was when the cluster answered last") : QString();
    return row.totals.problem.isEmpty() ? TotalsPage::tr("Its engine has not answered yet")
                                        : TotalsPage::tr("No answer. %1").arg(row.totals.problem);
}

//! A column that says nothing where the engine has not answered.
template <typename Get>
TotalsModel::Column column(const QString &title, Get get)
{
    return {title, [get](const TotalsRow &row) {
                return row.totals.info ? QVariant(get(*row.totals.info)) : QVariant(u"–"_s);
            }};
}

TotalsModel *totalsModel(QObject *parent)
{
    using Row = TotalsRow;
    using docker::Info;
    std::vector<TotalsModel::Column> columns{
        {TotalsPage::tr("Node"), [](const Row &r) { return r.totals.node.hostname; }, nullptr, healthOf},
        column(TotalsPage::tr("Containers"),
               [](const Info &i) { return u"%1/%2"_s.arg(i.containersRunning).arg(i.containers); }),
        column(TotalsPage::tr("Images"), [](const Info &i) { return i.images; }),
        {TotalsPage::tr("Reserved CPUs"),
         [](const Row &r) { return cpusOf(r.totals.reservedNanoCpus, r.totals.node.nanoCpus); },
         [](const Row &r) { return r.totals.reservedNanoCpus; }},
        {TotalsPage::tr("Reserved memory"),
         [](const Row &r) { return memoryOf(r.totals.reservedMemoryBytes, r.totals.node.memoryBytes); },
         [](const Row &r) { return r.totals.reservedMemoryBytes; }},
        column(TotalsPage::tr("Engine"), [](const Info &i) { return i.serverVersion; }),
        column(TotalsPage::tr("System"), [](const Info &i) { return i.operatingSystem; })};
    return new TotalsModel(&Row::id, std::move(columns), parent);
}

FactGroup engineLabels(const QStringList &labels)
{
    FactGroup group{TotalsPage::tr("Labels of the engine"), {}};
    for (const QString &label : labels)
        group.facts.append({label.section(u'=', 0, 0), label.section(u'=', 1), true});
    return group;
}

} // namespace

TotalsPage::TotalsPage(cluster::Store *store, cluster::Operations *operations, LiveInventory *inventory,
                       QWidget *parent)
    : ObjectPage(parent)
    , m_store(store)
    , m_operations(operations)
    , m_inventory(inventory)
    , m_model(totalsModel(this))
{
    setTable(m_model, tr("Totals of the nodes"), tr("No node is known yet."), {150, 90, 60, 110, 160, 110},
             3);
    qobject_cast<QVBoxLayout *>(layout())->insertWidget(0, makeTiles());
    for (const auto signal :
         {&cluster::Store::nodesChanged, &cluster::Store::tasksChanged, &cluster::Store::liveStateChanged})
        connect(store, signal, this, &TotalsPage::showTotals);
    connect(inventory, &LiveInventory::changed, this, [this](LiveInventory::Kind kind) {
        if (kind == LiveInventory::Infos)
            showTotals();
    });
}

QWidget *TotalsPage::makeTiles()
{
    auto *tiles = new QWidget(this);
    auto *row = new QHBoxLayout(tiles);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(2 * theme::grid);
    const auto tile = [&](const QString &title, const QString &name) {
        auto *card = new Card(tiles);
        card->body()->setSpacing(theme::grid / 2);
        Tile made{
            new PlainLabel(QString(), theme::Text::Heading, PlainLabel::Tone::Normal, card),
            (new PlainLabel(QString(), theme::Text::Caption, PlainLabel::Tone::Muted, card))->wrapped()};
        made.value->setObjectName(name);
        made.value->elided();
        card->body()->addWidget(new PlainLabel(title, theme::Text::Body, PlainLabel::Tone::Muted, card));
        card->body()->addWidget(made.value);
        card->body()->addWidget(made.note);
        card->body()->addStretch(1);
        row->addWidget(card, 1);
        return made;
    };
    m_containers = tile(tr("Containers"), u"TotalContainers"_s);
    m_images = tile(tr("Images"), u"TotalImages"_s);
    m_cpus = tile(tr("Reserved CPUs"), u"TotalCpus"_s);
    m_memory = tile(tr("Reserved memory"), u"TotalMemory"_s);
    return tiles;
}

void TotalsPage::showEvent(QShowEvent *event)
{
    m_inventory->setWatched(LiveInventory::Infos, true);
    ObjectPage::showEvent(event);
    showTotals();
}

void TotalsPage::hideEvent(QHideEvent *event)
{
    m_inventory->setWatched(LiveInventory::Infos, false);
    ObjectPage::hideEvent(event);
}

void TotalsPage::showTotals()
{
    if (!isVisible()) // of a large swarm the sums are work
        return;
    QList<docker::Node> nodes;
    for (const cluster::NodeRow &row : m_store->nodes())
        nodes.append(row.node);
    const QList<docker::Task> tasks(m_store->tasks().begin(), m_store->tasks().end());
    const docker::Totals sum = docker::totals(nodes, tasks, m_inventory->infos());
    const bool isOld = m_store->liveState() != cluster::LiveState::Live;
    std::vector<TotalsRow> rows;
    for (const docker::NodeTotals &node : sum.nodes)
        rows.push_back({node.node.id, node, isOld});
    m_model->assign(rows);
    showSums(sum, isOld);
    const QString why = m_inventory->trouble(LiveInventory::Infos).message;
    const QStringList silent = m_inventory->silent(LiveInventory::Infos);
    tell(isOld ? tr("Not live: this is how it was at %1.").arg(timeText(m_store->lastHeard()))
             : silent.isEmpty() ? QString()
                                : tr("No answer from %1: its containers and images are not in the sums. %2")
                                      .arg(listText(silent), why));
    refreshDetail();
}

void TotalsPage::showSums(const docker::Totals &sum, bool isOld)
{
    const int answered = int(sum.nodes.size()) - sum.silent;
    const QString basis = tr("%1 of %n node(s) answered", nullptr, int(sum.nodes.size())).arg(answered);
    const bool any = answered > 0;
    m_containers.value->setText(any ? QString::number(sum.containers) : u"–"_s);
    m_containers.note->setText(
        any ? stateCounts(sum.containersRunning, sum.containersPaused, sum.containersStopped) : basis);
    m_images.value->setText(any ? QString::number(sum.images) : u"–"_s);
    m_images.note->setText(basis);
    m_cpus.value->setText(cpusOf(sum.reservedNanoCpus, sum.nanoCpus));
    m_cpus.note->setText(tr("by the tasks of services"));
    m_memory.value->setText(memoryOf(sum.reservedMemoryBytes, sum.memoryBytes));
    m_memory.note->setText(tr("by the tasks of services"));
    for (const Tile &tile : {m_containers, m_images, m_cpus, m_memory})
        tile.value->setTone(isOld ? PlainLabel::Tone::Faint : PlainLabel::Tone::Normal);
}

Detail TotalsPage::detailOf(const QString &key) const
{
    const int at = m_model->rowOf(key);
    if (at < 0)
        return {};
    const TotalsRow &row = m_model->row(at);
    const docker::NodeTotals &totals = row.totals;
    Detail detail;
    detail.key = row.id;
    detail.title = totals.node.hostname;
    detail.health = healthOf(row);
    detail.state = stateOf(row);
    FactGroup facts;
    facts.facts = {{tr("Reserved CPUs"), cpusOf(totals.reservedNanoCpus, totals.node.nanoCpus)},
                   {tr("Reserved memory"), memoryOf(totals.reservedMemoryBytes, totals.node.memoryBytes)},
                   {tr("Tasks"), QString::number(totals.tasks)}};
    if (totals.info) {
        const docker::Info &info = *totals.info;
        facts.facts.append(
            {tr("Containers"),
             u"%1: %2"_s.arg(info.containers)
                 .arg(stateCounts(info.containersRunning, info.containersPaused, info.containersStopped))});
        facts.facts.append({tr("Images"), QString::number(info.images)});
        facts.facts.append({tr("Engine"), info.serverVersion});
        facts.facts.append({tr("Kernel"), info.kernelVersion});
        facts.facts.append({tr("System"), info.operatingSystem});
        facts.facts.append({tr("Architecture"), info.architecture});
        facts.facts.append({tr("Storage"), info.storageDriver});
    }
    facts.facts.append({tr("Address"), totals.node.address, true});
    facts.facts.append({tr("Id"), row.id, true});
    detail.groups = {facts, labelFacts(totals.node.labels)};
    if (totals.info) {
        detail.groups.append(engineLabels(totals.info->labels));
        for (const QString &warning : totals.info->warnings)
            detail.lines.append({Health::Degraded, warning, {}});
        detail.linesTitle = tr("What the engine warns of");
    }
    return detail;
}

void TotalsPage::inspectCurrent()
{
    pane()->inspection()->load(m_operations->inspect(docker::ObjectKind::Node, currentKey(), {}));
}

} // namespace skep::ui
