// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/spec.h"
#include "core/plan/step.h"

namespace skep::cluster {

//! What the planner must be told beyond the spec.
struct ClusterFacts
{
    QString clusterId;
};

//! The way from nothing to the spec, as a graph: a step needs only what it cannot do without, so that
//! machines are made side by side and the longest chain is short. Pure.
Result<QList<plan::Step>> planCreation(const ClusterSpec &spec, const ClusterFacts &facts);

//! The way of new machines into a cluster that there is, \p machines being those from before. It still needs
//! steps of the creation, which are done.
QList<plan::Step> planAdditions(const ClusterSpec &spec, const ClusterFacts &facts,
                                const QList<PlannedMachine> &machines, const QList<PlannedMachine> &added);

//! "Install the engine", for people; any plan's step.
QString titleOf(const plan::Step &step);

} // namespace skep::cluster
