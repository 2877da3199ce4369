// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <termios.h>

namespace skep::ctl {

//! This terminal in raw mode for as long as the object lives: every key belongs to the far side.
class RawTerminal
{
public:
    RawTerminal();
    ~RawTerminal();
    RawTerminal(const RawTerminal &) = delete;
    RawTerminal &operator=(const RawTerminal &) = delete;

private:
    termios m_before{};
    bool m_active;
};

void writeAll(int descriptor, const QByteArray &bytes);

} // namespace skep::ctl
