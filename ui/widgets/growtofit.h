// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace skep::ui {

//! From now on a dialog grows when a sentence comes that it was not measured with: layouts do not do that by
//! themselves where lines are broken, and what is below would be cut off.
void growToFit(QWidget *dialog);

} // namespace skep::ui
