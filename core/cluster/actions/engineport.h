// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/site.h"

namespace skep::cluster {

struct NamedSecret
{
    QString purpose;
    SecretPtr secret;
};

//! A new authority for the port of a cluster's engines: its key and its certificate.
Result<QList<NamedSecret>> engineAuthority(const QString &clusterName);

} // namespace skep::cluster
