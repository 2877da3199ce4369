// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/actions/action.h"
#include "core/cluster/actions/actions.h"
#include "core/cluster/registrarservice.h"
#include "core/docker/client.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace skep::cluster {

namespace {

//! Gives an engine the registrar's image over the one connection: nothing has to be published anywhere.
class LoadRegistrar : public Action
{
    Q_DECLARE_TR_FUNCTIONS(skep::cluster::LoadRegistrar)

public:
    using Action::Action;
    Pending<bool> isDone(const plan::ContextPtr &context) override
    {
        const auto image = registrarImage();
        if (!image)
            return ready<bool>(fail(image.error()));
        return andThen(
            site()->links()->engine(machineOf(context)), site(), [=, here = site()](docker::Client *engine) {
                return transform<bool>(engine->hasImage(image->id), here, [=](bool isThere) -> Result<bool> {
                    if (!isThere)
                        return false;
                    if (auto noted = context->note({{u"imageId"_s, image->id}}); !noted)
                        return fail(std::move(noted).error());
                    return true;
                });
            });
    }
    Pending<QJsonObject> run(const plan::ContextPtr &context) override
    {
        const QString machine = machineOf(context);
        const auto image = registrarImage();
        if (!image)
            return ready<QJsonObject>(fail(image.error()));
        const QString architecture = text(context->output(machine + u"/prepare"_s), "architecture"_L1);
        if (architecture != image->architecture)
            return ready<QJsonObject>(fail(
                ErrorCode::Config,
                tr("%1 is a machine of the architecture %2, and this Skep's registrar is made for %3. Choose "
                   "another template or machine type, or a Skep built for %2.")
                    .arg(machine, architecture, image->architecture)));
        const auto loaded =
            andThen(site()->links()->engine(machine), site(),
                    [image](docker::Client *engine) { return engine->loadImage(image->archivePath); });
        return transform<QJsonObject>(loaded, site(), [](const QString &id) {
            return QJsonObject{{u"imageId"_s, id}};
        });
    }
};

//! The registrar's token as a swarm secret: encrypted in the managers, in memory on the nodes.
class HandToken : public Action
{
public:
    using Action::Action;
    Pending<bool> isDone(const plan::ContextPtr &context) override
    {
        if (!text(context->output(context->step().id), "secretId"_L1).isEmpty())
            return ready<bool>(true);
        // A run that ended between the call and its answer has made it without knowing.
        const auto find = [here = site()] {
            return andThen(here->links()->engine(here->firstManager()), here,
                           [](docker::Client *engine) { return engine->findSecret(registrarSecretName); });
        };
        return findAndNote(site(), context, u"secretId"_s, find);
    }
    Pending<QJsonObject> run(const plan::ContextPtr &) override
    {
        const auto made =
            andThen(site()->secret(u"consul-registrar"_s), site(), [here = site()](const SecretPtr &token) {
                return andThen(here->links()->engine(here->firstManager()), here,
                               [here, token](docker::Client *engine) {
                                   return engine->createSecret(registrarSecretName, token,
                                                               {{clusterLabel, here->clusterId()}});
                               });
            });
        return transform<QJsonObject>(made, site(), [](const QString &id) {
            return QJsonObject{{u"secretId"_s, id}};
        });
    }
};

class StartRegistrar : public Action
{
public:
    using Action::Action;
    Pending<bool> isDone(const plan::ContextPtr &) override
    {
        const auto found =
            andThen(site()->links()->engine(site()->firstManager()), site(),
                    [](docker::Client *engine) { return engine->findService(registrarServiceName); });
        return transform<bool>(
            found, site(), [](const std::optional<docker::Service> &service) { return service.has_value(); });
    }
    Pending<QJsonObject> run(const plan::ContextPtr &context) override
    {
        const QString secretId = text(context->output(u"cluster/registrar-secret"_s), "secretId"_L1);
        const QString imageId =
            text(context->output(site()->firstManager() + u"/registrar-image"_s), "imageId"_L1);
        const auto made = andThen(site()->links()->engine(site()->firstManager()), site(),
                                  [=, id = site()->clusterId()](docker::Client *engine) {
                                      return engine->createService(registrarService(imageId, secretId, id));
                                  });
        return transform<QJsonObject>(made, site(), [](const QString &id) {
            return QJsonObject{{u"serviceId"_s, id}};
        });
    }
};

class WaitForRegistrar : public Action
{
    Q_DECLARE_TR_FUNCTIONS(skep::cluster::WaitForRegistrar)

public:
    using Action::Action;
    Pending<bool> isDone(const plan::ContextPtr &) override { return no(); }
    Pending<QJsonObject> run(const plan::ContextPtr &) override
    {
        auto nodes = std::make_shared<qsizetype>(0);
        for (const auto &machine : site()->machines())
            *nodes += machine.role == MachineRole::ConsulServer ? 0 : 1;
        auto seen = std::make_shared<QString>();
        const auto ask = [here = site(), nodes, seen] {
            return andThen(here->links()->engine(here->firstManager()), here, [=](docker::Client *engine) {
                return andThen(engine->findService(registrarServiceName), here,
                               [=](const std::optional<docker::Service> &service) {
                                   return transform<bool>(
                                       engine->tasks(), here, [=](const QList<docker::Task> &tasks) {
                                           return runningTasks(service, tasks, *seen) >= *nodes;
                                       });
                               });
            });
        };
        const auto late = [seen](const Error &last) {
            return Error{ErrorCode::Timeout, tr("The registrar does not run on every node: %1").arg(*seen),
                         last.message, true};
        };
        return doneAfter(waitUntil(site(), {300ms, 60s}, ask, late));
    }

private:
    static qsizetype runningTasks(const std::optional<docker::Service> &service,
                                  const QList<docker::Task> &tasks, QString &seen)
    {
        qsizetype running = 0;
        for (const auto &task : tasks) {
            if (!service || task.serviceId != service->id || task.desiredState != "running"_L1)
                continue;
            if (task.state == "running"_L1)
                ++running;
            else
                seen = task.error.isEmpty() ? task.message : task.error;
        }
        return running;
    }
};

} // namespace

void addRegistrarActions(plan::Actions &actions, Site *site)
{
    actions.insert(u"registrar-image"_s, std::make_shared<LoadRegistrar>(site));
    actions.insert(u"registrar-secret"_s, std::make_shared<HandToken>(site));
    actions.insert(u"registrar"_s, std::make_shared<StartRegistrar>(site));
    actions.insert(u"registrar-ready"_s, std::make_shared<WaitForRegistrar>(site));
}

} // namespace skep::cluster
