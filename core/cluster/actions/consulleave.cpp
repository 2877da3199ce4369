// SPDX-License-Identifier: GPL-3.0-or-later
// How an agent or a server of Consul goes.
#include "core/cluster/actions/action.h"
#include "core/cluster/actions/actions.h"
#include "core/cluster/consulconfig.h"
#include "core/cluster/consulvoters.h"
#include "core/consul/client.h"
#include "core/docker/client.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace skep::cluster {

namespace {

//! The agent says goodbye itself where it can; the servers forget it in any case, and its vote with it.
class LeaveConsul : public Action
{
    Q_DECLARE_TR_FUNCTIONS(skep::cluster::LeaveConsul)

public:
    using Action::Action;
    Pending<bool> isDone(const plan::ContextPtr &) override { return no(); }
    Pending<QJsonObject> run(const plan::ContextPtr &context) override
    {
        const QString machine = machineOf(context);
        const auto &input = context->step().input;
        const bool isServer = input.value("server"_L1).toBool();
        const QString address = text(context->output(machine + u"/address"_s), "privateAddress"_L1);
        auto gone = input.value("dead"_L1).toBool() ? ready<>({}) : sayGoodbye(machine, isServer);
        gone = andThen(gone, site(), [=, this] { return expel(machine); });
        if (isServer)
            gone = andThen(gone, site(), [=, this] { return takeVote(machine, address + u":8300"_s); });
        return doneAfter(andThen(gone, site(), [=, this] {
            return andThen(leadingConsul(site(), machine), site(),
                           [machine](consul::Client *consul) { return consul->deregisterNode(machine); });
        }));
    }

private:
    // A container that ends by itself would be started again. What is not there any more needs no goodbye.
    Pending<> sayGoodbye(const QString &machine, bool isServer) const
    {
        const auto left =
            andThen(site()->links()->engine(machine), site(), [=, this](docker::Client *engine) -> Pending<> {
                if (!isServer)
                    return ready<>({});
                return andThen(engine->keepStopped(u"consul"_s), site(), [=, this] {
                    return andThen(site()->links()->consul(machine), site(),
                                   [](consul::Client *consul) { return consul->leave(); });
                });
            });
        const auto anyway = orElse(left, site(), [](const Error &) { return ready<>({}); });
        const auto stopped = andThen(anyway, site(), [=, this] {
            return andThen(site()->links()->engine(machine), site(), [here = site()](docker::Client *engine) {
                return andThen(engine->stopContainer(u"consul"_s, 10), here,
                               [engine] { return engine->removeContainer(u"consul"_s); });
            });
        });
        return orElse(stopped, site(), [](const Error &) { return ready<>({}); });
    }

    // The server has forgotten the agent before it tells the others, which those who are leaving, too, may
    // not confirm.
    Pending<> expel(const QString &machine) const
    {
        const auto expelled =
            andThen(leadingConsul(site(), machine), site(),
                    [machine](consul::Client *consul) { return consul->forceLeave(machine); });
        return orElse(expelled, site(), [](const Error &error) {
            const auto says = [&](QLatin1StringView text) {
                return error.detail.contains(text, Qt::CaseInsensitive)
                    || error.message.contains(text, Qt::CaseInsensitive);
            };
            const bool isGone = error.code == ErrorCode::NotFound || says("No node found"_L1)
                || says("timed out broadcasting"_L1);
            return ready<>(isGone ? Result<>{} : Result<>(fail(error)));
        });
    }

    // The servers take the vote of one that has left by themselves, but not of each that they only lost.
    Pending<> takeVote(const QString &machine, const QString &address) const
    {
        const auto ask = [here = site(), machine, address] {
            const auto looked = andThen(leadingConsul(here, machine), here, [=](consul::Client *consul) {
                return andThen(consul->raftServers(), here,
                               [=](const QList<consul::RaftServer> &raft) { // false: asked, look again
                                   const auto found =
                                       std::find_if(raft.begin(), raft.end(), [&](const auto &server) {
                                           return server.address == address;
                                       });
                                   if (found == raft.end())
                                       return ready<bool>(true);
                                   return transform<bool>(consul->removeRaftServer(found->id), here,
                                                          [] { return false; });
                               });
            });
            return orElse(looked, here, [](Error error) {
                error.retryable = true; // it may have been the leader
                return ready<bool>(fail(error));
            });
        };
        const auto late = [machine](const Error &last) {
            return Error{ErrorCode::Timeout,
                         tr("Consul's servers have not taken the vote of %1 within a minute.").arg(machine),
                         last.message, true};
        };
        return waitUntil(site(), {500ms, 60s}, ask, late);
    }
};

class RevokeAgent : public Action
{
public:
    using Action::Action;
    Pending<bool> isDone(const plan::ContextPtr &) override { return no(); }
    Pending<QJsonObject> run(const plan::ContextPtr &context) override
    {
        const QString machine = machineOf(context);
        const auto revoked =
            andThen(leadingConsul(site(), machine), site(), [machine](consul::Client *consul) {
                return consul->revokePolicy(agentPolicyName(machine));
            });
        return doneAfter(andThen(revoked, site(), [here = site(), machine] {
            return here->forget(u"consul-agent-"_s + machine);
        }));
    }
};

} // namespace

void addConsulLeaveActions(plan::Actions &actions, Site *site)
{
    actions.insert(u"consul-leave"_s, std::make_shared<LeaveConsul>(site));
    actions.insert(u"consul-revoke"_s, std::make_shared<RevokeAgent>(site));
}

} // namespace skep::cluster
