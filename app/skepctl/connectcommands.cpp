// SPDX-License-Identifier: GPL-3.0-or-later
// Clusters that are there already: connected to, allowed to be changed, forgotten.
#include "app/skepctl/commands.h"
#include "app/skepctl/reports.h"
#include "core/cluster/compose.h"
#include "core/cluster/entries.h"
#include "core/crypto/keys.h"
#include "core/local/knownhosts.h"
#include "core/local/places.h"
#include "core/local/userfile.h"
#include "core/ssh/hostkeyscan.h"

#include <unistd.h>

#include <iostream>

using namespace Qt::StringLiterals;

namespace skep::ctl {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("skepctl", text);
}

Result<cluster::Entry> entryOf(const Arguments &arguments)
{
    if (arguments.has(u"socket"_s))
        return cluster::entryFrom("unix://"_L1 + arguments.value(u"socket"_s));
    if (arguments.has(u"ssh"_s)) {
        auto entry = cluster::entryFrom(arguments.value(u"ssh"_s));
        if (entry)
            entry->keyFile = arguments.value(u"key"_s);
        return entry;
    }
    const QString name = arguments.value(u"context"_s);
    if (name.isEmpty())
        return fail(ErrorCode::Config, tr("Name the way in: --ssh HOST, --context NAME or --socket PATH."));
    return cluster::entryOf(local::DockerContexts(local::Places::ofUser().docker), name);
}

//! The key that the host shows, once the user's known_hosts or the user says that it is the right one.
Result<QByteArray> confirmed(const Session &session, const cluster::Entry &entry, const QByteArray &key)
{
    const QString path = local::Places::ofUser().ssh + u"/known_hosts"_s;
    const auto file = local::readUserFile(path, local::longestKnownHosts);
    if (!file)
        return fail(file.error());
    const QString name = entry.port == 22 ? entry.host : u"[%1]:%2"_s.arg(entry.host).arg(entry.port);
    const local::KnownHost shown{name, key};
    switch (local::standingOf(*file, shown)) {
    case local::HostStanding::Known:
        return key;
    case local::HostStanding::Contradicted: {
        const auto refused = local::withHosts(*file, {shown}, {}); // says both fingerprints
        return fail(ErrorCode::HostKey,
                    refused ? tr("%1 shows another host key than known_hosts has.").arg(name)
                            : refused.error().message);
    }
    case local::HostStanding::Unknown:
        break;
    }
    const QString fingerprint = QString::fromLatin1(crypto::fingerprint(key));
    if (session.arguments().value(u"host-key"_s) == fingerprint)
        return key;
    if (isatty(STDIN_FILENO) == 0)
        return fail(ErrorCode::HostKey,
                    tr("%1 is not in known_hosts. If its host key is the right one, say so: --host-key %2")
                        .arg(name, fingerprint));
    session.say(tr("%1 shows the host key %2. Is it the right one? Type yes:").arg(name, fingerprint));
    std::string typed;
    std::getline(std::cin, typed);
    if (typed != "yes")
        return fail(ErrorCode::HostKey, tr("The host key was not confirmed, so nothing was sent."));
    return key;
}

} // namespace

Pending<int> connectCluster(Session &session)
{
    const QString name = session.arguments().words.last();
    const auto entry = entryOf(session.arguments());
    if (!entry)
        return ready<int>(fail(entry.error()));
    auto *workspace = session.workspace();
    const auto key = entry->kind != cluster::Entry::Kind::Ssh
        ? ready<QByteArray>(QByteArray())
        : cluster::transform<QByteArray>(
            ssh::offeredHostKey(entry->host, entry->port), workspace,
            [&session, entry](const QByteArray &shown) { return confirmed(session, *entry, shown); });
    const auto made = andThen(key, workspace, [=](const QByteArray &hostKey) {
        return workspace->connectTo(name, *entry, hostKey);
    });
    return cluster::transform<int>(made, workspace, [&session](cluster::Cluster *cluster) {
        const QString way = cluster::describe(cluster->connected()->entry);
        session.print(
            QJsonObject{{u"name"_s, cluster->name()}, {u"way"_s, way}, {u"changesAllowed"_s, false}},
            tr("Connected to %1 by %2. Skep only looks at it; \"skepctl cluster allow %1\" lets it be "
               "changed.")
                .arg(cluster->name(), way));
        return int(Done);
    });
}

Pending<int> allowCluster(Session &session)
{
    const auto found = session.cluster(session.arguments().words.last());
    const auto allowed =
        found ? (*found)->allowChanges(!session.arguments().has(u"no"_s)) : fail(found.error());
    if (!allowed)
        return ready<int>(fail(allowed.error()));
    const bool isAllowed = (*found)->connected()->changesAllowed;
    session.print(QJsonObject{{u"name"_s, (*found)->name()}, {u"changesAllowed"_s, isAllowed}},
                  isAllowed ? tr("%1 may be changed.").arg((*found)->name())
                            : tr("%1 is only looked at.").arg((*found)->name()));
    return ready<int>(int(Done));
}

Pending<int> forgetCluster(Session &session)
{
    const auto found = session.cluster(session.arguments().words.last());
    if (!found)
        return ready<int>(fail(found.error()));
    const QString name = (*found)->name();
    if (auto forgotten = session.workspace()->forget(*found); !forgotten)
        return ready<int>(fail(forgotten.error()));
    session.print(QJsonObject{{u"name"_s, name}},
                  tr("%1 is forgotten here; nothing there was changed.").arg(name));
    return ready<int>(int(Done));
}

} // namespace skep::ctl
