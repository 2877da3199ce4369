// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/exportfile.h"
#include "core/cluster/registrylogins.h"
#include "core/cluster/workspace.h"
#include "core/net/gateway.h"

namespace skep::cluster {

//! The workspace's state.
class Workspace::Private
{
public:
    Workspace *q = nullptr;
    QString stateDir;
    secrets::SecretStore *secrets = nullptr;
    net::Gateway gateway;
    std::unique_ptr<RegistryLogins> logins; //!< must outlive the clusters
    QList<Account> accounts;
    std::optional<Account> sessionAccount;
    SecretPtr sessionSecret;
    QHash<QString, QPointer<cloud::CloudProvider>> providers; //!< by account and zone
    QList<Cluster *> clusters;

    QString accountsPath() const { return stateDir + QStringLiteral("/accounts.json"); }
    QString folderOf(const QString &id) const { return stateDir + QStringLiteral("/clusters/") + id; }
    std::optional<Account> account(const QString &name) const;
    Pending<cloud::CloudProvider *> providerOf(const Account &account, const QString &zone);
    void dropProviders(const QString &accountId);
    Cluster *add(const ClusterFile &file);
    Pending<Cluster *>
    take(const Export &content); //!< secrets first: a cluster that is listed can be managed
    Pending<Cluster *> adoptById(const Account &account, const QString &id);
    Result<Cluster *> settle(const Export &content);
    Result<> loadClusters();
    Result<> loadCluster(const QString &folder);
};

} // namespace skep::cluster
