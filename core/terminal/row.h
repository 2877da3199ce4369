// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/terminal/terminal.h"

#include <algorithm>
#include <cstring>
#include <vector>

namespace skep::terminal {

//! One line of the screen.
struct Row
{
    explicit Row(int columns)
        : cells(static_cast<std::size_t>(columns))
        , reach(columns)
    {
    }

    std::vector<Cell> cells;
    LineInfo info;
    int reach; //!< behind it are plain blanks for sure, so a short line costs no look at all of the row
    Cell filling; //!< what every cell is, once it is looked at: see Grid::row()
    bool isUnfilled = false;
    bool isUnpaid = false;

    Cell &at(int column) { return cells[static_cast<std::size_t>(column)]; }
    const Cell &at(int column) const { return cells[static_cast<std::size_t>(column)]; }
    int columns() const { return static_cast<int>(cells.size()); }
    //! All cells become \p cell, later: most lines of a screen that is cleared are cleared again unseen.
    void fillLater(const Cell &cell)
    {
        filling = cell;
        isUnfilled = isUnpaid = true;
    }
    void fillNow()
    {
        const bool isPlain = filling == Cell{};
        if (isPlain)
            std::memset(static_cast<void *>(cells.data()), 0, static_cast<std::size_t>(reach) * sizeof(Cell));
        else
            std::fill(cells.begin(), cells.end(), filling);
        reach = isPlain ? 0 : columns();
        isUnfilled = false;
    }
    //! How many cells from the left hold all that differs from a plain blank. Each line that leaves the
    //! screen is asked, so many cells are looked at in one step: a plain blank is all zeros.
    int used() const
    {
        constexpr std::size_t step = 16;
        static constexpr char zeros[step * sizeof(Cell)] = {};
        auto end = static_cast<std::size_t>(reach);
        while (end >= step && std::memcmp(&cells[end - step], zeros, sizeof zeros) == 0)
            end -= step;
        while (end > 0 && std::memcmp(&cells[end - 1], zeros, sizeof(Cell)) == 0)
            --end;
        return static_cast<int>(end);
    }
};

} // namespace skep::terminal
