// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QPushButton;
class QToolButton;
class QWidget;

namespace skep::ui {

enum class ButtonKind { Normal, Primary, Danger, Quiet };

QPushButton *button(const QString &text, ButtonKind kind, QWidget *parent = nullptr);
//! A sign beside a terminal, \p side pixels large; it never takes the keyboard from the shell.
QToolButton *signButton(const QString &sign, int side, const QString &tip, QWidget *parent);
QToolButton *closeButton(const QString &tip, QWidget *parent); //!< small, of a tab or a line of a list

} // namespace skep::ui
