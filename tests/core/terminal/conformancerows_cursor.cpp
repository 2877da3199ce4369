// SPDX-License-Identifier: GPL-3.0-or-later
// Conformance: the cursor and tab stops.
#include "tests/core/terminal/conformancerows.h"

namespace skep::terminal {

using namespace std::string_literals;

std::vector<ConformanceRow> conformanceRows()
{
    std::vector<ConformanceRow> all = cursorRows();
    for (const auto &more : {editingRows(), stateRows()})
        all.insert(all.end(), more.begin(), more.end());
    return all;
}

std::vector<ConformanceRow> cursorRows()
{
    return {
        {"CUP", "default is home", letters + "\033[3;3H\033[HX", "Xbcdefgh|ijklmnop|qrstuvwx|yz012345", 0, 1,
         ""},
        {"CUP", "row alone", letters + "\033[3HX", "abcdefgh|ijklmnop|Xrstuvwx|yz012345", 2, 1, ""},
        {"CUP", "column alone", letters + "\033[;3HX", "abXdefgh|ijklmnop|qrstuvwx|yz012345", 0, 3, ""},
        {"CUP", "zero is one", letters + "\033[0;0HX", "Xbcdefgh|ijklmnop|qrstuvwx|yz012345", 0, 1, ""},
        {"CUP", "out of bounds", "\033[99;99HX", "|||||||                   X", 7, 19, ""},
        {"CUP", "from the origin", "\033[?69h\033[3;6s\033[2;3r\033[?6h\033[1;1HX", "|  X", 1, 3, ""},
        {"CUP", "not out of the origin", "\033[?69h\033[3;6s\033[2;3r\033[?6h\033[9;9HX", "||     X", 2, 5,
         ""},
        {"CUP", "HVP is the same", letters + "\033[2;3fX", "abcdefgh|ijXlmnop|qrstuvwx|yz012345", 1, 3, ""},
        {"CUU", "default", "\033[4;4H\033[AX", "||   X", 2, 4, ""},
        {"CUU", "count", "\033[4;4H\033[2AX", "|   X", 1, 4, ""},
        {"CUU", "zero is one", "\033[4;4H\033[0AX", "||   X", 2, 4, ""},
        {"CUU", "stops at the top", "\033[4;4H\033[99AX", "   X", 0, 4, ""},
        {"CUU", "stops at the margin", "\033[2;3r\033[3;4H\033[99AX", "|   X", 1, 4, ""},
        {"CUU", "above the margin stops at the top", "\033[3;5r\033[2;4H\033[99AX", "   X", 0, 4, ""},
        {"CUD", "default", "\033[4;4H\033[BX", "||||   X", 4, 4, ""},
        {"CUD", "stops at the bottom", "\033[4;4H\033[99BX", "|||||||   X", 7, 4, ""},
        {"CUD", "stops at the margin", "\033[2;3r\033[2;4H\033[99BX", "||   X", 2, 4, ""},
        {"CUD", "below the margin stops at the bottom", "\033[2;3r\033[5;4H\033[99BX", "|||||||   X", 7, 4,
         ""},
        {"CUF", "count", "\033[2CX", "  X", 0, 3, ""},
        {"CUF", "stops at the edge", "\033[99CX", "                   X", 0, 19, ""},
        {"CUF", "stops at the margin", "\033[?69h\033[3;6s\033[1;4H\033[99CX", "     X", 0, 5, ""},
        {"CUF", "right of the margin stops at the edge", "\033[?69h\033[3;6s\033[1;8H\033[99CX",
         "                   X", 0, 19, ""},
        {"CUF", "ends a wait to wrap", "\033[20GX\033[CY", "                   Y", 0, 19, ""},
        {"CUB", "count", "\033[1;5H\033[2DX", "  X", 0, 3, ""},
        {"CUB", "stops at the edge", "\033[1;5H\033[99DX", "X", 0, 1, ""},
        {"CUB", "stops at the margin", "\033[?69h\033[3;6s\033[1;5H\033[99DX", "  X", 0, 3, ""},
        {"CUB", "left of the margin stops at the edge", "\033[?69h\033[3;6s\033[1;2H\033[99DX", "X", 0, 1,
         ""},
        {"CUB", "after the last column", "\033[20Ga\033[DX", "                  Xa", 0, 19, ""},
        {"CNL", "count", "\033[2;5H\033[2EX", "|||X", 3, 1, ""},
        {"CNL", "stops at the margin", "\033[2;3r\033[2;5H\033[9EX", "||X", 2, 1, ""},
        {"CNL", "to the left margin", "\033[?69h\033[3;6s\033[1;5H\033[EX", "|  X", 1, 3, ""},
        {"CPL", "count", "\033[5;5H\033[2FX", "||X", 2, 1, ""},
        {"CPL", "stops at the margin", "\033[2;3r\033[3;5H\033[9FX", "|X", 1, 1, ""},
        {"CPL", "left of the margin", "\033[?69h\033[3;6s\033[3;2H\033[FX", "|X", 1, 1, ""},
        {"CHA", "default", "\033[3;5H\033[GX", "||X", 2, 1, ""},
        {"CHA", "count", "\033[3;5H\033[7GX", "||      X", 2, 7, ""},
        {"CHA", "out of bounds", "\033[99GX", "                   X", 0, 19, ""},
        {"CHA", "from the origin", "\033[?69h\033[3;6s\033[2;3r\033[?6h\033[2;2H\033[3GX", "||    X", 2, 5,
         ""},
        {"CHA", "HPA is the same", "\033[3;5H\033[7`X", "||      X", 2, 7, ""},
        {"HPR", "count", "\033[3;5H\033[2aX", "||      X", 2, 7, ""},
        {"HPR", "out of bounds", "\033[3;5H\033[99aX", "||                   X", 2, 19, ""},
        {"HPR", "beyond the margin", "\033[?69h\033[3;6s\033[1;4H\033[9aX", "            X", 0, 13, ""},
        {"VPA", "default", "\033[3;5H\033[dX", "    X", 0, 5, ""},
        {"VPA", "count", "\033[3;5H\033[6dX", "|||||    X", 5, 5, ""},
        {"VPA", "out of bounds", "\033[99dX", "|||||||X", 7, 1, ""},
        {"VPA", "from the origin", "\033[2;3r\033[?6h\033[2dX", "||X", 2, 1, ""},
        {"VPR", "count", "\033[3;5H\033[2eX", "||||    X", 4, 5, ""},
        {"VPR", "out of bounds", "\033[3;5H\033[99eX", "|||||||    X", 7, 5, ""},
        {"VPR", "beyond the margin", "\033[2;3r\033[2;1H\033[9eX", "|||||||X", 7, 1, ""},
        {"CHT", "default", "\033[IX", "        X", 0, 9, ""},
        {"CHT", "count", "\033[2IX", "                X", 0, 17, ""},
        {"CHT", "zero is one", "\033[0IX", "        X", 0, 9, ""},
        {"CHT", "stops at the edge", "\033[9IX", "                   X", 0, 19, ""},
        {"CHT", "stops at the margin", "\033[?69h\033[3;6s\033[1;4H\033[IX", "     X", 0, 5, ""},
        {"CHT", "from behind the margin", "\033[?69h\033[3;6s\033[1;9H\033[IX", "     X", 0, 5, ""},
        {"CBT", "default", "\033[20G\033[ZX", "                X", 0, 17, ""},
        {"CBT", "count", "\033[20G\033[2ZX", "        X", 0, 9, ""},
        {"CBT", "stops at the edge", "\033[9G\033[9ZX", "X", 0, 1, ""},
        {"CBT", "passes the margin", "\033[?69h\033[3;6s\033[1;6H\033[ZX", "X", 0, 1, ""},
        {"HTS", "sets a stop", "\033[5G\033H\015\011X", "    X", 0, 5, ""},
        {"HTS", "TBC clears one", "\033[9G\033[g\015\011X", "                X", 0, 17, ""},
        {"HTS", "TBC clears all", "\033[3g\011X", "                   X", 0, 19, ""},
        {"HTS", "RIS sets them again", "\033[3g\033c\011X", "        X", 0, 9, ""},
    };
}

} // namespace skep::terminal
