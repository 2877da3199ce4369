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

//! "Install the engine", for people; any plan's step.
QString titleOf(const plan::Step &step);

} // namespace skep::cluster
