// SPDX-License-Identifier: GPL-3.0-or-later
// Colours as X11 writes them.
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

constexpr Named names[] = {
    {"black", 0x000000},        {"white", 0xffffff},     {"red", 0xff0000},       {"green", 0x00ff00},
    {"blue", 0x0000ff},         {"yellow", 0xffff00},    {"cyan", 0x00ffff},      {"magenta", 0xff00ff},
    {"gray", 0xbebebe},         {"grey", 0xbebebe},      {"orange", 0xffa500},    {"purple", 0xa020f0},
    {"brown", 0xa52a2a},        {"pink", 0xffc0cb},      {"navy", 0x000080},      {"maroon", 0xb03060},
    {"darkred", 0x8b0000},      {"darkgreen", 0x006400}, {"darkblue", 0x00008b},  {"lightgray", 0xd3d3d3},
    {"lightgrey", 0xd3d3d3},    {"darkgray", 0xa9a9a9},  {"darkgrey", 0xa9a9a9},  {"lightblue", 0xadd8e6},
    {"lightgreen", 0x90ee90},   {"violet", 0xee82ee},    {"turquoise", 0x40e0d0}, {"gold", 0xffd700},
    {"beige", 0xf5f5dc},        {"ivory", 0xfffff0},     {"khaki", 0xf0e68c},     {"coral", 0xff7f50},
    {"salmon", 0xfa8072},       {"tan", 0xd2b48c},       {"tomato", 0xff6347},    {"firebrick", 0xb22222},
    {"lightskyblue", 0x87cefa}, {"skyblue", 0x87ceeb},   {"steelblue", 0x4682b4}, {"dodgerblue", 0x1e90ff},
    {"royalblue", 0x4169e1},    {"orchid", 0xda70d6},    {"seagreen", 0x2e8b57},  {"limegreen", 0x32cd32},
    {"olivedrab", 0x6b8e23},    {"chocolate", 0xd2691e}, {"indianred", 0xcd5c5c}, {"hotpink", 0xff69b4}};

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
    if (text.starts_with("rgb:"))
        return components(text.substr(4));
    if (text.starts_with("#"))
        return digits(text.substr(1));
    std::string plain;
    for (const char c : text) {
        if (c != ' ')
            plain.push_back(static_cast<char>(std::tolower(static_cast<unsigned char>(c))));
    }
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
