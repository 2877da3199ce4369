// SPDX-License-Identifier: GPL-3.0-or-later
// Printing: characters become cells at the cursor.
#include "core/terminal/emulator.h"

namespace skep::terminal {

namespace {

constexpr char32_t zeroWidthJoiner = 0x200D;
constexpr char32_t emojiVariation = 0xFE0F;

bool isRegional(char32_t code)
{
    return code >= 0x1F1E6 && code <= 0x1F1FF;
}

//! A grapheme is as wide as its widest part; what asks for an emoji, and a flag, take two columns.
int clusterWidth(const std::u32string &cluster)
{
    int width = 0;
    int regional = 0;
    for (const char32_t code : cluster) {
        width = std::max(width, charWidth(code));
        regional += isRegional(code) ? 1 : 0;
    }
    if (cluster.size() > 1 && cluster[0] > 0x7F && cluster.find(emojiVariation) != std::u32string::npos)
        width = 2;
    return regional > 1 ? 2 : width;
}

std::uint64_t utf8Length(char32_t code)
{
    return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}

void putCell(Row *line, int column, const Cell &pen, char32_t code, int width)
{
    Cell cell = pen;
    if (width == 2) {
        cell.attributes |= Attribute::WideTail;
        line->at(column + 1) = cell;
        cell.attributes = static_cast<std::uint16_t>(pen.attributes | Attribute::Wide);
    }
    cell.text = code;
    line->at(column) = cell;
}

} // namespace

Charset Emulator::currentCharset()
{
    Charsets &all = cursor.charsets;
    const int which = all.single >= 0 ? all.single : all.left;
    all.single = -1;
    return all.sets[static_cast<std::size_t>(which)];
}

void Emulator::wrapIfPending()
{
    if (!cursor.pendingWrap)
        return;
    cursor.pendingWrap = false;
    if (!modes.autoWrap)
        return;
    grid().row(cursor.row).info.isWrapped = true;
    index();
    cursor.column = left;
}

// The hot path: plain letters, a row's worth at a time.
void Emulator::printRun(std::string_view run, int bytesEach)
{
    const Charsets &all = cursor.charsets;
    const bool isPlain =
        all.single < 0 && all.sets[static_cast<std::size_t>(all.left)] == Charset::Ascii && !modes.insert;
    if (!isPlain) {
        for (const char c : run) {
            taken += static_cast<std::uint64_t>(bytesEach);
            print(static_cast<char32_t>(c));
        }
        return;
    }
    Cell cell = penCell(0);
    m_breaks.forget();
    m_canRepeat = true;
    while (!run.empty()) {
        wrapIfPending();
        const int limit = rightLimit();
        const int room = limit - cursor.column + 1;
        const auto length = std::min(static_cast<std::size_t>(room), run.size());
        Row &line = grid().rowForText(cursor.row, cursor.column, cursor.column + static_cast<int>(length));
        Cell *to = &line.cells[static_cast<std::size_t>(cursor.column)];
        for (std::size_t i = 0; i < length; ++i) {
            cell.text = static_cast<unsigned char>(run[i]);
            to[i] = cell;
        }
        grid().touch(cursor.row);
        m_lastColumn = cursor.column + static_cast<int>(length) - 1;
        m_lastRow = scrolledOff + cursor.row;
        m_last = cell.text;
        cursor.column += static_cast<int>(length);
        if (cursor.column > limit) {
            cursor.column = limit;
            cursor.pendingWrap = modes.autoWrap;
            if (!modes.autoWrap && length < run.size()) { // all that is left falls onto the last column
                cell.text = static_cast<unsigned char>(run.back());
                to[length - 1] = cell;
                m_last = cell.text;
                taken += static_cast<std::uint64_t>(bytesEach) * run.size();
                return;
            }
        }
        taken += static_cast<std::uint64_t>(bytesEach) * length;
        run.remove_prefix(length);
    }
}

void Emulator::printCharacters(std::u32string_view run)
{
    while (!run.empty()) {
        const std::size_t length = modes.insert ? 0 : printAlone(run);
        if (length == 0) {
            taken += utf8Length(run.front());
            print(run.front());
        }
        run.remove_prefix(std::max(length, std::size_t(1)));
    }
}

//! Of the characters that \p run begins with, those that join none before them and have room on the cursor's
//! line: most of what is no ASCII. Returns how many these are.
std::size_t Emulator::printAlone(std::u32string_view run)
{
    if (cursor.pendingWrap)
        return 0;
    const int limit = rightLimit();
    Row *line = nullptr;
    const Cell pen = penCell(0);
    CharTraits before(m_last);
    std::size_t count = 0;
    for (; count < run.size() && cursor.column <= limit; ++count) {
        const char32_t code = run[count];
        const CharTraits traits(code);
        const int end = cursor.column + traits.width();
        if (traits.width() == 0 || end > limit + 1
            || (m_last != 0 && !GraphemeBreaks::isPlain(m_last, before, code, traits)))
            break;
        taken += utf8Length(code);
        if (!line)
            line = &grid().rowToWrite(cursor.row, cursor.column);
        grid().splitWideIn(*line, cursor.row, cursor.column);
        grid().splitWideIn(*line, cursor.row, end);
        putCell(line, cursor.column, pen, code, traits.width());
        m_last = code;
        before = traits;
        m_lastColumn = cursor.column;
        cursor.column = end;
    }
    if (count == 0)
        return 0;
    line->reach = std::max(line->reach, cursor.column);
    grid().touch(cursor.row);
    m_breaks.forget();
    m_lastRow = scrolledOff + cursor.row;
    m_canRepeat = true;
    cursor.charsets.single = -1;
    if (cursor.column > limit) {
        cursor.column = limit;
        cursor.pendingWrap = modes.autoWrap;
    }
    return count;
}

void Emulator::print(char32_t code)
{
    if (code < 0x80) {
        code = translated(currentCharset(), code);
    } else {
        cursor.charsets.single = -1;
    }
    if (m_last != 0 && m_breaks.joins(m_last, code) && joinPrevious(code))
        return;
    const int width = charWidth(code);
    if (width == 0) // nothing to combine with
        return;
    put(code, width);
    m_last = code;
    m_canRepeat = true;
}

void Emulator::put(char32_t code, int width)
{
    wrapIfPending();
    int limit = rightLimit();
    if (width == 2 && cursor.column == limit) { // half a character is none
        if (!modes.autoWrap || limit == 0)
            return;
        cursor.pendingWrap = true;
        wrapIfPending();
        limit = rightLimit();
        if (cursor.column >= limit)
            return;
    }
    Grid &cells = grid();
    if (modes.insert && isColumnInMargins())
        cells.scrollLeft({cursor.row, cursor.column, cursor.row, limit}, -width, drawnBlank());
    Row &line = cells.rowForText(cursor.row, cursor.column, cursor.column + width);
    putCell(&line, cursor.column, penCell(0), code, width);
    cells.touch(cursor.row);
    m_lastColumn = cursor.column;
    m_lastRow = scrolledOff + cursor.row;
    cursor.column += width;
    if (cursor.column > limit) {
        cursor.column = limit;
        cursor.pendingWrap = modes.autoWrap;
    }
}

//! What a cell's text becomes with one more code point. A text has few graphemes of several, many times each,
//! so the last ones are kept at hand.
Emulator::Joined Emulator::joinedText(char32_t text, char32_t code)
{
    Joined &known = m_joined[(text * 31 + code) % m_joined.size()];
    if (known.text == text && known.code == code)
        return known;
    std::u32string cluster = text & 0x8000'0000U ? clusters.at(text) : std::u32string(1, text);
    if (cluster.size() >= ClusterTable::longest)
        return {};
    cluster.push_back(code);
    const char32_t stored = store(cluster);
    if (stored != 0)
        known = {text, code, stored, clusterWidth(cluster) == 2};
    return stored != 0 ? known : Joined{};
}

//! Adds a code point to the grapheme that was printed last, which may become wider by it.
bool Emulator::joinPrevious(char32_t code)
{
    const auto row = static_cast<int>(m_lastRow - scrolledOff);
    if (m_lastRow < scrolledOff || row >= grid().rows() || m_lastColumn < 0
        || m_lastColumn >= grid().columns())
        return false;
    const bool isRightBehind = row == cursor.row
        && (cursor.pendingWrap || cursor.column == m_lastColumn + 1 || cursor.column == m_lastColumn + 2);
    Row &line = grid().row(row);
    Cell &cell = line.at(m_lastColumn);
    if (!isRightBehind || cell.text == 0)
        return false;
    m_last = code;
    const Joined joined = joinedText(cell.text, code);
    if (joined.stored == 0)
        return true;
    cell.text = joined.stored;
    grid().touch(row);
    const bool grows = !(cell.attributes & Attribute::Wide) && code != zeroWidthJoiner && joined.isWide;
    if (!grows || m_lastColumn + 1 > rightLimit() || cursor.pendingWrap)
        return true;
    grid().splitWide(row, m_lastColumn + 2);
    Cell tail = cell;
    tail.text = 0;
    tail.attributes |= Attribute::WideTail;
    cell.attributes |= Attribute::Wide;
    line.at(m_lastColumn + 1) = tail;
    if (cursor.column == m_lastColumn + 1) {
        const int limit = rightLimit();
        cursor.column += 1;
        if (cursor.column > limit) {
            cursor.column = limit;
            cursor.pendingWrap = modes.autoWrap;
        }
    }
    return true;
}

} // namespace skep::terminal
