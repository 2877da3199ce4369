// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/async.h"

#include <QDateTime>
#include <QMap>
#include <QObject>

#include <optional>

namespace skep::cloud {

using Labels = QMap<QString, QString>;

struct Zone
{
    QString name;
    bool isIsolated = false; //!< no firewall groups: each cluster has a network of its own behind one address
    bool operator==(const Zone &) const = default;
};

struct InstanceType
{
    QString id;
    QString name; //!< "standard.small"
    int cpus = 0;
    qint64 memoryBytes = 0;
    bool authorized = true;
    bool operator==(const InstanceType &) const = default;
};

struct MachineTemplate
{
    QString id;
    QString name;
    QString family;
    QString version;
    QString defaultUser;
    int minimumDiskGiB = 10;
    QDateTime createdAt;
    bool operator==(const MachineTemplate &) const = default;
};

struct Quota
{
    QString resource;
    int usage = 0;
    int limit = -1; //!< -1: without limit
    bool operator==(const Quota &) const = default;
};

//! One rule that lets traffic in. Exactly one of sourceCidr and sourceGroupId is set; ports are 0 for
//! protocols without ports. Two rules are the same rule when all but the id and the description agree.
struct FirewallRule
{
    QString id = {};
    QString protocol; //!< tcp, udp, icmp, esp
    int startPort = 0;
    int endPort = 0;
    QString sourceCidr = {};
    QString sourceGroupId = {};
    QString description = {};
    bool sameTraffic(const FirewallRule &other) const;
};

struct FirewallGroup
{
    QString id;
    QString name;
    QString description;
    QList<FirewallRule> rules;
};

//! Machines of one group are kept on different hosts of the cloud.
struct AffinityGroup
{
    QString id;
    QString name;
    QString description;
};

//! What a cloud asks for, as far as it publishes that.
struct Prices
{
    struct Rates
    {
        QHash<QString, double> machinePerHour; //!< by the name of the machine type
        double diskGiBPerHour = 0;
        bool operator==(const Rates &) const = default;
    };
    QMap<QString, Rates> byCurrency; //!< "CHF"
    QString source; //!< host that published them
};

struct SshKey
{
    QString name;
    QString fingerprint; //!< MD5 in colon form
};

struct MachineRequest
{
    QString name;
    QString instanceTypeId;
    QString templateId;
    int diskGiB = 10;
    QStringList sshKeyNames;
    QStringList groupIds;
    QStringList affinityGroupIds = {}; //!< of anti-affinity; a machine cannot join one later
    QByteArray userData; //!< plain; encoded by the provider; at most 24 KiB
    Labels labels;
};

enum class MachineState { Starting, Running, Stopping, Stopped, Destroying, Destroyed, Error, Unknown };

struct Machine
{
    QString id;
    QString name;
    MachineState state = MachineState::Unknown;
    QString address; //!< where it is reached; empty until known
    int sshPort = 22; //!< at that address
    QString
        privateAddress; //!< what nodes advertise to one another; the same as address where there is only one
    QStringList groupIds;
    Labels labels;
    QDateTime createdAt;
};

//! The answer to a creating or deleting call: the object's id is known at once, the work may go on.
struct Started
{
    QString objectId;
    QString operationId; //!< empty when there is nothing to wait for
};

//! A cloud that makes machines. Main thread; every call may fail with Auth (keys or clock, said which),
//! Quota, NotFound, Conflict, RateLimited, Network or Timeout. Creating calls are never repeated by the
//! provider itself: after a lost answer the caller looks for the object by its name or label first.
class CloudProvider : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    virtual Pending<> checkCredentials() = 0;
    virtual Pending<QList<Zone>> zones() = 0;
    virtual Pending<QList<InstanceType>> instanceTypes() = 0;
    virtual Pending<QList<MachineTemplate>> templates() = 0;
    virtual Pending<QList<Quota>> quotas() = 0;

    virtual Pending<Prices> prices(const QStringList &typeNames); //!< empty where nothing is published

    virtual Pending<QList<SshKey>> sshKeys() = 0;
    virtual Pending<> registerSshKey(const QString &name, const QByteArray &publicKey) = 0;
    virtual Pending<> deleteSshKey(const QString &name) = 0; //!< a missing one is no error

    virtual Pending<QList<FirewallGroup>> groups() = 0; //!< with their rules
    virtual Pending<Started> createGroup(const QString &name, const QString &description) = 0;
    virtual Pending<> deleteGroup(const QString &id) = 0; //!< a missing one is no error
    virtual Pending<> addRule(const QString &groupId,
                              const FirewallRule &rule) = 0; //!< in force when it succeeds
    virtual Pending<> deleteRule(const QString &groupId, const QString &ruleId) = 0;

    virtual Pending<bool> canKeepApart(); //!< whether there are anti-affinity groups
    virtual Pending<QList<AffinityGroup>> affinityGroups() = 0;
    virtual Pending<Started> createAffinityGroup(const QString &name, const QString &description) = 0;
    virtual Pending<> deleteAffinityGroup(const QString &id) = 0; //!< a missing one is no error

    virtual Pending<Started> createMachine(const MachineRequest &request) = 0;
    virtual Pending<Machine> machine(const QString &id) = 0;
    virtual Pending<QList<Machine>> machines(const Labels &labels) = 0; //!< those that carry all of them
    virtual Pending<Started> deleteMachine(const QString &id) = 0; //!< a missing one is no error
    //! Makes a running machine without an address reachable; where machines have addresses there is nothing
    //! to do. Doing it twice is no error.
    virtual Pending<> openAccess(const QString &machineId);
    virtual Pending<> joinGroup(const QString &machineId,
                                const QString &groupId) = 0; //!< also a member of it
    virtual Pending<> leaveGroup(const QString &machineId, const QString &groupId) = 0; //!< also no member
    virtual Pending<> startMachine(const QString &id) = 0;
    virtual Pending<> stopMachine(const QString &id) = 0;
    virtual Pending<> rebootMachine(const QString &id) = 0;

    virtual Pending<> waitFor(const QString &operationId) = 0; //!< until the operation ends; empty: at once
};

} // namespace skep::cloud
