// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/terminal/terminal.h"

#include <string>
#include <string_view>

//! What a person does, as the bytes that xterm would send for it in the terminal's modes.
namespace skep::terminal {

namespace Modifier {
inline constexpr unsigned Shift = 1;
inline constexpr unsigned Alt = 2;
inline constexpr unsigned Control = 4;
inline constexpr unsigned Meta = 8;
} // namespace Modifier

enum class Key {
    Character, //!< KeyPress::text says which
    Return,
    Enter, //!< Enter is the keypad's
    Tab,
    Backspace,
    Escape,
    Space,
    Up,
    Down,
    Right,
    Left,
    Home,
    End,
    PageUp,
    PageDown,
    Insert,
    Delete,
    Begin,
    F1,
    F2,
    F3,
    F4,
    F5,
    F6,
    F7,
    F8,
    F9,
    F10,
    F11,
    F12,
    F13,
    F14,
    F15,
    F16,
    F17,
    F18,
    F19,
    F20,
    F21,
    F22,
    F23,
    F24,
    Keypad0,
    Keypad1,
    Keypad2,
    Keypad3,
    Keypad4,
    Keypad5,
    Keypad6,
    Keypad7,
    Keypad8,
    Keypad9,
    KeypadPlus,
    KeypadMinus,
    KeypadMultiply,
    KeypadDivide,
    KeypadDecimal,
    KeypadSeparator,
    KeypadEqual
};

struct KeyPress
{
    Key key = Key::Character;
    unsigned modifiers = 0; //!< of Modifier
    std::u32string text; //!< what the keyboard's layout makes of it without Control
};

std::string encode(const KeyPress &press, const Terminal::InputModes &modes);

struct MouseEvent
{
    enum class Kind { Press, Release, Motion } kind = Kind::Press;
    int button = 0; //!< 0 left, 1 middle, 2 right, 3 none (motion), 4 wheel up, 5 down, 6 left, 7 right, 8 to
                    //!< 11 further ones
    unsigned modifiers = 0;
    int column = 0; //!< from 0
    int row = 0;
    int x = 0; //!< pixels from the grid's corner, for 1016
    int y = 0;
};

//! Empty: the modes do not want this event.
std::string encode(const MouseEvent &event, const Terminal::InputModes &modes);
std::string encodeFocus(bool hasFocus, const Terminal::InputModes &modes);

//! Line ends become CR; control characters but tab and line ends are taken out, ESC among them, so that a
//! text cannot end the bracket early.
std::string encodePaste(std::string_view utf8, const Terminal::InputModes &modes);
//! Whether a person should be asked first: it has line ends (a shell would run it), or had control
//! characters.
bool isPasteRisky(std::string_view utf8);

} // namespace skep::terminal
