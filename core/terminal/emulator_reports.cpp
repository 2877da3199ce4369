// SPDX-License-Identifier: GPL-3.0-or-later
// What the far side may ask. Answers hold numbers and fixed words only: whoever controls what is on the
// screen must not be able to make the terminal type.
#include "core/terminal/emulator.h"

namespace skep::terminal {

namespace {

std::string numbers(int a, int b)
{
    return std::to_string(a) + ";" + std::to_string(b);
}

} // namespace

void Emulator::deviceStatus(const Parameters &p, bool isPrivate)
{
    const int what = p.at(0);
    const std::string position = numbers(originRow() + 1, originColumn() + 1);
    if (!isPrivate) {
        if (what == 5)
            replyCsi("0n");
        else if (what == 6)
            replyCsi(position + "R");
        return;
    }
    switch (what) {
    case 5:
        return replyCsi("?0n");
    case 6:
        return replyCsi("?" + position + ";1R");
    case 15:
        return replyCsi("?13n"); // no printer
    case 25:
        return replyCsi("?20n"); // user keys are unlocked
    case 26:
        return replyCsi("?27;1;0;0n"); // a keyboard, North American
    case 53:
    case 55:
        return replyCsi("?50n"); // no locator
    case 56:
        return replyCsi("?57;0n");
    case 62:
        return replyCsi("0000*{"); // no room for macros
    case 63:
        return replyDcs(std::to_string(p.at(1)) + "!~0000"); // of no macros
    case 75:
        return replyCsi("?70n"); // ready, no trouble
    case 85:
        return replyCsi("?83n"); // one session
    default:
        return;
    }
}

void Emulator::requestStatus(std::string_view what)
{
    const auto good = [this](const std::string &text) { replyDcs("1$r" + text); };
    if (what == "m")
        good(renditionText(cursor.pen, cursor.style.underlineColor) + "m");
    else if (what == "r")
        good(numbers(top + 1, bottom + 1) + "r");
    else if (what == "s")
        good(numbers(left + 1, right + 1) + "s");
    else if (what == "t")
        good(std::to_string(grid().rows()) + "t");
    else if (what == "$|")
        good(std::to_string(grid().columns()) + "$|");
    else if (what == "*|")
        good(std::to_string(grid().rows()) + "*|");
    else if (what == " q") {
        const int base = cursorShape == CursorShape::Block ? 1
            : cursorShape == CursorShape::Underline        ? 3
                                                           : 5;
        good(std::to_string(base + (cursorBlinks ? 0 : 1)) + " q");
    } else if (what == "\"p") {
        good(std::to_string(60 + level) + (level == 1 ? "" : eightBit ? ";0" : ";1") + "\"p");
    } else if (what == "\"q") {
        good(std::string((cursor.pen.attributes & Attribute::Protected) && !modes.isoProtection ? "1" : "0")
             + "\"q");
    } else if (what == "*x") {
        good(std::string(modes.rectangleExtent ? "2" : "1") + "*x");
    } else {
        replyDcs("0$r");
    }
}

//! Where the cursor is and how it writes, as DECCIR packs it: bits into characters from '@' on.
std::string Emulator::cursorInformation() const
{
    const auto packed = [](std::initializer_list<bool> bits) {
        unsigned value = 0;
        unsigned weight = 1;
        for (const bool bit : bits) {
            value += bit ? weight : 0;
            weight *= 2;
        }
        return std::string(1, static_cast<char>('@' + value));
    };
    const std::uint16_t look = cursor.pen.attributes;
    std::string text = numbers(originRow() + 1, originColumn() + 1) + ";1;";
    text += packed({(look & Attribute::Bold) != 0, cursor.pen.underline() != Underline::None,
                    (look & Attribute::Blink) != 0, (look & Attribute::Inverse) != 0});
    text += ";" + packed({(look & Attribute::Protected) != 0});
    text += ";"
        + packed({cursor.isOrigin, cursor.charsets.single == 2, cursor.charsets.single == 3,
                  cursor.pendingWrap});
    text += ";" + std::to_string(cursor.charsets.left) + ";2;O;";
    for (const Charset set : cursor.charsets.sets)
        text += finalOf(set);
    return text;
}

void Emulator::presentationState(int what)
{
    if (what == 1)
        return replyDcs("1$u" + cursorInformation());
    if (what != 2)
        return;
    std::string stops;
    for (int column = 0; column < grid().columns(); ++column) {
        if (tabs[static_cast<std::size_t>(column)] == isTabStop)
            stops += (stops.empty() ? "" : "/") + std::to_string(column + 1);
    }
    replyDcs("2$u" + stops);
}

void Emulator::dcs(const Sequence &s, const Parameters &, std::string_view text)
{
    m_canRepeat = false;
    if (s.prefix == 0 && s.intermediate == '$' && s.final == 'q')
        requestStatus(text);
    else if (s.prefix == 0 && s.intermediate == '+' && s.final == 'q')
        replyDcs("0+r"); // no capability of a database that might be another one
}

} // namespace skep::terminal
