// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace skep::terminal {

//! What a sequence does on a screen of 20 columns and 8 rows. The real xterm is asked for the same in
//! tst_xterm.
struct ConformanceRow
{
    const char *group; //!< the control function
    const char *name;
    std::string bytes;
    std::string screen; //!< lines joined by '|', blanks and empty lines at the end dropped
    int row; //!< of the cursor, from 0
    int column;
    std::string replies;
};

//! Four lines of letters that can be told apart, cursor home.
inline const std::string letters = "abcdefgh\r\nijklmnop\r\nqrstuvwx\r\nyz012345\033[H";

std::vector<ConformanceRow> conformanceRows();
std::vector<ConformanceRow> cursorRows();
std::vector<ConformanceRow> editingRows();
std::vector<ConformanceRow> stateRows();

} // namespace skep::terminal
