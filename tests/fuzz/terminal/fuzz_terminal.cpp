// SPDX-License-Identifier: GPL-3.0-or-later
// The terminal engine against bytes that nobody would send in good faith, between resizes and all its
// readers.
#include "core/terminal/input.h"
#include "core/terminal/terminal.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>

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

//! The same bytes, one by one, must lead to the same.
void checkSame(const Terminal &whole, const Terminal &single)
{
    if (!(whole.cursor() == single.cursor()) || whole.isAlternateScreen() != single.isAlternateScreen()
        || whole.screenLine() != single.screenLine() || whole.firstLine() != single.firstLine()
        || whole.title() != single.title() || !(whole.inputModes() == single.inputModes()))
        std::abort();
    for (int row = 0; row < whole.rows(); ++row) {
        const Cell *one = whole.screenRow(row);
        const Cell *other = single.screenRow(row);
        for (int column = 0; column < whole.columns(); ++column) {
            Cell a = one[column];
            Cell b = other[column];
            if (whole.grapheme(a) != single.grapheme(b))
                std::abort();
            a.text = b.text = 0; // graphemes have numbers of their own in each
            if (!(a == b))
                std::abort();
        }
    }
}

//! How much has been fed, said at the end, also to who adds up several runs.
struct Count
{
    unsigned long long bytes = 0;
    ~Count()
    {
        std::fprintf(stderr, "fed %llu bytes\n", bytes);
        if (const char *path = std::getenv("SKEP_FUZZ_COUNT")) {
            if (std::FILE *file = std::fopen(path, "a")) {
                std::fprintf(file, "%llu\n", bytes);
                std::fclose(file);
            }
        }
    }
};
Count count;

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
    Terminal single(options);
    std::size_t from = 0;
    const auto feed = [&](std::size_t to) {
        const char *bytes = reinterpret_cast<const char *>(data);
        terminal.feed({bytes + from, to - from});
        for (std::size_t i = from; i < to; ++i)
            single.feed({bytes + i, 1});
        count.bytes += to - from;
    };
    for (std::size_t i = 0; i < size; ++i) {
        if (data[i] < 0xFE)
            continue;
        feed(i);
        if (data[i] == 0xFF && i + 2 < size) {
            terminal.resize(1 + data[i + 1] % 60, 1 + data[i + 2] % 20);
            single.resize(terminal.columns(), terminal.rows());
            i += 2;
        } else {
            readAll(terminal);
            terminal.takeDamage();
            single.takeDamage();
        }
        checkWide(terminal);
        from = i + 1;
    }
    feed(size);
    checkWide(terminal);
    checkSame(terminal, single);
    readAll(terminal);
    if (terminal.takeReplies() != single.takeReplies()
        || terminal.takeEvents().size() != single.takeEvents().size())
        std::abort();
    return 0;
}
