// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/terminal/colorscheme.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace skep::ui {

namespace {

// The order of the sixteen: black, red, green, yellow, blue, magenta, cyan, white, then the bright ones.
std::array<ColorScheme, 6> makeSchemes()
{
    return {
        ColorScheme{u"skep-dark"_s,
                    u"Skep Dark"_s,
                    true,
                    0xe6e2da,
                    0x1b1a18,
                    0xf2b33d,
                    0x4a3f28,
                    0x5c4a10,
                    0xf2b33d,
                    {0x2e2c29, 0xe0626a, 0x6cb886, 0xe5b454, 0x6ba3ee, 0xc08be0, 0x5cb8bd, 0xcfcac0, 0x77726a,
                     0xf4868c, 0x8fd3a5, 0xf7cf7c, 0x94bef7, 0xd6adf0, 0x86d5d8, 0xf7f4ee}},
        ColorScheme{u"skep-light"_s,
                    u"Skep Light"_s,
                    false,
                    0x2a2824,
                    0xfdfcf9,
                    0xc47d00,
                    0xfcecc8,
                    0xfbe3a8,
                    0xf0a51e,
                    {0x2a2824, 0xb8303b, 0x257a4b, 0x96650a, 0x2462ad, 0x8a3fae, 0x147a80, 0xb9b3a8, 0x6a655c,
                     0xd24550, 0x2f9a5f, 0xb57d14, 0x3a7fd4, 0xa659cb, 0x1f979e, 0xe6e3dc}},
        ColorScheme{u"midnight"_s,
                    u"Midnight"_s,
                    true,
                    0xd5dbe6,
                    0x12161f,
                    0x8ab4f8,
                    0x2b3a55,
                    0x4f4a1c,
                    0xe3c04a,
                    {0x232936, 0xe8707a, 0x7ec699, 0xe0bf6e, 0x78a9f5, 0xc39bea, 0x6cc4d4, 0xc2c9d6, 0x667085,
                     0xf5939b, 0x9fdcb5, 0xf0d491, 0x9dc2fb, 0xd9bcf5, 0x93dae6, 0xf2f5fa}},
        ColorScheme{u"paper"_s,
                    u"Paper"_s,
                    false,
                    0x101010,
                    0xffffff,
                    0x101010,
                    0xcfe2ff,
                    0xfff0a0,
                    0xffc400,
                    {0x101010, 0xb00020, 0x0b6b2c, 0x7a5600, 0x0b4ea2, 0x7b1fa2, 0x00697a, 0xb0b0b0, 0x5c5c5c,
                     0xd01c3c, 0x128a3c, 0x9a6e00, 0x1c68cc, 0x9a3cc0, 0x008599, 0xe8e8e8}},
        ColorScheme{u"contrast"_s,
                    u"High Contrast"_s,
                    true,
                    0xffffff,
                    0x000000,
                    0xffff00,
                    0x1f4f8f,
                    0x5a5a00,
                    0xffff00,
                    {0x000000, 0xff5c57, 0x5af78e, 0xf3f99d, 0x6ab8ff, 0xff7ac6, 0x9aedfe, 0xe6e6e6, 0x8a8a8a,
                     0xff8f8b, 0x8cffb3, 0xfbffc2, 0x9bd0ff, 0xffa8da, 0xc2f5ff, 0xffffff}},
        ColorScheme{u"xterm"_s,
                    u"Classic"_s,
                    true,
                    0xe5e5e5,
                    0x000000,
                    0xe5e5e5,
                    0x444444,
                    0x5c5c00,
                    0xffd700,
                    {0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x3b5bf0, 0xcd00cd, 0x00cdcd, 0xe5e5e5, 0x7f7f7f,
                     0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff}},
    };
}

} // namespace

terminal::Palette ColorScheme::palette() const
{
    terminal::Palette palette = terminal::Terminal::defaultPalette();
    std::copy(ansi.begin(), ansi.end(), palette.indexed);
    palette.foreground = foreground;
    palette.background = background;
    return palette;
}

std::span<const ColorScheme> ColorScheme::all()
{
    static const auto schemes = makeSchemes();
    return schemes;
}

const ColorScheme &ColorScheme::byId(const QString &id)
{
    const auto schemes = all();
    const auto found = std::find_if(schemes.begin(), schemes.end(),
                                    [&](const ColorScheme &scheme) { return scheme.id == id; });
    return found != schemes.end() ? *found : schemes.front();
}

const ColorScheme &ColorScheme::standard(bool isDark)
{
    return all()[isDark ? 0 : 1];
}

} // namespace skep::ui
