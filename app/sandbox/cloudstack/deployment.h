// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/cloud.h"
#include "app/sandbox/cloudstack/parameters.h"

#include <string>
#include <vector>

namespace skep::sandbox::cloudstack {

//! Reads and checks what a machine is to be: everything of a deployVirtualMachine but its identity.
Instance readDeployment(Cloud &cloud, const Parameters &parameters);

//! The groups that ids or names (parameters such as securitygroupids and securitygroupnames) stand for.
std::vector<std::string> readSecurityGroups(Cloud &cloud, const Parameters &parameters);
std::vector<std::string> readAffinityGroups(Cloud &cloud, const Parameters &parameters);
std::string readUserData(const Parameters &parameters);

} // namespace skep::sandbox::cloudstack
