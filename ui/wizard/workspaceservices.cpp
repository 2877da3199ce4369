// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/workspaceservices.h"

#include "core/cluster/workspace.h"

using namespace Qt::StringLiterals;

namespace skep::ui {

using cloud::CloudProvider;

WorkspaceServices::WorkspaceServices(cluster::Workspace *workspace, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
{
}

QList<cluster::Account> WorkspaceServices::accounts() const
{
    return m_workspace->accounts();
}

QStringList WorkspaceServices::takenNames() const
{
    QStringList names;
    for (const cluster::Cluster *cluster : m_workspace->clusters())
        names << cluster->name();
    return names;
}

Pending<QList<cloud::Zone>> WorkspaceServices::zones(const QString &account)
{
    return andThen(m_workspace->provider(account), this,
                   [](CloudProvider *provider) { return provider->zones(); });
}

Pending<QList<cloud::InstanceType>> WorkspaceServices::instanceTypes(const QString &account,
                                                                     const QString &zone)
{
    return andThen(m_workspace->provider(account, zone), this,
                   [](CloudProvider *provider) { return provider->instanceTypes(); });
}

Pending<QList<cloud::MachineTemplate>> WorkspaceServices::templates(const QString &account,
                                                                    const QString &zone)
{
    return andThen(m_workspace->provider(account, zone), this,
                   [](CloudProvider *provider) { return provider->templates(); });
}

Pending<cloud::Abilities> WorkspaceServices::abilities(const QString &account, const QString &zone)
{
    return andThen(m_workspace->provider(account, zone), this,
                   [](CloudProvider *provider) { return cloud::abilitiesOf(provider); });
}

QList<cluster::SpecProblem> WorkspaceServices::check(const cluster::ClusterSpec &spec) const
{
    return cluster::check(spec);
}

Pending<QList<cluster::SpecProblem>> WorkspaceServices::checkWithCloud(const cluster::ClusterSpec &spec)
{
    return m_workspace->checkWithCloud(spec);
}

QList<cluster::PlannedMachine> WorkspaceServices::machines(const cluster::ClusterSpec &spec) const
{
    return cluster::machines(spec);
}

Pending<cluster::Estimate> WorkspaceServices::estimate(const cluster::ClusterSpec &spec)
{
    return m_workspace->estimate(spec);
}

Result<QList<plan::Step>> WorkspaceServices::plan(const cluster::ClusterSpec &spec) const
{
    return m_workspace->plan(spec);
}

QString WorkspaceServices::stepTitle(const plan::Step &step) const
{
    return cluster::Cluster::stepTitle(step);
}

} // namespace skep::ui
