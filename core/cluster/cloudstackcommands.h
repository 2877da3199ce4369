// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/account.h"
#include "core/cluster/firewallplan.h"

namespace skep::cluster {

//! What a plan asks of an Apache CloudStack cloud, as its command line client cs and jq would do it in bash.
//! Ids are looked up by name, since nothing has been asked yet. Key and secret are the client's own affair.
QStringList cloudStackCommands(const ClusterSpec &spec, const Account &account);

} // namespace skep::cluster
