// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cloud/provider.h"
#include "core/cluster/spec.h"

namespace skep::cluster {

enum class Group { Nodes, Managers, Consul };

//! One rule that the cluster needs, before any group has an id. Exactly one of the three sources is set.
struct PlannedRule
{
    QString id; //!< stable: "nodes-22-tcp-from-203.0.113.0/24"
    Group group = Group::Nodes;
    QString protocol;
    int startPort = 0;
    int endPort = 0;
    QString sourceCidr = {};
    std::optional<Group> sourceGroup = {};
    QString foreignGroup = {}; //!< one of the account that is not the cluster's, by name
    QString why = {}; //!< for the cloud's description field: English, as it outlives a change of language
    bool operator==(const PlannedRule &) const = default;
};

//! Who may reach whom, in words.
struct FirewallLine
{
    QString group; //!< where it is open: "a-managers"
    QString ports; //!< "2377/tcp", "1024-65535/udp"
    QString source; //!< "a-nodes" or a range of addresses
    bool isGroup = false; //!< the source is a group
    QString why;
};

QString groupName(const ClusterSpec &spec, Group group); //!< "<cluster>-nodes"
QList<Group> plannedGroups(const ClusterSpec &spec);
QList<Group> groupsOf(const PlannedMachine &machine); //!< a machine's memberships
QList<Group> groupsOf(const ClusterSpec &spec, const PlannedMachine &machine); //!< as the zone allows them
QList<PlannedRule> swarmRules(); //!< what the nodes of any swarm need of one another
//! Least privilege: only what the parts of this cluster need of one another.
QList<PlannedRule> plannedRules(const ClusterSpec &spec);
QList<FirewallLine> firewallLines(const ClusterSpec &spec);

//! "tcp 2377", each once: what the cluster's machines must reach at one another.
QStringList portsBetween(const ClusterSpec &spec);
//! For servers whose firewall Skep does not manage: says which ports that are.
QString portsBetweenSentence(const ClusterSpec &spec);

//! Group ids by name must be known for all groups of the rule.
QString sourceName(const ClusterSpec &spec, const PlannedRule &rule); //!< a range, or a group's name
//! The rules that open one port to others.
QList<PlannedRule> exposureRules(const Exposure &exposure);

cloud::FirewallRule toRule(const ClusterSpec &spec, const PlannedRule &rule,
                           const QMap<QString, QString> &groupIds);
//! The planned rules that the cloud does not have.
QList<PlannedRule> missingRules(const ClusterSpec &spec, const QList<cloud::FirewallGroup> &actual);
//! "Port 2377/tcp from group a-nodes to group a-managers is closed: its rule is missing."
QString missingRuleSentence(const ClusterSpec &spec, const PlannedRule &rule);

} // namespace skep::cluster
