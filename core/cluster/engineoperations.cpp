// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/engineoperations.h"

#include "core/cluster/compose.h"

#include <QJsonObject>
#include <QPointer>

using namespace Qt::StringLiterals;

namespace skep::cluster {

using docker::Client;
using docker::ObjectKind;

namespace {

constexpr int stopSeconds = 10; // as the docker client waits before it kills

} // namespace

EngineOperations::EngineOperations(Way way, QObject *parent)
    : QObject(parent)
    , m_way(std::move(way))
{
}

Pending<Client *> EngineOperations::manager()
{
    QStringList managers = m_way.managers();
    if (managers.removeAll(m_lastGood) > 0)
        managers.prepend(m_lastGood);
    if (managers.isEmpty())
        return ready<Client *>(fail(ErrorCode::NotFound, tr("No manager of this cluster is known.")));
    return firstOf(managers);
}

Pending<Client *> EngineOperations::firstOf(QStringList managers)
{
    const QString machine = managers.takeFirst();
    const Pending<Client *> asked =
        transform<Client *>(m_way.engine(machine), this, [this, machine](Client *client) {
            m_lastGood = machine;
            return client;
        });
    if (managers.isEmpty())
        return asked;
    return orElse(asked, this, [this, managers](const Error &) { return firstOf(managers); });
}

template <typename Fn>
auto EngineOperations::on(const QString &machine, Fn fn)
{
    return andThen(machine.isEmpty() ? manager() : m_way.engine(machine), this, std::move(fn));
}

template <typename T>
Pending<T> EngineOperations::telling(Pending<T> work)
{
    onResult(work, this, [this](const Result<T> &result) {
        if (result)
            m_way.changed();
    });
    return work;
}

Pending<docker::ServiceDetail> EngineOperations::serviceDetail(const QString &idOrName)
{
    return on({}, [idOrName](Client *client) { return client->serviceDetail(idOrName); });
}

Pending<QString> EngineOperations::createService(const docker::ServiceSpec &spec, const Login &login)
{
    return telling(on({}, [this, spec, login](Client *client) {
        return andThen(
            client->resolved(spec), this,
            [login, client = QPointer(client)](const docker::ServiceSpec &resolved) -> Pending<QString> {
                if (!client)
                    return ready<QString>(fail(ErrorCode::Cancelled, {}));
                return client->createService(docker::toJson(resolved), login);
            });
    }));
}

Pending<QStringList> EngineOperations::updateService(const QString &id, qint64 version,
                                                     const docker::ServiceSpec &spec, const Login &login)
{
    return telling(on({}, [=, this](Client *client) {
        return andThen(
            client->resolved(spec), this,
            [=, client = QPointer(client)](const docker::ServiceSpec &resolved) -> Pending<QStringList> {
                if (!client)
                    return ready<QStringList>(fail(ErrorCode::Cancelled, {}));
                return client->updateService(id, version, docker::toJson(resolved), login);
            });
    }));
}

Pending<QStringList> EngineOperations::scaleService(const QString &id, qint64 replicas)
{
    return telling(on({}, [=](Client *client) { return client->scaleService(id, replicas); }));
}

Pending<QStringList> EngineOperations::restartService(const QString &id)
{
    return telling(on({}, [=](Client *client) { return client->restartService(id); }));
}

Pending<QStringList> EngineOperations::rollBackService(const QString &id)
{
    return telling(on({}, [=](Client *client) { return client->rollBackService(id); }));
}

Pending<> EngineOperations::control(const QString &machine, const QString &container, ContainerVerb verb)
{
    return telling(on(machine, [=](Client *client) {
        switch (verb) {
        case ContainerVerb::Start:
            return client->startContainer(container);
        case ContainerVerb::Stop:
            return client->stopContainer(container, stopSeconds);
        case ContainerVerb::Restart:
            return client->restartContainer(container, stopSeconds);
        case ContainerVerb::Remove:
            break;
        }
        return client->removeContainer(container);
    }));
}

Pending<QString> EngineOperations::runContainer(const QString &machine, const docker::ContainerSpec &spec,
                                                const Login &login)
{
    return telling(on(machine, [=](Client *client) {
        return client->startNewContainer(spec.name, docker::toJson(spec), login);
    }));
}

Pending<docker::Inspection> EngineOperations::inspect(ObjectKind kind, const QString &id,
                                                      const QString &machine)
{
    const auto asked = on(machine, [=](Client *client) { return client->inspect(kind, id); });
    return transform<docker::Inspection>(
        asked, this, [](const QJsonObject &object) { return docker::inspection(object); });
}

Pending<> EngineOperations::remove(ObjectKind kind, const QString &id, const QString &machine)
{
    return telling(on(machine, [=](Client *client) { return client->remove(kind, id); }));
}

Pending<QString> EngineOperations::createNetwork(const docker::Network &network)
{
    return telling(on({}, [=](Client *client) { return client->createNetwork(network); }));
}

Pending<QString> EngineOperations::createSecret(const QString &name, const SecretPtr &value,
                                                const QMap<QString, QString> &labels)
{
    return telling(on({}, [=](Client *client) { return client->createSecret(name, value, labels); }));
}

Pending<QString> EngineOperations::createConfig(const QString &name, const QByteArray &value,
                                                const QMap<QString, QString> &labels)
{
    return telling(on({}, [=](Client *client) { return client->createConfig(name, value, labels); }));
}

Pending<> EngineOperations::createVolume(const QString &machine, const docker::Volume &volume)
{
    return telling(on(machine, [=](Client *client) { return client->createVolume(volume); }));
}

Pending<StackPreview> EngineOperations::previewStack(const StackWish &wish)
{
    return on({}, [this, wish](Client *client) {
        return andThen(m_way.connection(m_lastGood), client, [client, wish](ssh::Connection *connection) {
            return cluster::previewStack(connection, client, wish);
        });
    });
}

Pending<QString> EngineOperations::deployStack(const StackWish &wish, const SayMessage &say)
{
    return telling(on({}, [this, wish, say](Client *) {
        return andThen(m_way.connection(m_lastGood), this, [this, wish, say](ssh::Connection *connection) {
            return cluster::deployStack(connection, m_way.logins, wish, say);
        });
    }));
}

Pending<QStringList> EngineOperations::removeStack(const QString &name)
{
    return telling(on({}, [name](Client *client) { return cluster::removeStack(client, name); }));
}

Pending<> EngineOperations::checkLogin(const docker::RegistryLogin &login, const QString &machine)
{
    return on(machine, [login](Client *client) { return client->checkLogin(login); });
}

Pending<QList<docker::Container>> EngineOperations::containers(const QString &machine)
{
    return on(machine, [](Client *client) { return client->containerList(true); });
}

Pending<QList<docker::Image>> EngineOperations::images(const QString &machine)
{
    return on(machine, [](Client *client) { return client->images(); });
}

Pending<QList<docker::Volume>> EngineOperations::volumes(const QString &machine)
{
    return on(machine, [](Client *client) { return client->volumes(); });
}

Pending<QList<docker::Network>> EngineOperations::networks()
{
    return on({}, [](Client *client) { return client->networks(); });
}

Pending<QList<docker::SwarmFile>> EngineOperations::secrets()
{
    return on({}, [](Client *client) { return client->secrets(); });
}

Pending<QList<docker::SwarmFile>> EngineOperations::configs()
{
    return on({}, [](Client *client) { return client->configs(); });
}

Pending<docker::Info> EngineOperations::info(const QString &machine)
{
    return on(machine, [](Client *client) { return client->info(); });
}

} // namespace skep::cluster
