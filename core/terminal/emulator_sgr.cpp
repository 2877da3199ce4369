// SPDX-License-Identifier: GPL-3.0-or-later
// Select graphic rendition: colours and attributes of what is printed next.
#include "core/terminal/emulator.h"

namespace skep::terminal {

namespace {

void setUnderline(Cell *pen, Underline kind)
{
    pen->attributes =
        static_cast<std::uint16_t>((pen->attributes & ~Attribute::UnderlineMask)
                                   | (static_cast<unsigned>(kind) << Attribute::UnderlineShift));
}

struct Switch
{
    int code;
    std::uint16_t set;
    std::uint16_t clear;
};

constexpr Switch switches[] = {
    {1, Attribute::Bold, 0},     {2, Attribute::Faint, 0},   {3, Attribute::Italic, 0},
    {5, Attribute::Blink, 0},    {6, Attribute::Blink, 0},   {7, Attribute::Inverse, 0},
    {8, Attribute::Hidden, 0},   {9, Attribute::Strike, 0},  {22, 0, Attribute::Bold | Attribute::Faint},
    {23, 0, Attribute::Italic},  {25, 0, Attribute::Blink},  {27, 0, Attribute::Inverse},
    {28, 0, Attribute::Hidden},  {29, 0, Attribute::Strike}, {53, Attribute::Overline, 0},
    {55, 0, Attribute::Overline}};

//! The same by code.
constexpr auto switchOf = [] {
    std::array<Switch, 56> all{};
    for (const Switch &each : switches)
        all[static_cast<std::size_t>(each.code)] = each;
    return all;
}();

std::string colorCode(const Color &color, int base)
{
    switch (color.kind()) {
    case Color::Kind::Indexed:
        if (color.index() < 8)
            return ";" + std::to_string(base + color.index());
        if (color.index() < 16 && base != 50)
            return ";" + std::to_string(base + 60 + color.index() - 8);
        return ";" + std::to_string(base + 8) + ":5:" + std::to_string(color.index());
    case Color::Kind::Rgb:
        return ";" + std::to_string(base + 8) + ":2::" + std::to_string(color.value() >> 16U) + ":"
            + std::to_string((color.value() >> 8U) & 255U) + ":" + std::to_string(color.value() & 255U);
    case Color::Kind::Default:
        break;
    }
    return {};
}

} // namespace

void Emulator::graphicRendition(const Parameters &p)
{
    Cell &pen = cursor.pen;
    const auto reset = [this, &pen] {
        const auto kept = static_cast<std::uint16_t>(pen.attributes & Attribute::Protected);
        const std::uint16_t style = pen.style;
        pen = {};
        pen.attributes = kept;
        pen.style = style;
        if (cursor.style.underlineColor == Color{})
            return;
        Style without = cursor.style;
        without.underlineColor = {};
        setStyle(without);
    };
    if (p.count() == 0)
        return reset();
    for (int i = 0; i < p.count(); ++i) {
        const int code = p.at(i);
        if (p.isSub(i))
            continue; // of a code that has none
        if (code == 0) {
            reset();
        } else if (code == 4) {
            const bool hasKind = p.isSub(i + 1);
            setUnderline(&pen,
                         hasKind ? static_cast<Underline>(std::clamp(p.at(i + 1), 0, 5)) : Underline::Single);
        } else if (code == 21) {
            setUnderline(&pen, Underline::Double);
        } else if (code == 24) {
            setUnderline(&pen, Underline::None);
        } else if (code >= 30 && code <= 37) {
            pen.foreground = Color::indexed(static_cast<std::uint8_t>(code - 30));
        } else if (code >= 40 && code <= 47) {
            pen.background = Color::indexed(static_cast<std::uint8_t>(code - 40));
        } else if (code >= 90 && code <= 97) {
            pen.foreground = Color::indexed(static_cast<std::uint8_t>(code - 82));
        } else if (code >= 100 && code <= 107) {
            pen.background = Color::indexed(static_cast<std::uint8_t>(code - 92));
        } else if (code == 38) {
            i = extendedColor(p, i, &pen.foreground);
        } else if (code == 48) {
            i = extendedColor(p, i, &pen.background);
        } else if (code == 39) {
            pen.foreground = {};
        } else if (code == 49) {
            pen.background = {};
        } else if (code == 58 || code == 59) {
            Style style = cursor.style;
            style.underlineColor = {};
            if (code == 58)
                i = extendedColor(p, i, &style.underlineColor);
            setStyle(style);
        } else if (code < int(switchOf.size())) {
            const Switch &each = switchOf[static_cast<std::size_t>(code)];
            pen.attributes = static_cast<std::uint16_t>((pen.attributes & ~each.clear) | each.set);
        }
    }
}

//! Reads what follows 38, 48 or 58 at \p i, in the forms "38:2::r:g:b", "38:2:r:g:b", "38;2;r;g;b", "38:5:n"
//! and "38;5;n"; gives the place of its last number.
int Emulator::extendedColor(const Parameters &p, int i, Color *color) const
{
    const bool isColon = p.isSub(i + 1);
    const int kind = p.at(i + 1, -1);
    int end = i + 1;
    if (isColon) {
        while (p.isSub(end + 1))
            ++end;
    } else {
        end = std::min(i + (kind == 2 ? 4 : kind == 5 ? 2 : 1), p.count() - 1);
    }
    const int numbers = end - (i + 1);
    const auto part = [&p](int at) { return static_cast<std::uint32_t>(std::clamp(p.at(at), 0, 255)); };
    if (kind == 5 && numbers >= 1 && p.at(i + 2) <= 255)
        *color = Color::indexed(static_cast<std::uint8_t>(part(i + 2)));
    if (kind == 2 && numbers >= 3) {
        const int first = isColon && numbers >= 4 ? i + 3 : i + 2; // with a colour space in front
        *color = Color::rgb((part(first) << 16U) | (part(first + 1) << 8U) | part(first + 2));
    }
    return end;
}

void Emulator::pushRendition(const Parameters &p)
{
    if (m_pushed.size() < 10)
        m_pushed.push_back({cursor.pen, cursor.style, p});
}

//! Gives back what was pushed, or the parts of it that were named.
void Emulator::popRendition()
{
    if (m_pushed.empty())
        return;
    const Pushed old = std::move(m_pushed.back());
    m_pushed.pop_back();
    Cell &pen = cursor.pen;
    const std::uint16_t style = pen.style;
    const auto take = [&pen, &old](unsigned bits) {
        pen.attributes = static_cast<std::uint16_t>((pen.attributes & ~bits) | (old.pen.attributes & bits));
    };
    if (old.parts.count() == 0) {
        pen = old.pen;
        pen.style = style;
        setStyle(old.style);
    }
    for (int i = 0; i < old.parts.count(); ++i) {
        const int part = old.parts.at(i);
        if (part == 4 || part == 21)
            take(Attribute::UnderlineMask);
        else if (part == 10 || part == 30)
            pen.foreground = old.pen.foreground;
        else if (part == 11 || part == 31)
            pen.background = old.pen.background;
        for (const Switch &each : switches) {
            if (each.code == part)
                take(each.set);
        }
    }
}

std::string Emulator::renditionText(const Cell &pen, Color underlineColor) const
{
    std::string text = "0";
    const auto append = [&](std::initializer_list<int> codes) {
        for (const Switch &each : switches) {
            const bool isAsked = std::find(codes.begin(), codes.end(), each.code) != codes.end();
            if (isAsked && (pen.attributes & each.set))
                text += ";" + std::to_string(each.code);
        }
    };
    append({1});
    switch (pen.underline()) {
    case Underline::None:
        break;
    case Underline::Single:
        text += ";4";
        break;
    case Underline::Double:
        text += ";21";
        break;
    default:
        text += ";4:" + std::to_string(static_cast<int>(pen.underline()));
    }
    append({5, 7, 8});
    append({2, 3, 9, 53});
    return text + colorCode(pen.foreground, 30) + colorCode(pen.background, 40)
        + colorCode(underlineColor, 50);
}

//! What all cells of \p area have in common.
void Emulator::reportRendition(const Rect &area)
{
    const std::int64_t cells =
        std::int64_t(area.bottom - area.top + 1) * std::int64_t(area.right - area.left + 1);
    if (area.isEmpty())
        return replyCsi("0m");
    if (!budget.spend(4 * cells))
        return;
    Cell common = std::as_const(*this).grid().row(area.top).at(area.left);
    Color underlineColor = styles.at(common.style).underlineColor;
    for (int row = area.top; row <= area.bottom; ++row) {
        for (int column = area.left; column <= area.right; ++column) {
            const Cell &cell = std::as_const(*this).grid().row(row).at(column);
            if (cell.underline() != common.underline())
                common.attributes &= static_cast<std::uint16_t>(~Attribute::UnderlineMask);
            common.attributes &= cell.attributes;
            if (cell.foreground != common.foreground)
                common.foreground = {};
            if (cell.background != common.background)
                common.background = {};
            if (styles.at(cell.style).underlineColor != underlineColor)
                underlineColor = {};
        }
    }
    replyCsi(renditionText(common, underlineColor) + "m");
}

} // namespace skep::terminal
