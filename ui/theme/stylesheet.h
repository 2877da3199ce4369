// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace skep::ui::theme {

struct Colors;
QString styleSheet(const Colors &colors);

} // namespace skep::ui::theme
