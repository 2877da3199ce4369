// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/actions/action.h"
#include "core/cluster/actions/actions.h"
#include "core/cluster/destruction.h"
#include "core/cluster/serverlogins.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace skep::cluster {

namespace {

//! Deletes one object by its id or name; what is missing already is no error anywhere here.
class Delete : public Action
{
public:
    using Call = std::function<Pending<>(Site *, const QJsonObject &)>;
    Delete(Site *site, Call call)
        : Action(site)
        , m_call(std::move(call))
    {
    }
    Pending<bool> isDone(const plan::ContextPtr &) override { return no(); }
    Pending<QJsonObject> run(const plan::ContextPtr &context) override
    {
        // A group can stay in use for a moment after the last machine is gone.
        const auto attempt = [this, context] {
            return orElse(m_call(site(), context->step().input), site(), [](Error error) {
                error.retryable = error.retryable || error.code == ErrorCode::Conflict;
                return ready<>(fail(error));
            });
        };
        return doneAfter(retry(site(), {8, 1s, 15s}, attempt));
    }

private:
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
    Pending<QJsonObject> run(const plan::ContextPtr &) override
    {
        const auto left = takeInventory(site()->provider(), site()->clusterId(), site());
        return transform<QJsonObject>(left, site(), [](const Inventory &inventory) -> Result<QJsonObject> {
            if (!inventory.isEmpty())
                return fail(ErrorCode::Remote, tr("Still there: %1").arg(described(inventory).join(u", "_s)),
                            {}, true);
            return QJsonObject{};
        });
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
    const auto deleting = [site](Delete::Call call) {
        return std::make_shared<Delete>(site, std::move(call));
    };
    const auto id = [](const QJsonObject &input) { return input.value("id"_L1).toString(); };
    plan::Actions actions{
        {u"delete-machine"_s, deleting([id](Site *here, const QJsonObject &input) {
             return andThen(here->provider()->deleteMachine(id(input)), here,
                            [here](const cloud::Started &started) {
                                return here->provider()->waitFor(started.operationId);
                            });
         })},
        {u"delete-rule"_s, deleting([id](Site *here, const QJsonObject &input) {
             return here->provider()->deleteRule(input.value("group"_L1).toString(), id(input));
         })},
        {u"delete-group"_s, deleting([id](Site *here, const QJsonObject &input) {
             return here->provider()->deleteGroup(id(input));
         })},
        {u"delete-affinity-group"_s, deleting([id](Site *here, const QJsonObject &input) {
             return here->provider()->deleteAffinityGroup(id(input));
         })},
        {u"delete-key"_s, deleting([](Site *here, const QJsonObject &input) {
             return here->provider()->deleteSshKey(input.value("name"_L1).toString());
         })},
        {u"machine-gone"_s, std::make_shared<WaitUntilGone>(site)},
        {u"verify-gone"_s, std::make_shared<VerifyGone>(site)},
        {u"delete-secrets"_s, std::make_shared<DeleteSecrets>(site)},
    };
    addServerActions(actions, site);
    return actions;
}

} // namespace skep::cluster
