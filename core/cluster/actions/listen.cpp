// SPDX-License-Identifier: GPL-3.0-or-later
// Where Consul's servers listen, when that changes.
#include "core/cluster/actions/action.h"
#include "core/cluster/actions/actions.h"
#include "core/cluster/consulconfig.h"
#include "core/consul/client.h"
#include "core/docker/client.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace skep::cluster {

Pending<ConsulOnNode> readConsul(Site *site, const QString &machine)
{
    return transform<ConsulOnNode>(
        runScript(site, machine, u"read-consul-config.sh"_s), site, [=](const QByteArray &out) {
            const auto facts = scriptFacts(out);
            const auto known = site->links()->whereabouts(machine);
            ConsulOnNode node{QByteArray::fromBase64(facts.value(u"config"_s).toLatin1()), {}};
            // An address that the cloud translates is on no interface; the private one gets what comes to it.
            for (const QString &address : {known.privateAddress, known.address}) {
                if (facts.contains(u"address"_s, address) && !node.addresses.contains(address))
                    node.addresses.append(address);
            }
            return node;
        });
}

namespace {

constexpr int stopTime = 10; // seconds for a server to leave its connections
constexpr QLatin1StringView containerName{"consul"};

//! Has a server listen to others, or not any more, and starts it anew where that makes a difference. What it
//! does not start with is taken back: without it the cluster would have lost a server.
class ListenConsul : public Action
{
    Q_DECLARE_TR_FUNCTIONS(skep::cluster::ListenConsul)

public:
    using Action::Action;
    Pending<bool> isDone(const plan::ContextPtr &) override { return no(); }
    Pending<QJsonObject> run(const plan::ContextPtr &context) override
    {
        const QString machine = machineOf(context);
        QList<OpenPort> open;
        const auto names = context->step().input.value("open"_L1).toArray();
        for (const auto &name : names) {
            if (const auto port = portNamed(name.toString()))
                open.append(*port);
        }
        return doneAfter(
            andThen(readConsul(site(), machine), site(), [=, this](const ConsulOnNode &node) -> Pending<> {
                const auto wanted = listeningConfig(node.config, open, node.addresses);
                if (!wanted)
                    return ready<>(fail(wanted.error()));
                if (*wanted == node.config)
                    return ready<>({});
                return orElse(restartWith(machine, *wanted), site(), [=, this](const Error &error) {
                    return takeBack(machine, node.config, error);
                });
            }));
    }

private:
    Pending<> restartWith(const QString &machine, const QByteArray &config) const
    {
        const QByteArray input = "consul.json " + config.toBase64() + '\n';
        return andThen(runScript(site(), machine, u"write-consul-config.sh"_s, input), site(),
                       [=, this](const QByteArray &) {
                           const auto restarted =
                               andThen(site()->links()->engine(machine), site(), [](docker::Client *engine) {
                                   return engine->restartContainer(containerName, stopTime);
                               });
                           return andThen(restarted, site(), [=, this] { return answers(machine); });
                       });
    }

    Pending<> answers(const QString &machine) const
    {
        const auto ask = [here = site(), machine]() -> Pending<bool> {
            const auto leader = andThen(here->links()->consul(machine), here,
                                        [](consul::Client *consul) { return consul->leader(); });
            const auto known =
                transform<bool>(leader, here, [](const QString &address) { return !address.isEmpty(); });
            return orElse(known, here, [](Error error) {
                error.retryable = true; // it is just starting
                return ready<bool>(fail(error));
            });
        };
        const auto late = [machine](const Error &last) {
            return Error{ErrorCode::Conflict,
                         tr("Consul on %1 does not answer with its new configuration. Another program may "
                            "hold the port.")
                             .arg(machine),
                         last.message, false};
        };
        return waitUntil(site(), {300ms, 40s}, ask, late);
    }

    Pending<> takeBack(const QString &machine, const QByteArray &config, const Error &why) const
    {
        return andThen(restartWith(machine, config), site(), [why] {
            return ready<>(fail(Error{why.code, why.message + u' ' + tr("The old one is back in place."),
                                      why.detail, false}));
        });
    }
};

} // namespace

void addListenActions(plan::Actions &actions, Site *site)
{
    actions.insert(u"consul-listen"_s, std::make_shared<ListenConsul>(site));
}

} // namespace skep::cluster
