// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/servers/serverprobemodel.h"

#include "ui/theme/theme.h"
#include "ui/widgets/glyph.h"
#include "ui/widgets/plainlabel.h"

using namespace Qt::StringLiterals;

namespace skep::ui {

using cluster::ProbeCell;
using cluster::ProbeStage;
using cluster::ProbeState;
using cluster::ServerReport;

namespace {

QVariant signOf(ProbeState state)
{
    switch (state) {
    case ProbeState::Ok:
        return healthIcon(cluster::Health::Ok);
    case ProbeState::Warning:
        return healthIcon(cluster::Health::Degraded);
    case ProbeState::Failed:
        return healthIcon(cluster::Health::Down);
    case ProbeState::Running:
        return healthIcon(cluster::Health::Converging);
    case ProbeState::NotTried:
        break;
    }
    return {};
}

QString spoken(const ServerReport &report, ProbeStage stage)
{
    const ProbeCell &cell = report.cell(stage);
    return u"%1, %2: %3. %4"_s
        .arg(report.name, cluster::probeStageName(stage), probeStateWord(cell.state), cell.sentence)
        .trimmed();
}

} // namespace

QString probeStateWord(ProbeState state)
{
    switch (state) {
    case ProbeState::Ok:
        return ServerProbeModel::tr("good");
    case ProbeState::Warning:
        return ServerProbeModel::tr("look at it");
    case ProbeState::Failed:
        return ServerProbeModel::tr("failed");
    case ProbeState::Running:
        return ServerProbeModel::tr("under way");
    case ProbeState::NotTried:
        break;
    }
    return ServerProbeModel::tr("not tried");
}

ServerProbeModel::ServerProbeModel(const cluster::ServerLook *look, QObject *parent)
    : QAbstractTableModel(parent)
    , m_look(look)
    , m_rows(int(look->reports().size()))
{
    connect(look, &cluster::ServerLook::changed, this, &ServerProbeModel::refresh);
}

void ServerProbeModel::refresh()
{
    const int rows = int(m_look->reports().size());
    if (rows == m_rows) {
        if (rows > 0)
            emit dataChanged(index(0, 0), index(rows - 1, columnCount() - 1));
        return;
    }
    beginResetModel();
    m_rows = rows;
    endResetModel();
}

std::optional<ProbeStage> ServerProbeModel::stageOf(int column)
{
    return column < 1 ? std::nullopt : std::optional(static_cast<ProbeStage>(column - 1));
}

int ServerProbeModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_rows;
}

int ServerProbeModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : 1 + int(cluster::probeStages);
}

QVariant ServerProbeModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const ServerReport &report = m_look->reports().at(index.row());
    const auto stage = stageOf(index.column());
    if (!stage) {
        if (role == Qt::DisplayRole)
            return report.name;
        return role == Qt::ToolTipRole ? QVariant(plainToolTip(report.name)) : QVariant();
    }
    const ProbeCell &cell = report.cell(*stage);
    switch (role) {
    case Qt::DecorationRole:
        return signOf(cell.state);
    case Qt::ToolTipRole:
        return cell.sentence.isEmpty() ? QVariant() : QVariant(plainToolTip(cell.sentence));
    case Qt::AccessibleTextRole:
        return spoken(report, *stage);
    default:
        return {};
    }
}

QVariant ServerProbeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    const auto stage = stageOf(section);
    if (role == Qt::DisplayRole)
        return stage ? cluster::probeStageName(*stage) : tr("Server");
    if (role == Qt::TextAlignmentRole)
        return int(stage ? Qt::AlignCenter : Qt::AlignLeft | Qt::AlignVCenter);
    return {};
}

} // namespace skep::ui
