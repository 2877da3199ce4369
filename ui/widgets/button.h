// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QPushButton;
class QWidget;

namespace skep::ui {

enum class ButtonKind { Normal, Primary, Danger, Quiet };

QPushButton *button(const QString &text, ButtonKind kind, QWidget *parent = nullptr);

} // namespace skep::ui
