// SPDX-License-Identifier: GPL-3.0-or-later
// A cluster that was there already: how one is taken in, reached, and changed only where its user allows it.
#include "core/cluster/cluster_p.h"
#include "core/cluster/compose.h"
#include "core/cluster/workspace_p.h"
#include "core/crypto/keys.h"
#include "core/docker/classic.h"
#include "core/docker/client.h"
#include "core/local/userfile.h"

#include <QDir>
#include <QSslCertificate>
#include <QSslKey>

using namespace Qt::StringLiterals;

namespace skep::cluster {

namespace {

constexpr qint64 longestKey = 64 * 1024;
constexpr qint64 longestCertificates = 1024 * 1024;
const QString entryMachine = u"entry"_s;

Result<ssh::Target> targetOf(const Entry &entry, const QByteArray &hostKey)
{
    ssh::Target target;
    target.host = entry.host;
    target.port = entry.port;
    target.user = entry.user;
    target.pinnedHostKey = hostKey;
    if (entry.keyFile.isEmpty()) {
        target.agentSocket = qEnvironmentVariable("SSH_AUTH_SOCK");
        return target;
    }
    const auto key = local::readUserFile(entry.keyFile, longestKey);
    if (!key)
        return fail(key.error());
    target.privateKey = makeSecret(*key);
    return target;
}

Result<QSslConfiguration> tlsOf(const QString &folder)
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    const auto authority = local::readUserFile(folder + u"/ca.pem"_s, longestCertificates);
    const auto certificate = local::readUserFile(folder + u"/cert.pem"_s, longestCertificates);
    const auto key = local::readUserFile(folder + u"/key.pem"_s, longestKey);
    for (const auto &file : {authority, certificate, key}) {
        if (!file)
            return fail(file.error());
    }
    const auto authorities = QSslCertificate::fromData(*authority, QSsl::Pem);
    const auto own = QSslCertificate::fromData(*certificate, QSsl::Pem);
    QSslKey privateKey(*key, QSsl::Rsa, QSsl::Pem);
    if (privateKey.isNull())
        privateKey = QSslKey(*key, QSsl::Ec, QSsl::Pem);
    if (authorities.isEmpty() || own.isEmpty() || privateKey.isNull())
        return fail(
            ErrorCode::Tls,
            Cluster::tr("The certificates in %1 cannot be read: ca.pem, cert.pem and a key.pem without "
                        "passphrase are needed.")
                .arg(folder));
    tls.setCaCertificates(authorities);
    tls.setLocalCertificateChain(own);
    tls.setPrivateKey(privateKey);
    return tls;
}

Route routeOf(const Entry &entry, const QByteArray &hostKey)
{
    Route route;
    if (entry.kind == Entry::Kind::Socket) {
        route.socketPath = entry.socketPath;
    } else if (entry.kind == Entry::Kind::Endpoint) {
        route.engineUrl = entry.url;
        if (!entry.certificates.isEmpty())
            route.tls = [folder = entry.certificates] { return tlsOf(folder); };
    } else {
        route.target = [entry, hostKey] { return ready<ssh::Target>(targetOf(entry, hostKey)); };
    }
    return route;
}

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

} // namespace

const std::optional<Connected> &Cluster::connected() const
{
    return d->file.connected;
}

Result<> Cluster::allowChanges(bool allowed)
{
    if (!d->file.connected)
        return fail(ErrorCode::Conflict, tr("Skep has made %1: it may change it.").arg(name()));
    ClusterFile file = d->file;
    file.connected->changesAllowed = allowed;
    if (auto saved = saveCluster(d->surroundings.folder, file); !saved)
        return saved;
    d->file = file;
    d->enterConnected();
    emit phaseChanged();
    return {};
}

void Cluster::Private::enterConnected()
{
    Links *links = site->links();
    links->setSpace(file.id);
    links->setLeave(file.connected->changesAllowed ? docker::Client::Leave::Everything
                                                   : docker::Client::Leave::Read);
    for (const auto &machine : std::as_const(file.machines)) {
        if (!links->hasRoute(machine.name))
            links->setRoute(machine.name, routeOf(file.connected->entry, file.hostKeys.value(machine.name)));
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

Pending<Cluster *> Workspace::connectTo(const QString &name, const Entry &entry, const QByteArray &hostKey)
{
    if (const Cluster *same = cluster(name); same && same->phase() != Phase::Destroyed)
        return ready<Cluster *>(fail(ErrorCode::Conflict, tr("There is a cluster “%1” already.").arg(name)));
    // Looked at before anything is kept: what does not answer leaves nothing behind.
    auto *links = new Links(
        &d->gateway, [](const QString &) { return ready<SecretPtr>(makeSecret({})); }, this);
    ClusterFile file;
    file.id = crypto::newUuid();
    links->setSpace(file.id);
    links->setLeave(docker::Client::Leave::Read);
    links->setRoute(entryMachine, routeOf(entry, hostKey));
    const auto asked = andThen(links->engine(entryMachine), links,
                               [](docker::Client *engine) { return engine->wholeInfo(); });
    const auto made =
        transform<Cluster *>(asked, this, [=, this](const QJsonObject &said) mutable -> Result<Cluster *> {
            const auto kind = kindOf(said);
            if (!kind)
                return fail(kind.error());
            const QString machine = said.value("Name"_L1).toString(entryMachine);
            file.spec.name = name;
            file.spec.managers = 1;
            file.spec.workers = 0;
            file.spec.consulServers = 0;
            file.phase = Phase::Ready;
            file.createdAt = QDateTime::currentDateTimeUtc();
            file.connected = Connected{entry, *kind, false, {}};
            file.machines = {
                {machine, MachineRole::Manager, {}, entry.host, {}, {machine, MachineRole::Manager}}};
            if (!hostKey.isEmpty())
                file.hostKeys.insert(machine, hostKey);
            if (!QDir().mkpath(d->folderOf(file.id)))
                return fail(ErrorCode::Io, tr("The folder %1 cannot be made.").arg(d->folderOf(file.id)));
            if (auto saved = saveCluster(d->folderOf(file.id), file); !saved)
                return fail(saved.error());
            return d->add(file);
        });
    onResult(made, this, [links](const Result<Cluster *> &) { links->deleteLater(); });
    return made;
}

} // namespace skep::cluster
