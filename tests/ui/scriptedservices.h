// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/wizard/wizardservices.h"

namespace skep::test {

//! Answers the wizard from a script: what no cloud does on demand.
class ScriptedServices final : public ui::WizardServices
{
public:
    ScriptedServices();

    QList<cluster::Account> accountList;
    QStringList names;
    std::optional<Error> catalogueError;
    QList<cluster::SpecProblem> localProblems;
    QList<cluster::SpecProblem> cloudProblems;
    std::optional<Error> cloudError;
    int cloudChecks = 0;

    QList<cluster::Account> accounts() const override { return accountList; }
    QStringList takenNames() const override { return names; }
    Pending<QList<cloud::Zone>> zones(const QString &account) override;
    Pending<QList<cloud::InstanceType>> instanceTypes(const QString &account) override;
    Pending<QList<cloud::MachineTemplate>> templates(const QString &account) override;
    QList<cluster::SpecProblem> check(const cluster::ClusterSpec &) const override { return localProblems; }
    Pending<QList<cluster::SpecProblem>> checkWithCloud(const cluster::ClusterSpec &spec) override;
    QList<cluster::PlannedMachine> machines(const cluster::ClusterSpec &spec) const override;
    QList<ui::FirewallLine> firewall(const cluster::ClusterSpec &spec) const override;
    Result<QList<plan::Step>> plan(const cluster::ClusterSpec &spec) const override;
    QString stepTitle(const plan::Step &step) const override;
};

} // namespace skep::test
