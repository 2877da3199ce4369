// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/actions/action.h"
#include "core/cluster/actions/actions.h"
#include "core/cluster/expected.h"
#include "core/cluster/serverlogins.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace skep::cluster {

namespace {

//! Whether an object is there and still the cluster's own, asked right before it is deleted.
enum class Whose { Ours, Gone };

Error notOurs(const QString &what)
{
    return {
        ErrorCode::Conflict,
        QCoreApplication::translate("skep::cluster::Delete",
                                    "%1 does not carry this cluster's label any more, so it was left alone.")
            .arg(what),
        {},
        false};
}

template <typename Item>
Result<Whose> whoseOf(const QList<Item> &items, const QString &id, const QString &clusterId)
{
    for (const auto &item : items) {
        if (item.id == id)
            return item.description == groupDescription(clusterId) ? Result<Whose>(Whose::Ours)
                                                                   : fail(notOurs(item.name));
    }
    return Whose::Gone;
}

Pending<Whose> whoseMachine(Site *site, const QString &id)
{
    const auto read = transform<Whose>(
        site->provider()->machine(id), site, [site](const cloud::Machine &machine) -> Result<Whose> {
            if (machine.labels.value(clusterLabel) != site->clusterId())
                return fail(notOurs(machine.name));
            return machine.state == cloud::MachineState::Destroyed ? Whose::Gone : Whose::Ours;
        });
    return orElse(read, site, [](const Error &error) {
        return ready<Whose>(error.code == ErrorCode::NotFound ? Result<Whose>(Whose::Gone)
                                                              : Result<Whose>(fail(error)));
    });
}

Pending<Whose> whoseGroup(Site *site, const QString &id)
{
    return transform<Whose>(site->provider()->groups(), site,
                            [site, id](const QList<cloud::FirewallGroup> &groups) {
                                return whoseOf(groups, id, site->clusterId());
                            });
}

Pending<Whose> whoseAffinityGroup(Site *site, const QString &id)
{
    return transform<Whose>(site->provider()->affinityGroups(), site,
                            [site, id](const QList<cloud::AffinityGroup> &groups) {
                                return whoseOf(groups, id, site->clusterId());
                            });
}

//! Deletes one object by its id or name, once it has been read again and is still the cluster's own; what is
//! missing already is no error anywhere here.
class Delete : public Action
{
public:
    using Guard = std::function<Pending<Whose>(Site *, const QJsonObject &)>;
    using Call = std::function<Pending<>(Site *, const QJsonObject &)>;
    Delete(Site *site, Guard guard, Call call)
        : Action(site)
        , m_guard(std::move(guard))
        , m_call(std::move(call))
    {
    }
    Pending<bool> isDone(const plan::ContextPtr &) override { return no(); }
    Pending<QJsonObject> run(const plan::ContextPtr &context) override
    {
        const QJsonObject input = context->step().input;
        const auto guarded = [this, input] {
            return andThen(m_guard(site(), input), site(), [this, input](Whose whose) {
                if (whose == Whose::Gone)
                    return ready<>({});
                // A group can stay in use for a moment after the last machine is gone.
                return orElse(m_call(site(), input), site(), [](Error error) {
                    error.retryable = error.retryable || error.code == ErrorCode::Conflict;
                    return ready<>(fail(error));
                });
            });
        };
        return doneAfter(retry(site(), {8, 1s, 15s}, guarded));
    }

private:
    Guard m_guard;
    Call m_call;
};

class WaitUntilGone : public Action
{
    Q_DECLARE_TR_FUNCTIONS(skep::cluster::WaitUntilGone)

public:
    using Action::Action;
    Pending<bool> isDone(const plan::ContextPtr &) override { return no(); }
    Pending<QJsonObject> run(const plan::ContextPtr &context) override
    {
        const auto ask = [here = site(), id = text(context->step().input, "id"_L1)] {
            const auto found =
                transform<bool>(here->provider()->machine(id), here, [](const cloud::Machine &machine) {
                    return machine.state == cloud::MachineState::Destroyed;
                });
            return orElse(found, here, [](const Error &error) {
                return ready<bool>(error.code == ErrorCode::NotFound ? Result<bool>(true)
                                                                     : Result<bool>(fail(error)));
            });
        };
        const auto late = [machine = machineOf(context)](const Error &last) {
            return Error{ErrorCode::Timeout,
                         tr("The cloud did not delete %1 within five minutes.").arg(machine), last.message,
                         true};
        };
        return doneAfter(waitUntil(site(), {500ms, 5min}, ask, late));
    }
};

class VerifyGone : public Action
{
    Q_DECLARE_TR_FUNCTIONS(skep::cluster::VerifyGone)

public:
    using Action::Action;
    Pending<bool> isDone(const plan::ContextPtr &) override { return no(); }
    // A list can show for a while what is gone already.
    Pending<QJsonObject> run(const plan::ContextPtr &) override
    {
        auto left = std::make_shared<Inventory>();
        const auto ask = [here = site(), left] {
            return transform<bool>(takeInventory(here->provider(), here->clusterId(), here), here,
                                   [left](const Inventory &inventory) {
                                       *left = inventory;
                                       return inventory.isEmpty();
                                   });
        };
        const auto late = [left](const Error &last) {
            if (left->isEmpty())
                return last;
            return Error{
                ErrorCode::Remote, tr("Still there: %1").arg(described(*left).join(u", "_s)), {}, true};
        };
        return doneAfter(waitUntil(site(), {2s, longestListLag}, ask, late));
    }
};

class DeleteSecrets : public Action
{
public:
    using Action::Action;
    Pending<bool> isDone(const plan::ContextPtr &) override { return no(); }
    Pending<QJsonObject> run(const plan::ContextPtr &) override
    {
        return doneAfter(oneByOne(site()->purposes() + QStringList{serverLoginsKey}, site(),
                                  [here = site()](const QString &purpose) { return here->forget(purpose); }));
    }
};

} // namespace

plan::Actions destructionActions(Site *site)
{
    const auto deleting = [site](Delete::Guard guard, Delete::Call call) {
        return std::make_shared<Delete>(site, std::move(guard), std::move(call));
    };
    const auto id = [](const QJsonObject &input) { return input.value("id"_L1).toString(); };
    const auto group = [](const QJsonObject &input) { return input.value("group"_L1).toString(); };
    const auto name = [](const QJsonObject &input) { return input.value("name"_L1).toString(); };
    plan::Actions actions{
        {u"delete-machine"_s,
         deleting([id](Site *here, const QJsonObject &input) { return whoseMachine(here, id(input)); },
                  [id](Site *here, const QJsonObject &input) {
                      return andThen(here->provider()->deleteMachine(id(input)), here,
                                     [here](const cloud::Started &started) {
                                         return here->provider()->waitFor(started.operationId);
                                     });
                  })},
        {u"delete-rule"_s,
         deleting([group](Site *here, const QJsonObject &input) { return whoseGroup(here, group(input)); },
                  [id, group](Site *here, const QJsonObject &input) {
                      return here->provider()->deleteRule(group(input), id(input));
                  })},
        {u"delete-group"_s,
         deleting([id](Site *here, const QJsonObject &input) { return whoseGroup(here, id(input)); },
                  [id](Site *here, const QJsonObject &input) {
                      return here->provider()->deleteGroup(id(input));
                  })},
        {u"delete-affinity-group"_s,
         deleting([id](Site *here, const QJsonObject &input) { return whoseAffinityGroup(here, id(input)); },
                  [id](Site *here, const QJsonObject &input) {
                      return here->provider()->deleteAffinityGroup(id(input));
                  })},
        {u"delete-key"_s, // its name is its only mark, and what it is deleted by
         deleting([](Site *, const QJsonObject &) { return ready<Whose>(Whose::Ours); },
                  [name](Site *here, const QJsonObject &input) {
                      return here->provider()->deleteSshKey(name(input));
                  })},
        {u"machine-gone"_s, std::make_shared<WaitUntilGone>(site)},
        {u"verify-gone"_s, std::make_shared<VerifyGone>(site)},
        {u"delete-secrets"_s, std::make_shared<DeleteSecrets>(site)},
    };
    addServerActions(actions, site);
    return actions;
}

} // namespace skep::cluster
