// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <sys/ioctl.h>

namespace skep::ctl {

//! This terminal in raw mode for as long as the object lives: every key belongs to the far side. One at a
//! time.
class RawTerminal
{
public:
    RawTerminal();
    ~RawTerminal();
    static bool isActive();
    RawTerminal(const RawTerminal &) = delete;
    RawTerminal &operator=(const RawTerminal &) = delete;
};

winsize windowSize(); //!< of our terminal; 80 x 24 where there is none
void writeAll(int descriptor, const QByteArray &bytes);

} // namespace skep::ctl
