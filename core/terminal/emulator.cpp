// SPDX-License-Identifier: GPL-3.0-or-later
// The state, and the tables of what a cell has no room for.
#include "core/terminal/emulator.h"

#include "core/terminal/utf8.h"

namespace skep::terminal {

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
    m_breaks.forget();
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
    m_joined = {};
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
