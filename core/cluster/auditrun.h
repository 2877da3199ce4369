// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/async.h"
#include "core/cluster/audit.h"

namespace skep::cluster {

//! What an audit looks at.
struct AuditSubject
{
    ClusterSpec spec;
    QMap<QString, QString> addresses; //!< of the machines, by name
    cloud::Labels labels; //!< of the cluster's machines at the provider
};

//! Reads the rules of the cloud and tries the delicate ports of every machine from this computer.
Pending<Audit> runAudit(const AuditSubject &subject, cloud::CloudProvider *provider, QObject *context);

} // namespace skep::cluster
