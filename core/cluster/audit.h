// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/firewallplan.h"

namespace skep::cluster {

//! One thing that is more open, or less, than it should be.
struct Finding
{
    enum class Kind {
        TooOpen, //!< a port that should not be open so widely
        Unplanned, //!< a rule or a group that is not of this cluster's plan
        Missing, //!< a rule that the cluster needs
        Reachable, //!< a port of a node that answered this computer
        Listening //!< a program of a node lets others in, whatever a firewall says
    };
    Kind kind = Kind::Unplanned;
    QString where; //!< group or machine
    QString sentence; //!< what is so
    QString advice; //!< what to do
    bool isGrave = false; //!< root or the cluster's control is behind it
    bool operator==(const Finding &) const = default;
};

//! What a look at the rules that are really there has shown; the grave ones first.
struct Audit
{
    QList<Finding> findings;
    int rules = 0; //!< that were read
    int ports = 0; //!< that were tried from this computer
    int listeners = 0; //!< ports of nodes that their own kernels told of
    bool hasPlan = true; //!< else only what nobody should have open is told
    QStringList published = {}; //!< by services on every node: "80/tcp (web)"
    QStringList unread = {}; //!< what could not be looked at and why, a sentence each
};

//! Ports behind which a cluster is ruled or told apart, and what each is.
QMap<int, QString> delicatePorts();

//! Compares what the cloud says with the plan. Looks at the groups of the cluster and at all others that one
//! of its machines is in. Pure.
Audit auditRules(const ClusterSpec &spec, const QList<cloud::FirewallGroup> &actual,
                 const QList<cloud::Machine> &machines);

//! A node of a swarm that Skep has not made, and the machine that it is.
struct SwarmMachine
{
    QString name; //!< of the node
    QString address; //!< that the swarm knows it by
    bool isManager = false;
    cloud::Machine machine;
};

//! The same without a plan: what the machines' groups open too widely, and what the nodes of a swarm need
//! from one another and no group lets in. Nodes that the swarm knows by another address than the groups rule
//! are not judged by the latter. Pure.
Audit auditSwarmRules(const QList<SwarmMachine> &machines, const QList<cloud::FirewallGroup> &actual);

//! A delicate port of a node that took a connection of this computer. \p isMeant: opened by choice.
Finding reachable(const QString &machine, int port, bool isMeant);

void sortBySeverity(QList<Finding> &findings);
QString kindTitle(Finding::Kind kind); //!< for people: "Too open"
QString kindName(Finding::Kind kind); //!< in skepctl's output: "too-open"

} // namespace skep::cluster
