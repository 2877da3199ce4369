// SPDX-License-Identifier: GPL-3.0-or-later
// How a server of Consul comes to a cluster that has some, and what the others are told of it.
#include "core/cluster/actions/action.h"
#include "core/cluster/actions/actions.h"
#include "core/cluster/consulconfig.h"
#include "core/cluster/consulvoters.h"
#include "core/consul/client.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace skep::cluster {

namespace {

//! A new server counts when the others have given it a vote, which they do when it has kept up for ten
//! seconds or so.
class WaitForVoter : public Action
{
    Q_DECLARE_TR_FUNCTIONS(skep::cluster::WaitForVoter)

public:
    using Action::Action;
    Pending<bool> isDone(const plan::ContextPtr &) override { return no(); }
    Pending<QJsonObject> run(const plan::ContextPtr &context) override
    {
        const QString machine = machineOf(context);
        const QString address =
            text(context->output(machine + u"/address"_s), "privateAddress"_L1) + u":8300"_s;
        const auto ask = [here = site(), machine, address] {
            const auto servers = andThen(leadingConsul(here, machine), here,
                                         [](consul::Client *consul) { return consul->raftServers(); });
            const auto hasVote =
                transform<bool>(servers, here, [address](const QList<consul::RaftServer> &raft) {
                    return std::any_of(raft.begin(), raft.end(), [&](const consul::RaftServer &server) {
                        return server.address == address && server.isVoter;
                    });
                });
            return orElse(hasVote, here, [](Error error) {
                error.retryable = true; // an election may be on
                return ready<bool>(fail(error));
            });
        };
        const auto late = [machine](const Error &last) {
            return Error{ErrorCode::Timeout,
                         tr("The Consul servers have not given %1 a vote within two minutes.").arg(machine),
                         last.message, true};
        };
        return doneAfter(explainedByFirewall(site(), waitUntil(site(), {500ms, 120s}, ask, late)));
    }
};

//! The guard right before a server goes: what the change was checked with may be an hour old.
class CheckConsul : public Action
{
public:
    using Action::Action;
    Pending<bool> isDone(const plan::ContextPtr &) override { return no(); }
    Pending<QJsonObject> run(const plan::ContextPtr &context) override
    {
        const QStringList leaving = texts(context->step().input, "leaving"_L1);
        return doneAfter(
            transform<void>(consulVoters(site(), leaving), site(), [leaving](const QList<VoterSeen> &voters) {
                return consulAllows(voters, leaving, 0);
            }));
    }
};

//! Writes down for the next start of an agent where the servers are; until then it knows them from the
//! others. A machine that is off keeps its old list, in which the servers that stayed are.
class WritePeers : public Action
{
    Q_DECLARE_TR_FUNCTIONS(skep::cluster::WritePeers)

public:
    using Action::Action;
    Pending<bool> isDone(const plan::ContextPtr &) override { return no(); }
    Pending<QJsonObject> run(const plan::ContextPtr &context) override
    {
        const QString machine = machineOf(context);
        QStringList servers;
        const QStringList names = texts(context->step().input, "servers"_L1);
        for (const QString &name : names)
            servers.append(text(context->output(name + u"/address"_s), "privateAddress"_L1));
        const auto reached = transform<bool>(site()->links()->connection(machine), site(),
                                             [](ssh::Connection *) { return true; });
        const auto isThere = orElse(reached, site(), [context, machine](const Error &) {
            context->say(tr("%1 cannot be reached; its agent keeps its old list of servers.").arg(machine));
            return ready<bool>(false);
        });
        return doneAfter(andThen(
            isThere, site(), [=, this](bool isUp) { return isUp ? write(machine, servers) : ready<>({}); }));
    }

private:
    Pending<> write(const QString &machine, const QStringList &servers) const
    {
        return andThen(readConsul(site(), machine), site(), [=, this](const ConsulOnNode &node) {
            const auto config = joiningConfig(node.config, servers);
            if (!config)
                return ready<>(fail(config.error()));
            if (*config == node.config)
                return ready<>({});
            const QByteArray input = "consul.json " + config->toBase64() + '\n';
            return ignoreValue(runScript(site(), machine, u"write-consul-config.sh"_s, input), site());
        });
    }
};

} // namespace

void addConsulServerActions(plan::Actions &actions, Site *site)
{
    actions.insert(u"consul-voter"_s, std::make_shared<WaitForVoter>(site));
    actions.insert(u"consul-quorum"_s, std::make_shared<CheckConsul>(site));
    actions.insert(u"consul-peers"_s, std::make_shared<WritePeers>(site));
}

} // namespace skep::cluster
