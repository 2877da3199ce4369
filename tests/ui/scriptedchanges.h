// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/clusterfile.h"
#include "core/cluster/nodechanges.h"

namespace skep::test {

//! Answers the dialogs of nodes from a script, and remembers what was asked for.
class ScriptedChanges final : public cluster::NodeChanges
{
public:
    ScriptedChanges(); //!< "hive": 3 managers, 2 workers, 1 Consul server

    cluster::ClusterSpec wanted;
    QList<cluster::PlannedMachine> machines;
    std::optional<cluster::Change> running;
    std::optional<Error> refusal; //!< of every call that changes something
    QMap<QString, int> used;
    QStringList asked; //!< "remove hive-worker-1 wait 120"

    QString name() const override { return wanted.name; }
    QString id() const override { return QStringLiteral("0123"); }
    const cluster::ClusterSpec &spec() const override { return wanted; }
    QList<cluster::PlannedMachine> plannedMachines() const override { return machines; }
    std::optional<cluster::Change> change() const override { return running; }
    Pending<QMap<QString, int>> usedNumbers() override;
    Pending<QList<cloud::InstanceType>> machineTypes() override;
    Pending<QList<cloud::MachineTemplate>> machineTemplates() override;
    Pending<> addNodes(const cluster::NodeWish &wish) override;
    Pending<> removeNodes(const QStringList &machineNames, const cluster::Removal &how) override;
    Pending<> replaceNode(const QString &machineName) override;
    Pending<> changeRole(const QString &machineName, cluster::MachineRole role) override;
    Pending<> setAvailability(const QString &machineName, docker::Availability availability) override;
    Pending<> changeLabels(const QString &machineName, const QMap<QString, QString> &set,
                           const QStringList &unset) override;

private:
    Pending<> answer(const QString &call);
};

} // namespace skep::test
