// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/terminal/terminal.h"

#include <QString>

#include <array>
#include <cstdint>
#include <span>

namespace skep::ui {

//! The colours of a terminal, as 0xRRGGBB: what the far side names by number, and what the view adds.
struct ColorScheme
{
    QString id; //!< for settings
    QString name; //!< for people; a name of its own, so not translated
    bool isDark = true;
    std::uint32_t foreground = 0;
    std::uint32_t background = 0;
    std::uint32_t cursor = 0;
    std::uint32_t selection = 0; //!< the background of what is selected
    std::uint32_t match = 0; //!< of what the search found
    std::uint32_t currentMatch = 0;
    std::array<std::uint32_t, 16> ansi = {};

    terminal::Palette palette() const; //!< with xterm's cube and greys above the first 16

    static std::span<const ColorScheme> all();
    static const ColorScheme &byId(const QString &id); //!< the first dark one if there is none of that name
    static const ColorScheme &standard(bool isDark); //!< what goes with the application's own theme
};

} // namespace skep::ui
