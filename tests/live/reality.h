// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/workspace.h"
#include "core/secrets/keychainstore.h"

#include <QNetworkAccessManager>

namespace skep::test {

//! The cluster that a test has made, with its store connected, and the hands that change the real thing:
//! commands on its nodes and the sandbox's power switch. Every change throws std::runtime_error when the far
//! side refuses it.
class Reality
{
public:
    Reality();

    cluster::Cluster *cluster() const { return m_cluster; }
    cluster::Store *store() const { return m_cluster->store(); }

    //! Runs on the node "manager-1" of the cluster and so on; its trimmed stdout.
    QString run(const QString &node, const QByteArray &command);
    QString onManager(const QByteArray &command) { return run(QStringLiteral("manager-1"), command); }
    void power(const QString &node, bool on);

    // Rows of the store; an empty one where there is none.
    cluster::NodeRow node(const QString &name) const;
    cluster::ServiceRow service(const QString &name) const;
    cluster::CatalogRow catalog(const QString &name) const;
    bool needsAttention(const QString &idStart, const QString &words) const;
    int tasksOf(const QString &service) const; //!< that run
    int instancesOf(const QString &service) const;

private:
    QString full(const QString &node) const { return m_cluster->name() + u'-' + node; }

    secrets::KeychainStore m_secrets;
    cluster::Workspace m_workspace;
    cluster::Cluster *m_cluster = nullptr;
    QNetworkAccessManager m_network;
};

} // namespace skep::test
