// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/terminal/keymap.h"

#include <QKeyEvent>

namespace skep::ui {

using terminal::Key;
using terminal::KeyPress;

namespace {

std::optional<Key> specialKey(int key)
{
    switch (key) {
    case Qt::Key_Return:
        return Key::Return;
    case Qt::Key_Enter:
        return Key::Enter;
    case Qt::Key_Tab:
    case Qt::Key_Backtab:
        return Key::Tab;
    case Qt::Key_Backspace:
        return Key::Backspace;
    case Qt::Key_Escape:
        return Key::Escape;
    case Qt::Key_Up:
        return Key::Up;
    case Qt::Key_Down:
        return Key::Down;
    case Qt::Key_Right:
        return Key::Right;
    case Qt::Key_Left:
        return Key::Left;
    case Qt::Key_Home:
        return Key::Home;
    case Qt::Key_End:
        return Key::End;
    case Qt::Key_PageUp:
        return Key::PageUp;
    case Qt::Key_PageDown:
        return Key::PageDown;
    case Qt::Key_Insert:
        return Key::Insert;
    case Qt::Key_Delete:
        return Key::Delete;
    case Qt::Key_Clear:
        return Key::Begin;
    default:
        break;
    }
    if (key >= Qt::Key_F1 && key <= Qt::Key_F24)
        return Key(int(Key::F1) + key - Qt::Key_F1);
    return std::nullopt;
}

std::optional<Key> keypadKey(int key)
{
    if (key >= Qt::Key_0 && key <= Qt::Key_9)
        return Key(int(Key::Keypad0) + key - Qt::Key_0);
    switch (key) {
    case Qt::Key_Plus:
        return Key::KeypadPlus;
    case Qt::Key_Minus:
        return Key::KeypadMinus;
    case Qt::Key_Asterisk:
        return Key::KeypadMultiply;
    case Qt::Key_Slash:
        return Key::KeypadDivide;
    case Qt::Key_Period:
        return Key::KeypadDecimal;
    case Qt::Key_Comma:
        return Key::KeypadSeparator;
    case Qt::Key_Equal:
        return Key::KeypadEqual;
    default:
        return std::nullopt;
    }
}

//! With Control held Qt's text is a control character; what the key itself says is in its code.
std::u32string textOf(const QKeyEvent &event)
{
    const QString text = event.text();
    if (!text.isEmpty() && text.at(0).isPrint())
        return text.toStdU32String();
    const int key = event.key();
    if (key < Qt::Key_Space || key >= 0x0100'0000)
        return {};
    const bool isUpper = event.modifiers() & Qt::ShiftModifier;
    return {isUpper ? char32_t(key) : QChar::toLower(char32_t(key))};
}

} // namespace

unsigned modifiersOf(Qt::KeyboardModifiers modifiers)
{
    return (modifiers & Qt::ShiftModifier ? terminal::Modifier::Shift : 0)
        | (modifiers & Qt::AltModifier ? terminal::Modifier::Alt : 0)
        | (modifiers & Qt::ControlModifier ? terminal::Modifier::Control : 0)
        | (modifiers & Qt::MetaModifier ? terminal::Modifier::Meta : 0);
}

std::optional<KeyPress> keyPressOf(const QKeyEvent &event)
{
    KeyPress press;
    press.modifiers = modifiersOf(event.modifiers());
    if (event.key() == Qt::Key_Backtab)
        press.modifiers |= terminal::Modifier::Shift;
    std::optional<Key> key = specialKey(event.key());
    if (!key && (event.modifiers() & Qt::KeypadModifier))
        key = keypadKey(event.key());
    if (!key && event.key() == Qt::Key_Space)
        key = Key::Space;
    if (key) {
        press.key = *key;
        if (*key == Key::Space || *key >= Key::Keypad0)
            press.text = textOf(event);
        return press;
    }
    press.text = textOf(event);
    if (press.text.empty())
        return std::nullopt;
    return press;
}

std::optional<ViewCommand> viewCommandOf(const QKeyEvent &event)
{
    struct Binding
    {
        Qt::KeyboardModifiers modifiers;
        int key;
        ViewCommand command;
    };
    constexpr auto controlShift = Qt::ControlModifier | Qt::ShiftModifier;
    static const Binding bindings[] = {
        {controlShift, Qt::Key_C, ViewCommand::Copy},
        {Qt::ControlModifier, Qt::Key_Insert, ViewCommand::Copy},
        {controlShift | Qt::AltModifier, Qt::Key_C, ViewCommand::CopyWithColors},
        {controlShift, Qt::Key_V, ViewCommand::Paste},
        {Qt::ShiftModifier, Qt::Key_Insert, ViewCommand::Paste},
        {controlShift, Qt::Key_Insert, ViewCommand::PasteSelection},
        {controlShift, Qt::Key_A, ViewCommand::SelectAll},
        {controlShift, Qt::Key_F, ViewCommand::Search},
        {controlShift, Qt::Key_Up, ViewCommand::PreviousPrompt},
        {controlShift, Qt::Key_Down, ViewCommand::NextPrompt},
        {Qt::ShiftModifier, Qt::Key_PageUp, ViewCommand::PageUp},
        {Qt::ShiftModifier, Qt::Key_PageDown, ViewCommand::PageDown},
        {Qt::ShiftModifier, Qt::Key_Up, ViewCommand::LineUp},
        {Qt::ShiftModifier, Qt::Key_Down, ViewCommand::LineDown},
        {Qt::ShiftModifier, Qt::Key_Home, ViewCommand::Top},
        {Qt::ShiftModifier, Qt::Key_End, ViewCommand::Bottom},
        {Qt::ControlModifier, Qt::Key_Plus, ViewCommand::ZoomIn},
        {controlShift, Qt::Key_Plus, ViewCommand::ZoomIn}, // where plus is a shifted key
        {Qt::ControlModifier, Qt::Key_Equal, ViewCommand::ZoomIn}, // the same key without Shift
        {Qt::ControlModifier, Qt::Key_Minus, ViewCommand::ZoomOut},
        {Qt::ControlModifier, Qt::Key_0, ViewCommand::ResetZoom},
    };
    const auto modifiers = event.modifiers() & ~Qt::KeypadModifier;
    for (const Binding &binding : bindings)
        if (binding.key == event.key() && binding.modifiers == modifiers)
            return binding.command;
    return std::nullopt;
}

} // namespace skep::ui
