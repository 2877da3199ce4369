// SPDX-License-Identifier: GPL-3.0-or-later
// What changes nodes that stay, and what is asked of new ones.
#include "core/cluster/actions/action.h"
#include "core/cluster/actions/actions.h"
#include "core/cluster/quorum.h"
#include "core/cluster/registrarservice.h"
#include "core/crypto/keys.h"
#include "core/docker/client.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace skep::cluster {

namespace {

//! The secret of a new node's agent: made once, before anybody else can know of it.
class MakeAgentKey : public Action
{
public:
    using Action::Action;
    Pending<bool> isDone(const plan::ContextPtr &context) override
    {
        if (!context->output(context->step().id).value("made"_L1).toBool())
            return no();
        return transform<bool>(site()->secret(purpose(context)), site(),
                               [](const SecretPtr &) { return true; });
    }
    Pending<QJsonObject> run(const plan::ContextPtr &context) override
    {
        const auto kept = site()->keep(purpose(context), makeSecret(crypto::newUuid().toLatin1()));
        return transform<QJsonObject>(kept, site(), [] { return QJsonObject{{u"made"_s, true}}; });
    }

private:
    static QString purpose(const plan::ContextPtr &context)
    {
        return u"consul-agent-"_s + machineOf(context);
    }
};

//! A new node counts when the swarm can give it tasks and the registrar's one runs there.
class WaitForNode : public Action
{
public:
    using Action::Action;
    Pending<bool> isDone(const plan::ContextPtr &) override { return no(); }
    Pending<QJsonObject> run(const plan::ContextPtr &context) override
    {
        const QString machine = machineOf(context);
        const auto ask = [here = site(), machine] {
            return andThen(nodeOf(here, machine), here, [=](const std::optional<docker::Node> &node) {
                if (!node || node->state != docker::NodeState::Ready
                    || (node->role == docker::NodeRole::Manager && !node->isReachableManager))
                    return ready<bool>(false);
                return here->spec().consulServers == 0 ? ready<bool>(true) : hasRegistrar(here, node->id);
            });
        };
        const auto late = [machine](const Error &last) {
            return Error{ErrorCode::Timeout,
                         tr("%1 is in the swarm, but was not ready within 90 seconds.").arg(machine),
                         last.message, true};
        };
        return doneAfter(waitUntil(site(), {300ms, 90s}, ask, late));
    }

private:
    static Pending<bool> hasRegistrar(Site *here, const QString &nodeId)
    {
        return andThen(here->links()->engine(here->firstManager()), here, [=](docker::Client *engine) {
            return andThen(
                engine->findService(registrarServiceName), here,
                [=](const std::optional<docker::Service> &service) {
                    return transform<bool>(engine->tasks(), here, [=](const QList<docker::Task> &tasks) {
                        return std::any_of(tasks.begin(), tasks.end(), [&](const docker::Task &task) {
                            return service && task.serviceId == service->id && task.nodeId == nodeId
                                && task.state == "running"_L1;
                        });
                    });
                });
        });
    }
};

class SetLabels : public Action
{
public:
    using Action::Action;
    Pending<bool> isDone(const plan::ContextPtr &) override { return no(); }
    Pending<QJsonObject> run(const plan::ContextPtr &context) override
    {
        QMap<QString, QString> labels;
        const auto wanted = context->step().input.value("labels"_L1).toObject();
        for (auto it = wanted.begin(); it != wanted.end(); ++it)
            labels.insert(it.key(), it.value().toString());
        const QString machine = machineOf(context);
        return doneAfter(andThen(
            nodeOf(site(), machine), site(), [=, here = site()](const std::optional<docker::Node> &node) {
                if (!node)
                    return ready<>(fail(ErrorCode::NotFound, tr("The swarm has no node “%1”.").arg(machine)));
                return andThen(
                    here->links()->engine(here->firstManager()), here,
                    [=](docker::Client *engine) { return engine->changeLabels(node->id, labels, {}); });
            }));
    }
};

class Activate : public Action
{
public:
    using Action::Action;
    Pending<bool> isDone(const plan::ContextPtr &) override { return no(); }
    Pending<QJsonObject> run(const plan::ContextPtr &context) override
    {
        return doneAfter(
            changeNode(site(), machineOf(context), [](docker::Client *engine, const QString &id) {
                return engine->setAvailability(id, docker::Availability::Active);
            }));
    }
};

class CheckQuorum : public Action
{
public:
    using Action::Action;
    Pending<bool> isDone(const plan::ContextPtr &) override { return no(); }
    Pending<QJsonObject> run(const plan::ContextPtr &context) override
    {
        const QStringList leaving = texts(context->step().input, "leaving"_L1);
        return doneAfter(checkQuorum(site(), leaving));
    }
};

//! Makes a manager of a worker or the other way round. Demoting asks the quorum guard right before: what the
//! plan was checked with may be an hour old.
class SetRole : public Action
{
public:
    SetRole(Site *site, docker::NodeRole role)
        : Action(site)
        , m_role(role)
    {
    }
    Pending<bool> isDone(const plan::ContextPtr &context) override
    {
        return transform<bool>(nodeOf(site(), machineOf(context)), site(),
                               [this](const std::optional<docker::Node> &node) { return isThere(node); });
    }
    Pending<QJsonObject> run(const plan::ContextPtr &context) override
    {
        const QString machine = machineOf(context);
        const auto allowed =
            m_role == docker::NodeRole::Worker ? checkQuorum(site(), {machine}) : ready<>({});
        const auto changed = andThen(allowed, site(), [=, this] { return change(machine); });
        const auto late = [machine, role = m_role](const Error &last) {
            return Error{ErrorCode::Timeout,
                         (role == docker::NodeRole::Manager
                              ? tr("%1 did not become a manager that the others reach within two minutes.")
                              : tr("%1 did not become a worker within two minutes."))
                             .arg(machine),
                         last.message, true};
        };
        return doneAfter(andThen(changed, site(), [=, this] {
            return waitUntil(
                site(), {300ms, 120s}, [this, context] { return isDone(context); }, late);
        }));
    }

private:
    // A demoted node that is gone altogether is no manager either.
    bool isThere(const std::optional<docker::Node> &node) const
    {
        if (m_role == docker::NodeRole::Worker)
            return !node || node->role == docker::NodeRole::Worker;
        return node && node->role == docker::NodeRole::Manager && node->isReachableManager;
    }
    Pending<> change(const QString &machine) const
    {
        return andThen(nodeOf(site(), machine), site(), [=, this](const std::optional<docker::Node> &node) {
            if (!node)
                return ready<>(fail(ErrorCode::NotFound, tr("The swarm has no node “%1”.").arg(machine)));
            return andThen(
                site()->links()->engine(site()->firstManager()), site(),
                [id = node->id, role = m_role](docker::Client *engine) { return engine->setRole(id, role); });
        });
    }

    docker::NodeRole m_role;
};

class SetMembership : public Action
{
public:
    SetMembership(Site *site, bool isMember)
        : Action(site)
        , m_isMember(isMember)
    {
    }
    Pending<bool> isDone(const plan::ContextPtr &) override { return no(); }
    Pending<QJsonObject> run(const plan::ContextPtr &context) override
    {
        if (site()->spec().isolatedNetwork)
            return ready<QJsonObject>(QJsonObject{}); // one group for all: the network
        cloud::Labels labels = site()->labels();
        labels.insert(machineLabel, machineOf(context));
        const QString name = text(context->step().input, "group"_L1);
        auto *provider = site()->provider();
        return doneAfter(andThen(provider->groups(), site(), [=, this](const auto &groups) {
            return andThen(provider->machines(labels), site(), [=, this](const auto &machines) {
                for (const auto &group : groups) {
                    if (group.name == name && !machines.isEmpty())
                        return m_isMember ? provider->joinGroup(machines.first().id, group.id)
                                          : provider->leaveGroup(machines.first().id, group.id);
                }
                return ready<>(fail(ErrorCode::NotFound,
                                    tr("The cloud does not know %1 or the firewall group %2.")
                                        .arg(labels.value(machineLabel), name)));
            });
        }));
    }

private:
    bool m_isMember;
};

} // namespace

Pending<std::optional<docker::Node>> nodeOf(Site *site, const QString &machine)
{
    const auto listed = andThen(site->links()->engine(site->firstManager()), site,
                                [](docker::Client *engine) { return engine->nodes(); });
    return transform<std::optional<docker::Node>>(
        listed, site, [machine](const QList<docker::Node> &nodes) -> std::optional<docker::Node> {
            for (const auto &node : nodes) {
                if (node.hostname == machine)
                    return node;
            }
            return std::nullopt;
        });
}

Pending<> changeNode(Site *site, const QString &machine,
                     const std::function<Pending<>(docker::Client *, const QString &)> &change)
{
    return andThen(nodeOf(site, machine), site, [=](const std::optional<docker::Node> &node) {
        if (!node)
            return ready<>({});
        return andThen(site->links()->engine(site->firstManager()), site,
                       [=, id = node->id](docker::Client *engine) { return change(engine, id); });
    });
}

Pending<> checkQuorum(Site *site, const QStringList &leaving)
{
    const auto listed = andThen(site->links()->engine(site->firstManager()), site,
                                [](docker::Client *engine) { return engine->nodes(); });
    return transform<void>(listed, site, [leaving](const QList<docker::Node> &nodes) {
        return quorumAllows(managersSeen(nodes), leaving);
    });
}

void addNodeActions(plan::Actions &actions, Site *site)
{
    actions.insert(u"agent-key"_s, std::make_shared<MakeAgentKey>(site));
    actions.insert(u"node-ready"_s, std::make_shared<WaitForNode>(site));
    actions.insert(u"node-labels"_s, std::make_shared<SetLabels>(site));
    actions.insert(u"activate"_s, std::make_shared<Activate>(site));
    actions.insert(u"quorum"_s, std::make_shared<CheckQuorum>(site));
    actions.insert(u"promote"_s, std::make_shared<SetRole>(site, docker::NodeRole::Manager));
    actions.insert(u"demote"_s, std::make_shared<SetRole>(site, docker::NodeRole::Worker));
    actions.insert(u"join-group"_s, std::make_shared<SetMembership>(site, true));
    actions.insert(u"leave-group"_s, std::make_shared<SetMembership>(site, false));
}

} // namespace skep::cluster
