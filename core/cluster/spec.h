// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/cluster/exposure.h"
#include "core/cluster/ownserver.h"

#include <QJsonObject>
#include <QList>
#include <QStringList>

namespace skep::cluster {

//! What differs for the machines of one role. Empty or 0: as for all.
struct RoleOptions
{
    int diskGiB = 0;
    QString templateName = {};
    bool antiAffinity = false; //!< each machine on another host of the cloud
    QString userData = {}; //!< for cloud-init, beside Skep's own: a cloud-config or a script
    bool operator==(const RoleOptions &) const = default;
};

//! What a person wants. Also the file of `skepctl cluster create --spec`; never holds a secret.
struct ClusterSpec
{
    QString
        name; //!< RFC 1123 label of at most 40 characters, starts with a letter; prefix of all machine names
    QString account; //!< name of the account that pays for it; empty: the servers are the user's own
    QString zone;
    QString templateName; //!< as the cloud names it; the newest of that name is taken
    QString managerType = QStringLiteral("standard.small");
    QString workerType = QStringLiteral("standard.small");
    QString consulType = QStringLiteral("standard.tiny");
    int diskGiB = 10;
    int managers = 1; //!< 1, 3 or 5
    int workers = 2;
    int consulServers = 1; //!< 0 (no Consul), 1 or 3
    bool consulOnManagers = false;
    QStringList operatorCidrs; //!< who may reach SSH
    QStringList sshPublicKeys; //!< the user's own, added to every machine
    bool servicesBetweenNodes = false; //!< published ports open between the nodes
    bool isolatedNetwork = false; //!< the zone has no firewall groups: a network of its own, open inside
    QList<Exposure> exposures; //!< what is open to others, by choice
    //! The user's own, managers first; then no machine is made, and nothing of a cloud counts.
    QList<OwnServer> servers;
    RoleOptions managerOptions;
    RoleOptions workerOptions;
    RoleOptions consulOptions;
    QString consulImage = QStringLiteral("consul:1.8.7");
    QString webImage = QStringLiteral("busybox:1.35"); //!< of the proof

    bool operator==(const ClusterSpec &) const = default;

    bool isOnOwnServers() const { return !servers.isEmpty(); }
};

//! A spec for these servers: three of three or more are managers unless \p managers says otherwise, and
//! Consul's servers are on managers.
ClusterSpec onOwnServers(ClusterSpec spec, const QList<OwnServer> &servers, int managers = 0);

struct SpecProblem
{
    QString field; //!< name of the member
    QString message; //!< one sentence
};

QList<SpecProblem> check(const ClusterSpec &spec); //!< what can be said without asking a cloud
//! What of it the whole internet may reach, for people: "SSH (port 22)". Empty: nothing.
QStringList openToEverybody(const ClusterSpec &spec);
QJsonObject toJson(const ClusterSpec &spec);
Result<ClusterSpec> specFromJson(const QJsonObject &object); //!< unknown members are an error that names them

enum class MachineRole { Manager, Worker, ConsulServer };

//! One machine that the spec leads to; names go "<cluster>-manager-1", "<cluster>-worker-2",
//! "<cluster>-consul-1". Own servers keep their host names.
struct PlannedMachine
{
    QString name;
    MachineRole role = MachineRole::Worker;
    bool runsConsulServer = false;
    QString type = {}; //!< as the cloud names it
    QString templateName = {};
    int diskGiB = 0;
    bool operator==(const PlannedMachine &) const = default;
};
QList<PlannedMachine> machines(const ClusterSpec &spec);
//! The machine of this number and role, in the shape that the spec gives to the role.
PlannedMachine machineOf(const ClusterSpec &spec, MachineRole role, int number);
const RoleOptions &optionsOf(const ClusterSpec &spec, MachineRole role);
//! Of the machines of a role that are kept apart: "<cluster>-workers-apart".
QString affinityGroupName(const ClusterSpec &spec, MachineRole role);
inline constexpr int mostKeptApart = 8; //!< machines in one anti-affinity group

} // namespace skep::cluster
