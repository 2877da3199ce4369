// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/workspace.h"
#include "core/ssh/target.h"
#include "ui/dock/terminalorigin.h"

namespace skep::ui {

//! A shell on a machine of the cluster, over the connection that it has already.
TerminalOrigin nodeOrigin(cluster::Cluster *cluster, const cluster::MachineRecord &machine);
//! Where the files of a machine are reached: the same host, key and user as its shell.
std::function<Pending<ssh::Target>()> nodeTarget(cluster::Cluster *cluster, const QString &machine);
//! Of those machines that the cluster has; others are left out.
QList<TerminalOrigin> nodeOrigins(cluster::Cluster *cluster, const QStringList &machines);

} // namespace skep::ui
