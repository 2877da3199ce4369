// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

//! What programs print, made up: the same bytes in every run, for measuring terminals.
namespace skep::bench {

struct Payload
{
    std::string name;
    std::string prologue; //!< sent once before: clears the screen, switches the buffer, sets margins
    std::string bytes; //!< ends at a whole sequence; may be sent many times
};

//! Each about \p size bytes (up to one piece more), for a screen of \p columns and \p rows.
std::vector<Payload> payloads(std::size_t size, int columns, int rows);

} // namespace skep::bench
