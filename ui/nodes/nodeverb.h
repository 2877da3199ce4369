// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/change.h"
#include "core/cluster/store.h"

namespace skep::ui {

//! What can be done to nodes of a swarm.
enum class NodeVerb { Activate, Pause, Drain, Labels, Promote, Demote, Replace, Remove };
inline constexpr NodeVerb allNodeVerbs[] = {NodeVerb::Activate, NodeVerb::Pause,   NodeVerb::Drain,
                                            NodeVerb::Labels,   NodeVerb::Promote, NodeVerb::Demote,
                                            NodeVerb::Replace,  NodeVerb::Remove};

QString verbId(NodeVerb verb); //!< "remove"; stays the same in every language
QString verbTitle(NodeVerb verb); //!< "&Remove…", for a menu
QString verbTitle(NodeVerb verb,
                  const QString &machine); //!< "Remove hive-worker-2", where no menu says of what
QString verbIcon(NodeVerb verb); //!< empty: none

//! The store's rows of these machines. One that runs a Consul server alone is no node of the swarm and gets a
//! row without a node id.
QList<cluster::NodeRow> nodeRows(const cluster::Store &store, const QList<cluster::PlannedMachine> &planned,
                                 const QStringList &machines);

//! Why it cannot be done to these nodes now, as one sentence; empty: it can. What only the managers know now
//! (the quorum) is not among it. Pure.
QString whyNot(NodeVerb verb, const QList<cluster::NodeRow> &nodes,
               const QList<cluster::PlannedMachine> &planned, const std::optional<cluster::Change> &change);

//! The change that a verb asks for, as far as it is known before anybody was asked: for showing its plan.
//! \p added: who comes in the place of one that is replaced.
cluster::Change changeOf(NodeVerb verb, const QList<cluster::NodeRow> &nodes,
                         const QList<cluster::PlannedMachine> &planned,
                         const QList<cluster::PlannedMachine> &added);

} // namespace skep::ui
