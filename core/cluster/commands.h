// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/account.h"
#include "core/cluster/firewallplan.h"

namespace skep::cluster {

//! The commands that a plan stands for, as somebody would type them: for reading, nothing runs them.
QString equivalentCommands(const ClusterSpec &spec, const Account &account);

} // namespace skep::cluster
