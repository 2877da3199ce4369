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
        return;
    }
    if (mouseModeOf(mode) != MouseMode::None)
        return setMouse(mouseModeOf(mode), on);
    if (encodingOf(mode) != Encoding::Normal)
        return setEncoding(encodingOf(mode), on);
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
        return switchScreen(on);
    case 1047:
        if (!on && isAlternate)
            grid().erase(grid().all(), blank());
        return switchScreen(on);
    case 1048:
        return on ? saveCursor() : restoreCursor();
    case 1049:
        if (on) {
            if (!isAlternate)
                saveCursor();
            switchScreen(true);
            grid().erase(grid().all(), blank());
        } else if (isAlternate) {
            grid().erase(grid().all(), blank());
            switchScreen(false);
            restoreCursor();
        }
        return;
    default:
        return;
    }
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
        const bool isKnown =
            mode == 1 || mode == 5 || mode == 7 || mode == 10 || mode == 11 || (mode >= 13 && mode <= 19);
        return isKnown ? isAlwaysReset : 0;
    }
    if (const bool *flag = flagOf(mode))
        return state(*flag);
    if (mouseModeOf(mode) != MouseMode::None)
        return state(input.mouse == mouseModeOf(mode));
    if (encodingOf(mode) != Encoding::Normal)
        return state(input.mouseEncoding == encodingOf(mode));
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
    case 4:
    case 38:
    case 18:
    case 19:
    case 41:
    case 42:
    case 44:
    case 80:
    case 1001:
    case 1010:
    case 1011:
    case 1034:
    case 1035:
    case 1037:
    case 1040:
    case 1041:
    case 1042:
    case 1043:
    case 1044:
    case 1046:
    case 1050:
    case 1051:
    case 1052:
    case 1053:
    case 1060:
    case 1061:
    case 13:
    case 30:
    case 8452:
        return isReset;
    case 14:
        return isAlwaysSet;
    case 1070:
        return isSet;
    case 35:
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
    resetMargins();
}

} // namespace skep::terminal
