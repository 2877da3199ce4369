// SPDX-License-Identifier: GPL-3.0-or-later
// Modes: set, reset, asked for, saved.
#include "core/terminal/emulator.h"

namespace skep::terminal {

namespace {

using Encoding = Terminal::InputModes::MouseEncoding;

constexpr int isSet = 1;
constexpr int isReset = 2;
constexpr int isAlwaysSet = 3;
constexpr int isAlwaysReset = 4;

MouseMode mouseModeOf(int mode)
{
    switch (mode) {
    case 9:
        return MouseMode::Press;
    case 1000:
        return MouseMode::PressRelease;
    case 1002:
        return MouseMode::Drag;
    case 1003:
        return MouseMode::Motion;
    default:
        return MouseMode::None;
    }
}

Encoding encodingOf(int mode)
{
    switch (mode) {
    case 1005:
        return Encoding::Utf8;
    case 1006:
        return Encoding::Sgr;
    case 1015:
        return Encoding::Urxvt;
    case 1016:
        return Encoding::SgrPixels;
    default:
        return Encoding::Normal;
    }
}

//! Modes of other terminals and of xterm's own widget: nothing here obeys them, but who sets one finds it
//! set.
struct Remembered
{
    int mode;
    bool isSet = false; //!< at first
};
constexpr Remembered remembered[] = {
    {4},    {18},         {19},   {30},         {35, true}, {41},   {44},   {1001}, {1010}, {1011},
    {1034}, {1035, true}, {1037}, {1040, true}, {1041},     {1042}, {1043}, {1044}, {1050}, {1051},
    {1052}, {1053},       {1060}, {1061},       {2001},     {2002}, {2003}, {2005}, {2006}};
static_assert(std::size(remembered) <= 64);

std::size_t rememberedAt(int mode)
{
    const auto *known = std::find_if(std::begin(remembered), std::end(remembered),
                                     [mode](const Remembered &each) { return each.mode == mode; });
    return static_cast<std::size_t>(known - std::begin(remembered));
}

} // namespace

//! The modes that are a flag and nothing else.
bool *Emulator::flagOf(int mode)
{
    switch (mode) {
    case 1:
        return &input.applicationCursorKeys;
    case 7:
        return &modes.autoWrap;
    case 12:
        return &cursorBlinks;
    case 25:
        return &cursorVisible;
    case 40:
        return &modes.allow132;
    case 42:
        return &modes.nationalCharsets;
    case 45:
        return &modes.reverseWrap;
    case 66:
        return &input.applicationKeypad;
    case 67:
        return &input.backarrowIsBackspace;
    case 95:
        return &modes.keepScreenOn132;
    case 1004:
        return &input.focusEvents;
    case 1007:
        return &input.alternateScroll;
    case 1036:
    case 1039:
        return &input.altSendsEscape;
    case 1045:
        return &modes.reverseWrapAround;
    case 1046:
        return &modes.hasAlternate;
    case 2004:
        return &input.bracketedPaste;
    case 2026:
        return &modes.holdsFrame;
    default:
        return nullptr;
    }
}

void Emulator::setMode(int mode, bool on, bool isPrivate)
{
    if (isPrivate)
        return setPrivateMode(mode, on);
    if (mode == 4)
        modes.insert = on;
    else if (mode == 2)
        modes.keyboardLocked = on;
    else if (mode == 12)
        modes.noLocalEcho = on;
    else if (mode == 20)
        modes.newLine = input.newLine = on;
}

void Emulator::setPrivateMode(int mode, bool on)
{
    if (bool *flag = flagOf(mode)) {
        *flag = on;
        if (mode == 7 && !on)
            cursor.pendingWrap = false;
        if (mode == 1046 && !on)
            switchScreen(false);
        return;
    }
    if (mouseModeOf(mode) != MouseMode::None)
        return setMouse(mouseModeOf(mode), on);
    if (encodingOf(mode) != Encoding::Normal)
        return setEncoding(encodingOf(mode), on);
    if (const auto which = rememberedAt(mode); which < std::size(remembered)) {
        const std::uint64_t bit = std::uint64_t(1) << which;
        modes.remembered = on != remembered[which].isSet ? modes.remembered | bit : modes.remembered & ~bit;
        return;
    }
    switch (mode) {
    case 3:
        if (modes.allow132)
            setColumns132(on);
        return;
    case 5:
        if (modes.reverseScreen != on)
            allDamaged = true;
        modes.reverseScreen = on;
        return;
    case 6:
        cursor.isOrigin = on;
        return moveTo(0, 0);
    case 69:
        if (modes.leftRightMargins == on)
            return;
        modes.leftRightMargins = on;
        left = 0;
        right = grid().columns() - 1;
        return;
    case 47:
    case 1047:
    case 1049:
        return setAlternate(mode, on);
    case 1048:
        return on ? saveCursor() : restoreCursor();
    default:
        return;
    }
}

//! 47 switches, 1047 clears what it leaves, 1049 saves the cursor besides and clears what it enters.
void Emulator::setAlternate(int mode, bool on)
{
    if (!modes.hasAlternate)
        return;
    const bool isEntered = on && !isAlternate;
    if (mode == 1049 && isEntered)
        saveCursor();
    if (mode != 47 && !on && isAlternate)
        grid().erase(grid().all(), blank());
    const bool isLeft = !on && isAlternate;
    switchScreen(on);
    if (mode == 1049 && on)
        grid().erase(grid().all(), blank());
    if (mode == 1049 && isLeft)
        restoreCursor();
}

void Emulator::setMouse(MouseMode mode, bool on)
{
    if (on)
        input.mouse = mode;
    else if (input.mouse == mode)
        input.mouse = MouseMode::None;
}

void Emulator::setEncoding(Encoding encoding, bool on)
{
    if (on)
        input.mouseEncoding = encoding;
    else if (input.mouseEncoding == encoding)
        input.mouseEncoding = Encoding::Normal;
}

//! As DECRQM answers: 0 not known, 1 set, 2 reset, 3 and 4 for ever so.
int Emulator::modeState(int mode, bool isPrivate) const
{
    const auto state = [](bool on) { return on ? isSet : isReset; };
    if (!isPrivate) {
        if (mode == 4)
            return state(modes.insert);
        if (mode == 20)
            return state(modes.newLine);
        if (mode == 2)
            return state(modes.keyboardLocked);
        if (mode == 12)
            return state(modes.noLocalEcho);
        const bool isKnown = mode == 1 || mode == 3 || mode == 5 || mode == 7 || mode == 10 || mode == 11
            || (mode >= 13 && mode <= 19);
        return isKnown ? isAlwaysReset : 0;
    }
    if (const bool *flag = flagOf(mode))
        return state(*flag);
    if (mouseModeOf(mode) != MouseMode::None)
        return state(input.mouse == mouseModeOf(mode));
    if (encodingOf(mode) != Encoding::Normal)
        return state(input.mouseEncoding == encodingOf(mode));
    if (const auto which = rememberedAt(mode); which < std::size(remembered))
        return state(remembered[which].isSet != ((modes.remembered >> which & 1U) != 0));
    switch (mode) {
    case 2:
        return isSet;
    case 3:
        return state(modes.columns132);
    case 5:
        return state(modes.reverseScreen);
    case 6:
        return state(cursor.isOrigin);
    case 47:
    case 1047:
    case 1049:
        return state(isAlternate);
    case 69:
        return state(modes.leftRightMargins);
    case 1048:
        return isSet;
    case 8:
    case 46:
        return isAlwaysReset; // keys repeat; the keyboard is the desktop's
    case 13:
    case 38:
    case 80:
    case 8452:
        return isReset;
    case 14:
        return isAlwaysSet;
    case 1070:
        return isSet;
    case 64:
    case 68:
    case 73:
    case 81:
    case 96:
    case 97:
    case 98:
    case 99:
    case 100:
    case 101:
    case 102:
    case 103:
    case 104:
    case 106:
    case 36:
    case 57:
    case 60:
    case 61:
        return isAlwaysReset;
    default:
        return 0;
    }
}

void Emulator::switchScreen(bool alternate)
{
    if (isAlternate == alternate)
        return;
    isAlternate = alternate;
    active = alternate ? &alternateScreen : &mainScreen;
    m_last = 0;
    m_breaks.forget();
    allDamaged = true;
}

void Emulator::setColumns132(bool on)
{
    modes.columns132 = on;
    const int rows = grid().rows();
    if (options.allowReports)
        note(ResizeRequest{on ? 132 : 80, rows});
    resetMargins();
    modes.leftRightMargins = false;
    cursor.isOrigin = false;
    if (!modes.keepScreenOn132)
        grid().erase(grid().all(), blank());
    moveTo(0, 0);
}

// DECSTR, as xterm does it: what is on the screen and where the cursor is stay.
void Emulator::softReset()
{
    const int row = cursor.row;
    const int column = cursor.column;
    cursor = {};
    cursor.row = row;
    cursor.column = column;
    active->saved = {};
    modes.insert = modes.newLine = modes.reverseWrap = modes.reverseWrapAround = false;
    modes.leftRightMargins = modes.isoProtection = modes.rectangleExtent = false;
    modes.autoWrap = true;
    input.applicationCursorKeys = input.applicationKeypad = input.newLine = false;
    cursorVisible = true;
    cursorBlinks = false;
    cursorShape = CursorShape::Block;
    resetMargins();
}

} // namespace skep::terminal
