// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace skep::sandbox {

//! Removes the control groups whose name at the top begins so, in every hierarchy: liblxc leaves its own
//! empty.
void removeControlGroups(const std::string &prefix);

} // namespace skep::sandbox
