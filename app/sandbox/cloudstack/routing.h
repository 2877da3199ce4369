// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/machines.h"
#include "app/sandbox/world.h"

#include <vector>

namespace skep::sandbox::cloudstack {

//! What the routers of all isolated networks have to do: a public address leads to a machine only as far as
//! its firewall rules say.
std::vector<VirtualRouter> resolveRouters(const World &world);

} // namespace skep::sandbox::cloudstack
