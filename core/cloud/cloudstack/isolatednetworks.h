// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cloud/cloudstack/calls.h"

#include <QHash>

namespace skep::cloud::cloudstack {

//! The port at the network's address that leads to a machine's SSH; 0: none is left for that machine.
int sshPortFor(const QString &cidr, const QString &privateAddress);
int lastSshPort(const QString &cidr);
inline constexpr int baseSshPort = 22000;

//! Zones without security groups: a firewall group is an isolated network with one public address, at which
//! each machine has a port for SSH. Inside, nothing is filtered; from outside, the address lets in whom the
//! group's rules name. One address for all, since addresses are few and cost money. The port follows from
//! the machine's private address, so that making it twice makes one. Main thread.
class IsolatedNetworks : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(IsolatedNetworks)

public:
    explicit IsolatedNetworks(Calls *calls);

    Pending<QList<FirewallGroup>> groups(const QString &zoneId);
    Pending<Started> create(const QString &zoneId, const QString &name, const QString &description);
    Pending<> remove(const QString &networkId); //!< with its address
    Pending<> addRule(const QString &networkId, const FirewallRule &rule);
    Pending<> deleteRule(const QString &ruleId);
    //! The network has its address and its way out; machines need both to be prepared.
    Pending<> prepare(const QString &networkId);
    Pending<> openAccess(const MachineRow &machine);
    Pending<QList<Machine>> withAddresses(const QList<MachineRow> &machines);

private:
    struct Door //!< of a network
    {
        NetworkRow network;
        QString addressId;
    };
    Pending<Door> door(const QString &networkId); //!< made where it is missing; one at a time
    Pending<Door> makeDoor(const QString &networkId);
    Pending<QString> address(const NetworkRow &network);
    Pending<> openEgress(const NetworkRow &network);
    Pending<QString> offering(const QString &zoneId);
    Pending<bool> hasRule(const Door &door, const FirewallRule &rule);
    Pending<bool> hasForwarding(const QString &machineId);
    Pending<> once(const Pending<> &change, const std::function<Pending<bool>()> &isThere);

    Calls *m_calls;
    QHash<QString, Pending<Door>> m_doors; //!< being made
};

} // namespace skep::cloud::cloudstack
