// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace skep::ui {

class TerminalView;

//! Makes screen readers see a TerminalView as a terminal: its visible text, the cursor and the selection.
void installTerminalAccessibility();
//! The text or the cursor is another; costs nothing while no screen reader listens.
void noteTerminalChange(TerminalView *view);

} // namespace skep::ui
