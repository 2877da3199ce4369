// SPDX-License-Identifier: GPL-3.0-or-later
// The VT400's operations on rectangles.
#include "core/terminal/emulator.h"

#include <cstdio>

namespace skep::terminal {

namespace {

std::int64_t stepsFor(const Rect &area, int perCell)
{
    return (area.bottom - area.top + std::int64_t(1))
        * (100 + std::int64_t(perCell) * (area.right - area.left + 1));
}

void makeSpace(Cell *cell)
{
    cell->text = U' ';
    cell->attributes &= static_cast<std::uint16_t>(~(Attribute::Wide | Attribute::WideTail));
}

} // namespace

Rect Emulator::rectangleAt(const Parameters &p, int first) const
{
    const Rect bounds = cursor.isOrigin ? margins() : grid().all();
    const auto clip = [](int value, int least, int most) { return std::clamp(value, least, most); };
    Rect area;
    area.top = bounds.top + p.atLeastOne(first) - 1;
    area.left = bounds.left + p.atLeastOne(first + 1) - 1;
    area.bottom = p.at(first + 2) > 0 ? bounds.top + p.at(first + 2) - 1 : bounds.bottom;
    area.right = p.at(first + 3) > 0 ? bounds.left + p.at(first + 3) - 1 : bounds.right;
    area.bottom = clip(area.bottom, -1, bounds.bottom);
    area.right = clip(area.right, -1, bounds.right);
    return area;
}

void Emulator::rectangle(const Sequence &s, const Parameters &p)
{
    if (s.intermediate == '#') { // xterm's own
        if (s.final == 'y')
            checksumExtension = p.at(0);
        else if (s.final == '|' && options.allowReports)
            reportRendition(rectangleAt(p, 0));
        else if (s.final == '{')
            pushRendition(p);
        else if (s.final == '}' || s.final == 'q')
            popRendition();
        return;
    }
    if (s.intermediate == '*') {
        if (s.final == 'x')
            modes.rectangleExtent = p.at(0) == 2;
        else if (s.final == 'y' && options.allowReports) {
            const Rect area = p.count() > 2 ? rectangleAt(p, 2) : grid().all();
            if (!area.isEmpty() && !budget.spend(stepsFor(area, 8)))
                return;
            char text[32];
            std::snprintf(text, sizeof text, "%d!~%04X", p.at(0), unsigned(checksum(area)));
            replyDcs(text);
        }
        return;
    }
    switch (s.final) {
    case 'x': { // DECFRA
        const int code = p.at(0);
        if ((code >= 32 && code <= 126) || (code >= 160 && code <= 255)) {
            const Rect area = rectangleAt(p, 1);
            if (!area.isEmpty())
                grid().erase(area, penCell(static_cast<char32_t>(code)));
        }
        return;
    }
    case 'z': // DECERA
        return grid().erase(rectangleAt(p, 0), drawnBlank());
    case '{': // DECSERA
        return grid().erase(rectangleAt(p, 0), drawnBlank(), !modes.isoProtection);
    case 'v':
        return copyRectangle(p);
    case 'w':
        return presentationState(p.at(0));
    case 'r':
        return changeAttributes(p, false);
    case 't':
        return changeAttributes(p, true);
    default:
        return;
    }
}

void Emulator::copyRectangle(const Parameters &p)
{
    const Rect from = rectangleAt(p, 0);
    const Rect bounds = cursor.isOrigin ? margins() : grid().all();
    if (from.isEmpty())
        return;
    const int toTop = bounds.top + p.atLeastOne(5) - 1;
    const int toLeft = bounds.left + p.atLeastOne(6) - 1;
    const int height = std::min(from.bottom - from.top + 1, bounds.bottom - toTop + 1);
    const int width = std::min(from.right - from.left + 1, bounds.right - toLeft + 1);
    if (height <= 0 || width <= 0 || !budget.spend(stepsFor({0, 0, height - 1, width - 1}, 16)))
        return;
    std::vector<std::vector<Cell>> kept; // the two may overlap
    for (int i = 0; i < height; ++i) {
        const auto first = grid().row(from.top + i).cells.begin() + from.left;
        kept.emplace_back(first, first + width);
        if (kept.back().front().attributes & Attribute::WideTail) // half of a wide character is none
            makeSpace(&kept.back().front());
        if (kept.back().back().attributes & Attribute::Wide)
            makeSpace(&kept.back().back());
    }
    for (int i = 0; i < height; ++i) {
        grid().splitWide(toTop + i, toLeft);
        grid().splitWide(toTop + i, toLeft + width);
        std::copy(kept[static_cast<std::size_t>(i)].begin(), kept[static_cast<std::size_t>(i)].end(),
                  grid().row(toTop + i).cells.begin() + toLeft);
        grid().touch(toTop + i);
    }
}

// DECCARA, DECRARA: bold, underline, blink and inverse of what is there.
void Emulator::changeAttributes(const Parameters &p, bool reverse)
{
    const Rect area = rectangleAt(p, 0);
    const Rect touched = modes.rectangleExtent ? area : Rect{area.top, 0, area.bottom, grid().columns() - 1};
    if (area.isEmpty() || !budget.spend(stepsFor(touched, 6 * std::max(p.count() - 4, 1))))
        return;
    const Rect bounds = cursor.isOrigin ? margins() : grid().all();
    constexpr auto single =
        static_cast<std::uint16_t>(unsigned(Underline::Single) << Attribute::UnderlineShift);
    const auto change = [&](Cell *cell, int code) {
        const auto apply = [cell, reverse](std::uint16_t bits, bool on) {
            cell->attributes = static_cast<std::uint16_t>(reverse  ? cell->attributes ^ bits
                                                              : on ? cell->attributes | bits
                                                                   : cell->attributes & ~bits);
        };
        constexpr auto all =
            static_cast<std::uint16_t>(Attribute::Bold | single | Attribute::Blink | Attribute::Inverse);
        switch (code) {
        case 0:
            return apply(all, false);
        case 1:
        case 22:
            return apply(Attribute::Bold, code == 1);
        case 4:
        case 24:
            return apply(single, code == 4);
        case 5:
        case 25:
            return apply(Attribute::Blink, code == 5);
        case 7:
        case 27:
            return apply(Attribute::Inverse, code == 7);
        default:
            return;
        }
    };
    for (int row = area.top; row <= area.bottom; ++row) {
        // A stream begins and ends in the middle of a line; a rectangle is the same in every line.
        const bool isStream = !modes.rectangleExtent;
        const int from = !isStream || row == area.top ? area.left : bounds.left;
        const int to = !isStream || row == area.bottom ? area.right : bounds.right;
        for (int column = from; column <= to; ++column) {
            if (p.count() <= 4)
                change(&grid().row(row).at(column), 0);
            for (int i = 4; i < p.count(); ++i)
                change(&grid().row(row).at(column), p.at(i));
        }
        grid().touch(row);
    }
}

//! What DEC's terminals add to a checksum for a cell's look.
static unsigned lookSum(const Cell &cell)
{
    unsigned sum = 0;
    if (cell.underline() != Underline::None && cell.underline() != Underline::Double)
        sum += 0x10;
    if (cell.attributes & Attribute::Inverse)
        sum += 0x20;
    if (cell.attributes & Attribute::Blink)
        sum += 0x40;
    if (cell.attributes & Attribute::Bold)
        sum += 0x80;
    return sum;
}

std::uint16_t Emulator::checksum(const Rect &area) const
{
    const bool isPlain = (checksumExtension & 2) != 0;
    unsigned sum = 0;
    for (int row = area.top; row <= area.bottom; ++row) {
        for (int column = area.left; column <= area.right; ++column) {
            const Cell &cell = grid().row(row).at(column);
            if (!(cell.attributes & Attribute::Written)) {
                sum += (checksumExtension & 8) != 0 ? 0U : unsigned(U' ');
                continue;
            }
            const bool isHidden = (cell.attributes & Attribute::Hidden) != 0;
            sum += cell.text == 0 || isHidden ? U' ' : grapheme(cell)[0];
            sum += isPlain ? 0U : lookSum(cell);
        }
    }
    return static_cast<std::uint16_t>((checksumExtension & 1) != 0 ? sum : 0U - sum);
}

} // namespace skep::terminal
