// SPDX-License-Identifier: GPL-3.0-or-later
// A cluster's live half: the connections that are kept open and who fills the store.
#include "core/cluster/cluster_p.h"

namespace skep::cluster {

void Cluster::connectLive()
{
    for (const auto &machine : std::as_const(d->file.machines))
        d->site->links()->connection(machine.name);
}

} // namespace skep::cluster
