// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/terminal/terminal.h"
#include "ui/terminal/colorscheme.h"

#include <QRgb>

namespace skep::ui {

//! What all rows of a frame have in common.
struct FrameLook
{
    terminal::Palette palette;
    ColorScheme scheme;
    bool isReversed = false; //!< DECSCNM
    bool isBlinkedOff = false; //!< the half of the time in which blinking text is not there
};

struct CellColors
{
    QRgb foreground;
    QRgb background;
};

constexpr QRgb opaque(std::uint32_t rgb)
{
    return 0xFF000000U | rgb;
}

QRgb resolved(terminal::Color color, QRgb standard, const terminal::Palette &palette);

//! As the far side asked for it, without what the view lays over.
CellColors colorsOf(const terminal::Cell &cell, const FrameLook &look);

//! \p wanted, or black or white where it could not be read on \p background.
QRgb readable(QRgb wanted, QRgb background);

} // namespace skep::ui
