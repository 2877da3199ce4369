// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/docker/types.h"

namespace skep::cluster {

//! A manager, or a server of Consul, as the others see it now.
struct VoterSeen
{
    QString name;
    bool isReachable = false;
    bool operator==(const VoterSeen &) const = default;
};

QList<VoterSeen> managersSeen(const QList<docker::Node> &nodes);
int majorityOf(int managers); //!< how many of them must be reachable

//! Whether the managers named \p leaving (demoted, removed or replaced, all of them) may go: a majority must
//! be reachable before and after. \p joining: so many more are there before the first one goes. A refusal
//! says it in numbers. Pure.
Result<> quorumAllows(const QList<VoterSeen> &managers, const QStringList &leaving, int joining = 0);

//! The same for the servers of Consul, where \p joining new ones come before any goes.
Result<> consulAllows(const QList<VoterSeen> &servers, const QStringList &leaving, int joining);

} // namespace skep::cluster
