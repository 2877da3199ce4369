// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/skepctl/leftovercommands.h"

#include "app/skepctl/commands.h"
#include "app/skepctl/reports.h"
#include "core/cluster/leftovers.h"

#include <unistd.h>

#include <iostream>
#include <string>

using namespace Qt::StringLiterals;

namespace skep::ctl {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("skepctl", text);
}

QString accountOf(const Session &session)
{
    return session.arguments().has(u"account"_s) ? session.arguments().value(u"account"_s) : u"env"_s;
}

// The cluster's name was read from the cloud a moment ago; typing it shows that it was read by a person, too.
Result<> deletionIsMeant(const Session &session, const QString &name)
{
    if (session.arguments().has(u"yes"_s))
        return {};
    if (isatty(STDIN_FILENO) == 0)
        return fail(ErrorCode::Config, tr("Give --yes to delete without being asked."));
    session.say(
        tr("Everything that carries this label will be deleted. Type the cluster's name, %1, to go on:")
            .arg(name));
    std::string typed;
    std::getline(std::cin, typed);
    if (QString::fromStdString(typed).trimmed() != name)
        return fail(ErrorCode::Config, tr("That is not its name; nothing was deleted."));
    return {};
}

} // namespace

Pending<int> listLeftovers(Session &session)
{
    const auto found = cluster::findLeftovers(session.workspace(), accountOf(session));
    return andThen(found, session.workspace(), [&session](const QList<cluster::Leftover> &leftovers) {
        QJsonArray list;
        QList<QStringList> rows;
        for (const auto &each : leftovers) {
            list.append(QJsonObject{{u"kind"_s, kindWord(each.kind)},
                                    {u"id"_s, each.id},
                                    {u"name"_s, each.name},
                                    {u"clusterId"_s, each.clusterId},
                                    {u"clusterName"_s, each.clusterName},
                                    {u"zone"_s, each.zone},
                                    {u"createdAt"_s, each.createdAt.toUTC().toString(Qt::ISODate)}});
            rows.append({each.clusterId, each.clusterName, kindName(each.kind), each.name, each.zone,
                         each.createdAt.toUTC().toString(Qt::ISODate)});
        }
        session.print(list,
                      rows.isEmpty()
                          ? tr("Nothing in this account carries Skep's label and belongs to no cluster "
                               "on this computer.")
                          : table(rows));
        return ready<int>(int(Done));
    });
}

Pending<int> adoptLeftovers(Session &session)
{
    const auto adopted = session.workspace()->adopt(accountOf(session), session.arguments().words.last());
    return andThen(adopted, session.workspace(), [&session](cluster::Cluster *cluster) {
        session.print(clusterReport(cluster, {}), clusterText(cluster));
        return ready<int>(int(Done));
    });
}

// Asked for before it becomes a cluster of this computer: a "no" leaves everything as it was.
Pending<int> deleteLeftovers(Session &session)
{
    auto *workspace = session.workspace();
    const QString account = accountOf(session);
    const QString id = session.arguments().words.last();
    const auto found = cluster::findLeftovers(workspace, account);
    const auto adopted = andThen(found, workspace, [=, &session](const QList<cluster::Leftover> &leftovers) {
        for (const auto &each : leftovers) {
            if (each.clusterId != id)
                continue;
            const auto meant = deletionIsMeant(session, each.clusterName);
            return meant ? workspace->adopt(account, id) : ready<cluster::Cluster *>(fail(meant.error()));
        }
        return ready<cluster::Cluster *>(fail(
            ErrorCode::NotFound, tr("The account has no leftovers of a cluster with the id %1.").arg(id)));
    });
    return andThen(adopted, workspace, [&session](cluster::Cluster *cluster) {
        const auto ended = follow(session, cluster, false);
        cluster->destroy();
        return ended;
    });
}

} // namespace skep::ctl
