// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/workspace.h"

#include <QJsonArray>
#include <QJsonObject>

namespace skep::ctl {

// What commands print: one function for JSON, one for people.
QJsonObject clusterReport(const cluster::Cluster *cluster, const QJsonObject &seconds);
QString clusterText(const cluster::Cluster *cluster);
QJsonArray planReport(const QList<plan::Step> &steps);
QString planText(const QList<plan::Step> &steps);
QString proofText(const cluster::Proof &proof);

} // namespace skep::ctl
