// SPDX-License-Identifier: GPL-3.0-or-later
// Clusters that are there already: connected to, allowed to be changed, forgotten.
#include "app/skepctl/access.h"
#include "app/skepctl/commands.h"
#include "app/skepctl/reports.h"
#include "app/skepctl/typedsecret.h"
#include "core/cluster/approach.h"
#include "core/cluster/compose.h"
#include "core/cluster/entries.h"
#include "core/crypto/keys.h"
#include "core/local/places.h"

#include <QJsonArray>

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
    if (arguments.has(u"context"_s))
        return cluster::entryOf(local::DockerContexts(local::Places::ofUser().docker),
                                arguments.value(u"context"_s));
    if (arguments.has(u"tcp"_s)) {
        const QString address = arguments.value(u"tcp"_s);
        auto entry = cluster::entryFrom(address.contains("://"_L1) ? address : "tcp://"_L1 + address);
        if (entry)
            entry->certificates = arguments.value(u"certificates"_s);
        return entry;
    }
    if (!arguments.has(u"ssh"_s))
        return fail(ErrorCode::Config,
                    tr("Name the way in: --ssh HOST, --context NAME, --tcp HOST:PORT or --socket PATH."));
    auto entry = cluster::entryFrom(arguments.value(u"ssh"_s));
    if (entry)
        entry->keyFile = arguments.value(u"key"_s);
    return entry;
}

//! Whether the user says that this is the host's key.
Result<> confirmed(const Session &session, const QString &host, const QString &fingerprint)
{
    if (session.arguments().value(u"host-key"_s) == fingerprint)
        return {};
    if (isatty(STDIN_FILENO) == 0)
        return fail(ErrorCode::HostKey,
                    tr("%1 is not in known_hosts. If its host key is the right one, say so: --host-key %2")
                        .arg(host, fingerprint));
    session.say(tr("%1 shows the host key %2. Is it the right one? Type yes:").arg(host, fingerprint));
    std::string typed;
    std::getline(std::cin, typed);
    if (typed != "yes")
        return fail(ErrorCode::HostKey, tr("The host key was not confirmed, so nothing was sent."));
    return {};
}

//! Goes the way by SSH as far as it needs answers; connects when there are all.
Pending<cluster::Cluster *> connectBySsh(Session &session, const QString &name, const cluster::Entry &entry)
{
    auto *approach = new cluster::Approach(entry, &session);
    Completer<cluster::Cluster *> done;
    QObject::connect(approach, &cluster::Approach::refused, &session,
                     [done](const Error &error) { done.settle(fail(error)); });
    QObject::connect(approach, &cluster::Approach::hostKeyAsked, &session,
                     [&session, approach, done](const cluster::HostKeyQuestion &question) {
                         const auto fingerprint = QString::fromLatin1(crypto::fingerprint(question.key));
                         if (auto good = confirmed(session, question.host, fingerprint); !good)
                             return done.settle(fail(good.error()));
                         approach->trust();
                     });
    QObject::connect(approach, &cluster::Approach::secretAsked, &session,
                     [&session, approach, asked = std::make_shared<int>(0),
                      done](const ssh::Question &question, const QString &sentence) {
                         constexpr int mostTries = 3;
                         session.say(sentence);
                         const auto secret = ++*asked > mostTries
                             ? makeSecret({})
                             : typedSecret(session,
                                           question.isPassphrase() ? tr("Passphrase (nothing is shown):")
                                                                   : tr("Password (nothing is shown):"));
                         if (secret->isEmpty())
                             return done.settle(fail(ErrorCode::Auth, sentence));
                         approach->answer(secret);
                     });
    const bool isKept = session.arguments().has(u"keep-secrets"_s);
    QObject::connect(approach, &cluster::Approach::arrived, &session,
                     [&session, approach, done, name, entry, isKept](const ssh::Target &target) {
                         const auto made = session.workspace()->connectTo(name, {entry, target, isKept});
                         onResult(made, approach,
                                  [approach, done](const Result<cluster::Cluster *> &cluster) {
                                      if (cluster)
                                          done.settle(*cluster);
                                      else
                                          approach->failed(cluster.error());
                                  });
                     });
    approach->start();
    return done.future();
}

//! The host keys of the other nodes, as they are confirmed one by one.
Pending<> confirmNode(Session &session, cluster::Cluster *cluster, const QString &node)
{
    return cluster::transform<void>(cluster->nodeKey(node), cluster,
                                    [&session, cluster, node](const cluster::NodeKey &shown) -> Result<> {
                                        auto good = shown.isKnown
                                            ? Result<>()
                                            : confirmed(session, node, shown.fingerprint);
                                        if (!good)
                                            return good;
                                        session.say(tr("%1: %2").arg(node, shown.fingerprint));
                                        return cluster->confirmHostKey(node, shown.key);
                                    });
}

} // namespace

Pending<int> connectCluster(Session &session)
{
    const QString name = session.arguments().words.last();
    const auto entry = entryOf(session.arguments());
    if (!entry)
        return ready<int>(fail(entry.error()));
    const auto made = entry->kind == cluster::Entry::Kind::Ssh
        ? connectBySsh(session, name, *entry)
        : session.workspace()->connectTo(name, {*entry});
    return cluster::transform<int>(made, session.workspace(), [&session](cluster::Cluster *cluster) {
        const QString way = cluster::describe(cluster->connected()->entry);
        const QString consul = cluster->connected()->consul.toString();
        session.print(
            QJsonObject{{u"name"_s, cluster->name()},
                        {u"way"_s, way},
                        {u"consul"_s, consul},
                        {u"changesAllowed"_s, false}},
            tr("Connected to %1 by %2. Skep only looks at it; \"skepctl cluster allow %1\" lets it be "
               "changed.")
                    .arg(cluster->name(), way)
                + (consul.isEmpty() ? QString() : u'\n' + tr("Its Consul answers at %1.").arg(consul)));
        return int(Done);
    });
}

Pending<int> confirmNodes(Session &session)
{
    const auto found = session.cluster(session.arguments().words.at(2));
    if (!found)
        return ready<int>(fail(found.error()));
    cluster::Cluster *cluster = *found;
    if (!cluster->connected())
        return ready<int>(
            fail(ErrorCode::Conflict, tr("Skep has made %1 and knows its host keys.").arg(cluster->name())));
    const auto known = whenLive(cluster); // which nodes there are
    const auto done = andThen(known, cluster, [&session](cluster::Cluster *live) {
        QStringList nodes = session.arguments().words.mid(3);
        if (nodes.isEmpty())
            nodes = live->unconfirmedNodes();
        return cluster::oneByOne(
            nodes, live, [&session, live](const QString &node) { return confirmNode(session, live, node); });
    });
    return cluster::transform<int>(done, cluster, [&session, cluster] {
        session.print(
            QJsonObject{{u"name"_s, cluster->name()},
                        {u"unconfirmed"_s, QJsonArray::fromStringList(cluster->unconfirmedNodes())}},
            cluster->unconfirmedNodes().isEmpty()
                ? tr("The host keys of all nodes are confirmed.")
                : tr("Not confirmed: %1").arg(cluster->unconfirmedNodes().join(u", "_s)));
        return int(Done);
    });
}

Pending<int> nameConsul(Session &session)
{
    const auto found = session.cluster(session.arguments().words.last());
    if (!found)
        return ready<int>(fail(found.error()));
    const auto token = session.arguments().has(u"token"_s)
        ? typedSecret(session, tr("Token of Consul (nothing is shown):"))
        : SecretPtr();
    const QUrl url(session.arguments().value(u"url"_s));
    return cluster::transform<int>((*found)->useConsul(url, token), *found, [&session, cluster = *found] {
        const QString consul = cluster->connected()->consul.toString();
        session.print(QJsonObject{{u"name"_s, cluster->name()}, {u"consul"_s, consul}},
                      consul.isEmpty()
                          ? tr("%1 is shown without a Consul.").arg(cluster->name())
                          : tr("%1 is shown with the Consul at %2.").arg(cluster->name(), consul));
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
