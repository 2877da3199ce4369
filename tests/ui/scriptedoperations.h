// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/facts.h"
#include "core/cluster/operations.h"
#include "core/secrets/sessionstore.h"

#include <QTemporaryDir>

namespace skep::test {

//! Stands in for a cluster's engines: notes what it is asked to do, and answers from a script.
class ScriptedOperations final : public cluster::Operations
{
public:
    QStringList calls; //!< "scale s1 3", in order
    std::optional<Error> refusal; //!< of all changes, while it is set
    docker::ServiceDetail detail;
    docker::ServiceSpec sent; //!< the last spec of a create or an update
    docker::ContainerSpec sentContainer;
    QByteArray sentSecret; //!< the last password or value of a secret
    docker::Inspection inspected;
    QHash<QString, QList<docker::Container>> containerLists; //!< by machine
    QHash<QString, Error> silentMachines;
    QList<docker::Image> imageList;
    QList<docker::Volume> volumeList;
    QList<docker::Network> networkList;
    QList<docker::SwarmFile> secretList;
    QList<docker::SwarmFile> configList;
    docker::Info engineInfo;
    cluster::StackWish sentStack; //!< the last that was previewed or deployed
    Result<cluster::StackPreview> stackPreview;
    QList<QByteArray> clientSays; //!< in pieces, while a stack is deployed
    std::optional<Error> loginRefusal;
    QMap<QString, QString> sentLabels;
    docker::Network sentNetwork;
    docker::RegistryLogin sentLogin; //!< without its password, which is in sentSecret

    Pending<docker::ServiceDetail> serviceDetail(const QString &idOrName) override;
    Pending<QString> createService(const docker::ServiceSpec &spec, const cluster::Login &login) override;
    Pending<QStringList> updateService(const QString &id, qint64 version, const docker::ServiceSpec &spec,
                                       const cluster::Login &login) override;
    Pending<QStringList> scaleService(const QString &id, qint64 replicas) override;
    Pending<QStringList> restartService(const QString &id) override;
    Pending<QStringList> rollBackService(const QString &id) override;
    Pending<> control(const QString &machine, const QString &container, cluster::ContainerVerb verb) override;
    Pending<QString> runContainer(const QString &machine, const docker::ContainerSpec &spec,
                                  const cluster::Login &login) override;
    Pending<docker::Inspection> inspect(docker::ObjectKind kind, const QString &id,
                                        const QString &machine) override;
    Pending<> remove(docker::ObjectKind kind, const QString &id, const QString &machine) override;
    Pending<QString> createNetwork(const docker::Network &network) override;
    Pending<QString> createSecret(const QString &name, const SecretPtr &value,
                                  const QMap<QString, QString> &labels) override;
    Pending<QString> createConfig(const QString &name, const QByteArray &value,
                                  const QMap<QString, QString> &labels) override;
    Pending<> createVolume(const QString &machine, const docker::Volume &volume) override;
    Pending<cluster::StackPreview> previewStack(const cluster::StackWish &wish) override;
    Pending<QString> deployStack(const cluster::StackWish &wish, const cluster::SayMessage &say) override;
    Pending<QStringList> removeStack(const QString &name) override;
    Pending<> checkLogin(const docker::RegistryLogin &login, const QString &machine) override;
    cluster::RegistryLogins *registryLogins() const override { return m_logins.get(); }
    Pending<QList<docker::Container>> containers(const QString &machine) override;
    Pending<QList<docker::Image>> images(const QString &machine) override;
    Pending<QList<docker::Volume>> volumes(const QString &machine) override;
    Pending<QList<docker::Network>> networks() override;
    Pending<QList<docker::SwarmFile>> secrets() override;
    Pending<QList<docker::SwarmFile>> configs() override;
    Pending<docker::Info> info(const QString &machine) override;

private:
    QTemporaryDir m_folder;
    secrets::SessionStore m_secrets;
    std::unique_ptr<cluster::RegistryLogins> m_logins = std::make_unique<cluster::RegistryLogins>(
        m_folder.filePath(QStringLiteral("registries.json")), &m_secrets);

    template <typename T = void>
    Pending<T> changed(const QString &call, Result<T> answer = {});
    template <typename T>
    Pending<T> told(const QString &machine, const T &answer);
};

//! A cluster of one manager and two workers with the services web (2 of 3 run, one waits) and agent (global).
void fillWorkloads(cluster::Facts &facts);

} // namespace skep::test
