// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

//! Sequences of which the real xterm is asked what they do.
namespace skep::terminal {

std::vector<std::string> chosenCases(); //!< one thing each
std::vector<std::string> randomCases(int count, int columns, int rows); //!< the same in every run
//! Asks for the cursor, the margins, the pen and each cell of the screen.
std::string probe(int columns, int rows);

} // namespace skep::terminal
