// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/terminal/terminal.h"

#include <algorithm>
#include <vector>

namespace skep::terminal {

//! One line of the screen.
struct Row
{
    explicit Row(int columns)
        : cells(static_cast<std::size_t>(columns))
    {
    }

    std::vector<Cell> cells;
    LineInfo info;

    Cell &at(int column) { return cells[static_cast<std::size_t>(column)]; }
    const Cell &at(int column) const { return cells[static_cast<std::size_t>(column)]; }
    int columns() const { return static_cast<int>(cells.size()); }
    void clear(const Cell &blank)
    {
        std::fill(cells.begin(), cells.end(), blank);
        info = {};
    }
    //! How many cells from the left hold all that differs from a plain blank.
    int used() const
    {
        auto end = cells.end();
        while (end != cells.begin() && *(end - 1) == Cell{})
            --end;
        return static_cast<int>(end - cells.begin());
    }
};

} // namespace skep::terminal
