// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>

namespace skep::ui {

//! One of our own line icons by name ("plus"), in the colour of the theme at the time it is painted.
QIcon icon(const QString &name);
QIcon accentIcon(const QString &name); //!< on the primary button's honey
QIcon applicationIcon();

} // namespace skep::ui
