// SPDX-License-Identifier: GPL-3.0-or-later
// A cluster that was there already: how one is taken in, reached, and changed only where its user allows it.
#include "core/base/log.h"
#include "core/cluster/cluster_p.h"
#include "core/cluster/compose.h"
#include "core/cluster/findconsul.h"
#include "core/cluster/workspace_p.h"
#include "core/crypto/keys.h"
#include "core/docker/classic.h"
#include "core/docker/client.h"

#include <QDir>
#include <QtConcurrent>

using namespace Qt::StringLiterals;

namespace skep::cluster {

namespace {

const QString entryMachine = u"entry"_s;

//! What answers; an engine that only a manager can speak for is an error that names the managers.
Result<EngineKind> kindOf(const QJsonObject &said)
{
    if (docker::isClassicSwarm(said))
        return EngineKind::Classic;
    const auto info = docker::parseInfo(said);
    if (!info)
        return fail(info.error());
    if (info->isManager)
        return EngineKind::Swarm;
    if (info->swarmState != "active"_L1)
        return EngineKind::Alone;
    QStringList managers = info->managerHosts;
    managers.removeDuplicates();
    return fail(
        ErrorCode::Config,
        Workspace::tr("%1 is a worker of a swarm, and only managers know the swarm. Connect to one of "
                      "them: %2.")
            .arg(info->name, managers.join(u", "_s)));
}

//! What was seen of a cluster before it is taken in.
struct Seen
{
    QJsonObject info;
    QUrl consul; //!< empty: none was found
};

QString addressOf(const Arrival &arrival)
{
    return arrival.target ? arrival.target->host : arrival.entry.url.host();
}

ClusterFile connectedFile(const QString &name, const Arrival &arrival)
{
    ClusterFile file;
    file.id = crypto::newUuid();
    file.spec.name = name;
    file.spec.managers = 1;
    file.spec.workers = 0;
    file.spec.consulServers = 0;
    file.phase = Phase::Ready;
    file.createdAt = QDateTime::currentDateTimeUtc();
    file.connected = Connected{arrival.entry, EngineKind::Swarm, {}, {}, false, {}};
    if (arrival.target)
        file.connected->hostKeys = hostKeysOf(*arrival.target);
    return file;
}

} // namespace

const std::optional<Connected> &Cluster::connected() const
{
    return d->file.connected;
}

Result<> Cluster::allowChanges(bool allowed)
{
    if (!d->file.connected)
        return fail(ErrorCode::Conflict, tr("Skep has made %1: it may change it.").arg(name()));
    auto kept = d->rewrite([allowed](ClusterFile &file) { file.connected->changesAllowed = allowed; });
    if (!kept)
        return kept;
    d->enterConnected();
    emit phaseChanged();
    return {};
}

void Cluster::Private::enterConnected()
{
    Links *links = site->links();
    const Connected &connected = *file.connected;
    links->setSpace(file.id);
    links->setLeave(connected.changesAllowed ? docker::Client::Leave::Everything
                                             : docker::Client::Leave::Read);
    if (!connected.secrets.contains(consulToken) && !site->holds(consulToken))
        site->hold(consulToken, makeSecret({})); // one that asks for none
    const QString first = file.machines.constFirst().name;
    for (const auto &machine : std::as_const(file.machines)) {
        if (links->hasRoute(machine.name))
            continue;
        Route route = directRoute(connected.entry);
        if (machine.name != first)
            route = nodeRoute(machine);
        else if (connected.entry.kind == Entry::Kind::Ssh)
            route.target = [this] { return entryTarget(); };
        links->setRoute(machine.name, route);
    }
    links->setConsulUrl(connected.consul, first);
}

Pending<ssh::Target> Cluster::Private::entryTarget()
{
    const auto read = QtConcurrent::run([entry = file.connected->entry] { return wayOf(entry); });
    return andThen(read, q, [this](const ssh::Way &found) {
        QStringList purposes = secretPurposes(found);
        purposes.removeIf([this](const QString &purpose) {
            return !file.connected->secrets.contains(purpose) && !site->holds(purpose);
        });
        auto secrets = std::make_shared<EntrySecrets>();
        const auto all = allAtOnce(purposes, q, [this, secrets](const QString &purpose) {
            return transform<void>(site->answer(purpose), q, [=](const SecretPtr &secret) -> Result<> {
                if (secret) // else it was taken out of the keychain, and is asked for again
                    secrets->insert(purpose, secret);
                return {};
            });
        });
        return transform<ssh::Target>(all, q, [this, secrets, way = found]() mutable {
            putSecrets(&way, *secrets);
            return targetOf(way, file.connected->hostKeys);
        });
    });
}

void Cluster::Private::takeSecrets(const EntrySecrets &secrets, bool isKept)
{
    for (auto it = secrets.begin(); it != secrets.end(); ++it) {
        site->hold(it.key(), it.value());
        if (!isKept || file.connected->secrets.contains(it.key()))
            continue;
        onResult(site->keep(it.key(), it.value()), q, [this, purpose = it.key()](const Result<> &kept) {
            if (!kept) { // then it is asked for again in the next run
                qCWarning(lcCluster) << "not in the keychain:" << purpose << kept.error().message;
                return;
            }
            change([&] { file.connected->secrets.append(purpose); });
        });
    }
}

Result<> Cluster::Private::checkIsOurs() const
{
    if (file.spec.isOnOwnServers())
        return fail(
            ErrorCode::Conflict,
            Cluster::tr("The servers of %1 are your own: Skep adds none, takes none away, and leaves their "
                        "firewalls and who may log in to you.")
                .arg(file.spec.name));
    if (!file.connected)
        return {};
    return fail(ErrorCode::Conflict,
                Cluster::tr("Skep has not made %1, so it has no machines to add, remove or set up there.")
                    .arg(file.spec.name));
}

Result<> Cluster::Private::checkMayChange() const
{
    if (!file.connected || file.connected->changesAllowed)
        return {};
    return fail(ErrorCode::Conflict, docker::Client::readOnlySentence());
}

Pending<Cluster *> Workspace::connectTo(const QString &name, const Arrival &arrival)
{
    const Entry &entry = arrival.entry;
    if (const Cluster *same = cluster(name); same && same->phase() != Phase::Destroyed)
        return ready<Cluster *>(fail(ErrorCode::Conflict, tr("There is a cluster “%1” already.").arg(name)));
    if (entry.kind == Entry::Kind::Endpoint && entry.certificates.isEmpty())
        return ready<Cluster *>(
            fail(ErrorCode::Config,
                 tr("%1 needs certificates: without them whoever reaches it has root there, and so would "
                    "whoever listens. Name their folder, or connect by SSH.")
                     .arg(entry.url.toString())));
    // Looked at before anything is kept: what does not answer leaves nothing behind.
    auto *links = new Links(
        &d->gateway, [](const QString &) { return ready<SecretPtr>(makeSecret({})); }, this);
    ClusterFile file = connectedFile(name, arrival);
    links->setSpace(file.id);
    links->setLeave(docker::Client::Leave::Read);
    Route route = directRoute(entry);
    if (arrival.target)
        route.target = [target = *arrival.target] { return ready<ssh::Target>(target); };
    links->setRoute(entryMachine, route);
    const auto answer = andThen(links->engine(entryMachine), links,
                                [](docker::Client *engine) { return engine->wholeInfo(); });
    const auto said = orElse(answer, links, [inside = links->gatewayName(entryMachine), entry](Error error) {
        error.message.replace(inside, describe(entry)); // a name of ours says nothing to people
        return ready<QJsonObject>(fail(std::move(error)));
    });
    const auto looked = andThen(said, links, [links](const QJsonObject &info) {
        return transform<Seen>(findConsul(links, entryMachine, info), links, [info](const QUrl &consul) {
            return Seen{info, consul};
        });
    });
    const auto made =
        transform<Cluster *>(looked, this, [=, this](const Seen &seen) mutable -> Result<Cluster *> {
            const auto kind = kindOf(seen.info);
            if (!kind)
                return fail(kind.error());
            const QString machine = seen.info.value("Name"_L1).toString(entryMachine);
            file.connected->engine = *kind;
            file.connected->consul = seen.consul;
            file.machines = {
                {machine, MachineRole::Manager, {}, addressOf(arrival), {}, {machine, MachineRole::Manager}}};
            if (arrival.target)
                file.hostKeys.insert(machine, arrival.target->pinnedHostKey);
            if (!QDir().mkpath(d->folderOf(file.id)))
                return fail(ErrorCode::Io, tr("The folder %1 cannot be made.").arg(d->folderOf(file.id)));
            if (auto saved = saveCluster(d->folderOf(file.id), file); !saved)
                return fail(saved.error());
            Cluster *cluster = d->add(file);
            if (arrival.target)
                cluster->d->takeSecrets(secretsOf(*arrival.target), arrival.keepsSecrets);
            return cluster;
        });
    onResult(made, this, [links](const Result<Cluster *> &) { links->deleteLater(); });
    return made;
}

} // namespace skep::cluster
