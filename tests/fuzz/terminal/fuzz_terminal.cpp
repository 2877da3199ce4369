// SPDX-License-Identifier: GPL-3.0-or-later
// The terminal engine against bytes that nobody would send in good faith, between resizes and all its
// readers.
#include "core/terminal/input.h"
#include "core/terminal/terminal.h"

#include <cstdlib>

using namespace skep::terminal;

namespace {

void readAll(const Terminal &terminal)
{
    const std::int64_t first = terminal.firstLine();
    const std::int64_t end = terminal.endLine();
    const Position last{end - 1, terminal.columns()};
    (void)terminal.text({first, 0}, last);
    (void)terminal.text({first, 3}, {end - 1, 5}, true);
    (void)terminal.styledText({first, 0}, last);
    (void)terminal.find("a", false, first, end, 50);
    (void)terminal.find("\u4e2d", true, first, end, 50);
    (void)terminal.promptBefore(end - 1);
    (void)terminal.promptAfter(first);
    std::vector<Cell> cells;
    for (std::int64_t line = first - 1; line <= end; ++line) {
        terminal.copyLine(line, cells);
        (void)terminal.lineInfo(line);
        if (cells.size() != static_cast<std::size_t>(terminal.columns()))
            std::abort();
        for (const Cell &cell : cells) {
            (void)terminal.textOf(cell);
            (void)terminal.style(cell);
        }
    }
    const Cursor cursor = terminal.cursor();
    if (cursor.row < 0 || cursor.row >= terminal.rows() || cursor.column < 0
        || cursor.column >= terminal.columns())
        std::abort();
}

//! Every wide cell has its tail and every tail its head.
void checkWide(const Terminal &terminal)
{
    for (int row = 0; row < terminal.rows(); ++row) {
        const Cell *cells = terminal.screenRow(row);
        for (int column = 0; column < terminal.columns(); ++column) {
            const bool isTail = (cells[column].attributes & Attribute::WideTail) != 0;
            const bool isBehindHead = column > 0 && (cells[column - 1].attributes & Attribute::Wide) != 0;
            if (isTail != isBehindHead)
                std::abort();
        }
        if (cells[terminal.columns() - 1].attributes & Attribute::Wide)
            std::abort();
    }
}

} // namespace

//! 0xFF n resizes (by the next two bytes), 0xFE reads everything; the rest is fed as it is.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    Terminal::Options options;
    options.columns = size > 0 ? 1 + data[0] % 40 : 10;
    options.rows = size > 1 ? 1 + data[1] % 12 : 5;
    options.scrollbackLines = 40;
    options.allowReports = size % 2 == 0;
    Terminal terminal(options);
    std::size_t from = 0;
    const auto feed = [&](std::size_t to) {
        terminal.feed({reinterpret_cast<const char *>(data) + from, to - from});
    };
    for (std::size_t i = 0; i < size; ++i) {
        if (data[i] < 0xFE)
            continue;
        feed(i);
        if (data[i] == 0xFF && i + 2 < size) {
            terminal.resize(1 + data[i + 1] % 60, 1 + data[i + 2] % 20);
            i += 2;
        } else {
            readAll(terminal);
            terminal.takeDamage();
        }
        checkWide(terminal);
        from = i + 1;
    }
    feed(size);
    checkWide(terminal);
    readAll(terminal);
    (void)terminal.takeReplies();
    (void)terminal.takeEvents();
    return 0;
}
