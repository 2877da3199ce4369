// SPDX-License-Identifier: GPL-3.0-or-later
// XTWINOPS: what the far side may ask of the window and about it; hardly anything, unless reports are
// allowed.
#include "core/terminal/emulator.h"

namespace skep::terminal {

namespace {

constexpr std::size_t mostTitles = 10;
constexpr int mostCells = 1000; // to a side

} // namespace

void Emulator::windowOperation(const Parameters &p)
{
    const int what = p.at(0);
    if (what == 22 || what == 23)
        return keepTitles(what, p.at(1));
    if (!options.allowReports)
        return;
    if (what >= 11 && what <= 21)
        reportWindow(p);
    else
        changeWindow(p);
}

//! Only the terminal's own memory of titles: 22 pushes, 23 pops. Each entry holds both, whichever was pushed.
void Emulator::keepTitles(int what, int which)
{
    if (what == 22) {
        if (titles.size() < mostTitles)
            titles.emplace_back(title, iconName);
        return;
    }
    if (titles.empty())
        return;
    const auto [oldTitle, oldIcon] = titles.back();
    titles.pop_back();
    const unsigned modesBefore = std::exchange(titleModes, 0); // what was kept is text, not digits
    if (which == 0 || which == 2)
        setTitle(2, oldTitle);
    if (which == 0 || which == 1)
        setTitle(1, oldIcon);
    titleModes = modesBefore;
}

void Emulator::changeWindow(const Parameters &p)
{
    using Kind = WindowRequest::Kind;
    const auto ask = [this](Kind kind, int x = 0, int y = 0) { note(WindowRequest{kind, x, y}); };
    const auto resize = [this](int columns, int rows) {
        note(ResizeRequest{std::clamp(columns, 1, mostCells), std::clamp(rows, 1, mostCells)});
    };
    // What is left out stays; 0 is all of the screen.
    const auto cells = [&p](int i, int now, int screen, int unit) {
        return !p.has(i) ? now : p.at(i) == 0 ? screen : p.at(i) / unit;
    };
    const int columns = grid().columns();
    const int rows = grid().rows();
    const int mostColumns = window.screenWidth / window.cellWidth;
    const int mostRows = window.screenHeight / window.cellHeight;
    switch (p.at(0)) {
    case 1:
        return ask(Kind::Restore);
    case 2:
        return ask(Kind::Iconify);
    case 3:
        return ask(Kind::Move, p.at(1), p.at(2));
    case 4:
        return resize(cells(2, columns, mostColumns, window.cellWidth),
                      cells(1, rows, mostRows, window.cellHeight));
    case 5:
        return ask(Kind::Raise);
    case 6:
        return ask(Kind::Lower);
    case 7:
        return ask(Kind::Refresh);
    case 8:
        return resize(cells(2, columns, mostColumns, 1), cells(1, rows, mostRows, 1));
    case 9:
        if (p.at(1) <= 3)
            ask(std::array{Kind::Unmaximise, Kind::Maximise, Kind::MaximiseVertically,
                           Kind::MaximiseHorizontally}[static_cast<std::size_t>(p.at(1))]);
        return;
    case 10:
        if (p.at(1) <= 2)
            ask(std::array{Kind::LeaveFullScreen, Kind::FullScreen,
                           Kind::ToggleFullScreen}[static_cast<std::size_t>(p.at(1))]);
        return;
    default:
        if (p.at(0) >= 24) // DECSLPP
            resize(columns, p.at(0));
        return;
    }
}

void Emulator::reportWindow(const Parameters &p)
{
    const auto pair = [this](int kind, int first, int second) {
        replyCsi(std::to_string(kind) + ";" + std::to_string(first) + ";" + std::to_string(second) + "t");
    };
    const int width = grid().columns() * window.cellWidth;
    const int height = grid().rows() * window.cellHeight;
    const bool isOther = p.at(1) == 2; // 13: of the text; 14: of the whole window
    switch (p.at(0)) {
    case 11:
        return replyCsi(window.isIconified ? "2t" : "1t");
    case 13: // unsigned, as xterm says them
        return pair(3, (isOther ? window.textX : window.x) & 0xFFFF,
                    (isOther ? window.textY : window.y) & 0xFFFF);
    case 14:
        if (isOther)
            return pair(4, std::max(window.height, height), std::max(window.width, width));
        return pair(4, height, width);
    case 15:
        return pair(5, window.screenHeight, window.screenWidth);
    case 16:
        return pair(6, window.cellHeight, window.cellWidth);
    case 18:
        return pair(8, grid().rows(), grid().columns());
    case 19:
        return pair(9, window.screenHeight / window.cellHeight, window.screenWidth / window.cellWidth);
    case 20:
        return reply("\x1b]L" + reportedTitle(iconName) + "\x1b\\");
    case 21:
        return reply("\x1b]l" + reportedTitle(title) + "\x1b\\");
    default:
        return;
    }
}

//! As hexadecimal digits, where XTSMTITLE wants them.
std::string Emulator::reportedTitle(const std::string &text) const
{
    if (!(titleModes & 2U))
        return text;
    std::string digits;
    for (const char c : text) {
        constexpr std::string_view all = "0123456789abcdef";
        digits += all[static_cast<unsigned char>(c) >> 4U];
        digits += all[static_cast<unsigned char>(c) & 15U];
    }
    return digits;
}

} // namespace skep::terminal
