// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/comb.h"

#include "ui/theme/theme.h"
#include "ui/widgets/format.h"
#include "ui/widgets/glyph.h"
#include "ui/widgets/plainlabel.h"

#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace skep::ui {

using cluster::Health;

namespace {

constexpr int signFrom = 14; // pitch from which a sign can be read
constexpr int nameFrom = 72; // pitch from which a name fits

QPainterPath hexagon(const QRectF &box, qreal radius)
{
    const QPointF center = box.center();
    QPolygonF points;
    for (int i = 0; i < 6; ++i) {
        const qreal angle = (60.0 * i - 90.0) * 3.14159265358979 / 180.0;
        points << center + QPointF(std::cos(angle) * radius, std::sin(angle) * radius);
    }
    QPainterPath path;
    path.addPolygon(points);
    path.closeSubpath();
    return path;
}

} // namespace

Comb::Comb(QWidget *parent)
    : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAccessibleName(tr("Comb"));
}

void Comb::setCells(std::vector<CombCell> cells)
{
    const bool sameShape = cells.size() == m_cells.size() && !m_canvas.isNull();
    const QString currentId = current();
    if (!sameShape) {
        m_cells = std::move(cells);
        layOut();
    } else {
        QPainter painter(&m_canvas);
        for (size_t i = 0; i < cells.size(); ++i) {
            if (cells[i] == m_cells[i])
                continue;
            m_cells[i] = std::move(cells[i]);
            drawCell(&painter, i);
            touch(int(i));
        }
    }
    m_hovered = -1;
    setCurrent(currentId);
}

void Comb::setStale(bool stale)
{
    if (m_stale == stale)
        return;
    m_stale = stale;
    layOut();
}

QString Comb::current() const
{
    return m_current >= 0 && m_current < int(m_cells.size()) ? m_cells[size_t(m_current)].id : QString();
}

void Comb::setCurrent(const QString &id)
{
    int found = -1;
    for (size_t i = 0; i < m_cells.size() && found < 0 && !id.isEmpty(); ++i) {
        if (m_cells[i].id == id)
            found = int(i);
    }
    if (found == m_current)
        return;
    touch(m_current);
    m_current = found;
    touch(m_current);
}

void Comb::layOut()
{
    m_layout = CombLayout(int(m_cells.size()), size());
    for (QPixmap &pixmap : m_stamps)
        pixmap = {};
    m_canvas = {};
    update();
}

void Comb::drawAll()
{
    const qreal ratio = devicePixelRatioF();
    m_canvas = QPixmap(size() * ratio);
    m_canvas.setDevicePixelRatio(ratio);
    m_canvas.fill(Qt::transparent);
    QPainter painter(&m_canvas);
    for (size_t i = 0; i < m_cells.size(); ++i)
        drawCell(&painter, i);
}

//! One picture for each health: thousands of cells are then copies, not polygons.
const QPixmap &Comb::stamp(Health health)
{
    QPixmap &pixmap = m_stamps[size_t(health)];
    if (!pixmap.isNull())
        return pixmap;
    const qreal ratio = devicePixelRatioF();
    const QSize box(m_layout.pitch(), m_layout.cellHeight());
    pixmap = QPixmap(box * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    const theme::Colors &c = theme::colors();
    const QColor color = theme::healthColor(health);
    const bool isLarge = m_layout.pitch() >= signFrom;
    const qreal gap = m_layout.pitch() >= 40 ? 3 : m_layout.pitch() >= 16 ? 1.5 : 0.6;
    const qreal radius = m_layout.pitch() / std::sqrt(3.0) - gap;
    const bool isQuiet = health == Health::Ok && isLarge; // what is well stays in the background
    painter.setPen(isLarge ? QPen(color, isQuiet ? 1.4 : 1.6) : QPen(Qt::NoPen));
    painter.setBrush(isQuiet ? theme::mixed(color, c.surface, 0.16)
                             : theme::mixed(color, c.surface,
                                            isLarge                    ? 0.30
                                                : health == Health::Ok ? 0.55
                                                                       : 1.0));
    painter.drawPath(hexagon(QRectF({}, QSizeF(box)), radius));
    return pixmap;
}

void Comb::drawCell(QPainter *painter, size_t index)
{
    const QRect box = m_layout.cell(int(index));
    const CombCell &cell = m_cells[index];
    const Health health = m_stale ? Health::Unknown : cell.health;
    painter->setCompositionMode(QPainter::CompositionMode_Clear);
    painter->save();
    painter->setClipPath(hexagon(QRectF(box), m_layout.pitch() / std::sqrt(3.0)));
    painter->fillRect(box, Qt::transparent);
    painter->restore();
    painter->setCompositionMode(QPainter::CompositionMode_SourceOver);
    painter->drawPixmap(box.topLeft(), stamp(health));
    if (m_layout.pitch() < signFrom)
        return;
    const bool hasName = m_layout.pitch() >= nameFrom;
    const qreal side = hasName ? 22 : std::min(22.0, m_layout.pitch() * 0.72);
    QRectF sign(0, 0, side, side);
    sign.moveCenter(QRectF(box).center() - QPointF(0, hasName ? 11 : 0));
    drawSign(painter, sign, shapeOf(health), theme::healthColor(health));
    if (!hasName)
        return;
    QRectF text(0, 0, m_layout.pitch() - 16, 20);
    text.moveCenter(QRectF(box).center() + QPointF(0, 13));
    painter->setFont(theme::font(theme::Text::Caption));
    painter->setPen(theme::colors().text);
    const QFontMetricsF metrics(painter->font());
    painter->drawText(text, Qt::AlignCenter, metrics.elidedText(cell.name, Qt::ElideMiddle, text.width()));
}

void Comb::paintEvent(QPaintEvent *event)
{
    if (m_cells.empty())
        return;
    if (m_canvas.isNull())
        drawAll();
    QPainter painter(this);
    painter.setClipRegion(event->region());
    painter.drawPixmap(0, 0, m_canvas);
    painter.setRenderHint(QPainter::Antialiasing);
    const auto ring = [&](int index, const QColor &color, qreal width) {
        if (index < 0)
            return;
        painter.setPen(QPen(color, width));
        painter.setBrush(Qt::NoBrush);
        painter.drawPath(hexagon(QRectF(m_layout.cell(index)), m_layout.pitch() / std::sqrt(3.0) - 1));
    };
    ring(m_hovered, theme::colors().muted, 1.5);
    ring(m_current, hasFocus() ? theme::colors().accent : theme::colors().text, 2.5);
}

void Comb::resizeEvent(QResizeEvent *)
{
    layOut();
}

void Comb::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        layOut();
    QWidget::changeEvent(event);
}

void Comb::keyPressEvent(QKeyEvent *event)
{
    const auto key = Qt::Key(event->key());
    if (key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Space) {
        if (m_current >= 0)
            select(m_current, true);
        return;
    }
    const bool isMove = key == Qt::Key_Left || key == Qt::Key_Right || key == Qt::Key_Up
        || key == Qt::Key_Down || key == Qt::Key_Home || key == Qt::Key_End;
    if (!isMove || m_cells.empty())
        return QWidget::keyPressEvent(event);
    select(m_current < 0 ? 0 : m_layout.neighbour(m_current, key), false);
}

void Comb::mousePressEvent(QMouseEvent *event)
{
    const int index = m_layout.cellAt(event->position().toPoint());
    if (index >= 0 && event->button() == Qt::LeftButton)
        select(index, true);
}

void Comb::mouseDoubleClickEvent(QMouseEvent *event)
{
    const int index = m_layout.cellAt(event->position().toPoint());
    if (index >= 0 && event->button() == Qt::LeftButton)
        emit doubleClicked(m_cells[size_t(index)].id);
}

void Comb::contextMenuEvent(QContextMenuEvent *event)
{
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    const int index = byKey ? m_current : m_layout.cellAt(event->pos());
    if (index < 0)
        return;
    select(index, false);
    emit menuRequested(current(), byKey ? mapToGlobal(m_layout.cell(index).center()) : event->globalPos());
}

void Comb::mouseMoveEvent(QMouseEvent *event)
{
    setHovered(m_layout.cellAt(event->position().toPoint()));
}

void Comb::leaveEvent(QEvent *)
{
    setHovered(-1);
}

void Comb::focusInEvent(QFocusEvent *event)
{
    if (m_current < 0 && !m_cells.empty() && event->reason() != Qt::MouseFocusReason)
        select(0, false);
    touch(m_current);
}

void Comb::focusOutEvent(QFocusEvent *)
{
    touch(m_current);
}

bool Comb::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    auto *help = static_cast<QHelpEvent *>(event);
    const int index = m_layout.cellAt(help->pos());
    if (index >= 0)
        QToolTip::showText(help->globalPos(), plainToolTip(m_cells[size_t(index)].tip), this,
                           m_layout.cell(index));
    else
        QToolTip::hideText();
    return true;
}

void Comb::select(int index, bool activate)
{
    const bool changed = index != m_current;
    touch(m_current);
    m_current = index;
    touch(m_current);
    const CombCell &cell = m_cells[size_t(index)];
    setAccessibleDescription(tr("%1: %2").arg(cell.name, healthWord(cell.health)));
    if (changed)
        emit currentChanged(cell.id);
    if (activate)
        emit activated(cell.id);
}

void Comb::setHovered(int index)
{
    if (index == m_hovered)
        return;
    touch(m_hovered);
    m_hovered = index;
    touch(m_hovered);
    setCursor(index >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void Comb::touch(int index)
{
    if (index >= 0)
        update(m_layout.cell(index).adjusted(-3, -3, 3, 3));
}

} // namespace skep::ui
