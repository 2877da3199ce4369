// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <set>
#include <string>

//! What a sandbox may not leave changed on the host: links, routes, mounts, packet filter rules, kernel
//! settings and control groups. Other sandboxes may come and go meanwhile; what is theirs is left out.
struct HostSnapshot
{
    std::multiset<std::string> lines;
    bool alone = true; //!< whether there was no other sandbox
};

//! own is the name of the sandbox that is looked at.
HostSnapshot hostSnapshot(const std::string &own);
//! The lines that came and went, each with + or - in front; empty if there is none.
std::string hostDifference(const HostSnapshot &before, const HostSnapshot &after);
