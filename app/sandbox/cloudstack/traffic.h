// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/cloudstack/parameters.h"
#include "app/sandbox/cloudstack/records.h"

#include <nlohmann/json.hpp>

#include <string>

namespace skep::sandbox::cloudstack {

//! Reads protocol, ports and networks of a firewall rule into a public address, or of an egress rule. Where
//! no networks are given, they are what CloudStack takes then.
TrafficRule readTrafficRule(const Parameters &parameters, const std::string &defaultSource);

//! Throws when the new rule meets the same traffic as one that is there.
void refuseConflict(const std::vector<TrafficRule> &rules, const TrafficRule &made);

//! The row of a firewall or egress rule, whose ever it is; null when there is none of this id.
nlohmann::json firewallRow(const Records &records, const std::string &ruleId);

std::string describe(const TrafficRule &rule); //!< one line for the ledger

} // namespace skep::sandbox::cloudstack
