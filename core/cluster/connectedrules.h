// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/async.h"
#include "core/cluster/account.h"
#include "core/cluster/audit.h"
#include "core/cluster/clusterfile.h"

namespace skep::cluster {

//! Where the rules around machines that Skep has not made may be read.
struct KnownClouds
{
    QList<Account> accounts;
    std::function<Pending<cloud::CloudProvider *>(const Account &, const QString &zone)> provider;
};

//! Looks in every zone of the accounts for the machines that the \p nodes are, and adds to \p audit what is
//! wrong with the rules of their groups. Never fails: an account that does not answer, and nodes that none of
//! them has, are told as unread.
Pending<> auditKnownRules(const QList<MachineRecord> &nodes, const KnownClouds &clouds,
                          const std::shared_ptr<Audit> &audit, QObject *context);

} // namespace skep::cluster
