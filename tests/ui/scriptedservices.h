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
    QList<cloud::Zone> zoneList{{QStringLiteral("ch-gva-2")}, {QStringLiteral("de-fra-1")}};
    QHash<QString, QList<cloud::InstanceType>> typesOfZone; //!< where they are others
    QHash<QString, QStringList> templatesOfZone; //!< beside those of all
    QHash<QString, cloud::Abilities> abilitiesOfZone;
    QList<cluster::SpecProblem> localProblems;
    QList<cluster::SpecProblem> cloudProblems;
    std::optional<Error> cloudError;
    Result<cluster::Estimate> estimateAnswer = cluster::Estimate{
        {{QStringLiteral("Machines"), 3, 5, 20}, {QStringLiteral("Firewall groups"), 1, 3, -1}},
        cluster::Cost{QStringLiteral("CHF"), 0.1375, {}, QStringLiteral("prices.example")}};
    int cloudChecks = 0;

    QList<cluster::Account> accounts() const override { return accountList; }
    QStringList takenNames() const override { return names; }
    Pending<QList<cloud::Zone>> zones(const QString &account) override;
    Pending<QList<cloud::InstanceType>> instanceTypes(const QString &account, const QString &zone) override;
    Pending<QList<cloud::MachineTemplate>> templates(const QString &account, const QString &zone) override;
    Pending<cloud::Abilities> abilities(const QString &account, const QString &zone) override;
    QList<cluster::SpecProblem> check(const cluster::ClusterSpec &) const override { return localProblems; }
    Pending<QList<cluster::SpecProblem>> checkWithCloud(const cluster::ClusterSpec &spec) override;
    QList<cluster::PlannedMachine> machines(const cluster::ClusterSpec &spec) const override;
    Pending<cluster::Estimate> estimate(const cluster::ClusterSpec &spec) override;
    Result<QList<plan::Step>> plan(const cluster::ClusterSpec &spec) const override;
    QString stepTitle(const plan::Step &step) const override;
};

} // namespace skep::test
