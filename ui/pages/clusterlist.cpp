// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/clusterlist.h"

#include "ui/theme/theme.h"
#include "ui/widgets/glyph.h"
#include "ui/widgets/plainlabel.h"

#include <QPainter>
#include <QScopedValueRollback>
#include <QStandardItemModel>
#include <QStyledItemDelegate>

using namespace Qt::StringLiterals;

namespace skep::ui {

using cluster::Cluster;
using cluster::Health;
using cluster::LiveState;
using cluster::Phase;

namespace {

enum Role { IdRole = Qt::UserRole, LineRole, ListHealthRole, RankRole };

//! Draws sign, name and one line of state.
class LineDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override { return {160, 50}; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const theme::Colors &c = theme::colors();
        const bool isChosen = option.state & QStyle::State_Selected;
        const bool isHot = option.state & QStyle::State_MouseOver;
        const QRectF area = QRectF(option.rect).adjusted(0.5, 2, -0.5, -2);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        if (isChosen || isHot) {
            painter->setPen(isChosen && (option.state & QStyle::State_HasFocus) ? QPen(c.accent, 1.5)
                                                                                : Qt::NoPen);
            painter->setBrush(isChosen ? c.selection : c.hover);
            painter->drawRoundedRect(area, 7, 7);
        }
        const auto health = Health(index.data(ListHealthRole).toInt());
        drawBadge(painter, QRectF(area.left() + 12, area.top() + 7, 16, 16), shapeOf(health),
                  theme::healthColor(health));
        const QRectF text = area.adjusted(38, 4, -8, -5);
        painter->setFont(theme::font(theme::Text::Strong));
        painter->setPen(c.text);
        QFontMetricsF metrics(painter->font());
        painter->drawText(text, Qt::AlignTop | Qt::AlignLeft,
                          metrics.elidedText(index.data().toString(), Qt::ElideMiddle, text.width()));
        painter->setFont(theme::font(theme::Text::Caption));
        painter->setPen(c.muted);
        metrics = QFontMetricsF(painter->font());
        painter->drawText(text, Qt::AlignBottom | Qt::AlignLeft,
                          metrics.elidedText(index.data(LineRole).toString(), Qt::ElideRight, text.width()));
        painter->restore();
    }
};

//! The worse, the further up; what is gone comes last.
int rankOf(const Cluster &cluster, Health health)
{
    if (cluster.phase() == Phase::Destroyed)
        return 9;
    switch (health) {
    case Health::Down:
        return 0;
    case Health::Degraded:
        return 1;
    case Health::Unknown:
        return 2;
    case Health::Converging:
        return 3;
    case Health::Ok:
        break;
    }
    return 4;
}

ClusterLine readyLine(const Cluster &cluster)
{
    const cluster::Overview &overview = cluster.store()->overview();
    const auto text = [&] {
        return ClusterList::tr("%1/%2 nodes ready").arg(overview.nodesReady).arg(overview.nodes);
    };
    switch (cluster.store()->liveState()) {
    case LiveState::Live:
        return {overview.health.health, overview.health.reason.isEmpty() ? text() : overview.health.reason};
    case LiveState::Reconnecting:
        return {Health::Unknown, ClusterList::tr("Connecting")};
    case LiveState::Stale:
        return {Health::Unknown, ClusterList::tr("Not reachable")};
    case LiveState::Never:
        break;
    }
    return {Health::Unknown, ClusterList::tr("Not connected")};
}

ClusterLine changingLine(const Cluster &cluster, const ClusterLine &ready)
{
    if (ready.health == Health::Down)
        return ready;
    const auto change = cluster.change();
    return {Health::Converging, change ? cluster::describe(*change) : ClusterList::tr("Is being changed")};
}

} // namespace

ClusterLine clusterLine(const Cluster &cluster)
{
    switch (cluster.phase()) {
    case Phase::Planned:
        return {Health::Unknown, ClusterList::tr("Planned")};
    case Phase::Creating:
        return {Health::Converging, ClusterList::tr("Is being created")};
    case Phase::Interrupted:
        return {Health::Degraded, ClusterList::tr("Interrupted, can resume")};
    case Phase::Destroying:
        return {Health::Converging, ClusterList::tr("Is being destroyed")};
    case Phase::Destroyed:
        return {cluster.receipt().left.isEmpty() ? Health::Unknown : Health::Degraded,
                ClusterList::tr("Destroyed")};
    case Phase::Changing: // what is worse than a change is told first
        return changingLine(cluster, readyLine(cluster));
    case Phase::Ready:
        break;
    }
    if (cluster.change())
        return {Health::Degraded, ClusterList::tr("Change interrupted, can resume")};
    return readyLine(cluster);
}

ClusterList::ClusterList(cluster::Workspace *workspace, QWidget *parent)
    : QListView(parent)
    , m_model(new QStandardItemModel(this))
{
    setObjectName(u"ClusterList"_s);
    setAccessibleName(tr("Clusters"));
    setModel(m_model);
    setItemDelegate(new LineDelegate(this));
    setEditTriggers(NoEditTriggers);
    setMouseTracking(true);
    setFrameShape(NoFrame);
    setUniformItemSizes(true);
    viewport()->setAutoFillBackground(false);
    m_model->setSortRole(RankRole);
    connect(selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &index) {
        if (!m_isQuiet && index.isValid())
            emit chosen(index.data(IdRole).toString());
    });
    connect(this, &QListView::clicked, this,
            [this](const QModelIndex &index) { emit chosen(index.data(IdRole).toString()); });
    connect(workspace, &cluster::Workspace::clusterAdded, this, &ClusterList::add);
    connect(workspace, &cluster::Workspace::clusterRemoved, this, &ClusterList::remove);
    for (Cluster *each : workspace->clusters())
        add(each);
}

void ClusterList::add(Cluster *cluster)
{
    const QScopedValueRollback quiet(m_isQuiet, true);
    auto *item = new QStandardItem(cluster->name());
    item->setData(cluster->id(), IdRole);
    m_model->appendRow(item);
    const auto refreshThis = [this, cluster] { refresh(cluster); };
    connect(cluster, &Cluster::phaseChanged, this, refreshThis);
    connect(cluster->store(), &cluster::Store::overviewChanged, this, refreshThis);
    connect(cluster->store(), &cluster::Store::liveStateChanged, this, refreshThis);
    refresh(cluster);
}

void ClusterList::remove(const QString &id)
{
    const QScopedValueRollback quiet(m_isQuiet, true);
    if (const int row = rowOf(id); row >= 0)
        m_model->removeRow(row);
}

void ClusterList::refresh(Cluster *cluster)
{
    const int row = rowOf(cluster->id());
    if (row < 0)
        return;
    const QScopedValueRollback quiet(m_isQuiet, true);
    const ClusterLine line = clusterLine(*cluster);
    QStandardItem *item = m_model->item(row);
    item->setData(line.text, LineRole);
    item->setData(int(line.health), ListHealthRole);
    item->setToolTip(plainToolTip(cluster->name() + u'\n' + line.text));
    item->setData(u"%1 %2"_s.arg(rankOf(*cluster, line.health)).arg(cluster->name()), RankRole);
    m_model->sort(0);
}

int ClusterList::rowOf(const QString &id) const
{
    for (int row = 0; row < m_model->rowCount(); ++row) {
        if (m_model->item(row)->data(IdRole).toString() == id)
            return row;
    }
    return -1;
}

void ClusterList::choose(const QString &id)
{
    const QScopedValueRollback quiet(m_isQuiet, true);
    if (const int row = rowOf(id); row >= 0)
        setCurrentIndex(m_model->index(row, 0));
}

void ClusterList::chooseNone()
{
    const QScopedValueRollback quiet(m_isQuiet, true);
    clearSelection();
    setCurrentIndex({});
}

} // namespace skep::ui
