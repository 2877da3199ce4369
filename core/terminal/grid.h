// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/terminal/budget.h"
#include "core/terminal/row.h"

#include <memory>
#include <utility>

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

//! The cells of one screen buffer. Whole lines are scrolled by moving pointers, never cells, the whole screen
//! by turning the ring that they are, and lines are filled when they are looked at; changed rows are noted.
//! What touches many cells is refused while the budget is spent.
class Grid
{
public:
    Grid(int columns, int rows, Budget &budget);

    int columns() const { return m_columns; }
    int rows() const { return static_cast<int>(m_rows.size()); }
    //! To write into it.
    Row &row(int i) { return rowToWrite(i, m_columns); }
    //! For one who writes only to the columns before \p end.
    Row &rowToWrite(int i, int end)
    {
        Row &line = unread(i);
        if (line.isUnpaid)
            settle(line);
        line.reach = std::max(line.reach, end);
        return line;
    }
    //! For text from column \p begin up to, not including, \p end: what wide characters the edges cut is
    //! gone.
    Row &rowForText(int i, int begin, int end)
    {
        Row &line = rowToWrite(i, end);
        splitWideIn(line, i, begin);
        splitWideIn(line, i, end);
        return line;
    }
    //! To look at it; not paid for, as it is no byte that asks for it.
    const Row &row(int i) const
    {
        Row &line = *m_rows[place(i)];
        if (line.isUnfilled)
            line.fillNow();
        return line;
    }
    LineInfo &info(int i) { return unread(i).info; }
    const LineInfo &info(int i) const { return m_rows[place(i)]->info; }
    Rect all() const { return {0, 0, rows() - 1, m_columns - 1}; }

    //! Lines move up (or down, if \p lines is negative); what comes in is \p blank. Full rows that leave at
    //! the top of the grid are handed to \p leaving first, if there is one; they may be unfilled.
    template <typename Fn>
    void scrollUp(const Rect &area, int lines, const Cell &blank, Fn leaving);
    void scrollUp(const Rect &area, int lines, const Cell &blank)
    {
        scrollUp(area, lines, blank, [](Row &) {});
    }
    void scrollDown(const Rect &area, int lines, const Cell &blank);
    void scrollLeft(const Rect &area, int columns, const Cell &blank); //!< to the right if negative

    void erase(const Rect &area, const Cell &blank, bool keepProtected = false);
    //! Half of a wide character is none: blanks the other half where the edge \p column cuts one.
    void splitWide(int rowNumber, int column)
    {
        splitWideIn(std::as_const(*this).row(rowNumber), rowNumber, column);
    }
    void splitWideIn(const Row &line, int rowNumber, int column)
    {
        if (column > 0 && column < m_columns && (line.at(column).attributes & Attribute::WideTail))
            blankBothHalves(rowNumber, column);
    }

    void touch(int row) { m_damage[static_cast<std::size_t>(row)] = 1; }
    void touchAll() { std::fill(m_damage.begin(), m_damage.end(), std::uint8_t(1)); }
    std::vector<std::uint8_t> &damage() { return m_damage; }

    void resizeCut(int columns, int rows); //!< cells outside are lost
    std::vector<std::unique_ptr<Row>> takeRows();
    void setRows(std::vector<std::unique_ptr<Row>> rows, int columns);

private:
    std::size_t place(int i) const
    {
        const std::size_t at = m_first + static_cast<std::size_t>(i);
        return at < m_rows.size() ? at : at - m_rows.size();
    }
    void straighten(); //!< the ring, so that row 0 is the first of it
    Row &unread(int i) { return *m_rows[place(i)]; } //!< its cells may be unfilled
    void settle(Row &line);
    static std::int64_t costOf(const Rect &area, int perCell);
    bool isWholeRows(const Rect &area) const { return area.left == 0 && area.right == m_columns - 1; }
    bool canMoveRows(const Rect &area, int lines);
    void moveRows(const Rect &area, int lines, const Cell &blank);
    void moveCells(const Rect &area, int lines, const Cell &blank);
    void blankBothHalves(int rowNumber, int column);

    Budget &m_budget;
    int m_columns;
    std::vector<std::unique_ptr<Row>> m_rows; //!< a ring
    std::size_t m_first = 0;
    std::vector<std::uint8_t> m_damage; //!< by row; bytes, since vector<bool> is slow to set
};

template <typename Fn>
void Grid::scrollUp(const Rect &area, int lines, const Cell &blank, Fn leaving)
{
    if (area.isEmpty() || lines <= 0)
        return;
    const int most = std::min(lines, area.bottom - area.top + 1);
    if (!isWholeRows(area))
        return moveCells(area, most, blank);
    if (!canMoveRows(area, most))
        return;
    for (int i = 0; area.top == 0 && i < most; ++i)
        leaving(unread(i));
    moveRows(area, most, blank);
}

} // namespace skep::terminal
