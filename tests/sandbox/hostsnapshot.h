// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

//! What the sandbox may not leave changed on the host: links, addresses, mounts, packet filter rules, kernel
//! settings and control groups, as text without counters and dates.
std::string hostSnapshot();
