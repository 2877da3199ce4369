// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/machines.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

namespace skep::sandbox {

struct LxcOptions
{
    std::filesystem::path stateDir; //!< this sandbox alone; its name on the host is made from the path
    std::filesystem::path cacheDir = "/var/cache/skep-sandbox"; //!< shared by all sandboxes
    std::function<void(const std::string &)> log; //!< details that only a developer reads; may be empty
};

//! The hypervisor made of LXC system containers. Making it changes nothing on the host; prepare() does.
std::unique_ptr<Machines> makeLxcMachines(const LxcOptions &options);

//! The name that this sandbox's bridge, links, chains and control groups carry on the host.
std::string instanceName(const std::filesystem::path &stateDir);

} // namespace skep::sandbox
