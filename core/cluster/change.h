// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/spec.h"
#include "core/plan/step.h"

namespace skep::cluster {

//! A machine that goes.
struct Leaving
{
    QString name;
    MachineRole role = MachineRole::Worker;
    bool isDead = false; //!< nothing is asked of the machine itself
    bool runsConsulServer = false;
    bool operator==(const Leaving &) const = default;
};

struct RoleChange
{
    QString name;
    MachineRole role = MachineRole::Worker; //!< the new one
    bool operator==(const RoleChange &) const = default;
};

//! One change of a ready cluster as it was decided, kept until it is done: the same change leads to the same
//! plan in every run of the program.
struct Change
{
    QString id; //!< whose journal it is
    QList<PlannedMachine> add;
    QMap<QString, QString> labels; //!< of the swarm, for what is added
    QList<Leaving> remove;
    QList<RoleChange> roles;
    QStringList activate; //!< nodes that take tasks again: of a change that was given up
    QStringList operatorCidrs; //!< from where SSH is to be reached; empty: as before
    QStringList closeCidrs; //!< ranges that an earlier move has opened and that are not wanted after all
    QList<Exposure> open; //!< ports to others
    QList<Exposure> close;
    int patience = 120; //!< how many seconds tasks have to move
    bool isHurried = false; //!< a person has said that tasks need not move first

    bool operator==(const Change &) const = default;
    bool isOfOperatorOnly() const; //!< needs no way into the cluster to begin with
    bool isOfExposuresOnly() const;
    bool asksSwarm() const { return !isOfOperatorOnly() && !isOfExposuresOnly(); }
    QStringList leaving() const;
    QStringList losingManagers() const; //!< managers that will be none
    QStringList leavingServers() const; //!< of Consul
    bool touchesConsul() const; //!< a server of Consul comes or goes
    //! Who lives is replaced by one that is there first; a dead one goes before its successor joins the
    //! swarm.
    bool comesFirst() const;
    int joiningManagers() const; //!< that are in the swarm before anybody goes
    int joiningServers() const; //!< of Consul, which always come first
};

QJsonObject toJson(const Change &change);
Result<Change> changeFromJson(const QJsonObject &object);
QString describe(const Change &change); //!< "Add w-3, w-4", for people

//! What a person asks for when nodes are added. Empty or 0: as the spec says of the role.
struct NodeWish
{
    MachineRole role = MachineRole::Worker;
    int count = 1;
    QString type = {};
    QString templateName = {};
    int diskGiB = 0;
};
//! \p used: the highest number by role that was ever given to a machine; names are not used twice.
Result<QList<PlannedMachine>> newMachines(const ClusterSpec &spec, const NodeWish &wish,
                                          const QMap<QString, int> &used);
//! Who takes the place of a machine: its role and shape under the next name.
PlannedMachine successorOf(const ClusterSpec &spec, const PlannedMachine &machine,
                           const QMap<QString, int> &used);
QMap<QString, int> numbersIn(const ClusterSpec &spec, const QStringList &machineNames);
QString roleOfName(const ClusterSpec &spec, const QString &machineName); //!< "worker" of "c-worker-3"

//! Whether an address, or all of a range, lies in one of the ranges: else the way in is closed from there.
bool isCovered(const QString &address, const QStringList &cidrs);
QString rangeOf(const QString &address); //!< "203.0.113.7/32"; a range stays as it is
//! Why nobody gets in from \p address, which may be empty where nobody knows it; empty: that is not why.
QString staleAddress(const QString &address, const QStringList &cidrs);

//! What can be said against a change without asking anybody.
Result<> checkChange(const ClusterSpec &spec, const QList<PlannedMachine> &machines, const Change &change);

//! The steps of a change; what the cluster has already needs no step. \p machines are those from before.
//! Pure.
Result<QList<plan::Step>> planChange(const ClusterSpec &spec, const QList<PlannedMachine> &machines,
                                     const Change &change, const QString &clusterId);
//! SSH from other ranges: open the new ones, get in through them, and only then close the old ones.
QList<plan::Step> planOperatorMove(const ClusterSpec &spec, const Change &change);
//! What is opened listens first and is let through then; what is closed goes the other way round.
QList<plan::Step> planExposures(const ClusterSpec &spec, const QList<PlannedMachine> &machines,
                                const Change &change);

} // namespace skep::cluster
