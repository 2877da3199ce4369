// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/nodechanges.h"
#include "ui/nodes/nodeverb.h"

//! The commands that stand for what is done to nodes, quoted for a shell: shown to a person, never run. The
//! first line is skepctl's, those below are docker's part of it. Pure.
namespace skep::ui {

QString addCommands(const cluster::ClusterSpec &spec, const cluster::NodeWish &wish,
                    const QStringList &machines);
QString changeCommands(NodeVerb verb, const QString &cluster, const cluster::Change &change);
QString availabilityCommand(docker::Availability availability, const QStringList &machines);
QString labelCommands(const QString &cluster, const QString &machine, const QMap<QString, QString> &set,
                      const QStringList &unset);

} // namespace skep::ui
