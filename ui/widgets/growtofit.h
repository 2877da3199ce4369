// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLayout>
#include <QWidget>

namespace skep::ui {

//! Makes a dialog higher when a sentence has come that it was not measured with: layouts do not do that by
//! themselves where lines are broken, and what is below would be cut off.
inline void growToFit(QWidget *dialog)
{
    if (!dialog->isVisible() || !dialog->layout())
        return;
    dialog->layout()->activate();
    const int needed = dialog->layout()->totalHeightForWidth(dialog->width());
    if (dialog->height() < needed)
        dialog->resize(dialog->width(), needed);
}

} // namespace skep::ui
