// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/terminal/terminal.h"

#include <QString>

namespace skep::ui {

//! Whether a person should see the text first: lines that a shell would run, characters that do not show.
bool isPasteToBeAsked(const QString &text, const terminal::Terminal &terminal);
QString pasteQuestion(const QString &text);

} // namespace skep::ui
