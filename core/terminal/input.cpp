// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/terminal/input.h"

#include "core/terminal/utf8.h"

#include <cstdio>

namespace skep::terminal {

namespace {

using Modes = Terminal::InputModes;

//! xterm's number for the modifiers of a key: 1 is none.
int modifierCode(unsigned modifiers)
{
    return 1 + ((modifiers & Modifier::Shift) ? 1 : 0) + ((modifiers & Modifier::Alt) ? 2 : 0)
        + ((modifiers & Modifier::Control) ? 4 : 0) + ((modifiers & Modifier::Meta) ? 8 : 0);
}

//! "\e[A", "\eOA" in application mode, "\e[1;5A" with modifiers.
std::string letterKey(char letter, unsigned modifiers, bool isApplication)
{
    if (modifiers != 0)
        return "\x1b[1;" + std::to_string(modifierCode(modifiers)) + letter;
    return std::string(isApplication ? "\x1bO" : "\x1b[") + letter;
}

std::string numberKey(int number, unsigned modifiers)
{
    std::string text = "\x1b[" + std::to_string(number);
    if (modifiers != 0)
        text += ";" + std::to_string(modifierCode(modifiers));
    return text + "~";
}

std::string otherKey(unsigned modifiers, char32_t code)
{
    return "\x1b[27;" + std::to_string(modifierCode(modifiers)) + ";" + std::to_string(std::uint32_t(code))
        + "~";
}

std::string functionKey(int n, unsigned modifiers)
{
    if (n <= 4)
        return letterKey(static_cast<char>('P' + n - 1), modifiers, true);
    static constexpr int numbers[] = {15, 17, 18, 19, 20, 21, 23, 24, 25, 26, 28, 29, 31, 32, 33, 34};
    if (n <= 20)
        return numberKey(numbers[n - 5], modifiers);
    return numberKey(42 + n - 21, modifiers);
}

//! What Control makes of a character, or -1.
int controlOf(char32_t code)
{
    if (code >= 'a' && code <= 'z')
        return static_cast<int>(code - 'a') + 1;
    if (code >= '@' && code <= '_')
        return static_cast<int>(code - '@');
    switch (code) {
    case ' ':
    case '2':
        return 0;
    case '3':
        return 0x1B;
    case '4':
        return 0x1C;
    case '5':
        return 0x1D;
    case '6':
        return 0x1E;
    case '7':
    case '/':
        return 0x1F;
    case '8':
    case '?':
        return 0x7F;
    default:
        return -1;
    }
}

std::string withAlt(std::string text, unsigned modifiers, const Modes &modes)
{
    if (!(modifiers & (Modifier::Alt | Modifier::Meta)) || text.empty())
        return text;
    if (modes.altSendsEscape)
        return "\x1b" + text;
    std::string eighth;
    if (text.size() == 1 && static_cast<unsigned char>(text[0]) < 0x80)
        appendUtf8(eighth, static_cast<unsigned char>(text[0]) | 0x80U);
    return eighth.empty() ? text : eighth;
}

std::string character(const KeyPress &press, const Modes &modes)
{
    if (press.text.empty())
        return {};
    const char32_t code = press.text[0];
    const bool isControl = press.modifiers & Modifier::Control;
    const int made = isControl ? controlOf(code) : -1;
    const unsigned beyondShift = press.modifiers & ~Modifier::Shift;
    if (modes.modifyOtherKeys == 2 && beyondShift != 0)
        return otherKey(press.modifiers, code);
    if (isControl && made < 0 && modes.modifyOtherKeys == 1)
        return otherKey(press.modifiers, code);
    std::string text;
    if (made >= 0) {
        text.assign(1, static_cast<char>(made));
    } else {
        for (const char32_t each : press.text)
            appendUtf8(text, each);
    }
    return withAlt(text, press.modifiers, modes);
}

//! Tab, Return, Backspace and their like: one control character, unless an application wants to know more.
std::string controlKey(char code, const KeyPress &press, const Modes &modes)
{
    const unsigned modifiers = press.modifiers;
    if (modes.modifyOtherKeys == 2 && modifiers != 0 && press.key != Key::Escape)
        return otherKey(modifiers, static_cast<unsigned char>(code));
    return withAlt(std::string(1, code), modifiers, modes);
}

std::string keypad(const KeyPress &press, const Modes &modes)
{
    static constexpr char plain[] = "0123456789+-*/.,=";
    static constexpr char application[] = "pqrstuvwxykmjonlX";
    const auto place = static_cast<std::size_t>(static_cast<int>(press.key) - static_cast<int>(Key::Keypad0));
    if (modes.applicationKeypad && press.modifiers == 0)
        return std::string("\x1bO") + application[place];
    return withAlt(std::string(1, plain[place]), press.modifiers, modes);
}

} // namespace

std::string encode(const KeyPress &press, const Modes &modes)
{
    const unsigned with = press.modifiers;
    if (press.key >= Key::F1 && press.key <= Key::F24)
        return functionKey(static_cast<int>(press.key) - static_cast<int>(Key::F1) + 1, with);
    if (press.key >= Key::Keypad0 && press.key <= Key::KeypadEqual)
        return keypad(press, modes);
    const bool app = modes.applicationCursorKeys;
    switch (press.key) {
    case Key::Character:
        return character(press, modes);
    case Key::Space:
        if (with & Modifier::Control && modes.modifyOtherKeys == 2)
            return otherKey(with, U' ');
        return withAlt(std::string(1, with & Modifier::Control ? '\0' : ' '), with, modes);
    case Key::Enter:
        if (modes.applicationKeypad && with == 0)
            return "\x1bOM";
        [[fallthrough]];
    case Key::Return:
        return modes.newLine ? withAlt("\r\n", with, modes) : controlKey('\r', press, modes);
    case Key::Tab:
        if (with == Modifier::Shift)
            return "\x1b[Z";
        return controlKey('\t', press, modes);
    case Key::Backspace: {
        const bool sendsBackspace = modes.backarrowIsBackspace != bool(with & Modifier::Control);
        KeyPress without = press;
        without.modifiers &= ~Modifier::Control;
        return controlKey(sendsBackspace ? '\b' : '\x7f', without, modes);
    }
    case Key::Escape:
        return controlKey('\x1b', press, modes);
    case Key::Up:
        return letterKey('A', with, app);
    case Key::Down:
        return letterKey('B', with, app);
    case Key::Right:
        return letterKey('C', with, app);
    case Key::Left:
        return letterKey('D', with, app);
    case Key::Begin:
        return letterKey('E', with, app);
    case Key::End:
        return letterKey('F', with, app);
    case Key::Home:
        return letterKey('H', with, app);
    case Key::Insert:
        return numberKey(2, with);
    case Key::Delete:
        return numberKey(3, with);
    case Key::PageUp:
        return numberKey(5, with);
    case Key::PageDown:
        return numberKey(6, with);
    default:
        return {};
    }
}

std::string encode(const MouseEvent &event, const Modes &modes)
{
    using Kind = MouseEvent::Kind;
    using Encoding = Modes::MouseEncoding;
    const bool isMotion = event.kind == Kind::Motion;
    switch (modes.mouse) {
    case MouseMode::None:
        return {};
    case MouseMode::Press:
        if (event.kind != Kind::Press || event.button > 2)
            return {};
        break;
    case MouseMode::PressRelease:
        if (isMotion)
            return {};
        break;
    case MouseMode::Drag:
        if (isMotion && event.button == 3)
            return {};
        break;
    case MouseMode::Motion:
        break;
    }
    const bool isWheel = event.button >= 4 && event.button <= 7;
    if (isWheel && event.kind == Kind::Release)
        return {};
    int code = event.button <= 3 ? event.button
        : event.button <= 7      ? 64 + event.button - 4
                                 : 128 + event.button - 8;
    if (isMotion)
        code += 32;
    if (modes.mouse != MouseMode::Press) {
        code += (event.modifiers & Modifier::Shift) ? 4 : 0;
        code += (event.modifiers & (Modifier::Alt | Modifier::Meta)) ? 8 : 0;
        code += (event.modifiers & Modifier::Control) ? 16 : 0;
    }
    const bool isRelease = event.kind == Kind::Release;
    int x = event.column + 1;
    int y = event.row + 1;
    if (modes.mouseEncoding == Encoding::Sgr || modes.mouseEncoding == Encoding::SgrPixels) {
        if (modes.mouseEncoding == Encoding::SgrPixels) {
            x = event.x + 1;
            y = event.y + 1;
        }
        return "\x1b[<" + std::to_string(code) + ";" + std::to_string(x) + ";" + std::to_string(y)
            + (isRelease ? "m" : "M");
    }
    if (isRelease) // the older forms do not say which button
        code = (code & ~3) | 3;
    if (modes.mouseEncoding == Encoding::Urxvt)
        return "\x1b[" + std::to_string(code + 32) + ";" + std::to_string(x) + ";" + std::to_string(y) + "M";
    const int most = modes.mouseEncoding == Encoding::Utf8 ? 2015 : 223;
    if (x > most || y > most)
        return {};
    std::string text = "\x1b[M";
    for (const int value : {code, x, y}) {
        if (modes.mouseEncoding == Encoding::Utf8)
            appendUtf8(text, static_cast<char32_t>(value + 32));
        else
            text.push_back(static_cast<char>(value + 32));
    }
    return text;
}

std::string encodeFocus(bool hasFocus, const Modes &modes)
{
    if (!modes.focusEvents)
        return {};
    return hasFocus ? "\x1b[I" : "\x1b[O";
}

std::string encodePaste(std::string_view utf8, const Modes &modes)
{
    std::string text;
    char32_t before = 0;
    for (const char32_t code : fromUtf8(utf8)) {
        if (code == '\n' && before == '\r') {
            before = code;
            continue; // it was one line end
        }
        before = code;
        if (code == '\n' || code == '\r')
            text.push_back('\r');
        else if ((code >= 0x20 || code == '\t') && !(code >= 0x7F && code < 0xA0))
            appendUtf8(text, code);
    }
    return modes.bracketedPaste ? "\x1b[200~" + text + "\x1b[201~" : text;
}

bool isPasteRisky(std::string_view utf8)
{
    for (const char32_t code : fromUtf8(utf8)) {
        if ((code < 0x20 && code != '\t') || (code >= 0x7F && code < 0xA0))
            return true;
    }
    return false;
}

} // namespace skep::terminal
