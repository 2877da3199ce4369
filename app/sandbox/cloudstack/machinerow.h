// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/cloud.h"

#include <nlohmann/json.hpp>

namespace skep::sandbox::cloudstack {

//! A virtual machine as answers and job results show it.
nlohmann::json machineRow(Cloud &cloud, const Instance &instance);

//! The state in CloudStack's words.
std::string stateName(const std::string &state);

//! [{"key":…,"value":…},…]
nlohmann::json tagRows(const std::map<std::string, std::string> &tags);

} // namespace skep::sandbox::cloudstack
