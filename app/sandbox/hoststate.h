// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace skep::sandbox {

//! What several sandboxes on one computer share: which of them live, and what the host was like before the
//! first came. The last one to leave puts it back. Kept under /run, as the changes end with a reboot, too.
class HostState
{
public:
    //! Registers an instance with its network and makes the changes that all instances need.
    static void enter(const std::string &instance, const std::string &subnet);
    //! The last instance restores the host.
    static void leave(const std::string &instance);
    //! Networks that live instances have taken.
    static std::vector<std::string> subnets();
    //! The network that an instance registered; empty if it did not.
    static std::string subnetOf(const std::string &instance);
};

} // namespace skep::sandbox
