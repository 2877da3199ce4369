// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/workspace.h"
#include "ui/dock/terminalorigin.h"
#include "ui/workloads/logtarget.h"

class QWidget;

namespace skep::ui {

//! A shell in a container, over the connection that its node has already.
TerminalOrigin containerOrigin(cluster::Cluster *cluster, const QString &machine, const QString &container);
//! A page that follows the logs of those containers; not owned.
QWidget *logPage(cluster::Cluster *cluster, const QList<LogTarget> &targets);

} // namespace skep::ui
