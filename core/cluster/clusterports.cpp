// SPDX-License-Identifier: GPL-3.0-or-later
// A cluster's ports that others may use by choice.
#include "core/cluster/cluster_p.h"

namespace skep::cluster {

Pending<> Cluster::openPort(const Exposure &exposure)
{
    if (spec().exposures.contains(exposure))
        return ready<>(fail(ErrorCode::Conflict, tr("That is open already: %1.").arg(describe(exposure))));
    Change change;
    change.open = {exposure};
    return d->beginChange(change);
}

Pending<> Cluster::closePort(const Exposure &exposure)
{
    if (!spec().exposures.contains(exposure))
        return ready<>(fail(ErrorCode::NotFound, tr("That is not open: %1.").arg(describe(exposure))));
    Change change;
    change.close = {exposure};
    return d->beginChange(change);
}

} // namespace skep::cluster
