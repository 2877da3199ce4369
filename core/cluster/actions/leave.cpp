// SPDX-License-Identifier: GPL-3.0-or-later
// A node's way out: its tasks move, then swarm and cloud let it go.
#include "core/cluster/actions/action.h"
#include "core/cluster/actions/actions.h"
#include "core/docker/client.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace skep::cluster {

namespace {

bool isActive(const docker::Task &task)
{
    static const QStringList active{u"new"_s,       u"pending"_s, u"assigned"_s, u"accepted"_s,
                                    u"preparing"_s, u"ready"_s,   u"starting"_s, u"running"_s};
    return active.contains(task.state);
}

//! Drains the node and waits until nothing runs on it and what ran there runs elsewhere. When that takes too
//! long it is a question for a person, not a failure to hide: the error says what hangs.
class Drain : public Action
{
public:
    using Action::Action;
    Pending<bool> isDone(const plan::ContextPtr &) override { return no(); }
    Pending<QJsonObject> run(const plan::ContextPtr &context) override
    {
        const QString machine = machineOf(context);
        const auto begun = andThen(
            nodeOf(site(), machine), site(), [=, this](const std::optional<docker::Node> &node) -> Pending<> {
                if (!node) // removed in an earlier run
                    return ready<>({});
                return andThen(noteServices(context, node->id), site(), [=, this] {
                    return andThen(site()->links()->engine(site()->firstManager()), site(),
                                   [id = node->id](docker::Client *engine) {
                                       return engine->setAvailability(id, docker::Availability::Drain);
                                   });
                });
            });
        if (context->step().input.value("hurried"_L1).toBool())
            return doneAfter(begun);
        return doneAfter(andThen(begun, site(), [=, this] { return untilMoved(context, machine); }));
    }

private:
    struct Left
    {
        QStringList here; //!< what still runs on the node
        QStringList missing; //!< services that have too few tasks elsewhere
    };

    // Before the drain, and only the first time: afterwards the tasks are elsewhere.
    Pending<> noteServices(const plan::ContextPtr &context, const QString &nodeId)
    {
        if (context->output(context->step().id).contains("services"_L1))
            return ready<>({});
        return andThen(
            site()->links()->engine(site()->firstManager()), site(), [=, this](docker::Client *engine) {
                return andThen(engine->tasks(), site(), [=](const QList<docker::Task> &tasks) {
                    QStringList services;
                    for (const auto &task : tasks) {
                        if (task.nodeId == nodeId && isActive(task) && !services.contains(task.serviceId))
                            services.append(task.serviceId);
                    }
                    return ready<>(context->note({{u"services"_s, QJsonArray::fromStringList(services)}}));
                });
            });
    }

    Pending<> untilMoved(const plan::ContextPtr &context, const QString &machine)
    {
        const int patience = std::max(1, context->step().input.value("patience"_L1).toInt(120));
        auto left = std::make_shared<Left>();
        auto said = std::make_shared<QString>();
        const auto ask = [=, this] {
            return transform<bool>(look(context, machine), site(), [=](const Left &now) {
                *left = now;
                const QString line = sentenceOf(now);
                if (!line.isEmpty() && line != *said)
                    context->say(line);
                *said = line;
                return line.isEmpty();
            });
        };
        const auto late = [=](const Error &last) {
            return Error{ErrorCode::Timeout,
                         tr("%1 is drained, but after %2 seconds not everything has moved: %3 Go on to wait "
                            "again, say that it need not move, or give up.")
                             .arg(machine)
                             .arg(patience)
                             .arg(sentenceOf(*left)),
                         last.message, true};
        };
        return waitUntil(site(), {500ms, std::chrono::seconds(patience)}, ask, late);
    }

    Pending<Left> look(const plan::ContextPtr &context, const QString &machine)
    {
        const auto services = context->output(context->step().id).value("services"_L1).toArray();
        return andThen(nodeOf(site(), machine), site(), [=, this](const std::optional<docker::Node> &node) {
            if (!node)
                return ready<Left>(Left{});
            return andThen(
                site()->links()->engine(site()->firstManager()), site(), [=, this](docker::Client *engine) {
                    return andThen(engine->tasks(), site(), [=, this](const QList<docker::Task> &tasks) {
                        return transform<Left>(engine->services(), site(),
                                               [=](const QList<docker::Service> &known) {
                                                   return leftOf(node->id, services, tasks, known);
                                               });
                    });
                });
        });
    }

    static Left leftOf(const QString &nodeId, const QJsonArray &services, const QList<docker::Task> &tasks,
                       const QList<docker::Service> &known)
    {
        Left left;
        for (const auto &service : known) {
            const auto runsHere = std::count_if(tasks.begin(), tasks.end(), [&](const docker::Task &task) {
                return task.nodeId == nodeId && task.serviceId == service.id && isActive(task);
            });
            if (runsHere > 0)
                left.here.append(service.name);
            if (services.contains(service.id) && !service.isGlobal && !service.isJob
                && service.running < service.wanted)
                left.missing.append(
                    tr("%1 (%2 of %3)").arg(service.name).arg(service.running).arg(service.wanted));
        }
        return left;
    }
    static QString sentenceOf(const Left &left)
    {
        QStringList sentences;
        if (!left.here.isEmpty())
            sentences.append(tr("still running there: %1.").arg(left.here.join(u", "_s)));
        if (!left.missing.isEmpty())
            sentences.append(tr("not running elsewhere yet: %1.").arg(left.missing.join(u", "_s)));
        return sentences.join(u' ');
    }
};

class LeaveSwarm : public Action
{
public:
    using Action::Action;
    Pending<bool> isDone(const plan::ContextPtr &context) override
    {
        // A machine that an earlier run has deleted already cannot be asked; the swarm's list can.
        return transform<bool>(nodeOf(site(), machineOf(context)), site(),
                               [](const std::optional<docker::Node> &node) { return !node; });
    }
    Pending<QJsonObject> run(const plan::ContextPtr &context) override
    {
        const QString machine = machineOf(context);
        // A manager knows a moment later than the others that it is one no more; until then it refuses.
        const auto attempt = [here = site(), machine] {
            const auto left = andThen(here->links()->engine(machine), here, [=](docker::Client *engine) {
                return andThen(engine->info(), here, [=](const docker::Info &info) {
                    return info.swarmState == "inactive"_L1 ? ready<>({}) : engine->swarmLeave(false);
                });
            });
            return orElse(left, here, [](Error error) {
                error.retryable = true;
                return ready<>(fail(error));
            });
        };
        return doneAfter(retry(site(), {8, 500ms, 4s}, attempt));
    }
};

class RemoveNode : public Action
{
public:
    using Action::Action;
    Pending<bool> isDone(const plan::ContextPtr &) override { return no(); }
    Pending<QJsonObject> run(const plan::ContextPtr &context) override
    {
        return doneAfter(
            changeNode(site(), machineOf(context),
                       [](docker::Client *engine, const QString &id) { return engine->removeNode(id); }));
    }
};

//! Every machine of this cluster and name, found by its labels: the journal may not know an id that the cloud
//! knows.
class RemoveMachine : public Action
{
public:
    using Action::Action;
    Pending<bool> isDone(const plan::ContextPtr &) override { return no(); }
    Pending<QJsonObject> run(const plan::ContextPtr &context) override
    {
        const QString machine = machineOf(context);
        const auto deleted = andThen(find(machine, false), site(), [here = site()](const QStringList &ids) {
            return oneByOne(ids, here, [here](const QString &id) {
                return andThen(here->provider()->deleteMachine(id), here,
                               [here](const cloud::Started &started) {
                                   return here->provider()->waitFor(started.operationId);
                               });
            });
        });
        const auto late = [machine](const Error &last) {
            return Error{ErrorCode::Timeout,
                         tr("The cloud did not delete %1 within five minutes.").arg(machine), last.message,
                         true};
        };
        return doneAfter(andThen(deleted, site(), [=, this] {
            site()->links()->drop(machine);
            return waitUntil(
                site(), {500ms, 5min},
                [=, this] {
                    return transform<bool>(find(machine, true), site(),
                                           [](const QStringList &ids) { return ids.isEmpty(); });
                },
                late);
        }));
    }

private:
    Pending<QStringList> find(const QString &machine, bool withDying) const
    {
        cloud::Labels labels = site()->labels();
        labels.insert(machineLabel, machine);
        return transform<QStringList>(
            site()->provider()->machines(labels), site(), [withDying](const QList<cloud::Machine> &found) {
                QStringList ids;
                for (const auto &one : found) {
                    if (one.state != cloud::MachineState::Destroyed
                        && (withDying || one.state != cloud::MachineState::Destroying))
                        ids.append(one.id);
                }
                return ids;
            });
    }
};

} // namespace

void addLeaveActions(plan::Actions &actions, Site *site)
{
    actions.insert(u"drain"_s, std::make_shared<Drain>(site));
    actions.insert(u"swarm-leave"_s, std::make_shared<LeaveSwarm>(site));
    actions.insert(u"node-remove"_s, std::make_shared<RemoveNode>(site));
    actions.insert(u"machine-remove"_s, std::make_shared<RemoveMachine>(site));
}

} // namespace skep::cluster
