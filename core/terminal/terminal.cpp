// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/terminal/terminal.h"

#include "core/terminal/terminal_p.h"

#include <utility>

namespace skep::terminal {

namespace {

Terminal::Options within(Terminal::Options options)
{
    options.columns = std::clamp(options.columns, 1, 1000);
    options.rows = std::clamp(options.rows, 1, 1000);
    options.scrollbackLines = std::clamp(options.scrollbackLines, 0, 1'000'000);
    return options;
}

} // namespace

Terminal::Terminal(const Options &options)
    : d(std::make_unique<Private>(this, within(options)))
{
}

Terminal::~Terminal() = default;

void Terminal::feed(std::string_view bytes)
{
    d->parser.feed(bytes);
}

void Terminal::resize(int columns, int rows)
{
    d->emulator.resize(columns, rows);
}

void Terminal::setWindow(const WindowState &window)
{
    WindowState &known = d->emulator.window = window;
    known.cellWidth = std::max(known.cellWidth, 1);
    known.cellHeight = std::max(known.cellHeight, 1);
}

void Terminal::setPalette(const Palette &palette)
{
    Emulator &e = d->emulator;
    for (std::size_t i = 0; i < std::size(palette.indexed); ++i) {
        if (e.palette.indexed[i] == e.theme.indexed[i])
            e.palette.indexed[i] = palette.indexed[i];
    }
    if (e.palette.foreground == e.theme.foreground)
        e.palette.foreground = palette.foreground;
    if (e.palette.background == e.theme.background)
        e.palette.background = palette.background;
    if (e.palette.cursor == e.theme.cursor)
        e.palette.cursor = palette.cursor;
    e.theme = palette;
    e.allDamaged = true;
}

void Terminal::clearScrollback()
{
    d->emulator.scrollback.clear();
    d->emulator.allDamaged = true;
}

void Terminal::reset()
{
    d->parser.reset();
    d->emulator.hardReset();
}

std::string Terminal::takeReplies()
{
    return std::exchange(d->emulator.replies, {});
}

std::vector<Event> Terminal::takeEvents()
{
    return std::exchange(d->emulator.events, {});
}

Damage Terminal::takeDamage()
{
    Emulator &e = d->emulator;
    Damage damage;
    damage.all = std::exchange(e.allDamaged, false);
    auto &rows = e.grid().damage();
    damage.rows.assign(rows.begin(), rows.end());
    std::fill(rows.begin(), rows.end(), std::uint8_t(0));
    e.budget.refill();
    const Cursor now = cursor();
    damage.cursor = !(now == std::exchange(e.shownCursor, now));
    damage.scrolled = std::exchange(e.scrolledLines, 0);
    return damage;
}

bool Terminal::isHoldingFrame() const
{
    return d->emulator.modes.holdsFrame;
}

int Terminal::columns() const
{
    return d->emulator.grid().columns();
}

int Terminal::rows() const
{
    return d->emulator.grid().rows();
}

Cursor Terminal::cursor() const
{
    const Emulator &e = d->emulator;
    return {e.cursor.column, e.cursor.row, e.cursorVisible, e.cursorBlinks, e.cursorShape};
}

bool Terminal::isAlternateScreen() const
{
    return d->emulator.isAlternate;
}

bool Terminal::isScreenReversed() const
{
    return d->emulator.modes.reverseScreen;
}

const Palette &Terminal::palette() const
{
    return d->emulator.palette;
}

std::string Terminal::title() const
{
    return d->emulator.title;
}

std::int64_t Terminal::firstLine() const
{
    const Emulator &e = d->emulator;
    return e.isAlternate ? e.scrolledOff : e.scrolledOff - e.scrollback.size();
}

std::int64_t Terminal::screenLine() const
{
    return d->emulator.scrolledOff;
}

std::uint64_t Terminal::numbering() const
{
    return d->emulator.numbering;
}

void Terminal::copyLine(std::int64_t line, std::vector<Cell> &into) const
{
    const Emulator &e = d->emulator;
    if (line < firstLine() || line >= endLine()) {
        into.assign(static_cast<std::size_t>(columns()), Cell{});
        return;
    }
    if (line >= screenLine())
        into = e.grid().row(static_cast<int>(line - screenLine())).cells;
    else
        e.scrollback.unpack(static_cast<int>(line - firstLine()), columns(), e.clusters, into);
}

const Cell *Terminal::screenRow(int row) const
{
    return std::as_const(d->emulator).grid().row(row).cells.data();
}

LineInfo Terminal::lineInfo(std::int64_t line) const
{
    const Emulator &e = d->emulator;
    if (line < firstLine() || line >= endLine())
        return {};
    if (line >= screenLine())
        return e.grid().info(static_cast<int>(line - screenLine()));
    return e.scrollback.info(static_cast<int>(line - firstLine()));
}

std::string Terminal::textOf(const Cell &cell) const
{
    std::string text;
    d->emulator.appendText(text, cell);
    return text;
}

std::u32string Terminal::grapheme(const Cell &cell) const
{
    return d->emulator.grapheme(cell);
}

Style Terminal::style(const Cell &cell) const
{
    return d->emulator.styles.at(cell.style);
}

Terminal::InputModes Terminal::inputModes() const
{
    return d->emulator.input;
}

} // namespace skep::terminal
