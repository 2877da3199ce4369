// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/async.h"
#include "core/cloud/abilities.h"
#include "core/cluster/account.h"
#include "core/cluster/estimate.h"
#include "core/cluster/spec.h"
#include "core/plan/step.h"

namespace skep::ui {

//! What the wizard asks of the rest of the program. The tests answer with errors that no cloud gives on
//! demand.
class WizardServices
{
public:
    virtual ~WizardServices() = default;

    virtual QList<cluster::Account> accounts() const = 0;
    virtual QStringList takenNames() const = 0;
    virtual Pending<QList<cloud::Zone>> zones(const QString &account) = 0;
    virtual Pending<QList<cloud::InstanceType>> instanceTypes(const QString &account,
                                                              const QString &zone) = 0;
    virtual Pending<QList<cloud::MachineTemplate>> templates(const QString &account, const QString &zone) = 0;
    virtual Pending<cloud::Abilities> abilities(const QString &account, const QString &zone) = 0;
    virtual QList<cluster::SpecProblem> check(const cluster::ClusterSpec &spec) const = 0;
    virtual Pending<QList<cluster::SpecProblem>> checkWithCloud(const cluster::ClusterSpec &spec) = 0;
    virtual QList<cluster::PlannedMachine> machines(const cluster::ClusterSpec &spec) const = 0;
    virtual Pending<cluster::Estimate> estimate(const cluster::ClusterSpec &spec) = 0;
    virtual Result<QList<plan::Step>> plan(const cluster::ClusterSpec &spec) const = 0;
    virtual QString stepTitle(const plan::Step &step) const = 0;
};

} // namespace skep::ui
