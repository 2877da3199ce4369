// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/spec.h"

#include <QColor>
#include <QIcon>
#include <QString>

namespace skep::ui {

//! A colour that a cluster keeps for as long as it lives, to tell its tabs from those of another at a glance.
//! Never one of those that mean health.
QColor clusterColor(const QString &clusterId);

//! What a node is in its cluster, as a small hexagon in the cluster's colour: filled for a manager, a frame
//! for a worker, a diamond for a Consul server.
QIcon roleIcon(cluster::MachineRole role, const QColor &color);

} // namespace skep::ui
