// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/terminal/row.h"

#include <memory>

namespace skep::terminal {

//! A rectangle of the grid, all edges included.
struct Rect
{
    int top = 0;
    int left = 0;
    int bottom = 0;
    int right = 0;
    bool isEmpty() const { return bottom < top || right < left; }
};

//! The cells of one screen buffer. Whole lines are scrolled by moving pointers, never cells; changed rows are
//! noted.
class Grid
{
public:
    Grid(int columns, int rows);

    int columns() const { return m_columns; }
    int rows() const { return static_cast<int>(m_rows.size()); }
    Row &row(int i) { return *m_rows[static_cast<std::size_t>(i)]; }
    const Row &row(int i) const { return *m_rows[static_cast<std::size_t>(i)]; }
    Rect all() const { return {0, 0, rows() - 1, m_columns - 1}; }

    //! Lines move up (or down, if \p lines is negative); what comes in is \p blank. Full rows that leave at
    //! the top of the grid are handed to \p leaving first, if there is one.
    template <typename Fn>
    void scrollUp(const Rect &area, int lines, const Cell &blank, Fn leaving);
    void scrollUp(const Rect &area, int lines, const Cell &blank)
    {
        scrollUp(area, lines, blank, [](const Row &) {});
    }
    void scrollDown(const Rect &area, int lines, const Cell &blank);
    void scrollLeft(const Rect &area, int columns, const Cell &blank); //!< to the right if negative

    void erase(const Rect &area, const Cell &blank, bool keepProtected = false);
    //! Half of a wide character is none: blanks the other half where the edge \p column cuts one.
    void splitWide(int row, int column);

    void touch(int row) { m_damage[static_cast<std::size_t>(row)] = 1; }
    void touchAll() { std::fill(m_damage.begin(), m_damage.end(), std::uint8_t(1)); }
    std::vector<std::uint8_t> &damage() { return m_damage; }

    void resizeCut(int columns, int rows); //!< cells outside are lost
    std::vector<std::unique_ptr<Row>> takeRows() { return std::move(m_rows); }
    void setRows(std::vector<std::unique_ptr<Row>> rows, int columns);

private:
    bool isWholeRows(const Rect &area) const { return area.left == 0 && area.right == m_columns - 1; }
    void moveRows(const Rect &area, int lines, const Cell &blank);
    void moveCells(const Rect &area, int lines, const Cell &blank);

    int m_columns;
    std::vector<std::unique_ptr<Row>> m_rows;
    std::vector<std::uint8_t> m_damage; //!< by row; bytes, since vector<bool> is slow to set
};

template <typename Fn>
void Grid::scrollUp(const Rect &area, int lines, const Cell &blank, Fn leaving)
{
    if (area.isEmpty() || lines <= 0)
        return;
    const int height = area.bottom - area.top + 1;
    if (area.top == 0 && isWholeRows(area)) {
        for (int i = 0; i < std::min(lines, height); ++i)
            leaving(row(i));
    }
    if (isWholeRows(area))
        moveRows(area, std::min(lines, height), blank);
    else
        moveCells(area, std::min(lines, height), blank);
}

} // namespace skep::terminal
