// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/daemonconfig.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace skep::cluster {

Result<QByteArray> mergedDaemonConfig(const QByteArray &existing, const QString &dockerAddress,
                                      const QStringList &resolvers)
{
    QJsonObject config;
    if (!existing.trimmed().isEmpty()) {
        const auto document = QJsonDocument::fromJson(existing);
        if (!document.isObject())
            return fail(
                ErrorCode::Config,
                QCoreApplication::translate("skep::cluster::DaemonConfig",
                                            "The engine's daemon.json on the node is no JSON object, so it "
                                            "is left alone. Repair it first."));
        config = document.object();
    }
    QStringList servers{dockerAddress};
    const auto before = config.value("dns"_L1).toArray();
    for (const auto &server : before)
        servers.append(server.toString());
    servers += resolvers;
    servers.removeDuplicates();
    const auto wanted = QJsonArray::fromStringList(servers);
    if (before == wanted)
        return QByteArray();
    config.insert(u"dns"_s, wanted);
    return QJsonDocument(config).toJson();
}

} // namespace skep::cluster
