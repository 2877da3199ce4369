// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cloud/provider.h"
#include "core/cluster/spec.h"

namespace skep::cluster {

//! What the cloud says to a spec before anything is made.
struct Preflight
{
    QList<SpecProblem> problems;
    QMap<QString, QString> templateIds; //!< by name
    QMap<QString, QString> typeIds; //!< by name
};

//! Templates, machine types, zone and quota for the machines that are to be made.
Pending<Preflight> lookUp(cloud::CloudProvider *provider, const ClusterSpec &spec,
                          const QList<PlannedMachine> &wanted, QObject *context);
//! Problems of a name that a cluster of the account has already.
Pending<QList<SpecProblem>> checkNameIsFree(cloud::CloudProvider *provider, const ClusterSpec &spec,
                                            QObject *context);

} // namespace skep::cluster
