// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace skep::sandbox {

//! Removes a table of iptables with its built-in chains, all or nothing, and only if no rule is in any of
//! them. iptables itself makes them when it is first used and cannot take them away again.
bool removeEmptyTable(const std::string &table, const std::vector<std::string> &chains);

} // namespace skep::sandbox
