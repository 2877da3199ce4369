// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/terminal/input.h"

#include <Qt>

#include <optional>

class QKeyEvent;

namespace skep::ui {

//! What a key of Qt is for a terminal; none for modifiers alone and keys that no terminal knows.
std::optional<terminal::KeyPress> keyPressOf(const QKeyEvent &event);

unsigned modifiersOf(Qt::KeyboardModifiers modifiers);

//! What the view does itself when it has the keyboard.
enum class ViewCommand {
    Copy,
    CopyWithColors,
    Paste,
    PasteSelection,
    SelectAll,
    Search,
    PreviousPrompt,
    NextPrompt,
    PageUp,
    PageDown,
    LineUp,
    LineDown,
    Top,
    Bottom,
    ZoomIn,
    ZoomOut,
    ResetZoom
};
std::optional<ViewCommand> viewCommandOf(const QKeyEvent &event);

} // namespace skep::ui
