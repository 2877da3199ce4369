// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/skepctl/session.h"
#include "core/cluster/links.h"
#include "core/docker/client.h"

namespace skep::ctl {

//! The cluster that the command names first after its own words, if it is ready.
Result<cluster::Cluster *> readyCluster(const Session &session, const QString &name);
//! By the machine's whole name, or what follows the cluster's.
Result<QString> machineNamed(const cluster::Cluster *cluster, const QString &node);
QStringList swarmMachines(const cluster::Cluster *cluster); //!< all with an engine in the swarm

//! Connects where it is not; ends when the store is true, with Consul's half if that comes soon.
Pending<cluster::Cluster *> whenLive(cluster::Cluster *cluster);

Pending<docker::Client *> engineOf(const cluster::Cluster *cluster, const QString &node);
//! The first manager that answers.
Pending<docker::Client *> managerOf(cluster::Cluster *cluster);
Pending<QString> managerName(cluster::Cluster *cluster);

//! \p work with the cluster that is called \p words[at], through its manager.
Pending<int> withManager(Session &session, qsizetype at,
                         const std::function<Pending<int>(cluster::Cluster *, docker::Client *)> &work);

QByteArray readStdin(qint64 most); //!< to its end
QJsonObject textMapOf(const QMap<QString, QString> &map);
Pending<int> done(Session &session, const QJsonObject &report, const QString &text);

} // namespace skep::ctl
