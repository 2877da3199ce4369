// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/secret.h"
#include "core/cloud/abilities.h"

#include <QUrl>

namespace skep::cloud {
namespace cloudstack {
class Calls;
class Features;
class IsolatedNetworks;
class Machines;
class SecurityGroups;
struct ZoneRow;
} // namespace cloudstack

//! Any Apache CloudStack cloud in one of its zones: the first, or the one that useZone() moves to. Main
//! thread.
class CloudStackProvider : public CloudProvider
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CloudStackProvider)

public:
    //! \p endpoint ends in /client/api as a rule. One that is neither https nor on this computer fails each
    //! call, and so does that of a vendor who has switched the API off. \p project may be empty.
    CloudStackProvider(const QUrl &endpoint, const QString &apiKey, SecretPtr secret,
                       const QString &project = {}, QObject *parent = nullptr);
    ~CloudStackProvider() override;

    Pending<> useZone(const QString &name); //!< NotFound names those there are

    Pending<QStringList> projects(); //!< names of those that the key sees

    Pending<> checkCredentials() override;
    Pending<QList<Zone>> zones() override;
    Pending<QList<InstanceType>> instanceTypes() override;
    Pending<QList<MachineTemplate>> templates() override;
    Pending<QList<Quota>> quotas() override;

    Pending<QList<SshKey>> sshKeys() override;
    Pending<> registerSshKey(const QString &name, const QByteArray &publicKey) override;
    Pending<> deleteSshKey(const QString &name) override;

    Pending<QList<FirewallGroup>> groups() override;
    Pending<Started> createGroup(const QString &name, const QString &description) override;
    Pending<> deleteGroup(const QString &id) override;
    Pending<> addRule(const QString &groupId, const FirewallRule &rule) override;
    Pending<> deleteRule(const QString &groupId, const QString &ruleId) override;

    Pending<Abilities> abilities(); //!< of the zone
    Pending<bool> canKeepApart() override;
    Pending<QList<AffinityGroup>> affinityGroups() override;
    Pending<Started> createAffinityGroup(const QString &name, const QString &description) override;
    Pending<> deleteAffinityGroup(const QString &id) override;

    Pending<Started> createMachine(const MachineRequest &request) override;
    Pending<Machine> machine(const QString &id) override;
    Pending<QList<Machine>> machines(const Labels &labels) override;
    Pending<Started> deleteMachine(const QString &id) override;
    Pending<> openAccess(const QString &machineId) override;
    Pending<> joinGroup(const QString &machineId, const QString &groupId) override;
    Pending<> leaveGroup(const QString &machineId, const QString &groupId) override;
    Pending<> startMachine(const QString &id) override;
    Pending<> stopMachine(const QString &id) override;
    Pending<> rebootMachine(const QString &id) override;

    Pending<> waitFor(const QString &operationId) override;

private:
    Pending<QList<cloudstack::ZoneRow>> zoneRows();
    Pending<cloudstack::ZoneRow> zone();
    template <typename Fn>
    auto inZone(Fn fn);
    Pending<> removeOnceFree(const std::function<Pending<>()> &remove);
    Pending<> changeMachine(const QString &command, const QString &id);

    cloudstack::Calls *m_calls;
    cloudstack::Features *m_features;
    cloudstack::SecurityGroups *m_groups;
    cloudstack::IsolatedNetworks *m_networks;
    cloudstack::Machines *m_machines;
    QString m_zoneName;
    std::unique_ptr<cloudstack::ZoneRow> m_zone; //!< once looked up
};

} // namespace skep::cloud
