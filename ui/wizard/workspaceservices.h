// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/wizard/wizardservices.h"

#include <QObject>

namespace skep::cluster {
class Workspace;
}

namespace skep::ui {

//! The wizard's services over the real workspace.
class WorkspaceServices final : public QObject, public WizardServices
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(WorkspaceServices)

public:
    explicit WorkspaceServices(cluster::Workspace *workspace, QObject *parent = nullptr);

    QList<cluster::Account> accounts() const override;
    QStringList takenNames() const override;
    Pending<QList<cloud::Zone>> zones(const QString &account) override;
    Pending<QList<cloud::InstanceType>> instanceTypes(const QString &account, const QString &zone) override;
    Pending<QList<cloud::MachineTemplate>> templates(const QString &account, const QString &zone) override;
    Pending<cloud::Abilities> abilities(const QString &account, const QString &zone) override;
    QList<cluster::SpecProblem> check(const cluster::ClusterSpec &spec) const override;
    Pending<QList<cluster::SpecProblem>> checkWithCloud(const cluster::ClusterSpec &spec) override;
    QList<cluster::PlannedMachine> machines(const cluster::ClusterSpec &spec) const override;
    Pending<cluster::Estimate> estimate(const cluster::ClusterSpec &spec) override;
    Result<QList<plan::Step>> plan(const cluster::ClusterSpec &spec) const override;
    QString stepTitle(const plan::Step &step) const override;

private:
    cluster::Workspace *m_workspace;
};

} // namespace skep::ui
