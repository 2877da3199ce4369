// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QKeySequence>
#include <QList>

class QMenuBar;

namespace skep::ui {

class Dock;

//! The menu of what can be done with the dock's terminals.
void addTerminalMenu(QMenuBar *bar, Dock *dock);
//! The shortcuts of all entries: a terminal must leave these keys to the window.
QList<QKeySequence> shortcutsOf(const QMenuBar *bar);

} // namespace skep::ui
