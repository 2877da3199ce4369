// SPDX-License-Identifier: GPL-3.0-or-later
// Erasing, inserting and deleting.
#include "core/terminal/emulator.h"

namespace skep::terminal {

void Emulator::eraseDisplay(int what, bool selective)
{
    const int last = grid().rows() - 1;
    const int edge = grid().columns() - 1;
    const auto forgetWrap = [this](int from, int to) {
        for (int i = from; i <= to; ++i)
            grid().info(i) = {};
    };
    switch (what) {
    case 0:
        eraseLine(0, selective);
        grid().erase({cursor.row + 1, 0, last, edge}, blank(), keeps(selective));
        forgetWrap(cursor.row + 1, last);
        break;
    case 1:
        eraseLine(1, selective);
        grid().erase({0, 0, cursor.row - 1, edge}, blank(), keeps(selective));
        forgetWrap(0, cursor.row - 1);
        break;
    case 2:
        grid().erase(grid().all(), blank(), keeps(selective));
        forgetWrap(0, last);
        cursor.pendingWrap = false;
        break;
    case 3:
        if (!selective) {
            scrollback.clear();
            allDamaged = true;
        }
        break;
    default:
        break;
    }
}

void Emulator::eraseLine(int what, bool selective)
{
    const int edge = grid().columns() - 1;
    const int row = cursor.row;
    switch (what) {
    case 0:
        grid().erase({row, cursor.column, row, edge}, blank(), keeps(selective));
        grid().info(row).isWrapped = false;
        cursor.pendingWrap = false;
        break;
    case 1:
        grid().erase({row, 0, row, cursor.column}, cursor.column == edge ? blank() : drawnBlank(),
                     keeps(selective));
        cursor.pendingWrap = false;
        break;
    case 2:
        grid().erase({row, 0, row, edge}, blank(), keeps(selective));
        grid().info(row).isWrapped = false;
        cursor.pendingWrap = false;
        break;
    default:
        break;
    }
}

void Emulator::eraseCharacters(int n)
{
    const int edge = std::min(cursor.column + n, grid().columns()) - 1;
    grid().erase({cursor.row, cursor.column, cursor.row, edge},
                 edge == grid().columns() - 1 ? blank() : drawnBlank(), keeps(false));
    cursor.pendingWrap = false;
}

// To the left, if negative: DCH.
void Emulator::insertCharacters(int n)
{
    cursor.pendingWrap = false;
    if (isColumnInMargins())
        grid().scrollLeft({cursor.row, cursor.column, cursor.row, right}, -n, n > 0 ? drawnBlank() : blank());
}

// DL, if negative.
void Emulator::insertLines(int n)
{
    if (!isInMargins())
        return;
    const Rect below{cursor.row, left, bottom, right};
    if (n > 0)
        grid().scrollDown(below, n, blank());
    else
        grid().scrollUp(below, -n, blank());
    cursor.column = left;
    cursor.pendingWrap = false;
}

void Emulator::repeat(int n)
{
    if (m_last == 0)
        return;
    const char32_t code = m_last;
    const int width = charWidth(code);
    if (width == 0)
        return;
    const int times = std::min(n, grid().columns() * grid().rows()); // more would only scroll
    const bool isAscii = code >= 0x20 && code < 0x7F;
    if (!budget.spend(std::int64_t(times) * (isAscii ? 4 : 120)))
        return;
    if (isAscii)
        return printRun(std::string(static_cast<std::size_t>(times), static_cast<char>(code)), 0);
    for (int i = 0; i < times; ++i)
        put(code, width);
}

void Emulator::alignmentTest()
{
    resetMargins();
    cursor.isOrigin = false;
    Cell cell;
    cell.text = U'E';
    cell.attributes = Attribute::Written;
    grid().erase(grid().all(), cell);
    moveTo(0, 0);
}

} // namespace skep::terminal
