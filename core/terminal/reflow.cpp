// SPDX-License-Identifier: GPL-3.0-or-later
// Another size: the main screen's lines are broken anew, the alternate one's are cut.
#include "core/terminal/emulator.h"

namespace skep::terminal {

namespace {

//! Cells of lines that were one, and where the cursor is in them.
struct Paragraph
{
    std::vector<Cell> cells;
    PromptMark mark = PromptMark::None;
    int cursorAt = -1;
};

//! How many cells of \p paragraph from \p from on fit into a line of that width; no wide character is cut.
std::size_t fitting(const Paragraph &paragraph, std::size_t from, std::size_t columns)
{
    const std::size_t left = paragraph.cells.size() - from;
    if (left <= columns)
        return left;
    const bool cutsWide = columns > 1 && (paragraph.cells[from + columns].attributes & Attribute::WideTail);
    return cutsWide ? columns - 1 : columns;
}

} // namespace

//! Breaks paragraphs into rows of the new width and remembers the row and column of the cursor.
class Reflow
{
public:
    Reflow(int columns)
        : m_columns(static_cast<std::size_t>(columns))
    {
    }

    void add(const std::vector<Cell> &cells, const LineInfo &info, int cursorAt)
    {
        auto length = cells.size();
        if (!info.isWrapped) {
            while (length > 0 && cells[length - 1] == Cell{})
                --length;
        } else {
            // The last column of a line that ended early for a wide character is not part of the text.
            while (length > 0 && cells[length - 1].text == 0
                   && !(cells[length - 1].attributes & Attribute::WideTail))
                --length;
        }
        if (m_open.cells.empty())
            m_open.mark = info.mark;
        if (cursorAt >= 0)
            m_open.cursorAt = static_cast<int>(m_open.cells.size()) + cursorAt;
        m_open.cells.insert(m_open.cells.end(), cells.begin(),
                            cells.begin() + static_cast<std::ptrdiff_t>(length));
        if (!info.isWrapped)
            flush();
    }

    void flush()
    {
        std::size_t from = 0;
        bool isFirst = true;
        do {
            const std::size_t take = fitting(m_open, from, m_columns);
            auto row = std::make_unique<Row>(static_cast<int>(m_columns));
            std::copy_n(m_open.cells.begin() + static_cast<std::ptrdiff_t>(from), std::min(take, m_columns),
                        row->cells.begin());
            if (m_columns == 1 && (row->cells[0].attributes & (Attribute::Wide | Attribute::WideTail)))
                row->cells[0] = {};
            row->info.mark = isFirst ? m_open.mark : PromptMark::None;
            const bool isLast = from + take >= m_open.cells.size();
            row->info.isWrapped = !isLast;
            const auto at = static_cast<std::size_t>(std::max(m_open.cursorAt, 0));
            if (m_open.cursorAt >= 0 && at >= from && (at < from + take || isLast)) {
                cursorRow = static_cast<int>(rows.size());
                cursorColumn = static_cast<int>(std::min(at - from, m_columns - 1));
            }
            rows.push_back(std::move(row));
            from += take;
            isFirst = false;
        } while (from < m_open.cells.size());
        m_open = {};
    }

    bool isOpen() const { return !m_open.cells.empty() || m_open.cursorAt >= 0; }

    std::vector<std::unique_ptr<Row>> rows;
    int cursorRow = 0;
    int cursorColumn = 0;

private:
    std::size_t m_columns;
    Paragraph m_open;
};

namespace {

int lastUsedRow(const Grid &grid, int cursorRow)
{
    int last = grid.rows() - 1;
    while (last > cursorRow && grid.row(last).used() == 0)
        --last;
    return last;
}

} // namespace

void Emulator::resize(int columns, int rows)
{
    columns = std::clamp(columns, 1, 1000);
    rows = std::clamp(rows, 1, 1000);
    Grid &main = mainScreen.grid;
    if (columns == main.columns() && rows == main.rows())
        return;
    CursorState &mainCursor = isAlternate ? mainScreen.saved : cursor;
    mainCursor.row = std::min(mainCursor.row, main.rows() - 1);
    mainCursor.column = std::min(mainCursor.column, main.columns() - 1);

    const bool breaksAnew = columns != main.columns();
    Reflow reflow(columns);
    std::vector<Cell> cells;
    const std::int64_t first = scrolledOff - scrollback.size();
    const int oldColumns = main.columns();
    if (breaksAnew) {
        for (int i = 0; i < scrollback.size(); ++i) {
            scrollback.unpack(i, oldColumns, clusters, cells);
            reflow.add(cells, scrollback.info(i), -1);
        }
        scrollback.clear();
        ++numbering;
    } else if (rows > main.rows()) {
        // Lines come back from the scrollback where the screen is full to the cursor.
        int wanted = std::min(rows - main.rows(), scrollback.size());
        if (lastUsedRow(main, mainCursor.row) < main.rows() - 1)
            wanted = 0;
        for (int i = scrollback.size() - wanted; i < scrollback.size(); ++i) {
            scrollback.unpack(i, oldColumns, clusters, cells);
            auto row = std::make_unique<Row>(columns);
            row->cells = cells;
            row->info = scrollback.info(i);
            reflow.rows.push_back(std::move(row));
        }
        for (int i = 0; i < wanted; ++i)
            scrollback.popNewest();
        scrolledOff -= wanted;
    }
    const int last = lastUsedRow(main, mainCursor.row);
    auto old = main.takeRows();
    for (int i = 0; i <= last; ++i) {
        auto &row = old[static_cast<std::size_t>(i)];
        if (breaksAnew) {
            reflow.add(row->cells, row->info, i == mainCursor.row ? mainCursor.column : -1);
            continue;
        }
        if (i == mainCursor.row) {
            reflow.cursorRow = static_cast<int>(reflow.rows.size());
            reflow.cursorColumn = mainCursor.column;
        }
        reflow.rows.push_back(std::move(row));
    }
    if (breaksAnew && reflow.isOpen())
        reflow.flush();
    // What does not fit goes up into the scrollback; the cursor stays on the screen.
    const int total = static_cast<int>(reflow.rows.size());
    const int above = std::max(0, total - rows);
    for (int i = 0; i < above; ++i)
        (void)scrollback.push(*reflow.rows[static_cast<std::size_t>(i)], clusters);
    scrolledOff = breaksAnew ? first + above : scrolledOff + above;
    std::vector<std::unique_ptr<Row>> shown(std::make_move_iterator(reflow.rows.begin() + above),
                                            std::make_move_iterator(reflow.rows.end()));
    while (static_cast<int>(shown.size()) < rows)
        shown.push_back(std::make_unique<Row>(columns));
    main.setRows(std::move(shown), columns);
    mainCursor.row = std::clamp(reflow.cursorRow - above, 0, rows - 1);
    mainCursor.column = std::clamp(reflow.cursorColumn, 0, columns - 1);
    mainCursor.pendingWrap = false;

    alternateScreen.grid.resizeCut(columns, rows);
    if (isAlternate) {
        cursor.row = std::min(cursor.row, rows - 1);
        cursor.column = std::min(cursor.column, columns - 1);
        cursor.pendingWrap = false;
    }
    resetMargins();
    m_last = 0;
    m_breaks.forget();
    allDamaged = true;
}

} // namespace skep::terminal
