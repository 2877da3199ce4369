// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdio>
#include <string>

namespace skep::registrar {

//! One line on stderr. What servers said may be any bytes: control characters do not reach the log.
inline void logLine(std::string line)
{
    for (char &c : line) {
        if (static_cast<unsigned char>(c) < ' ' || c == '\x7f')
            c = ' ';
    }
    line = "skep-registrar: " + line + '\n';
    std::fwrite(line.data(), 1, line.size(), stderr);
}

} // namespace skep::registrar
