// SPDX-License-Identifier: GPL-3.0-or-later
// Controls, escape and control sequences: which does what.
#include "core/terminal/emulator.h"

namespace skep::terminal {

void Emulator::control(std::uint8_t code)
{
    m_canRepeat = false;
    switch (code) {
    case 0x07:
        note(Bell{});
        break;
    case 0x08:
        back(1);
        break;
    case 0x09:
        tabForward(1);
        break;
    case 0x0A:
    case 0x0B:
    case 0x0C:
        lineFeed();
        break;
    case 0x0D:
        carriageReturn();
        break;
    case 0x0E:
        cursor.charsets.left = 1;
        break;
    case 0x0F:
        cursor.charsets.left = 0;
        break;
    default:
        break;
    }
}

void Emulator::escape(char intermediate, char final)
{
    m_canRepeat = false;
    if (intermediate >= '(' && intermediate <= '+') {
        if (const auto set = charsetNamed(final, modes.nationalCharsets))
            cursor.charsets.sets[static_cast<std::size_t>(intermediate - '(')] = *set;
        return;
    }
    if (intermediate == '#') {
        if (final == '8')
            alignmentTest();
        return;
    }
    if (intermediate == ' ') {
        if (final == 'F' || final == 'G')
            eightBit = final == 'G' && level > 1;
        return;
    }
    if (intermediate != 0)
        return;
    switch (final) {
    case '6':
        return backIndex();
    case '7':
        return saveCursor();
    case '8':
        return restoreCursor();
    case '9':
        return forwardIndex();
    case '=':
        input.applicationKeypad = true;
        return;
    case '>':
        input.applicationKeypad = false;
        return;
    case 'D':
        return index();
    case 'E':
        index();
        return carriageReturn();
    case 'H':
        tabs[static_cast<std::size_t>(cursor.column)] = isTabStop;
        return;
    case 'M':
        return reverseIndex();
    case 'N':
    case 'O':
        cursor.charsets.single = final == 'N' ? 2 : 3;
        return;
    case 'V':
    case 'W': // SPA, EPA
        modes.isoProtection = true;
        if (final == 'V')
            cursor.pen.attributes |= Attribute::Protected;
        else
            cursor.pen.attributes &= static_cast<std::uint16_t>(~Attribute::Protected);
        return;
    case 'Z':
        return replyCsi(level > 1 ? "?64;1;2;6;9;15;17;18;21;22;28c" : "?6c");
    case 'c':
        return hardReset();
    case 'n':
        cursor.charsets.left = 2;
        return;
    case 'o':
        cursor.charsets.left = 3;
        return;
    default:
        return;
    }
}

void Emulator::csi(const Sequence &s, const Parameters &p)
{
    const bool repeats = s.prefix == 0 && s.intermediate == 0 && s.final == 'b';
    if (repeats && m_canRepeat)
        repeat(p.atLeastOne(0));
    m_canRepeat = false;
    if (s.final == 'm' && s.prefix == 0 && s.intermediate == 0) // by far the most frequent one
        return graphicRendition(p);
    if (repeats || (s.final != 'm' && p.hasSubs())) // only colours and underlines have parts
        return;
    if (s.prefix == 0 && s.intermediate == 0)
        return plainCsi(s, p);
    if (s.prefix == 0 && s.intermediate == ' ')
        return spaceCsi(s.final, p);
    if (s.prefix == 0 && (s.intermediate == '$' || s.intermediate == '*' || s.intermediate == '#')
        && s.final != 'p')
        return rectangle(s, p);
    privateCsi(s, p);
}

void Emulator::plainCsi(const Sequence &s, const Parameters &p)
{
    const int n = p.atLeastOne(0);
    switch (s.final) {
    case '@':
        return insertCharacters(n);
    case 'A':
        return up(n);
    case 'B':
    case 'e':
        if (s.final == 'e')
            return moveTo(originRow() + n, originColumn());
        return down(n);
    case 'C':
        return forward(n);
    case 'a':
        return moveTo(originRow(), originColumn() + n);
    case 'D':
        return back(n);
    case 'E':
        down(n);
        return carriageReturn();
    case 'F':
        up(n);
        return carriageReturn();
    case 'G':
    case '`':
        return moveTo(originRow(), n - 1);
    case 'H':
    case 'f':
        return moveTo(n - 1, p.atLeastOne(1) - 1);
    case 'I':
        return tabForward(n);
    case 'J':
        return eraseDisplay(p.at(0), false);
    case 'K':
        return eraseLine(p.at(0), false);
    case 'L':
        return insertLines(n);
    case 'M':
        return insertLines(-n);
    case 'P':
        return insertCharacters(-n);
    case 'S':
        return scroll(std::min(n, grid().rows()));
    case 'T':
    case '^':
        if (p.count() > 1 || (s.final == 'T' && p.has(0) && p.at(0) == 0)) // highlighting, which nobody has
            return;
        return scroll(-std::min(n, grid().rows()));
    case 'X':
        return eraseCharacters(n);
    case 'Z':
        return tabBack(n);
    case 'c':
        if (p.at(0) == 0)
            replyCsi(level > 1 ? "?64;1;2;6;9;15;17;18;21;22;28c" : "?6c");
        return;
    case 'd':
        return moveTo(n - 1, originColumn());
    case 'g':
        if (p.at(0) == 0)
            tabs[static_cast<std::size_t>(cursor.column)] = '\0';
        else if (p.at(0) == 3)
            std::fill(tabs.begin(), tabs.end(), '\0');
        return;
    case 'h':
    case 'l':
        for (int i = 0; i < p.count(); ++i)
            setMode(p.at(i), s.final == 'h', false);
        return;
    case 'n':
        return deviceStatus(p, false);
    case 'r':
        return setMargins(p);
    case 's':
        return modes.leftRightMargins ? setSideMargins(p) : saveCursor();
    case 't':
        return windowOperation(p);
    case 'u':
        return restoreCursor();
    case 'x':
        if (p.at(0) <= 1)
            replyCsi(std::to_string(p.at(0) + 2) + ";1;1;128;128;1;0x");
        return;
    default:
        return;
    }
}

void Emulator::spaceCsi(char final, const Parameters &p)
{
    const int n = p.atLeastOne(0);
    switch (final) {
    case '@':
    case 'A':
        if (isInMargins())
            grid().scrollLeft(margins(), final == '@' ? n : -n, final == '@' ? blank() : drawnBlank());
        return;
    case 'q': {
        const int style = p.at(0);
        if (style > 6)
            return;
        cursorShape = style <= 2 ? CursorShape::Block
            : style <= 4         ? CursorShape::Underline
                                 : CursorShape::Bar;
        cursorBlinks = style == 0 || style % 2 == 1;
        return;
    }
    default:
        return;
    }
}

void Emulator::privateCsi(const Sequence &s, const Parameters &p)
{
    const auto is = [&s](char prefix, char intermediate, char final) {
        return s.prefix == prefix && s.intermediate == intermediate && s.final == final;
    };
    if (is('?', 0, 'h') || is('?', 0, 'l')) {
        for (int i = 0; i < p.count(); ++i)
            setMode(p.at(i), s.final == 'h', true);
    } else if (is('?', 0, 's')) {
        for (int i = 0; i < p.count(); ++i) {
            const int state = modeState(p.at(i), true);
            if ((state == 1 || state == 2) && savedModes.size() < 200)
                savedModes[p.at(i)] = state == 1;
        }
    } else if (is('?', 0, 'r')) {
        for (int i = 0; i < p.count(); ++i) {
            if (const auto saved = savedModes.find(p.at(i)); saved != savedModes.end())
                setMode(saved->first, saved->second, true);
        }
    } else if (is('?', 0, 'J')) {
        eraseDisplay(p.at(0), true);
    } else if (is('?', 0, 'K')) {
        eraseLine(p.at(0), true);
    } else if (is('?', 0, 'n')) {
        deviceStatus(p, true);
    } else if (is('>', 0, 'c')) {
        if (p.at(0) == 0)
            replyCsi(">41;379;0c");
    } else if (is('=', 0, 'c')) {
        if (p.at(0) == 0)
            replyDcs("!|00000000");
    } else if (is('>', 0, 'q')) {
        if (p.at(0) == 0)
            replyDcs(">|Skep");
    } else if (is('>', 0, 'm')) {
        if (p.at(0) == 4)
            input.modifyOtherKeys = std::clamp(p.at(1), 0, 2);
    } else if (is('>', 0, 'n')) {
        if (p.at(0) == 4)
            input.modifyOtherKeys = 0;
    } else if (is('?', 0, 'm')) { // XTQMODKEYS
        for (int i = 0; i < p.count(); ++i) {
            const int resource = p.at(i);
            if (resource == 1 || resource == 2 || resource == 4)
                replyCsi(">" + std::to_string(resource) + ";"
                         + std::to_string(resource == 4 ? input.modifyOtherKeys : 2) + "m");
        }
    } else if (is(0, '#', 'p')) {
        pushRendition(p);
    } else if (is('>', 0, 't') || is('>', 0, 'T')) {
        for (int i = 0; i < p.count(); ++i) {
            const unsigned bit = p.at(i) <= 3 ? 1U << static_cast<unsigned>(p.at(i)) : 0U;
            titleModes = s.final == 't' ? titleModes | bit : titleModes & ~bit;
        }
        if (p.count() == 0)
            titleModes = 0;
    } else if (is('?', '$', 'p') || is(0, '$', 'p')) {
        const bool isPrivate = s.prefix == '?';
        replyCsi((isPrivate ? "?" : "") + std::to_string(p.at(0)) + ";"
                 + std::to_string(modeState(p.at(0), isPrivate)) + "$y");
    } else if (is(0, '!', 'p')) {
        softReset();
    } else if (is(0, '"', 'p')) {
        if (p.at(0) >= 61 && p.at(0) <= 65) {
            const int wanted = p.at(0) - 60;
            softReset();
            level = wanted;
            eightBit = level > 1 && p.at(1) != 1;
        }
    } else if (is(0, '"', 'q')) {
        modes.isoProtection = false;
        if (p.at(0) == 1)
            cursor.pen.attributes |= Attribute::Protected;
        else if (p.at(0) == 0 || p.at(0) == 2)
            cursor.pen.attributes &= static_cast<std::uint16_t>(~Attribute::Protected);
    } else if (is(0, '\'', '}')) {
        columnsIn(p.atLeastOne(0));
    } else if (is(0, '\'', '~')) {
        columnsIn(-p.atLeastOne(0));
    }
}

} // namespace skep::terminal
