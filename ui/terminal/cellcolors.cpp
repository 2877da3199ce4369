// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/terminal/cellcolors.h"

#include "ui/terminal/blend.h"

#include <cstdlib>
#include <utility>

namespace skep::ui {

using terminal::Color;
namespace Attribute = terminal::Attribute;

QRgb resolved(Color color, QRgb standard, const terminal::Palette &palette)
{
    switch (color.kind()) {
    case Color::Kind::Indexed:
        return opaque(palette.indexed[color.index()]);
    case Color::Kind::Rgb:
        return opaque(color.value());
    case Color::Kind::Default:
        break;
    }
    return standard;
}

CellColors colorsOf(const terminal::Cell &cell, const FrameLook &look)
{
    Color named = cell.foreground;
    if ((cell.attributes & Attribute::Bold) && named.kind() == Color::Kind::Indexed && named.index() < 8)
        named = Color::indexed(std::uint8_t(named.index() + 8)); // as xterm: bold is bright
    QRgb foreground = opaque(look.palette.foreground);
    QRgb background = opaque(look.palette.background);
    if (look.isReversed)
        std::swap(foreground, background);
    CellColors colors{resolved(named, foreground, look.palette),
                      resolved(cell.background, background, look.palette)};
    if (cell.attributes & Attribute::Inverse)
        std::swap(colors.foreground, colors.background);
    if (cell.attributes & Attribute::Faint)
        colors.foreground = blended(colors.foreground, colors.background, 150);
    return colors;
}

QRgb readable(QRgb wanted, QRgb background)
{
    const int ground = lightnessOf(background);
    if (std::abs(lightnessOf(wanted) - ground) >= 90)
        return wanted;
    return ground > 127 ? 0xFF101010U : 0xFFFFFFFFU;
}

} // namespace skep::ui
