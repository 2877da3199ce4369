// SPDX-License-Identifier: GPL-3.0-or-later
// The state and printing.
#include "core/terminal/emulator.h"

#include "core/terminal/utf8.h"

namespace skep::terminal {

namespace {

// DEC's line drawing set, 0x5F to 0x7E.
constexpr char32_t graphics[] = {0x00A0, 0x25C6, 0x2592, 0x2409, 0x240C, 0x240D, 0x240A, 0x00B0,
                                 0x00B1, 0x2424, 0x240B, 0x2518, 0x2510, 0x250C, 0x2514, 0x253C,
                                 0x23BA, 0x23BB, 0x2500, 0x23BC, 0x23BD, 0x251C, 0x2524, 0x2534,
                                 0x252C, 0x2502, 0x2264, 0x2265, 0x03C0, 0x2260, 0x00A3, 0x00B7};

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

} // namespace

Emulator::Emulator(const Terminal::Options &wanted)
    : options(wanted)
    , mainScreen(wanted.columns, wanted.rows, budget)
    , alternateScreen(wanted.columns, wanted.rows, budget)
    , scrollback(wanted.scrollbackLines)
    , theme(Terminal::defaultPalette())
    , palette(theme)
{
    resetMargins();
    resetTabs();
}

void Emulator::hardReset()
{
    const bool wasAlternate = isAlternate;
    if (wasAlternate)
        switchScreen(false);
    cursor = {};
    modes = {};
    input = {};
    cursorVisible = true;
    cursorBlinks = false;
    cursorShape = CursorShape::Block;
    level = 4;
    eightBit = false;
    titleModes = 0;
    titles.clear();
    m_pushed.clear();
    savedModes.clear();
    mainScreen.saved = alternateScreen.saved = {};
    resetMargins();
    resetTabs();
    palette = theme;
    grid().erase(grid().all(), Cell{});
    m_last = 0;
    note(PaletteChanged{});
    allDamaged = true;
}

Cell Emulator::blank() const
{
    Cell cell;
    cell.background = cursor.pen.background;
    return cell;
}

Cell Emulator::drawnBlank() const
{
    Cell cell = blank();
    cell.attributes = Attribute::Written;
    return cell;
}

Cell Emulator::penCell(char32_t text) const
{
    Cell cell = cursor.pen;
    cell.text = text;
    cell.attributes |= Attribute::Written;
    return cell;
}

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
        grid().splitWide(cursor.row, cursor.column);
        grid().splitWide(cursor.row, cursor.column + static_cast<int>(length));
        Row &line = grid().rowToWrite(cursor.row, cursor.column + static_cast<int>(length));
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

void Emulator::print(char32_t code)
{
    if (code < 0x80) {
        const Charset set = currentCharset();
        if (set == Charset::Graphics && code >= 0x5F && code <= 0x7E)
            code = graphics[code - 0x5F];
        else if (set == Charset::British && code == '#')
            code = 0xA3;
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
    cells.splitWide(cursor.row, cursor.column);
    cells.splitWide(cursor.row, cursor.column + width);
    Row &line = cells.rowToWrite(cursor.row, cursor.column + width);
    Cell cell = penCell(code);
    if (width == 2) {
        Cell tail = cell;
        tail.text = 0;
        tail.attributes |= Attribute::WideTail;
        line.at(cursor.column + 1) = tail;
        cell.attributes |= Attribute::Wide;
    }
    line.at(cursor.column) = cell;
    cells.touch(cursor.row);
    m_lastColumn = cursor.column;
    m_lastRow = scrolledOff + cursor.row;
    cursor.column += width;
    if (cursor.column > limit) {
        cursor.column = limit;
        cursor.pendingWrap = modes.autoWrap;
    }
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
    std::u32string cluster = grapheme(cell);
    m_last = code;
    if (cluster.size() >= ClusterTable::longest)
        return true;
    cluster.push_back(code);
    const char32_t stored = store(cluster);
    if (stored == 0)
        return true;
    cell.text = stored;
    grid().touch(row);
    const bool grows =
        !(cell.attributes & Attribute::Wide) && code != zeroWidthJoiner && clusterWidth(cluster) == 2;
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

std::int64_t Emulator::stepsToReclaim(std::size_t entries) const
{
    const auto cells = std::size_t(8) * static_cast<std::size_t>(grid().rows() * grid().columns());
    return static_cast<std::int64_t>(cells + scrollback.bytes() + 700 * entries);
}

char32_t Emulator::store(const std::u32string &cluster)
{
    if (clusters.isFull() && budget.spend(stepsToReclaim(clusters.size())))
        reclaimClusters();
    return clusters.insert(cluster);
}

void Emulator::reclaimClusters()
{
    std::vector<bool> used(clusters.size());
    for (const Screen *screen : {&mainScreen, &alternateScreen}) {
        for (int i = 0; i < screen->grid.rows(); ++i) {
            for (const Cell &cell : screen->grid.row(i).cells) {
                if (cell.isCluster())
                    used[ClusterTable::number(cell.text)] = true;
            }
        }
    }
    clusters.keepOnly(used);
}

void Emulator::reclaimStyles()
{
    std::vector<bool> used(std::size_t(1) << 16U);
    for (const Screen *screen : {&mainScreen, &alternateScreen}) {
        used[screen->saved.pen.style] = true;
        for (int i = 0; i < screen->grid.rows(); ++i) {
            for (const Cell &cell : screen->grid.row(i).cells)
                used[cell.style] = true;
        }
    }
    scrollback.markStyles(used);
    styles.keepOnly(used);
}

void Emulator::setStyle(const Style &style)
{
    cursor.style = style;
    if (styles.at(cursor.pen.style) == style)
        return;
    cursor.pen.style = styles.insert(style);
    if (cursor.pen.style == 0 && !(style == Style{}) && budget.spend(stepsToReclaim(styles.size()))) {
        reclaimStyles();
        cursor.pen.style = styles.insert(style);
    }
}

std::u32string Emulator::grapheme(const Cell &cell) const
{
    if (cell.isCluster())
        return clusters.at(cell.text);
    return cell.text == 0 ? std::u32string() : std::u32string(1, cell.text);
}

void Emulator::appendText(std::string &to, const Cell &cell) const
{
    if (!cell.isCluster()) {
        if (cell.text != 0)
            appendUtf8(to, cell.text);
        return;
    }
    for (const char32_t code : clusters.at(cell.text))
        appendUtf8(to, code);
}

} // namespace skep::terminal
