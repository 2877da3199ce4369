// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/palette/paletteentries.h"

namespace skep::cluster {
class Cluster;
class Workspace;
} // namespace skep::cluster

namespace skep::ui {

//! What the palette offers besides the menus: each cluster, and a terminal on each of its machines.
struct WindowEntries
{
    std::function<void(cluster::Cluster *)> showCluster;
    std::function<void(cluster::Cluster *, const QString &machine)> openTerminal;
    std::function<void(cluster::Cluster *, const QString &machine)> openFiles;

    QList<PaletteEntry> of(const cluster::Workspace *workspace) const;
};

} // namespace skep::ui
