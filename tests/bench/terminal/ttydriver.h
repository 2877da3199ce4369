// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace skep::bench {

//! Runs inside a terminal: prints every payload to it, each ended by the answer to a cursor report, and
//! writes to \p resultFile a line for each, "name<tab>MB/s<tab>processor time of the terminal in ms per MB",
//! and the time of an idle answer. Best of three.
int driveTerminal(const std::string &resultFile);

//! The other side of a pty that does nothing but answer cursor reports: the limit of the pty itself.
int readNothing(const std::string &self, const std::string &resultFile, int columns, int rows);

} // namespace skep::bench
