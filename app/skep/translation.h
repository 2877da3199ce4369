// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace skep::app {

//! Installs the translation that the settings name, or the system's language.
void installTranslation();

} // namespace skep::app
