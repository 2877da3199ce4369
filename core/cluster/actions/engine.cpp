// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/actions/action.h"
#include "core/cluster/actions/actions.h"
#include "core/cluster/daemonconfig.h"
#include "core/docker/client.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace skep::cluster {

namespace {

//! From the distribution's packages; where an engine is there, it only has to run.
class InstallEngine : public Action
{
public:
    using Action::Action;
    Pending<bool> isDone(const plan::ContextPtr &) override
    {
        return no();
    } // the script asks and acts in one go
    Pending<QJsonObject> run(const plan::ContextPtr &context) override
    {
        const auto installed =
            runScript(site(), machineOf(context), u"install-engine.sh"_s, {}, context, 20min);
        return transform<QJsonObject>(installed, site(), [](const QByteArray &out) {
            const auto facts = scriptFacts(out);
            return QJsonObject{{u"version"_s, facts.value(u"version"_s)},
                               {u"dockerAddress"_s, facts.value(u"docker0"_s)},
                               {u"installed"_s, facts.value(u"installed"_s) == "yes"_L1}};
        });
    }
};

//! Containers ask the node's Consul agent for names; daemon.json is merged, never replaced.
class ConfigureEngine : public Action
{
    Q_DECLARE_TR_FUNCTIONS(skep::cluster::ConfigureEngine)

public:
    using Action::Action;
    Pending<bool> isDone(const plan::ContextPtr &) override
    {
        return ready<bool>(site()->spec().consulServers == 0); // nothing to configure
    }
    Pending<QJsonObject> run(const plan::ContextPtr &context) override
    {
        const QString machine = machineOf(context);
        const QString docker0 = text(context->output(machine + u"/engine"_s), "dockerAddress"_L1);
        if (docker0.isEmpty())
            return ready<QJsonObject>(
                fail(ErrorCode::Config,
                     tr("The engine of %1 has no docker0 network, which containers need to "
                        "reach Consul's DNS.")
                         .arg(machine)));
        const QStringList resolvers = texts(context->output(machine + u"/prepare"_s), "resolvers"_L1);
        return doneAfter(andThen(runScript(site(), machine, u"read-daemon-json.sh"_s), site(),
                                 [=, this](const QByteArray &existing) -> Pending<> {
                                     auto merged = mergedDaemonConfig(existing, docker0, resolvers);
                                     if (!merged)
                                         return ready<>(fail(std::move(merged).error()));
                                     if (merged->isEmpty())
                                         return ready<>({});
                                     if (site()->spec().isOnOwnServers())
                                         return changeEngine(site(), context, machine, existing, *merged);
                                     return ignoreValue(runScript(site(), machine, u"apply-daemon-json.sh"_s,
                                                                  *merged, context),
                                                        site());
                                 }));
    }
};

class PullImage : public Action
{
    Q_DECLARE_TR_FUNCTIONS(skep::cluster::PullImage)

public:
    using Action::Action;
    Pending<bool> isDone(const plan::ContextPtr &context) override
    {
        return andThen(site()->links()->engine(machineOf(context)), site(),
                       [image = text(context->step().input, "image"_L1)](docker::Client *engine) {
                           return engine->hasImage(image);
                       });
    }
    Pending<QJsonObject> run(const plan::ContextPtr &context) override
    {
        const QString machine = machineOf(context);
        const QString image = text(context->step().input, "image"_L1);
        const auto pull = [here = site(), machine, image] {
            return andThen(here->links()->engine(machine), here,
                           [image](docker::Client *engine) { return engine->pullImage(image); });
        };
        return doneAfter(orElse(retry(site(), {3, 1s, 10s}, pull), site(), [=](const Error &error) {
            return ready<>(fail(prefixed(tr("%1 cannot fetch the image %2").arg(machine, image), error)));
        }));
    }
};

} // namespace

void addEngineActions(plan::Actions &actions, Site *site)
{
    actions.insert(u"engine"_s, std::make_shared<InstallEngine>(site));
    actions.insert(u"engine-config"_s, std::make_shared<ConfigureEngine>(site));
    actions.insert(u"pull-image"_s, std::make_shared<PullImage>(site));
}

} // namespace skep::cluster
