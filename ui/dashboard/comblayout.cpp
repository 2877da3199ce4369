// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/comblayout.h"

#include <algorithm>
#include <cmath>

namespace skep::ui {

namespace {
constexpr int smallest = 4;
constexpr int largest = 104;
} // namespace

CombLayout::CombLayout(int cells, QSize area)
    : m_cells(cells)
{
    if (cells <= 0 || area.isEmpty())
        return;
    m_pitch = largest;
    while (m_pitch > smallest && !fits(m_pitch, area))
        m_pitch -= 2;
    m_columns = columnsFor(m_pitch, cells, area);
    const int across = m_columns * m_pitch + (rows() > 1 ? m_pitch / 2 : 0);
    const int down = (rows() - 1) * rowPitch() + cellHeight();
    m_origin = {std::max(0, (area.width() - across) / 2), std::max(0, (area.height() - down) / 2)};
}

int CombLayout::cellHeight() const
{
    return (m_pitch * 37 + 16) / 32; // 2 / √3
}

int CombLayout::columnsFor(int pitch, int cells, QSize area)
{
    if (cells * pitch <= area.width())
        return cells;
    return std::max(1, (area.width() - pitch / 2) / pitch);
}

bool CombLayout::fits(int pitch, QSize area) const
{
    const int columns = columnsFor(pitch, m_cells, area);
    const int needed = (m_cells + columns - 1) / columns;
    return (needed - 1) * ((pitch * 7 + 4) / 8) + (pitch * 37 + 16) / 32 <= area.height()
        && columns * pitch + (needed > 1 ? pitch / 2 : 0) <= area.width();
}

QRect CombLayout::cell(int index) const
{
    if (index < 0 || index >= m_cells || m_columns == 0)
        return {};
    const int row = index / m_columns;
    const int x = (index % m_columns) * m_pitch + (row % 2) * (m_pitch / 2);
    return QRect(m_origin + QPoint(x, row * rowPitch()), QSize(m_pitch, cellHeight()));
}

int CombLayout::cellAt(QPoint position) const
{
    if (m_columns == 0)
        return -1;
    const QPoint local = position - m_origin;
    const int guess = local.y() / rowPitch();
    int best = -1;
    double bestDistance = m_pitch * 0.5;
    for (int row = std::max(0, guess - 1); row <= std::min(rows() - 1, guess + 1); ++row) {
        const int column = int(std::floor(double(local.x() - (row % 2) * (m_pitch / 2)) / m_pitch));
        const int index = row * m_columns + column;
        if (column < 0 || column >= m_columns || index >= m_cells)
            continue;
        const QPointF offset = QPointF(position) - QRectF(cell(index)).center();
        const double distance = std::hypot(offset.x(), offset.y());
        if (distance <= bestDistance) { // the nearest centre owns the point, as in every honeycomb
            best = index;
            bestDistance = distance;
        }
    }
    return best;
}

int CombLayout::neighbour(int index, Qt::Key key) const
{
    if (m_cells == 0)
        return -1;
    int to = index;
    switch (key) {
    case Qt::Key_Left:
        to = index - 1;
        break;
    case Qt::Key_Right:
        to = index + 1;
        break;
    case Qt::Key_Up:
        to = index - m_columns;
        break;
    case Qt::Key_Down:
        to = index + m_columns;
        break;
    case Qt::Key_Home:
        to = 0;
        break;
    case Qt::Key_End:
        to = m_cells - 1;
        break;
    default:
        break;
    }
    return to >= 0 && to < m_cells ? to : index;
}

} // namespace skep::ui
