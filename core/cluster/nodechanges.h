// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/async.h"
#include "core/cloud/provider.h"
#include "core/cluster/change.h"
#include "core/docker/types.h"

namespace skep::cluster {

//! How nodes go.
struct Removal
{
    int patience = 120; //!< seconds that their tasks have to move; then it is a question
    bool isHurried = false; //!< does not wait for tasks
};

//! Changes of one cluster's nodes, and what a person must be told to ask for them. One change at a time:
//! each of the calls that need a plan succeeds once the plan is written down and runs; a refusal (the quorum,
//! a wrong name, a change that is not finished) leaves nothing behind. Main thread.
class NodeChanges
{
public:
    virtual ~NodeChanges() = default;

    virtual QString name() const = 0; //!< the cluster's
    virtual QString id() const = 0;
    virtual const ClusterSpec &spec() const = 0;
    virtual QList<PlannedMachine> plannedMachines() const = 0; //!< those that there are
    virtual std::optional<Change> change() const = 0; //!< under way, or stopped
    virtual Pending<QMap<QString, int>> usedNumbers() = 0; //!< for newMachines(); asks the cloud
    virtual Pending<QList<cloud::InstanceType>> machineTypes() = 0;
    virtual Pending<QList<cloud::MachineTemplate>> machineTemplates() = 0;

    virtual Pending<> addNodes(const NodeWish &wish) = 0;
    virtual Pending<> removeNodes(const QStringList &machineNames, const Removal &how = {}) = 0;
    //! By one of its role and shape: a dead one, or one that runs a server of Consul, which never goes before
    //! its successor has taken its place.
    virtual Pending<> replaceNode(const QString &machineName) = 0;
    virtual Pending<> changeRole(const QString &machineName, MachineRole role) = 0;
    //! At once and without a plan.
    virtual Pending<> setAvailability(const QString &machineName, docker::Availability availability) = 0;
    virtual Pending<> changeLabels(const QString &machineName, const QMap<QString, QString> &set,
                                   const QStringList &unset) = 0;
};

} // namespace skep::cluster
