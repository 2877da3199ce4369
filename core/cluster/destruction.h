// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cloud/provider.h"
#include "core/cluster/spec.h"
#include "core/plan/step.h"

namespace skep::cluster {

//! What the cloud says belongs to a cluster, found by its id alone.
struct Inventory
{
    QList<cloud::Machine> machines;
    QList<cloud::FirewallGroup> groups;
    QList<cloud::AffinityGroup> affinityGroups;
    QStringList sshKeys;
    bool isEmpty() const
    {
        return machines.isEmpty() && groups.isEmpty() && affinityGroups.isEmpty() && sshKeys.isEmpty();
    }
};

Pending<Inventory> takeInventory(cloud::CloudProvider *provider, const QString &clusterId, QObject *context);
QStringList described(const Inventory &inventory); //!< "machine a-worker-1", one each

//! The way back to nothing: machines, then the rules, then the groups; keys and secrets last. Pure.
QList<plan::Step> planDestruction(const Inventory &inventory);
//! The same for own servers, which stay. Pure.
QList<plan::Step> planCleaning(const QList<PlannedMachine> &servers);

} // namespace skep::cluster
