// SPDX-License-Identifier: GPL-3.0-or-later
// Commands about who gets in: from which addresses, and with which keys.
#include "app/skepctl/commands.h"
#include "app/skepctl/consent.h"
#include "app/skepctl/reports.h"
#include "core/crypto/keys.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonObject>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace skep::ctl {

namespace {

constexpr qint64 longestKey = 16 * 1024;

QString tr(const char *text)
{
    return QCoreApplication::translate("skepctl", text);
}

Result<QString> readKey(const Session &session)
{
    const QString path = session.arguments().value(u"file"_s);
    QFile file(path);
    const bool isOpen = path.isEmpty() || path == "-"_L1 ? file.open(STDIN_FILENO, QIODevice::ReadOnly)
                                                         : file.open(QIODevice::ReadOnly);
    if (!isOpen)
        return fail(ErrorCode::Config, tr("%1 cannot be read: %2").arg(path, file.errorString()));
    return QString::fromUtf8(file.readLine(longestKey)).trimmed();
}

using ChangeKey = Pending<> (cluster::Cluster::*)(const QString &);

Pending<int> changeKey(Session &session, ChangeKey change)
{
    const auto found = session.cluster(session.arguments().words.last());
    if (!found)
        return ready<int>(fail(found.error()));
    const auto key = readKey(session);
    if (!key)
        return ready<int>(fail(key.error()));
    return andThen(((*found)->*change)(*key), *found, [&session] { return listKeys(session); });
}

} // namespace

Pending<int> moveAddress(Session &session)
{
    const auto found = session.cluster(session.arguments().words.last());
    if (!found)
        return ready<int>(fail(found.error()));
    auto *cluster = *found;
    if (!session.arguments().has(u"set"_s)) {
        const auto cidrs = cluster->spec().operatorCidrs;
        const QString trouble = cluster->addressTrouble();
        session.print(QJsonObject{{u"operatorCidrs"_s, QJsonArray::fromStringList(cidrs)},
                                  {u"now"_s, cluster->operatorWay().now},
                                  {u"trouble"_s, trouble}},
                      cidrs.join(u'\n') + u'\n' + trouble);
        return ready<int>(int(Done));
    }
    const auto cidrs = session.arguments().value(u"set"_s).split(u',', Qt::SkipEmptyParts);
    cluster::ClusterSpec opened;
    opened.operatorCidrs = cidrs;
    if (const auto meant = everybodyIsMeant(session, cluster::openToEverybody(opened)); !meant)
        return ready<int>(fail(meant.error()));
    return followChange(session, cluster,
                        [cidrs](cluster::Cluster *one) { return one->moveOperator(cidrs); });
}

Pending<int> listKeys(Session &session)
{
    const auto found = session.cluster(session.arguments().words.last());
    if (!found)
        return ready<int>(fail(found.error()));
    QJsonArray list;
    QList<QStringList> rows;
    for (const QString &key : (*found)->spec().sshPublicKeys) {
        const QString print = QString::fromLatin1(crypto::fingerprint(key.toUtf8()));
        list.append(QJsonObject{{u"key"_s, key}, {u"fingerprint"_s, print}});
        rows.append({print, key.section(u' ', 2)});
    }
    session.print(list, table(rows));
    return ready<int>(int(Done));
}

Pending<int> addKey(Session &session)
{
    return changeKey(session, &cluster::Cluster::addPublicKey);
}

Pending<int> removeKey(Session &session)
{
    return changeKey(session, &cluster::Cluster::removePublicKey);
}

} // namespace skep::ctl
