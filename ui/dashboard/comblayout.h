// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPoint>
#include <QRect>
#include <QSize>

namespace skep::ui {

//! Where the cells of a honeycomb lie: as large as the area allows, on whole pixels so that equal cells look
//! equal. Pure geometry.
class CombLayout
{
public:
    CombLayout() = default;
    CombLayout(int cells, QSize area);

    int cells() const { return m_cells; }
    int columns() const { return m_columns; }
    int rows() const { return m_columns > 0 ? (m_cells + m_columns - 1) / m_columns : 0; }
    int pitch() const { return m_pitch; } //!< from one cell to its neighbour in the row; even
    int cellHeight() const;
    QRect cell(int index) const; //!< the box around the hexagon
    int cellAt(QPoint position) const; //!< -1: none
    int neighbour(int index, Qt::Key key) const; //!< where an arrow key leads; the same cell at an edge

private:
    int rowPitch() const { return (m_pitch * 7 + 4) / 8; } // √3 / 2, in whole pixels
    static int columnsFor(int pitch, int cells, QSize area);
    bool fits(int pitch, QSize area) const;

    int m_cells = 0;
    int m_columns = 0;
    int m_pitch = 0;
    QPoint m_origin;
};

} // namespace skep::ui
