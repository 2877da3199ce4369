// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/docker/types.h"

namespace skep::cluster {

//! A manager as the swarm sees it now.
struct ManagerSeen
{
    QString name;
    bool isReachable = false;
    bool operator==(const ManagerSeen &) const = default;
};

QList<ManagerSeen> managersSeen(const QList<docker::Node> &nodes);
int majorityOf(int managers); //!< how many of them must be reachable

//! Whether the managers named \p leaving (demoted, removed or replaced, all of them) may go: a majority must
//! be reachable before and after. A refusal says it in numbers. Pure.
Result<> quorumAllows(const QList<ManagerSeen> &managers, const QStringList &leaving);

} // namespace skep::cluster
