// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace skep::sandbox {

//! Empty if this computer can run the sandbox, else a sentence that says what to do.
std::string hostTrouble();

} // namespace skep::sandbox
