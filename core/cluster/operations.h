// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/registrylogins.h"
#include "core/cluster/stacks.h"
#include "core/docker/containerspec.h"
#include "core/docker/specview.h"

namespace skep::cluster {

using Login = std::optional<docker::RegistryLogin>;

enum class ContainerVerb { Start, Stop, Restart, Remove };

//! What a person does to a cluster's workloads day by day, and reads of them beside the store. A machine is
//! named by Skep's name of it; what is the swarm's own is asked of a manager that answers. Main thread.
class Operations
{
public:
    virtual ~Operations() = default;

    virtual Pending<docker::ServiceDetail> serviceDetail(const QString &idOrName) = 0;
    virtual Pending<QString> createService(const docker::ServiceSpec &spec, const Login &login) = 0; //!< id
    //! What the engine warns of. Conflict: somebody changed the service since \p version.
    virtual Pending<QStringList> updateService(const QString &id, qint64 version,
                                               const docker::ServiceSpec &spec, const Login &login) = 0;
    virtual Pending<QStringList> scaleService(const QString &id, qint64 replicas) = 0;
    virtual Pending<QStringList> restartService(const QString &id) = 0; //!< all its tasks anew
    virtual Pending<QStringList> rollBackService(const QString &id) = 0;

    virtual Pending<> control(const QString &machine, const QString &container, ContainerVerb verb) = 0;
    virtual Pending<QString> runContainer(const QString &machine, const docker::ContainerSpec &spec,
                                          const Login &login) = 0; //!< id

    virtual Pending<docker::Inspection> inspect(docker::ObjectKind kind, const QString &id,
                                                const QString &machine) = 0;
    virtual Pending<> remove(docker::ObjectKind kind, const QString &id, const QString &machine) = 0;
    virtual Pending<QString> createNetwork(const docker::Network &network) = 0;
    virtual Pending<QString> createSecret(const QString &name, const SecretPtr &value,
                                          const QMap<QString, QString> &labels) = 0;
    virtual Pending<QString> createConfig(const QString &name, const QByteArray &value,
                                          const QMap<QString, QString> &labels) = 0;
    virtual Pending<> createVolume(const QString &machine, const docker::Volume &volume) = 0;

    virtual Pending<StackPreview> previewStack(const StackWish &wish) = 0;
    virtual Pending<QString> deployStack(const StackWish &wish, const SayMessage &say) = 0;
    virtual Pending<QStringList> removeStack(const QString &name) = 0; //!< what was removed

    //! Has an engine ask the registry; \p machine as in inspect(). Auth: the registry refuses the login.
    virtual Pending<> checkLogin(const docker::RegistryLogin &login, const QString &machine) = 0;
    virtual RegistryLogins *registryLogins() const = 0; //!< not owned; never null

    virtual Pending<QList<docker::Container>> containers(const QString &machine) = 0; //!< also stopped ones
    virtual Pending<QList<docker::Image>> images(const QString &machine) = 0;
    virtual Pending<QList<docker::Volume>> volumes(const QString &machine) = 0;
    virtual Pending<QList<docker::Network>> networks() = 0; //!< as a manager sees them
    virtual Pending<QList<docker::SwarmFile>> secrets() = 0;
    virtual Pending<QList<docker::SwarmFile>> configs() = 0;
    virtual Pending<docker::Info> info(const QString &machine) = 0;
};

} // namespace skep::cluster
