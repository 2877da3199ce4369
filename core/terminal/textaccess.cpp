// SPDX-License-Identifier: GPL-3.0-or-later
// Text out of the terminal: for copying, for searching, for jumping between prompts.
#include "core/terminal/emulator.h"
#include "core/terminal/terminal_p.h"
#include "core/terminal/utf8.h"

#include <utf8proc.h>

namespace skep::terminal {

namespace {

//! What a cell looks like, as SGR; empty where \p cell looks like \p before.
std::string rendition(const Cell &cell, const Cell &before)
{
    constexpr std::uint16_t shown = Attribute::Bold | Attribute::Faint | Attribute::Italic | Attribute::Blink
        | Attribute::Inverse | Attribute::Strike | Attribute::UnderlineMask;
    if (cell.foreground == before.foreground && cell.background == before.background
        && (cell.attributes & shown) == (before.attributes & shown))
        return {};
    std::string text = "\x1b[0";
    const auto add = [&](std::uint16_t bit, const char *code) {
        if (cell.attributes & bit)
            text += code;
    };
    add(Attribute::Bold, ";1");
    add(Attribute::Faint, ";2");
    add(Attribute::Italic, ";3");
    add(Attribute::UnderlineMask, ";4");
    add(Attribute::Blink, ";5");
    add(Attribute::Inverse, ";7");
    add(Attribute::Strike, ";9");
    const auto color = [&text](const Color &value, int base) {
        if (value.kind() == Color::Kind::Indexed)
            text += ";" + std::to_string(base) + ";5;" + std::to_string(value.index());
        if (value.kind() == Color::Kind::Rgb)
            text += ";" + std::to_string(base) + ";2;" + std::to_string(value.value() >> 16U) + ";"
                + std::to_string((value.value() >> 8U) & 255U) + ";" + std::to_string(value.value() & 255U);
    };
    color(cell.foreground, 38);
    color(cell.background, 48);
    return text + "m";
}

char32_t folded(char32_t code)
{
    if (code < 0x80)
        return code >= 'A' && code <= 'Z' ? code + 32 : code;
    return static_cast<char32_t>(utf8proc_tolower(static_cast<utf8proc_int32_t>(code)));
}

//! Lines that wrapped, as one text with the place of each code point.
struct Joined
{
    std::u32string text;
    std::vector<Position> places;
    void clear()
    {
        text.clear();
        places.clear();
    }
};

} // namespace

std::string Terminal::Private::textOf(Position begin, Position end, bool isBlock, bool isStyled) const
{
    std::string text;
    std::vector<Cell> cells;
    const int columns = emulator.grid().columns();
    begin.line = std::max(begin.line, q->firstLine());
    end.line = std::min(end.line, q->endLine());
    const int blockFrom = std::min(begin.column, end.column);
    const int blockTo = std::max(begin.column, end.column);
    Cell before;
    for (std::int64_t line = begin.line; line <= end.line && line < q->endLine(); ++line) {
        q->copyLine(line, cells);
        const int from = std::clamp(isBlock ? blockFrom : line == begin.line ? begin.column : 0, 0, columns);
        int to = std::clamp(isBlock ? blockTo : line == end.line ? end.column : columns, from, columns);
        const bool goesOn = !isBlock && q->lineInfo(line).isWrapped && line < end.line;
        while (to > from && !goesOn && cells[static_cast<std::size_t>(to - 1)].text == 0)
            --to;
        for (int column = from; column < to; ++column) {
            const Cell &cell = cells[static_cast<std::size_t>(column)];
            if (cell.attributes & Attribute::WideTail)
                continue;
            if (isStyled) {
                text += rendition(cell, before);
                before = cell;
            }
            if (cell.text != 0)
                emulator.appendText(text, cell);
            else if (!goesOn || column < to - 1) // the gap before a wide character that did not fit is none
                text.push_back(' ');
        }
        if (line < end.line && !goesOn)
            text.push_back('\n');
    }
    if (isStyled && !(before == Cell{}))
        text += "\x1b[0m";
    return text;
}

std::string Terminal::text(Position begin, Position end, bool isBlock) const
{
    return d->textOf(begin, end, isBlock, false);
}

std::string Terminal::styledText(Position begin, Position end, bool isBlock) const
{
    return d->textOf(begin, end, isBlock, true);
}

std::vector<Terminal::Match> Terminal::find(std::string_view needle, bool isCaseSensitive, std::int64_t from,
                                            std::int64_t to, std::size_t most) const
{
    std::u32string wanted = fromUtf8(needle);
    if (!isCaseSensitive) {
        for (char32_t &code : wanted)
            code = folded(code);
    }
    std::vector<Match> matches;
    if (wanted.empty())
        return matches;
    from = std::max(from, firstLine());
    to = std::min(to, endLine());
    while (from > firstLine() && lineInfo(from - 1).isWrapped)
        --from;
    Joined joined;
    std::vector<Cell> cells;
    for (std::int64_t line = from; line < to && matches.size() < most; ++line) {
        copyLine(line, cells);
        for (std::size_t column = 0; column < cells.size(); ++column) {
            const Cell &cell = cells[column];
            if (cell.attributes & Attribute::WideTail)
                continue;
            const Position place{line, static_cast<int>(column)};
            const std::u32string spelled = cell.text == 0 ? std::u32string(1, U' ') : grapheme(cell);
            for (const char32_t code : spelled) {
                joined.text.push_back(isCaseSensitive ? code : folded(code));
                joined.places.push_back(place);
            }
        }
        const bool goesOn =
            lineInfo(line).isWrapped && line + 1 < endLine() && joined.text.size() < 1'000'000;
        if (goesOn)
            continue;
        for (std::size_t at = joined.text.find(wanted); at != std::u32string::npos && matches.size() < most;
             at = joined.text.find(wanted, at + wanted.size())) {
            Position end = joined.places[at + wanted.size() - 1];
            std::vector<Cell> endCells;
            copyLine(end.line, endCells);
            end.column += endCells[static_cast<std::size_t>(end.column)].attributes & Attribute::Wide ? 2 : 1;
            matches.push_back({joined.places[at], end});
        }
        joined.clear();
    }
    return matches;
}

std::optional<std::int64_t> Terminal::promptBefore(std::int64_t line) const
{
    for (std::int64_t i = std::min(line, endLine()) - 1; i >= firstLine(); --i) {
        if (lineInfo(i).mark == PromptMark::Prompt)
            return i;
    }
    return std::nullopt;
}

std::optional<std::int64_t> Terminal::promptAfter(std::int64_t line) const
{
    for (std::int64_t i = std::max(line + 1, firstLine()); i < endLine(); ++i) {
        if (lineInfo(i).mark == PromptMark::Prompt)
            return i;
    }
    return std::nullopt;
}

} // namespace skep::terminal
