// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <functional>

class QWidget;

namespace skep::ui {

//! Asks a second time before \p ports are open to the whole internet, and calls \p goOn when it is meant; at
//! once where \p ports is empty.
void askForEverybody(const QStringList &ports, QWidget *parent, const std::function<void()> &goOn);

} // namespace skep::ui
