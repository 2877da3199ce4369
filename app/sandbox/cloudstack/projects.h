// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/cloud.h"
#include "app/sandbox/cloudstack/commands.h"

namespace skep::sandbox::cloudstack {

// A cloud can have one project. What is made in it is seen only by calls that name it, and what is made
// outside only by those that do not; all else about the objects is the same.

void addProjects(Cloud &cloud, Commands &commands);
std::string projectId(const std::string &name);
std::string projectAccount(const std::string &name); //!< that owns what the project has

//! The answer as the caller sees it; what was made belongs to the caller's project from now on.
nlohmann::json inProject(Cloud &cloud, const Command &command, const Parameters &parameters,
                         nlohmann::json answer);

} // namespace skep::sandbox::cloudstack
