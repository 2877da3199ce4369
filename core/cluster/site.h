// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cloud/provider.h"
#include "core/cluster/links.h"
#include "core/cluster/spec.h"
#include "core/secrets/secretstore.h"

#include <QJsonObject>

namespace skep::cluster {

//! All that the actions of one cluster's plans may use: its cloud, its secrets and its nodes. Main thread.
class Site : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Site)

public:
    Site(QString clusterId, ClusterSpec spec, secrets::SecretStore *secrets, net::Gateway *gateway,
         QObject *parent = nullptr);

    const QString &clusterId() const { return m_clusterId; }
    const ClusterSpec &spec() const { return m_spec; }
    void setSpec(const ClusterSpec &spec) { m_spec = spec; }
    //! Those that there are and those that a plan makes; to begin with what the spec leads to.
    const QList<PlannedMachine> &machines() const { return m_machines; }
    void setMachines(const QList<PlannedMachine> &machines) { m_machines = machines; }
    //! The manager that answers now, where the first one may not.
    void setManager(const QString &name) { m_manager = name; }
    cloud::Labels labels() const; //!< that every machine of the cluster carries

    //! The provider is not owned; set before any plan runs.
    void setProvider(cloud::CloudProvider *provider) { m_provider = provider; }
    cloud::CloudProvider *provider() const { return m_provider; }
    Links *links() { return &m_links; }
    net::Gateway *gateway() const { return m_gateway; }

    Pending<SecretPtr> secret(const QString &purpose); //!< read once, then held
    Pending<SecretPtr> answer(const QString &purpose); //!< to a login, likewise; null: the keychain has none
    Pending<> keep(const QString &purpose, const SecretPtr &secret);
    void hold(const QString &purpose, const SecretPtr &secret); //!< for this run only; null: no longer
    SecretPtr held(const QString &purpose) const { return m_held.value(purpose); }
    bool holds(const QString &purpose) const { return m_held.contains(purpose); }
    Pending<> forget(const QString &purpose);
    //! By purpose: what a secret's bytes must lead to, so that one that was put in its place is seen.
    void expect(const QJsonObject &fingerprints) { m_fingerprints = fingerprints; }
    static QString fingerprintOf(const Secret &secret);
    QStringList purposes() const; //!< of all secrets that the cluster has
    QString firstManager() const; //!< through which the swarm is asked and changed
    QStringList consulServers() const;
    PlannedMachine machine(const QString &name) const;

private:
    QString key(const QString &purpose) const;
    SecretPtr holdFirst(const QString &purpose, const SecretPtr &secret);

    QString m_clusterId;
    ClusterSpec m_spec;
    QList<PlannedMachine> m_machines;
    QString m_manager;
    secrets::SecretStore *m_secrets;
    net::Gateway *m_gateway;
    QPointer<cloud::CloudProvider> m_provider;
    QHash<QString, SecretPtr> m_held;
    QJsonObject m_fingerprints;
    Links m_links;
};

//! Of the authority whose certificates the engines' port asks for; there while that port is open.
inline const QString engineAuthorityKey = QStringLiteral("engine-authority");
inline const QString engineAuthorityCertificate = QStringLiteral("engine-authority-certificate");

inline constexpr QLatin1StringView clusterLabel{"skep-cluster"};
inline constexpr QLatin1StringView machineLabel{"skep-machine"};
inline constexpr QLatin1StringView nameLabel{"skep-name"};
QString groupDescription(const QString &clusterId); //!< how a group tells whose it is: groups have no labels

} // namespace skep::cluster
