// SPDX-License-Identifier: GPL-3.0-or-later
// Commands that open Consul to others, by choice, or its own web interface to this user alone.
#include "app/skepctl/commands.h"
#include "app/skepctl/consent.h"
#include "app/skepctl/interruption.h"
#include "app/skepctl/reports.h"
#include "core/cluster/compose.h"
#include "core/cluster/discovery.h"

#include <QJsonArray>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace skep::ctl {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("skepctl", text);
}

Result<cluster::Exposure> exposureIn(const Session &session)
{
    const auto port = cluster::portNamed(session.arguments().value(u"port"_s));
    if (!port)
        return fail(ErrorCode::Config, tr("--port is consul-http, consul-dns or engine."));
    const cluster::Exposure exposure{*port, session.arguments().value(u"to"_s)};
    if (const auto good = cluster::check(exposure); !good)
        return fail(good.error());
    return exposure;
}

// What it shows to whom is read before it happens.
Result<> askedFor(const Session &session, const cluster::Exposure &exposure)
{
    session.say(cluster::consequence(exposure));
    if (exposure.isToEverybody())
        return everybodyIsMeant(session, {cluster::portTitle(exposure.port)});
    return session.arguments().has(u"yes"_s) ? Result<>{} : typedConsent(session, tr("yes"), u"yes"_s);
}

struct Wanted
{
    cluster::Cluster *cluster;
    cluster::Exposure exposure;
};

Result<Wanted> wantedIn(const Session &session)
{
    const auto found = session.cluster(session.arguments().words.last());
    if (!found)
        return fail(found.error());
    return exposureIn(session).map([&](const cluster::Exposure &exposure) {
        return Wanted{*found, exposure};
    });
}

} // namespace

Pending<int> openPort(Session &session)
{
    const auto wanted = wantedIn(session);
    const auto asked = wanted ? askedFor(session, wanted->exposure) : Result<>(fail(wanted.error()));
    if (!asked)
        return ready<int>(fail(asked.error()));
    return followChange(session, wanted->cluster, [exposure = wanted->exposure](cluster::Cluster *cluster) {
        return cluster->openPort(exposure);
    });
}

Pending<int> closePort(Session &session)
{
    const auto wanted = wantedIn(session);
    if (!wanted)
        return ready<int>(fail(wanted.error()));
    return followChange(session, wanted->cluster, [exposure = wanted->exposure](cluster::Cluster *cluster) {
        return cluster->closePort(exposure);
    });
}

Pending<int> listOpenPorts(Session &session)
{
    const auto found = session.cluster(session.arguments().words.last());
    if (!found)
        return ready<int>(fail(found.error()));
    QJsonArray list;
    QStringList lines;
    for (const auto &exposure : (*found)->spec().exposures) {
        list.append(toJson(exposure));
        lines.append(describe(exposure));
    }
    session.print(list, lines.isEmpty() ? tr("Nothing is open beside SSH.") : lines.join(u'\n'));
    return ready<int>(int(Done));
}

Pending<int> writeCertificate(Session &session)
{
    const auto found = session.cluster(session.arguments().words.last());
    if (!found)
        return ready<int>(fail(found.error()));
    const QString folder = session.arguments().value(u"dir"_s);
    if (folder.isEmpty())
        return ready<int>(fail(ErrorCode::Config, tr("Name the folder: --dir FOLDER.")));
    const auto written = (*found)->writeEngineCertificate(folder);
    return cluster::transform<int>(written, *found, [&session, folder](const QDate &until) {
        session.print(
            QJsonObject{{u"folder"_s, folder}, {u"until"_s, until.toString(Qt::ISODate)}},
            tr("%1 is written. It is as good as root on every node until %2, or until the port is closed.")
                .arg(folder, until.toString(Qt::ISODate)));
        return int(Done);
    });
}

Pending<int> auditPorts(Session &session)
{
    const auto found = session.cluster(session.arguments().words.last());
    if (!found)
        return ready<int>(fail(found.error()));
    return cluster::transform<int>((*found)->audit(), *found, [&session](const cluster::Audit &audit) {
        QJsonArray list;
        QString text;
        bool isGrave = false;
        for (const auto &finding : audit.findings) {
            isGrave = isGrave || finding.isGrave;
            list.append(QJsonObject{{u"kind"_s, kindName(finding.kind)},
                                    {u"where"_s, finding.where},
                                    {u"grave"_s, finding.isGrave},
                                    {u"sentence"_s, finding.sentence},
                                    {u"advice"_s, finding.advice}});
            text += u"%1  %2: %3\n    %4\n"_s.arg(finding.isGrave ? u"!"_s : u" "_s, finding.where,
                                                  finding.sentence, finding.advice);
        }
        for (const QString &note : audit.unread)
            text += note + u'\n';
        if (!audit.published.isEmpty())
            text += tr("Published by services: %1.").arg(audit.published.join(u", "_s)) + u'\n';
        const QString rules =
            audit.hasPlan || audit.rules > 0 ? tr("%1 rules read, ").arg(audit.rules) : QString();
        text += rules
            + tr("%1 ports tried from this computer, %2 things to look at.")
                  .arg(audit.ports)
                  .arg(audit.findings.size());
        session.print(QJsonObject{{u"findings"_s, list},
                                  {u"rules"_s, audit.rules},
                                  {u"ports"_s, audit.ports},
                                  {u"listeners"_s, audit.listeners},
                                  {u"published"_s, QJsonArray::fromStringList(audit.published)},
                                  {u"unread"_s, QJsonArray::fromStringList(audit.unread)}},
                      text);
        return int(isGrave ? Failed : Done);
    });
}

Pending<int> openWeb(Session &session)
{
    const auto found = session.cluster(session.arguments().words.last());
    if (!found)
        return ready<int>(fail(found.error()));
    auto *cluster = *found;
    return andThen(cluster->discovery()->openWeb(), cluster, [cluster, &session](const QUrl &page) {
        Completer<int> ended;
        session.print(QJsonObject{{u"page"_s, page.toLocalFile()}}, page.toLocalFile());
        session.say(
            tr("Open this file in your browser within two minutes; it is good once. Ctrl+C ends it."));
        auto *end = new Interruption(cluster);
        QObject::connect(end, &Interruption::happened, cluster, [ended] { ended.settle(int(Done)); });
        QObject::connect(cluster->discovery(), &cluster::Discovery::changed, end, [ended, cluster] {
            if (!cluster->discovery()->isWebOpen())
                ended.settle(int(Done)); // its time is over
        });
        return ended.future();
    });
}

} // namespace skep::ctl
