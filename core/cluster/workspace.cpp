// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/atomicfile.h"
#include "core/base/log.h"
#include "core/cluster/accounts.h"
#include "core/cluster/cluster_p.h"
#include "core/cluster/compose.h"
#include "core/cluster/leftovers.h"
#include "core/cluster/planner.h"
#include "core/cluster/preflight.h"
#include "core/cluster/providerfactory.h"
#include "core/cluster/workspace_p.h"
#include "core/crypto/keys.h"

#include <QDir>
#include <QJsonDocument>
#include <QUuid>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace skep::cluster {

std::optional<Account> Workspace::Private::account(const QString &name) const
{
    if (sessionAccount && sessionAccount->name == name)
        return sessionAccount;
    const auto found =
        std::find_if(accounts.begin(), accounts.end(), [&](const Account &a) { return a.name == name; });
    return found == accounts.end() ? std::nullopt : std::optional(*found);
}

Pending<cloud::CloudProvider *> Workspace::Private::providerOf(const Account &account, const QString &zone)
{
    const QString key = account.id + u'/' + zone;
    if (const auto provider = providers.value(key))
        return ready<cloud::CloudProvider *>(provider.data());
    const bool isSession = sessionAccount && sessionAccount->id == account.id;
    const auto secret =
        isSession ? ready<SecretPtr>(sessionSecret) : secrets->read(accountSecretKey(account));
    const auto known = orElse(secret, q, [account](const Error &error) {
        if (error.code != ErrorCode::NotFound)
            return ready<SecretPtr>(fail(error));
        if (account.id == environmentAccountId)
            return ready<SecretPtr>(
                fail(ErrorCode::Keychain,
                     tr("The account of this cluster came from the environment: set its key and secret there "
                        "again.")));
        return ready<SecretPtr>(
            fail(ErrorCode::Keychain,
                 tr("The API secret of the account “%1” is not in the keychain. Add the account again.")
                     .arg(account.name)));
    });
    const auto made = andThen(known, q, [this, account, zone](const SecretPtr &apiSecret) {
        return makeProvider(account, zone, apiSecret, q);
    });
    return transform<cloud::CloudProvider *>(made, q, [this, key](cloud::CloudProvider *provider) {
        if (cloud::CloudProvider *first = providers.value(key)) { // asked for twice at once
            provider->deleteLater();
            return first;
        }
        providers.insert(key, provider);
        return provider;
    });
}

void Workspace::Private::dropProviders(const QString &accountId)
{
    const auto keys = providers.keys();
    for (const QString &key : keys) {
        if (key.startsWith(accountId + u'/'))
            providers.take(key)->deleteLater();
    }
}

Cluster *Workspace::Private::add(const ClusterFile &file)
{
    Surroundings around;
    around.folder = folderOf(file.id);
    around.secrets = secrets;
    around.gateway = &gateway;
    around.logins = logins.get();
    around.places = local::Places::ofUser();
    around.provider = [this, zone = file.spec.zone,
                       isOwn = file.spec.isOnOwnServers()](const Account &account) {
        if (isOwn)
            return ready<cloud::CloudProvider *>(fail(
                ErrorCode::Conflict,
                tr("The servers of this cluster are your own: Skep makes and deletes no machine there, and "
                   "leaves their firewalls alone.")));
        return providerOf(account, zone);
    };
    around.clouds = [this] {
        return KnownClouds{q->accounts(), [this](const Account &account, const QString &zone) {
                               return providerOf(account, zone);
                           }};
    };
    auto *cluster = new Cluster(std::make_unique<Cluster::Private>(file, around), q);
    clusters.append(cluster);
    emit q->clusterAdded(cluster);
    return cluster;
}

// Of a program that ended before it wrote anything down, so that nothing was made.
static bool isEmptyFolder(const QString &folder)
{
    return QDir(folder).entryList({u"cluster.json*"_s, u"*journal*"_s}, QDir::Files).isEmpty();
}

Result<> Workspace::Private::loadCluster(const QString &folder)
{
    auto file = cluster::loadCluster(folder);
    if (!file)
        return fail(file.error());
    const bool isUnfinished =
        file->phase == Phase::Creating || file->phase == Phase::Changing || file->phase == Phase::Destroying;
    afterInterruption(*file);
    if (const auto free = WriterLock::look(folder + u"/lock"_s); isUnfinished && !free)
        file->error = free.error(); // another program works on its plan: it can be looked at
    Cluster *cluster = add(*file);
    if (const auto receipt = readChecked(folder + u"/receipt.json"_s))
        cluster->d->receipt = receiptFromJson(QJsonDocument::fromJson(*receipt).object());
    return {};
}

// Those that are not known yet.
Result<> Workspace::Private::loadClusters()
{
    Result<> outcome;
    const auto folders =
        QDir(stateDir + u"/clusters"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
    for (const QString &id : folders) {
        const auto isThis = [&](const Cluster *known) { return known->id() == id; };
        if (isEmptyFolder(folderOf(id)) || std::any_of(clusters.begin(), clusters.end(), isThis))
            continue;
        if (auto loaded = loadCluster(folderOf(id)); !loaded) // the others are shown all the same
            outcome = loaded;
    }
    return outcome;
}

Workspace::Workspace(QString stateDir, secrets::SecretStore *secrets, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>())
{
    d->q = this;
    d->stateDir = std::move(stateDir);
    d->secrets = secrets;
    d->logins = std::make_unique<RegistryLogins>(d->stateDir + u"/registries.json"_s, secrets);
}

// All whose connections unregister from the gateway go first: clusters, also those that were just forgotten,
// and ways in that are being tried.
Workspace::~Workspace()
{
    d->clusters.clear();
    qDeleteAll(findChildren<Cluster *>(Qt::FindDirectChildrenOnly));
    qDeleteAll(findChildren<Links *>(Qt::FindDirectChildrenOnly));
}

Result<> Workspace::load()
{
    if (!QDir().mkpath(d->stateDir + u"/clusters"_s))
        return fail(ErrorCode::Io, tr("The folder %1 cannot be made.").arg(d->stateDir));
    QFile::setPermissions(d->stateDir, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    if (auto listening = d->gateway.listen(); !listening)
        return listening;
    const auto accounts = loadAccounts(d->accountsPath());
    if (accounts)
        d->accounts = *accounts;
    emit accountsChanged();
    auto clusters = d->loadClusters(); // these are shown also where the accounts cannot be read
    return accounts ? clusters : fail(accounts.error());
}

RegistryLogins *Workspace::registryLogins() const
{
    return d->logins.get();
}

QList<Account> Workspace::accounts() const
{
    auto all = d->accounts;
    if (d->sessionAccount)
        all.append(*d->sessionAccount);
    return all;
}

void Workspace::useAccount(const Account &account, const SecretPtr &apiSecret)
{
    d->sessionAccount = account;
    d->sessionSecret = apiSecret;
    emit accountsChanged();
}

Pending<> Workspace::addAccount(Account account, const SecretPtr &apiSecret)
{
    if (auto good = checkAccount(account); !good)
        return ready<>(std::move(good));
    const auto known = std::find_if(d->accounts.begin(), d->accounts.end(),
                                    [&](const Account &a) { return a.name == account.name; });
    if (known != d->accounts.end())
        account.id = known->id; // clusters refer to it
    else if (account.id.isEmpty())
        account.id = crypto::newUuid();
    const auto checked =
        andThen(makeProvider(account, {}, apiSecret, this), this, [=, this](cloud::CloudProvider *provider) {
            const auto stored = andThen(provider->checkCredentials(), this, [=, this] {
                return d->secrets->write(accountSecretKey(account), apiSecret);
            });
            onResult(stored, provider, [provider](const Result<> &) { provider->deleteLater(); });
            return stored;
        });
    return transform<void>(checked, this, [=, this]() -> Result<> {
        const auto changed = changeAccounts(d->accountsPath(), [&](QList<Account> &list) {
            list.removeIf([&](const Account &a) { return a.id == account.id; });
            list.append(account);
        });
        if (!changed)
            return fail(changed.error());
        d->accounts = *changed;
        d->dropProviders(account.id); // they have the key from before
        for (const Cluster *each : std::as_const(d->clusters))
            each->d->takeAccount(account);
        emit accountsChanged();
        return {};
    });
}

Pending<> Workspace::removeAccount(const QString &id)
{
    for (const Cluster *cluster : std::as_const(d->clusters)) {
        if (!cluster->connected() && cluster->d->file.account.id == id
            && cluster->phase() != Phase::Destroyed)
            return ready<>(
                fail(ErrorCode::Conflict,
                     tr("The cluster %1 uses this account. Destroy it first.").arg(cluster->name())));
    }
    const auto found =
        std::find_if(d->accounts.begin(), d->accounts.end(), [&](const Account &a) { return a.id == id; });
    if (found == d->accounts.end())
        return ready<>(fail(ErrorCode::NotFound, tr("There is no such account.")));
    return transform<void>(d->secrets->remove(accountSecretKey(*found)), this, [this, id]() -> Result<> {
        const auto changed = changeAccounts(d->accountsPath(), [&](QList<Account> &list) {
            list.removeIf([&](const Account &a) { return a.id == id; });
        });
        if (!changed)
            return fail(changed.error());
        d->accounts = *changed;
        d->dropProviders(id);
        emit accountsChanged();
        return {};
    });
}

Pending<cloud::CloudProvider *> Workspace::provider(const QString &accountName, const QString &zone)
{
    const auto account = d->account(accountName);
    if (!account)
        return ready<cloud::CloudProvider *>(
            fail(ErrorCode::NotFound, tr("There is no account “%1”.").arg(accountName)));
    return d->providerOf(*account, zone);
}

QList<Cluster *> Workspace::clusters() const
{
    return d->clusters;
}

Cluster *Workspace::cluster(const QString &name) const
{
    Cluster *destroyed = nullptr;
    for (Cluster *cluster : std::as_const(d->clusters)) {
        if (cluster->name() != name)
            continue;
        if (cluster->phase() != Phase::Destroyed)
            return cluster;
        destroyed = cluster;
    }
    return destroyed;
}

Result<QList<plan::Step>> Workspace::plan(const ClusterSpec &spec) const
{
    return planCreation(spec, {u"00000000-0000-0000-0000-000000000000"_s});
}

Pending<ClusterSpec> Workspace::fittedToZone(const ClusterSpec &spec)
{
    if (spec.isOnOwnServers())
        return ready<ClusterSpec>(spec);
    return andThen(provider(spec.account, {}), this, [this, spec](cloud::CloudProvider *cloud) {
        return transform<ClusterSpec>(cloud->zones(), this, [spec](const QList<cloud::Zone> &zones) {
            ClusterSpec fitted = spec;
            for (const auto &zone : zones) {
                if (zone.name == spec.zone || spec.zone.isEmpty()) {
                    fitted.isolatedNetwork = zone.isIsolated;
                    break;
                }
            }
            return fitted;
        });
    });
}

Pending<QList<SpecProblem>> Workspace::checkWithCloud(const ClusterSpec &spec)
{
    auto problems = check(spec);
    if (const auto *same = cluster(spec.name); same && same->phase() != Phase::Destroyed)
        problems.append({u"name"_s, tr("There is a cluster of this name already.")});
    if (!problems.isEmpty() || spec.isOnOwnServers())
        return ready<QList<SpecProblem>>(problems);
    const auto asked =
        andThen(provider(spec.account, spec.zone), this, [=, this](cloud::CloudProvider *cloud) {
            return andThen(lookUp(cloud, spec, machines(spec), this), this,
                           [=, this](const Preflight &found) {
                               return transform<QList<SpecProblem>>(
                                   checkNameIsFree(cloud, spec, this), this,
                                   [found](const QList<SpecProblem> &name) { return found.problems + name; });
                           });
        });
    return orElse(asked, this, [spec](const Error &error) {
        if (error.code == ErrorCode::NotFound && !spec.zone.isEmpty())
            return ready<QList<SpecProblem>>(QList<SpecProblem>{{u"zone"_s, error.message}});
        return ready<QList<SpecProblem>>(fail(error));
    });
}

Pending<Estimate> Workspace::estimate(const ClusterSpec &spec)
{
    if (spec.isOnOwnServers()) // no quota, no price
        return ready<Estimate>(Estimate());
    return andThen(provider(spec.account, spec.zone), this,
                   [=, this](cloud::CloudProvider *cloud) { return cluster::estimate(cloud, spec, this); });
}

Result<Cluster *> Workspace::create(const ClusterSpec &spec, const SecretPtr &logins)
{
    if (const auto problems = check(spec); !problems.isEmpty())
        return fail(ErrorCode::Config, problems.first().message, problems.first().field);
    for (const auto &server : spec.servers) {
        if (server.name.isEmpty() || server.hostKeys.isEmpty())
            return fail(ErrorCode::Config,
                        tr("The server %1 was not looked at yet: its host name and host key are not known.")
                            .arg(server.server));
    }
    const auto account = spec.isOnOwnServers() ? std::optional(Account()) : d->account(spec.account);
    if (!account)
        return fail(ErrorCode::NotFound, tr("There is no account “%1”.").arg(spec.account));
    const auto lock = WriterLock::take(d->stateDir + u"/clusters.lock"_s, std::chrono::seconds(2));
    if (!lock)
        return fail(lock.error());
    if (const auto fresh = d->loadClusters(); !fresh) // another program may have made one of this name
        qCWarning(lcCluster) << fresh.error().message;
    if (Cluster *same = cluster(spec.name)) {
        if (same->phase() != Phase::Destroyed)
            return fail(ErrorCode::Conflict, tr("There is a cluster “%1” already.").arg(spec.name));
        if (auto forgotten = forget(same); !forgotten)
            return fail(forgotten.error());
    }
    ClusterFile file;
    file.id = crypto::newUuid();
    file.spec = spec;
    file.account = *account;
    file.createdAt = QDateTime::currentDateTimeUtc();
    if (!QDir().mkpath(d->folderOf(file.id)))
        return fail(ErrorCode::Io, tr("The folder %1 cannot be made.").arg(d->folderOf(file.id)));
    if (auto saved = saveCluster(d->folderOf(file.id), file); !saved)
        return fail(saved.error());
    Cluster *cluster = d->add(file);
    if (!logins) {
        cluster->resume();
        return cluster;
    }
    onResult(cluster->takeLogins(logins), cluster, [cluster](const Result<> &kept) {
        if (kept)
            cluster->resume();
        else
            cluster->d->refuse(Phase::Interrupted, kept.error());
    });
    return cluster;
}

// Of all that the labels tell, one cluster by its id; names may come twice.
Pending<Cluster *> Workspace::Private::adoptById(const Account &account, const QString &id)
{
    return transform<Cluster *>(
        findLeftovers(q, account.name), q, [=, this](QList<Leftover> found) -> Result<Cluster *> {
            found.removeIf([&](const Leftover &each) { return each.clusterId != id; });
            if (found.isEmpty())
                return fail(ErrorCode::NotFound,
                            tr("The cloud has nothing of a cluster with this id that is not known here."));
            const auto known = std::find_if(clusters.begin(), clusters.end(),
                                            [&](const Cluster *each) { return each->id() == id; });
            if (known != clusters.end()) { // it was destroyed here, and something of it is there again
                if (auto forgotten = q->forget(*known); !forgotten)
                    return fail(forgotten.error());
            }
            const auto file = recordOf(found, account);
            if (!QDir().mkpath(folderOf(id)))
                return fail(ErrorCode::Io, tr("The folder %1 cannot be made.").arg(folderOf(id)));
            if (auto saved = saveCluster(folderOf(id), file); !saved)
                return fail(saved.error());
            return add(file);
        });
}

Pending<Cluster *> Workspace::adopt(const QString &accountName, const QString &clusterName)
{
    const auto account = d->account(accountName);
    if (account && !QUuid::fromString(clusterName).isNull())
        return d->adoptById(*account, clusterName);
    return andThen(provider(accountName), this, [=, this](cloud::CloudProvider *provider) {
        const auto named = transform<QString>(
            provider->machines({{nameLabel, clusterName}}), this, [](const QList<cloud::Machine> &machines) {
                return machines.isEmpty() ? QString() : machines.first().labels.value(clusterLabel);
            });
        const auto id = andThen(named, this, [=, this](const QString &found) -> Pending<QString> {
            if (!found.isEmpty())
                return ready<QString>(found);
            return transform<QString>(
                provider->groups(), this, [=](const QList<cloud::FirewallGroup> &groups) {
                    const QString mark = groupDescription({});
                    for (const auto &group : groups) {
                        if (group.name == clusterName + u"-nodes"_s && group.description.startsWith(mark))
                            return group.description.mid(mark.size());
                    }
                    return QString();
                });
        });
        return transform<Cluster *>(id, this, [=, this](const QString &found) -> Result<Cluster *> {
            if (QUuid::fromString(found)
                    .isNull()) // an id becomes a folder's name: a stranger's label is none
                return fail(ErrorCode::NotFound,
                            tr("Neither this computer nor the cloud knows a cluster “%1”.").arg(clusterName));
            ClusterFile file;
            file.id = found;
            file.spec.name = clusterName;
            file.spec.account = accountName;
            file.account = *account;
            file.phase = Phase::Interrupted;
            file.createdAt = QDateTime::currentDateTimeUtc();
            if (!QDir().mkpath(d->folderOf(found)))
                return fail(ErrorCode::Io, tr("The folder %1 cannot be made.").arg(d->folderOf(found)));
            return d->add(file);
        });
    });
}

Result<> Workspace::forget(Cluster *cluster)
{
    if (cluster->phase() != Phase::Destroyed && !cluster->connected())
        return fail(ErrorCode::Conflict, tr("Only a destroyed cluster can be forgotten."));
    const QString id = cluster->id();
    if (!QDir(d->folderOf(id)).removeRecursively())
        return fail(ErrorCode::Io, tr("The folder %1 cannot be removed.").arg(d->folderOf(id)));
    if (cluster->connected()) { // of a destroyed one they are gone
        for (const QString &purpose : cluster->connected()->secrets)
            cluster->d->site->forget(purpose);
    }
    d->clusters.removeOne(cluster);
    cluster->deleteLater();
    emit clusterRemoved(id);
    return {};
}

} // namespace skep::cluster
