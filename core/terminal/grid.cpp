// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/terminal/grid.h"

namespace skep::terminal {

namespace {
constexpr int rowCost = 16; // in steps of the budget
}

Grid::Grid(int columns, int rows, Budget &budget)
    : m_budget(budget)
    , m_columns(columns)
    , m_damage(static_cast<std::size_t>(rows), 1)
{
    for (int i = 0; i < rows; ++i)
        m_rows.push_back(std::make_unique<Row>(columns));
}

void Grid::setRows(std::vector<std::unique_ptr<Row>> rows, int columns)
{
    m_rows = std::move(rows);
    m_first = 0;
    m_columns = columns;
    m_damage.assign(m_rows.size(), 1);
}

std::vector<std::unique_ptr<Row>> Grid::takeRows()
{
    for (int i = 0; i < rows(); ++i)
        std::as_const(*this).row(i);
    straighten();
    return std::move(m_rows);
}

void Grid::straighten()
{
    std::rotate(m_rows.begin(), m_rows.begin() + static_cast<std::ptrdiff_t>(m_first), m_rows.end());
    m_first = 0;
}

void Grid::settle(Row &line)
{
    m_budget.charge(2 * std::int64_t(m_columns));
    line.isUnpaid = false;
    if (line.isUnfilled)
        line.fillNow();
}

//! What is as cheap as the bytes that ask for it, a line and less, is free.
std::int64_t Grid::costOf(const Rect &area, int perCell)
{
    const std::int64_t height = area.bottom - area.top + 1;
    return height == 1 ? 0 : height * (rowCost + std::int64_t(perCell) * (area.right - area.left + 1));
}

void Grid::scrollDown(const Rect &area, int lines, const Cell &blank)
{
    if (area.isEmpty() || lines <= 0)
        return;
    const int most = std::min(lines, area.bottom - area.top + 1);
    if (!isWholeRows(area))
        moveCells(area, -most, blank);
    else if (canMoveRows(area, most))
        moveRows(area, -most, blank);
}

//! One line is never refused: it is what text does.
bool Grid::canMoveRows(const Rect &area, int lines)
{
    if (lines > 1)
        return m_budget.spend(costOf(area, 0));
    m_budget.charge(area.bottom - area.top + 1);
    return true;
}

void Grid::moveRows(const Rect &area, int lines, const Cell &blank)
{
    const int height = area.bottom - area.top + 1;
    const int up =
        (lines > 0 ? lines : height + lines) % height; // what leaves on one side comes in on the other
    if (height == rows()) {
        m_first = place(up);
    } else if (up != 0) {
        if (m_first != 0)
            straighten();
        const auto first = m_rows.begin() + area.top;
        if (up == 1) { // each line feed in a region comes here
            std::unique_ptr<Row> leaving = std::move(*first);
            std::move(first + 1, first + height, first);
            first[height - 1] = std::move(leaving);
        } else {
            std::rotate(first, first + up, first + height);
        }
    }
    const int freshFrom = lines > 0 ? area.bottom - lines + 1 : area.top;
    for (int i = 0; i < std::abs(lines); ++i) {
        unread(freshFrom + i).fillLater(blank);
        info(freshFrom + i) = {};
    }
    std::fill(m_damage.begin() + area.top, m_damage.begin() + area.bottom + 1, std::uint8_t(1));
}

void Grid::moveCells(const Rect &area, int lines, const Cell &blank)
{
    if (!m_budget.spend(costOf(area, 2)))
        return;
    for (int i = area.top; i <= area.bottom; ++i) { // the edges may cut wide characters
        splitWide(i, area.left);
        splitWide(i, area.right + 1);
        touch(i);
    }
    const int step = lines > 0 ? 1 : -1;
    const int from = lines > 0 ? area.top : area.bottom;
    const int height = area.bottom - area.top + 1;
    for (int n = 0; n < height; ++n) {
        const int to = from + n * step;
        const int source = to + lines;
        const auto target = row(to).cells.begin();
        if (source >= area.top && source <= area.bottom) {
            const auto cells = row(source).cells.begin();
            std::copy(cells + area.left, cells + area.right + 1, target + area.left);
        } else {
            std::fill(target + area.left, target + area.right + 1, blank);
        }
    }
}

void Grid::scrollLeft(const Rect &area, int columns, const Cell &blank)
{
    if (area.isEmpty() || columns == 0)
        return;
    const int width = area.right - area.left + 1;
    const int by = std::clamp(columns, -width, width);
    if (!m_budget.spend(costOf(area, 2)))
        return;
    for (int i = area.top; i <= area.bottom; ++i) {
        splitWide(i, area.left);
        splitWide(i, area.right + 1);
        if (by > 0 && by < width)
            splitWide(i, area.left + by);
        if (by < 0 && -by < width)
            splitWide(i, area.right + 1 + by);
        const auto first = row(i).cells.begin() + area.left;
        const auto end = row(i).cells.begin() + area.right + 1;
        if (by > 0) {
            std::move(first + by, end, first);
            std::fill(end - by, end, blank);
        } else {
            std::move_backward(first, end + by, end);
            std::fill(first, first - by, blank);
        }
        touch(i);
    }
}

void Grid::erase(const Rect &area, const Cell &blank, bool keepProtected)
{
    const bool isLines = isWholeRows(area) && !keepProtected;
    if (area.isEmpty() || !m_budget.spend(costOf(area, isLines ? 0 : keepProtected ? 3 : 2)))
        return;
    for (int i = area.top; i <= area.bottom; ++i) {
        touch(i);
        if (isLines) {
            unread(i).fillLater(blank);
            if (area.bottom > area.top)
                info(i) = {};
            continue;
        }
        splitWide(i, area.left);
        splitWide(i, area.right + 1);
        const auto first = row(i).cells.begin() + area.left;
        const auto end = first + (area.right - area.left + 1);
        if (keepProtected)
            std::replace_if(
                first, end, [](const Cell &cell) { return !(cell.attributes & Attribute::Protected); },
                blank);
        else
            std::fill(first, end, blank);
    }
}

void Grid::blankBothHalves(int rowNumber, int column)
{
    Row &line = row(rowNumber);
    for (Cell *half : {&line.at(column - 1), &line.at(column)}) {
        half->text = U' ';
        half->attributes &= static_cast<std::uint16_t>(~(Attribute::Wide | Attribute::WideTail));
    }
    touch(rowNumber);
}

void Grid::resizeCut(int columns, int rows)
{
    for (int i = 0; i < this->rows(); ++i)
        std::as_const(*this).row(i);
    straighten();
    m_rows.resize(std::min(m_rows.size(), static_cast<std::size_t>(rows)));
    for (auto &line : m_rows) {
        line->cells.resize(static_cast<std::size_t>(columns));
        line->reach = columns;
        line->info.isWrapped = false;
        Cell &edge = line->cells.back();
        if (edge.attributes & Attribute::Wide)
            edge = {};
    }
    while (m_rows.size() < static_cast<std::size_t>(rows))
        m_rows.push_back(std::make_unique<Row>(columns));
    m_columns = columns;
    m_damage.assign(m_rows.size(), 1);
}

} // namespace skep::terminal
