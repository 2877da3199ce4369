// SPDX-License-Identifier: GPL-3.0-or-later
// The cursor, the margins, tab stops and scrolling.
#include "core/terminal/emulator.h"

namespace skep::terminal {

namespace {
constexpr std::int64_t stepsToKeep = 150; //!< a line that is scrolled back, besides its text
}

bool Emulator::isInMargins() const
{
    return cursor.row >= top && cursor.row <= bottom && isColumnInMargins();
}

void Emulator::moveTo(int row, int column)
{
    const Rect bounds = cursor.isOrigin ? margins() : grid().all();
    const std::int64_t wantedRow = std::int64_t(row) + bounds.top;
    const std::int64_t wantedColumn = std::int64_t(column) + bounds.left;
    cursor.row = static_cast<int>(std::clamp<std::int64_t>(wantedRow, bounds.top, bounds.bottom));
    cursor.column = static_cast<int>(std::clamp<std::int64_t>(wantedColumn, bounds.left, bounds.right));
    cursor.pendingWrap = false;
}

void Emulator::up(int n)
{
    const int least = cursor.row < top ? 0 : top;
    cursor.row = std::max(cursor.row - n, least);
    cursor.pendingWrap = false;
}

void Emulator::down(int n)
{
    const int most = cursor.row > bottom ? grid().rows() - 1 : bottom;
    cursor.row = std::min(cursor.row + n, most);
    cursor.pendingWrap = false;
}

void Emulator::forward(int n)
{
    cursor.column = std::min(cursor.column + n, rightLimit());
    cursor.pendingWrap = false;
}

// Backspace and CUB; with reverse wrap they go on at the end of the line above.
void Emulator::back(int n)
{
    const bool wraps = modes.autoWrap && (modes.reverseWrap || modes.reverseWrapAround);
    if (wraps && cursor.pendingWrap)
        --n; // the cursor is seen on the last column but is behind it
    cursor.pendingWrap = false;
    const int around = (right - left + 1) * (bottom - top + 1); // that far is where it was
    if (n > 2 * grid().columns() * grid().rows())
        n = 2 * around + n % around;
    while (n > 0) {
        const int least = cursor.column < left ? 0 : left;
        const int step = std::min(n, cursor.column - least);
        cursor.column -= step;
        n -= step;
        if (n == 0 || !wraps)
            return;
        if (cursor.row == top && isColumnInMargins())
            cursor.row = bottom;
        else if (cursor.row > 0)
            --cursor.row;
        else
            cursor.row = grid().rows() - 1;
        cursor.column = right;
        --n;
    }
}

void Emulator::carriageReturn()
{
    if (cursor.isOrigin || cursor.column >= left)
        cursor.column = left;
    else
        cursor.column = 0;
    cursor.pendingWrap = false;
}

void Emulator::index()
{
    if (cursor.row != bottom || !isColumnInMargins())
        return down(1);
    cursor.pendingWrap = false;
    scroll(1);
}

void Emulator::reverseIndex()
{
    if (cursor.row != top || !isColumnInMargins())
        return up(1);
    cursor.pendingWrap = false;
    scroll(-1);
}

void Emulator::lineFeed()
{
    index();
    if (modes.newLine)
        carriageReturn();
}

void Emulator::scroll(int lines)
{
    if (lines < 0)
        return grid().scrollDown(margins(), -lines, blank());
    if (isAlternate || top != 0)
        return grid().scrollUp(margins(), lines, blank());
    grid().scrollUp(margins(), lines, blank(), [this](Row &row) {
        budget.charge(stepsToKeep + 6 * static_cast<std::int64_t>(scrollback.push(row, clusters)));
        ++scrolledOff;
        ++scrolledLines;
    });
}

void Emulator::resetTabs()
{
    tabs.assign(1000, '\0');
    for (std::size_t i = 8; i < tabs.size(); i += 8)
        tabs[i] = isTabStop;
}

void Emulator::tabForward(int n)
{
    for (; n > 0 && cursor.column != right; --n) { // also back to the margin from behind it, as in xterm
        const std::size_t next = tabs.find(isTabStop, static_cast<std::size_t>(cursor.column) + 1);
        cursor.column = static_cast<int>(std::min(next, static_cast<std::size_t>(right)));
        cursor.pendingWrap = false;
    }
}

void Emulator::tabBack(int n)
{
    const int least = cursor.isOrigin ? left : 0;
    for (; n > 0 && cursor.column > least; --n) {
        const std::size_t next = tabs.rfind(isTabStop, static_cast<std::size_t>(cursor.column) - 1);
        cursor.column = next == std::string::npos ? least : std::max(static_cast<int>(next), least);
    }
    cursor.pendingWrap = false;
}

void Emulator::resetMargins()
{
    top = left = 0;
    bottom = grid().rows() - 1;
    right = grid().columns() - 1;
}

void Emulator::setMargins(const Parameters &p)
{
    const int wantedTop = p.atLeastOne(0);
    const int wantedBottom = std::min(p.at(1) > 0 ? p.at(1) : grid().rows(), grid().rows());
    if (wantedBottom <= wantedTop)
        return;
    top = wantedTop - 1;
    bottom = wantedBottom - 1;
    moveTo(0, 0);
}

void Emulator::setSideMargins(const Parameters &p)
{
    const int wantedLeft = p.atLeastOne(0);
    const int wantedRight = std::min(p.at(1) > 0 ? p.at(1) : grid().columns(), grid().columns());
    if (wantedRight <= wantedLeft)
        return;
    left = wantedLeft - 1;
    right = wantedRight - 1;
    moveTo(0, 0);
}

void Emulator::saveCursor()
{
    active->saved = cursor;
}

void Emulator::restoreCursor()
{
    cursor = active->saved;
    cursor.row = std::min(cursor.row, grid().rows() - 1);
    cursor.column = std::min(cursor.column, grid().columns() - 1);
    setStyle(cursor.style); // the table may have forgotten it
}

void Emulator::columnsIn(int n)
{
    if (isInMargins())
        grid().scrollLeft({top, cursor.column, bottom, right}, -n, n > 0 ? drawnBlank() : blank());
}

void Emulator::backIndex()
{
    if (cursor.column == left && cursor.row >= top && cursor.row <= bottom)
        grid().scrollLeft(margins(), -1, drawnBlank());
    else if (cursor.column > 0)
        --cursor.column;
    cursor.pendingWrap = false;
}

void Emulator::forwardIndex()
{
    if (cursor.column == right && cursor.row >= top && cursor.row <= bottom)
        grid().scrollLeft(margins(), 1, blank());
    else if (cursor.column < grid().columns() - 1)
        ++cursor.column;
    cursor.pendingWrap = false;
}

} // namespace skep::terminal
