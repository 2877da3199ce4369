// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plan/plangrid.h"

#include "ui/theme/theme.h"
#include "ui/widgets/format.h"
#include "ui/widgets/glyph.h"
#include "ui/widgets/plainlabel.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace skep::ui {

using plan::StepState;

namespace {
constexpr int headHeight = 28;
constexpr int rowHeight = 44;
constexpr int leastField = 76;
} // namespace

PlanGrid::PlanGrid(QWidget *parent)
    : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Machines by stages"));
}

void PlanGrid::setFeed(PlanFeed feed)
{
    m_feed = std::move(feed);
    m_grid = stageGrid(m_feed.steps);
    m_places.clear();
    for (int row = 0; row < m_grid.rows.size(); ++row) {
        for (int column = 0; column < m_grid.stages.size(); ++column) {
            for (const QString &id : cellAt(row, column).stepIds)
                m_places.insert(id, {column, row});
        }
    }
    m_row = m_column = -1;
    updateGeometry();
    update();
}

void PlanGrid::refresh(const QString &stepId)
{
    if (const auto place = m_places.constFind(stepId); place != m_places.constEnd())
        update(boxOf(place->y(), place->x()));
}

void PlanGrid::choose(const QString &stepId)
{
    if (const auto place = m_places.constFind(stepId); place != m_places.constEnd())
        setChosen(place->y(), place->x());
}

QStringList PlanGrid::chosenSteps() const
{
    return m_row < 0 ? QStringList() : cellAt(m_row, m_column).stepIds;
}

QString PlanGrid::chosenTitle() const
{
    if (m_row < 0)
        return {};
    const QString name = m_grid.rows[m_row].name;
    return tr("%1 · %2").arg(name.isEmpty() ? tr("Cluster") : name, m_grid.stages[m_column]);
}

int PlanGrid::nameWidth() const
{
    int width = fontMetrics().horizontalAdvance(tr("Cluster"));
    for (const StageRow &row : m_grid.rows)
        width = std::max(width, fontMetrics().horizontalAdvance(row.name));
    return std::min(width, 220) + 2 * theme::grid;
}

QSize PlanGrid::sizeHint() const
{
    return {nameWidth() + int(m_grid.stages.size()) * 92,
            headHeight + int(m_grid.rows.size()) * rowHeight + 4};
}

QSize PlanGrid::minimumSizeHint() const
{
    return {nameWidth() + int(m_grid.stages.size()) * leastField, sizeHint().height()};
}

QRect PlanGrid::boxOf(int row, int column) const
{
    const int left = nameWidth();
    const int count = std::max(1, int(m_grid.stages.size()));
    const int fieldWidth = std::max(leastField, std::min(150, (width() - left) / count));
    return {left + column * fieldWidth, headHeight + row * rowHeight, fieldWidth, rowHeight};
}

StageSummary PlanGrid::summaryOf(const StageCell &cell) const
{
    QList<plan::Record> records;
    for (const QString &id : cell.stepIds)
        records << m_feed.record(id);
    return summary(records);
}

void PlanGrid::paintEvent(QPaintEvent *event)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const theme::Colors &c = theme::colors();
    painter.setFont(theme::font(theme::Text::Caption));
    painter.setPen(c.muted);
    for (int column = 0; column < m_grid.stages.size(); ++column) {
        QRect head = boxOf(0, column);
        head.setTop(0);
        head.setHeight(headHeight);
        painter.drawText(head.adjusted(10, 0, -4, 0), Qt::AlignVCenter, m_grid.stages[column]);
    }
    for (int row = 0; row < m_grid.rows.size(); ++row) {
        const QRect first = boxOf(row, 0);
        const QRect line(0, first.top(), width(), rowHeight);
        if (!event->rect().intersects(line))
            continue;
        painter.setFont(font());
        painter.setPen(c.text);
        const QString name = m_grid.rows[row].name;
        const QRect text(0, first.top(), nameWidth() - theme::grid, rowHeight);
        painter.drawText(
            text, Qt::AlignVCenter,
            fontMetrics().elidedText(name.isEmpty() ? tr("Cluster") : name, Qt::ElideMiddle, text.width()));
        for (int column = 0; column < m_grid.stages.size(); ++column)
            paintField(&painter, row, column);
    }
}

void PlanGrid::paintField(QPainter *painter, int row, int column)
{
    const StageCell &cell = cellAt(row, column);
    const theme::Colors &c = theme::colors();
    const QRectF box = QRectF(boxOf(row, column)).adjusted(3, 3, -3, -3);
    if (cell.stepIds.isEmpty()) {
        painter->setPen(QPen(c.hairline, 1.5));
        painter->drawLine(QPointF(box.left() + 10, box.center().y()),
                          QPointF(box.left() + 18, box.center().y()));
        return;
    }
    const StageSummary sum = summaryOf(cell);
    const QColor color = colorOf(sum.state);
    const bool isChosen = row == m_row && column == m_column;
    const bool isWaiting = sum.state == StepState::Waiting && sum.done == 0;
    painter->setPen(isChosen ? QPen(hasFocus() ? c.accent : c.text, 2)
                             : QPen(isWaiting ? c.hairline : theme::mixed(color, c.surface, 0.4), 1));
    painter->setBrush(isWaiting ? c.surface : theme::mixed(color, c.surface, 0.13));
    painter->drawRoundedRect(box, 6, 6);
    const QRectF sign(box.left() + 7, box.center().y() - 9, 18, 18);
    drawSign(painter, sign, shapeOf(sum.state), isWaiting ? c.faint : color);
    QString text;
    const bool isPart = sum.total > 1 && sum.done < sum.total;
    if (sum.state == StepState::Done)
        text = sum.started.isValid() ? durationText(sum.started.msecsTo(sum.ended)) : QString();
    else if (isPart && !isWaiting)
        text = u"%1/%2"_s.arg(sum.done).arg(sum.total);
    else if (sum.state == StepState::Running && sum.started.isValid())
        text = durationText(sum.started.msecsTo(QDateTime::currentDateTimeUtc()));
    painter->setFont(theme::font(theme::Text::Caption));
    painter->setPen(isWaiting ? c.faint : c.text);
    painter->drawText(box.adjusted(28, 0, -2, 0), Qt::AlignVCenter, text);
}

bool PlanGrid::fieldAt(QPoint position, int *row, int *column) const
{
    for (int r = 0; r < m_grid.rows.size(); ++r) {
        for (int c = 0; c < m_grid.stages.size(); ++c) {
            if (boxOf(r, c).contains(position) && !cellAt(r, c).stepIds.isEmpty()) {
                *row = r;
                *column = c;
                return true;
            }
        }
    }
    return false;
}

void PlanGrid::mousePressEvent(QMouseEvent *event)
{
    int row = 0;
    int column = 0;
    if (fieldAt(event->position().toPoint(), &row, &column))
        setChosen(row, column);
}

void PlanGrid::keyPressEvent(QKeyEvent *event)
{
    int dx = 0;
    int dy = 0;
    switch (event->key()) {
    case Qt::Key_Left:
        dx = -1;
        break;
    case Qt::Key_Right:
        dx = 1;
        break;
    case Qt::Key_Up:
        dy = -1;
        break;
    case Qt::Key_Down:
        dy = 1;
        break;
    default:
        return QWidget::keyPressEvent(event);
    }
    int row = m_row + dy;
    int column = m_column + dx;
    while (row >= 0 && row < m_grid.rows.size() && column >= 0 && column < m_grid.stages.size()) {
        if (!cellAt(row, column).stepIds.isEmpty())
            return setChosen(row, column);
        row += dy; // over the empty fields
        column += dx;
    }
}

bool PlanGrid::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    auto *help = static_cast<QHelpEvent *>(event);
    int row = 0;
    int column = 0;
    if (fieldAt(help->pos(), &row, &column))
        QToolTip::showText(help->globalPos(), plainToolTip(tipOf(row, column)), this, boxOf(row, column));
    else
        QToolTip::hideText();
    return true;
}

QString PlanGrid::tipOf(int row, int column) const
{
    QStringList lines;
    for (const plan::Step &step : m_feed.steps) {
        if (cellAt(row, column).stepIds.contains(step.id))
            lines << tr("%1: %2").arg(m_feed.title(step), stateWord(m_feed.record(step.id).state));
    }
    return lines.mid(0, 20).join(u'\n');
}

void PlanGrid::setChosen(int row, int column)
{
    if (row == m_row && column == m_column)
        return;
    m_row = row;
    m_column = column;
    setAccessibleDescription(
        tr("%1: %2").arg(chosenTitle(), stateWord(summaryOf(cellAt(row, column)).state)));
    update();
    emit chosenChanged();
}

} // namespace skep::ui
