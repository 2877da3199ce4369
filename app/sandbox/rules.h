// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/body.h"
#include "app/sandbox/model.h"

#include <string>

namespace skep::sandbox {

bool isNetwork(const std::string &cidr); //!< IPv4 or IPv6 in CIDR notation

//! Reads and checks everything of a rule but its source group.
Rule readRule(const Body &body);

//! As the API shows a rule; the name of its source group is looked up by the caller.
nlohmann::json ruleRow(const Rule &rule, const std::string &sourceGroupName);

//! One line for the ledger, such as "ingress tcp 22-22 from 0.0.0.0/0".
std::string describe(const Rule &rule);

} // namespace skep::sandbox
