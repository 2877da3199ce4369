// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/planner.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace skep::cluster {

namespace {

struct Titles
{
    Q_DECLARE_TR_FUNCTIONS(skep::cluster::Steps)

public:
    static QString of(const plan::Step &step)
    {
        static const QHash<QString, QString> fixed{
            {u"keys"_s, tr("Make the cluster's keys")},
            {u"resolve"_s, tr("Look up template, machine types and quota")},
            {u"ssh-key"_s, tr("Register the SSH key")},
            {u"machine"_s, tr("Create the machine")},
            {u"address"_s, tr("Wait for its address")},
            {u"login"_s, tr("Log in by SSH")},
            {u"host-key"_s, tr("Renew and pin the host key")},
            {u"prepare"_s, tr("Wait for the first boot and check the clock")},
            {u"server-reach"_s, tr("Log in to the server and look at it")},
            {u"server-claim"_s, tr("Note what the server has, and label it")},
            {u"server-clean"_s, tr("Leave the swarm and take Skep's things off the server")},
            {u"user-data"_s, tr("Wait for the extra user data to be carried out")},
            {u"engine"_s, tr("Install the engine")},
            {u"engine-config"_s, tr("Configure the engine")},
            {u"swarm-init"_s, tr("Start the swarm")},
            {u"consul-config"_s, tr("Write Consul's configuration")},
            {u"consul"_s, tr("Start Consul")},
            {u"consul-leader"_s, tr("Wait for Consul's leader")},
            {u"consul-joined"_s, tr("Wait for the agent to join Consul")},
            {u"consul-voter"_s, tr("Wait until the new Consul server has a vote")},
            {u"consul-peers"_s, tr("Tell the agent where Consul's servers are")},
            {u"consul-quorum"_s, tr("Check that a majority of Consul's servers stays")},
            {u"registrar-image"_s, tr("Load the registrar's image")},
            {u"registrar-secret"_s, tr("Hand the registrar its token")},
            {u"registrar"_s, tr("Start the registrar on every node")},
            {u"registrar-ready"_s, tr("Wait for the registrar on every node")},
            {u"firewall-check"_s, tr("Read the firewall back")},
            {u"proof"_s, tr("Prove the cluster")},
            {u"delete-machine"_s, tr("Delete the machine")},
            {u"machine-gone"_s, tr("Wait until the machine is gone")},
            {u"delete-key"_s, tr("Delete the SSH key")},
            {u"delete-secrets"_s, tr("Forget the cluster's secrets")},
            {u"agent-key"_s, tr("Make the agent's secret")},
            {u"node-ready"_s, tr("Wait until the node is ready")},
            {u"node-labels"_s, tr("Set the node's labels")},
            {u"quorum"_s, tr("Check that a majority of managers stays")},
            {u"drain"_s, tr("Drain the node and wait until its tasks have moved")},
            {u"activate"_s, tr("Let the node take tasks again")},
            {u"consul-listen"_s, tr("Have Consul listen where it is open")},
            {u"engine-authority"_s, tr("Make the authority for the engines' port")},
            {u"engine-listen"_s, tr("Have the engine listen where it is open")},
            {u"engine-forget"_s, tr("Forget the authority of the engines' port")},
            {u"way-in"_s, tr("Get in through the new rules")},
            {u"demote"_s, tr("Make the manager a worker")},
            {u"promote"_s, tr("Make the worker a manager")},
            {u"join-group"_s, tr("Open the managers' port to it")},
            {u"leave-group"_s, tr("Close the managers' port to it")},
            {u"swarm-leave"_s, tr("Leave the swarm")},
            {u"node-remove"_s, tr("Remove the node from the swarm")},
            {u"consul-leave"_s, tr("Leave Consul")},
            {u"consul-revoke"_s, tr("Revoke the agent's token")},
            {u"machine-remove"_s, tr("Delete the machine and wait until it is gone")},
            {u"verify-gone"_s, tr("Look for anything left")},
        };
        const QString last = step.id.section(u'/', -1);
        if (step.kind == "prepare"_L1 && step.needs.value(0).endsWith("/claim"_L1))
            return tr("Check the clock and the resolvers");
        if (step.kind == "group"_L1)
            return tr("Create the firewall group %1").arg(step.input.value("name"_L1).toString());
        if (step.kind == "affinity-group"_L1)
            return tr("Create the anti-affinity group %1").arg(step.input.value("name"_L1).toString());
        if (step.kind == "delete-affinity-group"_L1)
            return tr("Delete the anti-affinity group %1").arg(step.input.value("name"_L1).toString());
        if (step.kind == "rule"_L1)
            return tr("Open the firewall: %1").arg(step.input.value("rule"_L1).toString());
        if (step.kind == "close-rule"_L1)
            return tr("Close port %1 to %2")
                .arg(step.input.value("port"_L1).toInt())
                .arg(step.input.value("cidr"_L1).toString() + step.input.value("from"_L1).toString());
        if (step.kind == "delete-group"_L1)
            return tr("Delete the firewall group %1").arg(step.input.value("name"_L1).toString());
        if (step.kind == "delete-rule"_L1)
            return tr("Delete the firewall rule %1").arg(last);
        if (step.kind == "pull-image"_L1)
            return tr("Fetch the image %1").arg(step.input.value("image"_L1).toString());
        if (step.kind == "swarm-join"_L1)
            return step.input.value("manager"_L1).toBool() ? tr("Join the swarm as a manager")
                                                           : tr("Join the swarm");
        if (step.kind == "consul-token"_L1)
            return tr("Make the Consul token: %1").arg(step.input.value("purpose"_L1).toString());
        return fixed.value(step.kind, last);
    }
};

} // namespace

QString titleOf(const plan::Step &step)
{
    return Titles::of(step);
}

} // namespace skep::cluster
