// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/nodes/nodeverb.h"
#include "ui/palette/paletteentries.h"

namespace skep::cluster {
class Cluster;
class Workspace;
} // namespace skep::cluster

namespace skep::ui {

//! What the palette offers besides the menus: each cluster, a terminal on each of its machines, and what can
//! be done to each of its nodes.
struct WindowEntries
{
    std::function<void(cluster::Cluster *)> showCluster;
    std::function<void(cluster::Cluster *, const QString &machine)> openTerminal;
    std::function<void(cluster::Cluster *, const QString &machine)> openFiles;
    std::function<void(cluster::Cluster *, NodeVerb verb, const QString &machine)> changeNode;

    QList<PaletteEntry> of(const cluster::Workspace *workspace) const;

private:
    void addVerbs(cluster::Cluster *cluster, QList<PaletteEntry> *entries) const;
};

} // namespace skep::ui
