// SPDX-License-Identifier: GPL-3.0-or-later
// Colours as X11 writes them, but for the colour spaces of Xcms (rgbi:, CIEXYZ:, TekHVC: and so on): these
// say what a certain tube of 1990 shines, so that each answer would need its calibration tables, and nobody
// sends them.
#include "core/terminal/emulator.h"

#include <cctype>
#include <charconv>
#include <cstdio>

namespace skep::terminal {

namespace {

struct Named
{
    std::string_view name;
    std::uint32_t value;
};

constexpr Named names[] = {{"aliceblue", 0xf0f8ff},
                           {"antiquewhite", 0xfaebd7},
                           {"aquamarine", 0x7fffd4},
                           {"azure", 0xf0ffff},
                           {"beige", 0xf5f5dc},
                           {"bisque", 0xffe4c4},
                           {"black", 0x000000},
                           {"blanchedalmond", 0xffebcd},
                           {"blue", 0x0000ff},
                           {"blueviolet", 0x8a2be2},
                           {"brown", 0xa52a2a},
                           {"burlywood", 0xdeb887},
                           {"cadetblue", 0x5f9ea0},
                           {"chartreuse", 0x7fff00},
                           {"chocolate", 0xd2691e},
                           {"coral", 0xff7f50},
                           {"cornflowerblue", 0x6495ed},
                           {"cornsilk", 0xfff8dc},
                           {"cyan", 0x00ffff},
                           {"darkblue", 0x00008b},
                           {"darkcyan", 0x008b8b},
                           {"darkgoldenrod", 0xb8860b},
                           {"darkgray", 0xa9a9a9},
                           {"darkgreen", 0x006400},
                           {"darkgrey", 0xa9a9a9},
                           {"darkkhaki", 0xbdb76b},
                           {"darkmagenta", 0x8b008b},
                           {"darkolivegreen", 0x556b2f},
                           {"darkorange", 0xff8c00},
                           {"darkorchid", 0x9932cc},
                           {"darkred", 0x8b0000},
                           {"darksalmon", 0xe9967a},
                           {"darkseagreen", 0x8fbc8f},
                           {"darkslateblue", 0x483d8b},
                           {"darkslategray", 0x2f4f4f},
                           {"darkslategrey", 0x2f4f4f},
                           {"darkturquoise", 0x00ced1},
                           {"darkviolet", 0x9400d3},
                           {"deeppink", 0xff1493},
                           {"deepskyblue", 0x00bfff},
                           {"dimgray", 0x696969},
                           {"dimgrey", 0x696969},
                           {"dodgerblue", 0x1e90ff},
                           {"firebrick", 0xb22222},
                           {"floralwhite", 0xfffaf0},
                           {"forestgreen", 0x228b22},
                           {"gainsboro", 0xdcdcdc},
                           {"ghostwhite", 0xf8f8ff},
                           {"gold", 0xffd700},
                           {"goldenrod", 0xdaa520},
                           {"gray", 0xbebebe},
                           {"green", 0x00ff00},
                           {"greenyellow", 0xadff2f},
                           {"grey", 0xbebebe},
                           {"honeydew", 0xf0fff0},
                           {"hotpink", 0xff69b4},
                           {"indianred", 0xcd5c5c},
                           {"indigo", 0x4b0082},
                           {"ivory", 0xfffff0},
                           {"khaki", 0xf0e68c},
                           {"lavender", 0xe6e6fa},
                           {"lavenderblush", 0xfff0f5},
                           {"lawngreen", 0x7cfc00},
                           {"lemonchiffon", 0xfffacd},
                           {"lightblue", 0xadd8e6},
                           {"lightcoral", 0xf08080},
                           {"lightcyan", 0xe0ffff},
                           {"lightgoldenrod", 0xeedd82},
                           {"lightgoldenrodyellow", 0xfafad2},
                           {"lightgray", 0xd3d3d3},
                           {"lightgreen", 0x90ee90},
                           {"lightgrey", 0xd3d3d3},
                           {"lightpink", 0xffb6c1},
                           {"lightsalmon", 0xffa07a},
                           {"lightseagreen", 0x20b2aa},
                           {"lightskyblue", 0x87cefa},
                           {"lightslateblue", 0x8470ff},
                           {"lightslategray", 0x778899},
                           {"lightslategrey", 0x778899},
                           {"lightsteelblue", 0xb0c4de},
                           {"lightyellow", 0xffffe0},
                           {"limegreen", 0x32cd32},
                           {"linen", 0xfaf0e6},
                           {"magenta", 0xff00ff},
                           {"maroon", 0xb03060},
                           {"mediumaquamarine", 0x66cdaa},
                           {"mediumblue", 0x0000cd},
                           {"mediumorchid", 0xba55d3},
                           {"mediumpurple", 0x9370db},
                           {"mediumseagreen", 0x3cb371},
                           {"mediumslateblue", 0x7b68ee},
                           {"mediumspringgreen", 0x00fa9a},
                           {"mediumturquoise", 0x48d1cc},
                           {"mediumvioletred", 0xc71585},
                           {"midnightblue", 0x191970},
                           {"mintcream", 0xf5fffa},
                           {"mistyrose", 0xffe4e1},
                           {"moccasin", 0xffe4b5},
                           {"navajowhite", 0xffdead},
                           {"navy", 0x000080},
                           {"navyblue", 0x000080},
                           {"oldlace", 0xfdf5e6},
                           {"olivedrab", 0x6b8e23},
                           {"orange", 0xffa500},
                           {"orangered", 0xff4500},
                           {"orchid", 0xda70d6},
                           {"palegoldenrod", 0xeee8aa},
                           {"palegreen", 0x98fb98},
                           {"paleturquoise", 0xafeeee},
                           {"palevioletred", 0xdb7093},
                           {"papayawhip", 0xffefd5},
                           {"peachpuff", 0xffdab9},
                           {"peru", 0xcd853f},
                           {"pink", 0xffc0cb},
                           {"plum", 0xdda0dd},
                           {"powderblue", 0xb0e0e6},
                           {"purple", 0xa020f0},
                           {"red", 0xff0000},
                           {"rosybrown", 0xbc8f8f},
                           {"royalblue", 0x4169e1},
                           {"saddlebrown", 0x8b4513},
                           {"salmon", 0xfa8072},
                           {"sandybrown", 0xf4a460},
                           {"seagreen", 0x2e8b57},
                           {"seashell", 0xfff5ee},
                           {"sienna", 0xa0522d},
                           {"skyblue", 0x87ceeb},
                           {"slateblue", 0x6a5acd},
                           {"slategray", 0x708090},
                           {"slategrey", 0x708090},
                           {"snow", 0xfffafa},
                           {"springgreen", 0x00ff7f},
                           {"steelblue", 0x4682b4},
                           {"tan", 0xd2b48c},
                           {"thistle", 0xd8bfd8},
                           {"tomato", 0xff6347},
                           {"turquoise", 0x40e0d0},
                           {"violet", 0xee82ee},
                           {"violetred", 0xd02090},
                           {"wheat", 0xf5deb3},
                           {"white", 0xffffff},
                           {"whitesmoke", 0xf5f5f5},
                           {"yellow", 0xffff00},
                           {"yellowgreen", 0x9acd32}};

std::optional<unsigned> hex(std::string_view text)
{
    unsigned value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, 16);
    if (text.empty() || text.size() > 4 || error != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

//! \p digits hexadecimal digits to eight bits, as X11 scales them ("f" is all, "ffff" too).
unsigned scaled(unsigned value, std::size_t digits)
{
    const unsigned most = (1U << (4 * digits)) - 1;
    return (value * 255 + most / 2) / most;
}

std::optional<std::uint32_t> components(std::string_view text)
{
    std::uint32_t color = 0;
    for (int i = 0; i < 3; ++i) {
        const auto end = i < 2 ? text.find('/') : text.size();
        if (end == std::string_view::npos)
            return std::nullopt;
        const auto value = hex(text.substr(0, end));
        if (!value)
            return std::nullopt;
        color = (color << 8U) | scaled(*value, end);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return color;
}

// "#rgb" to "#rrrrggggbbbb": the digits are the most significant ones.
std::optional<std::uint32_t> digits(std::string_view text)
{
    if (text.size() % 3 != 0 || text.empty() || text.size() > 12)
        return std::nullopt;
    const std::size_t each = text.size() / 3;
    std::uint32_t color = 0;
    for (std::size_t i = 0; i < 3; ++i) {
        const auto value = hex(text.substr(i * each, each));
        if (!value)
            return std::nullopt;
        const unsigned top = each == 1 ? *value << 4U : each == 2 ? *value : *value >> (4 * each - 8);
        color = (color << 8U) | top;
    }
    return color;
}

} // namespace

std::optional<std::uint32_t> parseColor(std::string_view text)
{
    if (text.starts_with("#"))
        return digits(text.substr(1));
    std::string plain;
    for (const char c : text) {
        if (c != ' ')
            plain.push_back(static_cast<char>(std::tolower(static_cast<unsigned char>(c))));
    }
    if (plain.starts_with("rgb:"))
        return components(std::string_view(plain).substr(4));
    if (plain.starts_with("gray") || plain.starts_with("grey")) { // "gray0" to "gray100", by percent
        unsigned percent = 101;
        const auto [end, error] = std::from_chars(plain.data() + 4, plain.data() + plain.size(), percent);
        if (error == std::errc() && end == plain.data() + plain.size() && percent <= 100)
            return static_cast<unsigned>(percent * 2.55 + 0.5) * 0x010101U;
    }
    for (const Named &each : names) {
        if (each.name == plain)
            return each.value;
    }
    return std::nullopt;
}

std::string colorText(std::uint32_t rgb)
{
    char text[32];
    const unsigned red = (rgb >> 16U) & 255U;
    const unsigned green = (rgb >> 8U) & 255U;
    const unsigned blue = rgb & 255U;
    std::snprintf(text, sizeof text, "rgb:%04x/%04x/%04x", red * 0x101, green * 0x101, blue * 0x101);
    return text;
}

Palette Terminal::defaultPalette()
{
    Palette palette{};
    constexpr std::uint32_t first[] = {0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd,
                                       0x00cdcd, 0xe5e5e5, 0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00,
                                       0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff};
    std::copy(std::begin(first), std::end(first), palette.indexed);
    constexpr std::uint32_t steps[] = {0, 95, 135, 175, 215, 255};
    for (std::uint32_t i = 0; i < 216; ++i)
        palette.indexed[16 + i] = (steps[i / 36] << 16U) | (steps[i / 6 % 6] << 8U) | steps[i % 6];
    for (std::uint32_t i = 0; i < 24; ++i)
        palette.indexed[232 + i] = (8 + 10 * i) * 0x010101;
    palette.foreground = 0xe5e5e5;
    palette.background = 0x000000;
    return palette;
}

} // namespace skep::terminal
