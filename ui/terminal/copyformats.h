// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/terminal/terminal.h"
#include "ui/terminal/cellcolors.h"
#include "ui/terminal/selection.h"

#include <QByteArray>

namespace skep::ui {

//! The selected text as HTML for the clipboard: a preformatted block with the colours as they are seen. The
//! text is escaped; only the tags are ours.
QByteArray htmlOf(const terminal::Terminal &terminal, const Selection &selection, const FrameLook &look);

} // namespace skep::ui
