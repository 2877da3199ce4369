// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/workspace.h"

#include <QJsonArray>
#include <QJsonObject>

namespace skep::ctl {

// What commands print: one function for JSON, one for people.
QJsonObject clusterReport(const cluster::Cluster *cluster, const QJsonObject &seconds);
QString clusterText(const cluster::Cluster *cluster);
//! Steps, machines, firewall and commands; what it takes of the account where the cloud could be asked.
QJsonObject planReport(const cluster::ClusterSpec &spec, const cluster::Account &account,
                       const QList<plan::Step> &steps, const Result<cluster::Estimate> &estimate);
QString planText(const cluster::ClusterSpec &spec, const cluster::Account &account,
                 const QList<plan::Step> &steps, const Result<cluster::Estimate> &estimate);
QString proofText(const cluster::Proof &proof);

} // namespace skep::ctl
