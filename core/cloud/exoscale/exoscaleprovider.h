// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/secret.h"
#include "core/cloud/provider.h"

#include <QJsonObject>
#include <QUrl>

namespace skep::cloud {
namespace exoscale {
class Transport;
}

//! Exoscale's API v2 in one zone: the zone of the endpoint, or the one that useZone() moves to. Main thread.
class ExoscaleProvider : public CloudProvider
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ExoscaleProvider)

public:
    //! \p endpoint ends in /v2. An endpoint that is neither https nor on this computer fails each call.
    ExoscaleProvider(const QUrl &endpoint, const QString &apiKey, SecretPtr secret,
                     QObject *parent = nullptr);

    QUrl endpoint() const;
    Pending<>
    useZone(const QString &name); //!< from now on all calls go to that zone; NotFound names those there are

    Pending<> checkCredentials() override;
    Pending<QList<Zone>> zones() override;
    Pending<QList<InstanceType>> instanceTypes() override;
    Pending<QList<MachineTemplate>> templates() override;
    Pending<QList<Quota>> quotas() override;

    Pending<Prices> prices(const QStringList &typeNames) override; //!< of the vendor's own cloud only

    Pending<QList<SshKey>> sshKeys() override;
    Pending<> registerSshKey(const QString &name, const QByteArray &publicKey) override;
    Pending<> deleteSshKey(const QString &name) override;

    Pending<QList<FirewallGroup>> groups() override;
    Pending<Started> createGroup(const QString &name, const QString &description) override;
    Pending<> deleteGroup(const QString &id) override;
    Pending<> addRule(const QString &groupId, const FirewallRule &rule) override;
    Pending<> deleteRule(const QString &groupId, const QString &ruleId) override;

    Pending<QList<AffinityGroup>> affinityGroups() override;
    Pending<Started> createAffinityGroup(const QString &name, const QString &description) override;
    Pending<> deleteAffinityGroup(const QString &id) override;

    Pending<Started> createMachine(const MachineRequest &request) override;
    Pending<Machine> machine(const QString &id) override;
    Pending<QList<Machine>> machines(const Labels &labels) override;
    Pending<Started> deleteMachine(const QString &id) override;
    Pending<> joinGroup(const QString &machineId, const QString &groupId) override;
    Pending<> leaveGroup(const QString &machineId, const QString &groupId) override;
    Pending<> startMachine(const QString &id) override;
    Pending<> stopMachine(const QString &id) override;
    Pending<> rebootMachine(const QString &id) override;

    Pending<> waitFor(const QString &operationId) override;

private:
    template <typename T>
    Pending<QList<T>> list(const QString &path, QLatin1StringView key,
                           QList<QPair<QString, QString>> query = {});
    Pending<Started> change(const QByteArray &method, const QString &path,
                            std::optional<QJsonObject> body = {});
    Pending<> changeAndWait(const QByteArray &method, const QString &path,
                            std::optional<QJsonObject> body = {});
    Pending<Started> remove(const QString &path);
    Pending<> removeAndWait(const QString &path);
    Pending<> removeOnceFree(const QString &path);
    Pending<bool> hasRule(const QString &groupId, const FirewallRule &rule);
    Pending<> setMembership(const QString &machineId, const QString &groupId, bool isMember);
    Pending<> makeRule(const QString &groupId, const FirewallRule &rule);

    exoscale::Transport *m_transport;
};

} // namespace skep::cloud
