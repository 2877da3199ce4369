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

    Cell &at(int column) { return cells[static_cast<std::size_t>(column)]; }
    const Cell &at(int column) const { return cells[static_cast<std::size_t>(column)]; }
    int columns() const { return static_cast<int>(cells.size()); }
    void clear(const Cell &blank)
    {
        const bool isPlain = blank == Cell{};
        if (isPlain)
            std::memset(static_cast<void *>(cells.data()), 0, static_cast<std::size_t>(reach) * sizeof(Cell));
        else
            std::fill(cells.begin(), cells.end(), blank);
        reach = isPlain ? 0 : columns();
        info = {};
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
