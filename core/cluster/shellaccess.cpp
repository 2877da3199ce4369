// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/shellaccess.h"

#include "core/cluster/compose.h"
#include "core/crypto/keys.h"
#include "core/local/userfile.h"
#include "core/ssh/target.h"

#include <QDir>
#include <QtConcurrent>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace skep::cluster {

using local::DockerContext;
using local::DockerContexts;
using local::KnownHost;

//! All that the files are written from; made in the main thread, used in others.
struct ShellAccess::Wish
{
    DockerContext context;
    QList<KnownHost> hosts;
    local::Places places;
    QByteArray owner; //!< of the lines in known_hosts
    QString knownHostsPath() const { return places.ssh + u"/known_hosts"_s; }
};

namespace {

QString fingerprintOf(const QString &publicKey)
{
    return QString::fromLatin1(crypto::fingerprint(publicKey.toUtf8()));
}

// The comment of a public key says whose it is, where it has one.
QString nameOfKey(const QString &line)
{
    const QString comment = line.section(u' ', 2).trimmed();
    return comment.isEmpty() ? fingerprintOf(line) : u"%1 (%2)"_s.arg(comment, fingerprintOf(line));
}

Result<> rewriteKnownHosts(const QString &path, const std::function<Result<QByteArray>(QByteArray)> &change)
{
    const auto before = local::readUserFile(path, local::longestKnownHosts);
    if (!before)
        return fail(before.error());
    const auto after = change(*before);
    if (!after)
        return fail(after.error());
    if (*after == *before)
        return {};
    const QString folder = QFileInfo(path).absolutePath();
    if (!QFileInfo::exists(folder)) {
        if (!QDir().mkpath(folder))
            return fail(ErrorCode::Io, ShellAccess::tr("The folder %1 cannot be made.").arg(folder));
        QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }
    return local::replaceUserFile(path, *after, 0600);
}

} // namespace

QString dockerHost(const MachineRecord &machine)
{
    const QString host = machine.address.contains(u':') ? u'[' + machine.address + u']' : machine.address;
    return u"ssh://%1@%2"_s.arg(ssh::Target{}.user, host);
}

ShellAccess::ShellAccess(Cluster *cluster, local::Places places, QObject *parent)
    : QObject(parent)
    , m_cluster(cluster)
    , m_places(std::move(places))
{
}

QString ShellAccess::keyLine(const QString &fingerprint) const
{
    for (const QString &line : m_cluster->spec().sshPublicKeys) {
        if (fingerprintOf(line) == fingerprint)
            return line;
    }
    return {};
}

ShellAccess::Wish ShellAccess::wish(const QString &context, const QString &publicKey) const
{
    Wish wish;
    wish.places = m_places;
    wish.owner = m_cluster->id().toLatin1();
    wish.context = {context, tr("Swarm %1").arg(m_cluster->name()), {}, m_cluster->id(), {}};
    if (const QString key = fingerprintOf(publicKey); keyLine(key).isEmpty())
        wish.context.keyAdded = key;
    wish.hosts = hosts();
    wish.context.host = managers().value(0);
    return wish;
}

QList<KnownHost> ShellAccess::hosts() const
{
    QList<KnownHost> hosts;
    const auto machines = m_cluster->machines();
    for (const auto &machine : machines) {
        const auto words = m_cluster->links()->whereabouts(machine.name).hostKey.split(' ');
        if (!machine.address.isEmpty() && words.size() >= 2)
            hosts.append({machine.address, words[0] + ' ' + words[1]});
    }
    return hosts;
}

QStringList ShellAccess::managers() const
{
    QStringList managers;
    const auto machines = m_cluster->machines();
    for (const auto &machine : machines) {
        if (!machine.address.isEmpty() && machine.role == MachineRole::Manager)
            managers.append(dockerHost(machine));
    }
    return managers;
}

Pending<QList<AccessItem>> ShellAccess::itemsToAdd(const QString &context, const QString &publicKey)
{
    if (const auto &servers = m_cluster->spec().servers; !servers.isEmpty())
        return ready<QList<AccessItem>>(fail(
            ErrorCode::Conflict,
            tr("Your ssh configuration leads to these servers already: “docker --host ssh://%1” works in any "
               "shell, if you may use the engine there without sudo.")
                .arg(servers.first().server)));
    using Items = QList<AccessItem>;
    if (auto good = crypto::checkPublicKey(publicKey.toUtf8()); !good)
        return ready<Items>(fail(good.error()));
    const Wish wanted = wish(context, publicKey);
    if (wanted.context.host.isEmpty())
        return ready<Items>(
            fail(ErrorCode::Conflict, tr("No manager of %1 has an address yet.").arg(m_cluster->name())));
    const AccessItem key{tr("Your public key %1 on every machine of %2, also on those that will come.")
                             .arg(nameOfKey(publicKey), m_cluster->name()),
                         wanted.context.keyAdded.isEmpty()};
    return QtConcurrent::run([wanted, key]() -> Result<Items> {
        const DockerContexts contexts(wanted.places.docker);
        if (auto free = contexts.checkIsFree(wanted.context.name, wanted.context.owner); !free)
            return fail(free.error());
        const auto file = local::readUserFile(wanted.knownHostsPath(), local::longestKnownHosts);
        if (!file)
            return fail(file.error());
        const auto after = local::withHosts(*file, wanted.hosts, wanted.owner);
        if (!after)
            return fail(after.error());
        const auto missing =
            std::count_if(wanted.hosts.begin(), wanted.hosts.end(), [&](const KnownHost &host) {
                return local::standingOf(*file, host) != local::HostStanding::Known;
            });
        const auto known = contexts.find(wanted.context.name);
        return Items{
            key,
            {tr("The host keys of its %n machine(s), which Skep knows, in %1.", nullptr,
                int(missing > 0 ? missing : wanted.hosts.size()))
                 .arg(wanted.knownHostsPath()),
             missing == 0},
            {tr("The docker context “%1”, which leads to %2.").arg(wanted.context.name, wanted.context.host),
             known && known->host == wanted.context.host}};
    });
}

// The context comes last: what is listed works.
Pending<> ShellAccess::add(const QString &context, const QString &publicKey)
{
    const Wish wanted = wish(context, publicKey);
    const auto looked = itemsToAdd(context, publicKey);
    const auto withKey = andThen(looked, this, [=, this](const QList<AccessItem> &) {
        return wanted.context.keyAdded.isEmpty() ? ready<>({}) : m_cluster->addPublicKey(publicKey);
    });
    const QString key = fingerprintOf(publicKey);
    return andThen(withKey, this, [=] {
        return QtConcurrent::run([=]() -> Result<> {
            auto written = rewriteKnownHosts(wanted.knownHostsPath(), [&](const QByteArray &file) {
                return local::withHosts(file, wanted.hosts, wanted.owner);
            });
            if (!written)
                return written;
            const DockerContexts contexts(wanted.places.docker);
            DockerContext made = wanted.context;
            // A key that came with another of our contexts goes with the last of them.
            for (const auto &known : contexts.ownedBy(made.owner)) {
                if (known.keyAdded == key)
                    made.keyAdded = key;
            }
            return contexts.write(made);
        });
    });
}

Pending<QList<DockerContext>> ShellAccess::contexts()
{
    return QtConcurrent::run([places = m_places, id = m_cluster->id()]() -> Result<QList<DockerContext>> {
        return DockerContexts(places.docker).ownedBy(id);
    });
}

//! What goes with one context: the key and the known hosts stay while another context needs them.
struct ShellAccess::Leaving
{
    DockerContext context;
    bool isLast = true;
    QString key; //!< fingerprint; empty: none goes
};

Pending<ShellAccess::Leaving> ShellAccess::leaving(const QString &name) const
{
    return QtConcurrent::run([=, places = m_places, id = m_cluster->id()]() -> Result<Leaving> {
        const DockerContexts contexts(places.docker);
        const auto known = contexts.ownedBy(id);
        const auto found = std::find_if(known.begin(), known.end(),
                                        [&](const DockerContext &context) { return context.name == name; });
        if (found == known.end())
            return fail(ErrorCode::NotFound,
                        tr("Skep has made no docker context “%1” for this cluster.").arg(name));
        if (auto good = contexts.checkRemoval(name, id); !good)
            return fail(good.error());
        const bool isShared = std::any_of(known.begin(), known.end(), [&](const DockerContext &other) {
            return other.name != name && other.keyAdded == found->keyAdded;
        });
        return Leaving{*found, known.size() == 1, isShared ? QString() : found->keyAdded};
    });
}

Pending<QList<AccessItem>> ShellAccess::itemsToRemove(const QString &context)
{
    return transform<QList<AccessItem>>(leaving(context), this, [this](const Leaving &going) {
        QList<AccessItem> items;
        if (const QString line = keyLine(going.key); !line.isEmpty())
            items.append({tr("Your public key %1, from every machine of %2.")
                              .arg(nameOfKey(line), m_cluster->name())});
        if (going.isLast)
            items.append({tr("The lines that Skep has written into %1/known_hosts for its machines.")
                              .arg(m_places.ssh)});
        items.append(
            {tr("The docker context “%1”, which leads to %2.").arg(going.context.name, going.context.host)});
        return items;
    });
}

// The key comes first: where the machines do not answer, all is as it was and can be done again.
Pending<> ShellAccess::remove(const QString &context, bool keepsKey)
{
    return andThen(leaving(context), this, [=, this](const Leaving &going) {
        const QString line = keyLine(going.key);
        const bool stays = line.isEmpty() || keepsKey || m_cluster->phase() == Phase::Destroyed;
        const auto withoutKey = stays ? ready<>({}) : m_cluster->removePublicKey(line);
        return andThen(withoutKey, this, [going, wanted = wish(context, {})] {
            return QtConcurrent::run([going, wanted]() -> Result<> {
                auto gone =
                    DockerContexts(wanted.places.docker).remove(going.context.name, wanted.context.owner);
                if (!gone || !going.isLast)
                    return gone;
                return rewriteKnownHosts(wanted.knownHostsPath(), [&](const QByteArray &file) {
                    return Result<QByteArray>(local::withoutHosts(file, wanted.owner));
                });
            });
        });
    });
}

Pending<> ShellAccess::keepTrue()
{
    return QtConcurrent::run([wanted = wish({}, {}), managers = managers()]() -> Result<> {
        const DockerContexts contexts(wanted.places.docker);
        const auto ours = contexts.ownedBy(QString::fromLatin1(wanted.owner));
        if (ours.isEmpty())
            return {};
        auto written = rewriteKnownHosts(wanted.knownHostsPath(), [&](const QByteArray &file) {
            return local::withHosts(local::withoutHosts(file, wanted.owner), wanted.hosts, wanted.owner);
        });
        for (auto context : ours) {
            if (!written || managers.isEmpty() || managers.contains(context.host))
                continue;
            context.host = managers.constFirst();
            written = contexts.write(context);
        }
        return written;
    });
}

Pending<ShellAccess::Taken> ShellAccess::takeAll()
{
    return QtConcurrent::run([wanted = wish({}, {})]() -> Result<Taken> {
        const DockerContexts contexts(wanted.places.docker);
        const QString owner = QString::fromLatin1(wanted.owner);
        Taken taken;
        const auto ours = contexts.ownedBy(owner);
        for (const auto &context : ours) {
            const QString what = tr("docker context “%1”").arg(context.name);
            auto gone = contexts.checkRemoval(context.name, owner);
            if (gone)
                gone = contexts.remove(context.name, owner);
            if (gone)
                taken.gone.append(what);
            else
                taken.left.append(what + u": "_s + gone.error().message);
        }
        if (ours.isEmpty())
            return taken;
        const QString lines = tr("its lines in %1").arg(wanted.knownHostsPath());
        const auto rewritten = rewriteKnownHosts(wanted.knownHostsPath(), [&](const QByteArray &file) {
            return Result<QByteArray>(local::withoutHosts(file, wanted.owner));
        });
        if (rewritten)
            taken.gone.append(lines);
        else
            taken.left.append(lines + u": "_s + rewritten.error().message);
        return taken;
    });
}

} // namespace skep::cluster
