// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/operations.h"

#include <QObject>

namespace skep::cluster {

//! The operations over the engines of the nodes. Main thread.
class EngineOperations final : public QObject, public Operations
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EngineOperations)

public:
    struct Way
    {
        std::function<Pending<docker::Client *>(const QString &machine)> engine; //!< connects where needed
        std::function<QStringList()> managers; //!< machines, most wanted first
        std::function<Pending<ssh::Connection *>(const QString &machine)> connection; //!< also connects
        std::function<void()> changed; //!< something was changed: look again
        RegistryLogins *logins = nullptr; //!< not owned; must outlive the operations
    };
    explicit EngineOperations(Way way, QObject *parent = nullptr);

    Pending<docker::ServiceDetail> serviceDetail(const QString &idOrName) override;
    Pending<QString> createService(const docker::ServiceSpec &spec, const Login &login) override;
    Pending<QStringList> updateService(const QString &id, qint64 version, const docker::ServiceSpec &spec,
                                       const Login &login) override;
    Pending<QStringList> scaleService(const QString &id, qint64 replicas) override;
    Pending<QStringList> restartService(const QString &id) override;
    Pending<QStringList> rollBackService(const QString &id) override;
    Pending<> control(const QString &machine, const QString &container, ContainerVerb verb) override;
    Pending<QString> runContainer(const QString &machine, const docker::ContainerSpec &spec,
                                  const Login &login) override;
    Pending<docker::Inspection> inspect(docker::ObjectKind kind, const QString &id,
                                        const QString &machine) override;
    Pending<> remove(docker::ObjectKind kind, const QString &id, const QString &machine) override;
    Pending<QString> createNetwork(const docker::Network &network) override;
    Pending<QString> createSecret(const QString &name, const SecretPtr &value,
                                  const QMap<QString, QString> &labels) override;
    Pending<QString> createConfig(const QString &name, const QByteArray &value,
                                  const QMap<QString, QString> &labels) override;
    Pending<> createVolume(const QString &machine, const docker::Volume &volume) override;
    Pending<StackPreview> previewStack(const StackWish &wish) override;
    Pending<QString> deployStack(const StackWish &wish, const SayMessage &say) override;
    Pending<QStringList> removeStack(const QString &name) override;
    Pending<> checkLogin(const docker::RegistryLogin &login, const QString &machine) override;
    RegistryLogins *registryLogins() const override { return m_way.logins; }
    Pending<QList<docker::Container>> containers(const QString &machine) override;
    Pending<QList<docker::Image>> images(const QString &machine) override;
    Pending<QList<docker::Volume>> volumes(const QString &machine) override;
    Pending<QList<docker::Network>> networks() override;
    Pending<QList<docker::SwarmFile>> secrets() override;
    Pending<QList<docker::SwarmFile>> configs() override;
    Pending<docker::Info> info(const QString &machine) override;

private:
    Pending<docker::Client *> manager();
    Pending<docker::Client *> firstOf(QStringList managers);
    //! The named machine's engine, or where none is named a manager's.
    template <typename Fn>
    auto on(const QString &machine, Fn fn);
    template <typename T>
    Pending<T> telling(Pending<T> work); //!< tells of a change when it has been made

    Way m_way;
    QString m_lastGood; //!< the manager that answered last
};

} // namespace skep::cluster
