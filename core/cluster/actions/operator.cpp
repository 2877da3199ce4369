// SPDX-License-Identifier: GPL-3.0-or-later
// Who may reach SSH, when that changes.
#include "core/cluster/actions/action.h"
#include "core/cluster/actions/actions.h"
#include "core/cluster/change.h"
#include "core/ssh/connection.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace skep::cluster {

namespace {

//! A connection that is opened anew, and from which address the machine sees it: while the old rule is there,
//! getting in alone would prove nothing of the new one. One machine of each kind is enough, as the dead need
//! not answer.
class WayIn : public Action
{
public:
    using Action::Action;
    Pending<bool> isDone(const plan::ContextPtr &) override { return no(); }
    Pending<QJsonObject> run(const plan::ContextPtr &context) override
    {
        const QStringList cidrs = texts(context->step().input, "cidrs"_L1);
        QStringList nodes;
        QStringList servers;
        for (const auto &machine : site()->machines())
            (machine.role == MachineRole::ConsulServer ? servers : nodes).append(machine.name);
        return doneAfter(andThen(anyOf(nodes, cidrs), site(), [=, this] {
            return servers.isEmpty() ? ready<>({}) : anyOf(servers, cidrs);
        }));
    }

private:
    Pending<> anyOf(const QStringList &machines, const QStringList &cidrs)
    {
        const auto ask = [=, here = site()]() -> Pending<bool> {
            Completer<bool> first;
            auto left = std::make_shared<qsizetype>(machines.size());
            for (const QString &machine : machines) {
                const auto where = here->links()->whereabouts(machine);
                here->links()->drop(machine);
                here->links()->learn(machine, where);
                onResult(addressSeenBy(here, machine), here, [=](const Result<QString> &address) {
                    if (address)
                        first.settle(isGood(*address, cidrs));
                    else if (--*left == 0)
                        first.settle(fail(Error{address.error().code, address.error().message,
                                                address.error().detail, true}));
                });
            }
            return first.future();
        };
        const auto late = [](const Error &last) {
            return Error{
                ErrorCode::Timeout,
                tr("The new firewall rules do not let this computer in, so the old ones stay. Is the "
                   "range the one that this computer is seen with?"),
                last.message, true};
        };
        return waitUntil(site(), {1s, 45s}, ask, late);
    }
    static Pending<QString> addressSeenBy(Site *here, const QString &machine)
    {
        return andThen(here->links()->connection(machine), here, [=](ssh::Connection *connection) {
            return transform<QString>(connection->exec("echo \"$SSH_CONNECTION\"", {}, 15s, {}), here,
                                      [](const ssh::ExecResult &result) {
                                          return QString::fromLatin1(result.out).section(u' ', 0, 0);
                                      });
        });
    }
    static Result<bool> isGood(const QString &address, const QStringList &cidrs)
    {
        if (isCovered(address, cidrs))
            return true;
        return fail(ErrorCode::Config,
                    tr("The machines see this computer as %1, which is not in %2, so the old ones stay: they "
                       "are what lets it in.")
                        .arg(address, cidrs.join(u", "_s)));
    }
};

//! Deletes the rules of a group that let a range, or another group, in to a port.
class CloseRule : public Action
{
public:
    using Action::Action;
    Pending<bool> isDone(const plan::ContextPtr &) override { return no(); }
    Pending<QJsonObject> run(const plan::ContextPtr &context) override
    {
        const auto closed = andThen(
            site()->provider()->groups(), site(),
            [here = site(), input = context->step().input](const QList<cloud::FirewallGroup> &groups) {
                return oneByOne(meant(groups, input), here, [here](const QPair<QString, QString> &rule) {
                    return here->provider()->deleteRule(rule.first, rule.second);
                });
            });
        return doneAfter(closed);
    }

private:
    //! By the ids of group and rule.
    static QList<QPair<QString, QString>> meant(const QList<cloud::FirewallGroup> &groups,
                                                const QJsonObject &input)
    {
        cloud::FirewallRule closed;
        closed.protocol = text(input, "protocol"_L1);
        closed.startPort = closed.endPort = input.value("port"_L1).toInt();
        closed.sourceCidr = text(input, "cidr"_L1);
        for (const auto &group : groups) {
            if (closed.sourceCidr.isEmpty() && group.name == text(input, "from"_L1))
                closed.sourceGroupId = group.id;
        }
        QList<QPair<QString, QString>> rules;
        if (closed.sourceCidr.isEmpty() && closed.sourceGroupId.isEmpty())
            return rules; // a group that is gone has taken the rule with it
        for (const auto &group : groups) {
            for (const auto &rule : group.rules) {
                if (group.name == text(input, "group"_L1) && rule.sameTraffic(closed))
                    rules.append({group.id, rule.id});
            }
        }
        return rules;
    }
};

} // namespace

void addOperatorActions(plan::Actions &actions, Site *site)
{
    actions.insert(u"way-in"_s, std::make_shared<WayIn>(site));
    actions.insert(u"close-rule"_s, std::make_shared<CloseRule>(site));
}

} // namespace skep::cluster
