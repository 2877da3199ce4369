// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/actions/action.h"
#include "core/cluster/actions/actions.h"
#include "core/docker/client.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace skep::cluster {

namespace {

constexpr int swarmPort = 2377;

//! The common half of starting and joining a swarm: whether the node is in one.
class SwarmAction : public Action
{
public:
    using Action::Action;
    Pending<bool> isDone(const plan::ContextPtr &context) override
    {
        return andThen(info(machineOf(context)), site(), [context](const docker::Info &info) {
            if (info.swarmState != "active"_L1)
                return ready<bool>(false);
            if (auto noted = context->note({{u"nodeId"_s, info.swarmNodeId}}); !noted)
                return ready<bool>(fail(std::move(noted).error()));
            return ready<bool>(true);
        });
    }

protected:
    Pending<docker::Info> info(const QString &machine) const
    {
        return andThen(site()->links()->engine(machine), site(),
                       [](docker::Client *engine) { return engine->info(); });
    }
    QString ownAddress(const QString &machine) const
    {
        return site()->links()->whereabouts(machine).privateAddress;
    }
};

class SwarmInit : public SwarmAction
{
public:
    using SwarmAction::SwarmAction;
    Pending<QJsonObject> run(const plan::ContextPtr &context) override
    {
        const QString machine = machineOf(context);
        const auto made = andThen(
            site()->links()->engine(machine), site(),
            [address = ownAddress(machine)](docker::Client *engine) { return engine->swarmInit(address); });
        return transform<QJsonObject>(made, site(), [](const QString &id) {
            return QJsonObject{{u"nodeId"_s, id}};
        });
    }
};

class SwarmJoin : public SwarmAction
{
public:
    using SwarmAction::SwarmAction;
    Pending<QJsonObject> run(const plan::ContextPtr &context) override
    {
        const QString machine = machineOf(context);
        const auto settled = andThen(untilSettled(machine), site(), [=, this] { return info(machine); });
        const auto joined = andThen(settled, site(), [=, this](const docker::Info &now) -> Pending<> {
            if (now.swarmState == "active"_L1)
                return ready<>({});
            return andThen(leaveFailedAttempt(context, now), site(),
                           [=, this] { return join(context, machine); });
        });
        const auto noted = andThen(explainedByFirewall(site(), joined), site(),
                                   [=, this] { return ignoreValue(isDone(context), site()); });
        return doneAfter(noted);
    }

private:
    // An attempt of an earlier run goes on in the engine. It may be a member of the managers' quorum already
    // while it still says "pending": to take it away then would take the majority with it.
    Pending<> untilSettled(const QString &machine)
    {
        const auto ask = [=, this] {
            return transform<bool>(info(machine), site(),
                                   [](const docker::Info &now) { return now.swarmState != "pending"_L1; });
        };
        const auto late = [](const Error &last) { return last; };
        return orElse(waitUntil(site(), {500ms, 45s}, ask, late), site(),
                      [](const Error &) { return ready<>({}); });
    }

    // An attempt that got stuck leaves the engine pending; only leaving makes it ready for the next one. That
    // of a manager is left only while the others can decide without it.
    Pending<> leaveFailedAttempt(const plan::ContextPtr &context, const docker::Info &now)
    {
        if (now.swarmState == "inactive"_L1)
            return ready<>({});
        const bool asManager = context->step().input.value("manager"_L1).toBool();
        const auto allowed =
            asManager ? ignoreValue(nodeOf(site(), machineOf(context)), site()) : ready<>({});
        return andThen(allowed, site(), [=, this] {
            return andThen(site()->links()->engine(machineOf(context)), site(),
                           [](docker::Client *engine) { return engine->swarmLeave(true); });
        });
    }

    // Ends when the engine is in the swarm, or when it has given up.
    Pending<> join(const plan::ContextPtr &context, const QString &machine)
    {
        const bool asManager = context->step().input.value("manager"_L1).toBool();
        const QString manager = site()->firstManager();
        const QString door = u"%1:%2"_s.arg(ownAddress(manager)).arg(swarmPort);
        const auto tokens = andThen(site()->links()->engine(manager), site(),
                                    [](docker::Client *engine) { return engine->joinTokens(); });
        return andThen(tokens, site(), [=, this](const docker::JoinTokens &known) {
            return andThen(site()->links()->engine(machine), site(), [=, this](docker::Client *engine) {
                return engine->swarmJoin(ownAddress(machine), {door},
                                         asManager ? known.manager : known.worker);
            });
        });
    }
};

} // namespace

void addSwarmActions(plan::Actions &actions, Site *site)
{
    actions.insert(u"swarm-init"_s, std::make_shared<SwarmInit>(site));
    actions.insert(u"swarm-join"_s, std::make_shared<SwarmJoin>(site));
}

} // namespace skep::cluster
