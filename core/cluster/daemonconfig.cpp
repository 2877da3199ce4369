// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/daemonconfig.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMap>

using namespace Qt::StringLiterals;

namespace skep::cluster {

namespace {

struct Daemon
{
    Q_DECLARE_TR_FUNCTIONS(skep::cluster::DaemonConfig)
};

Result<QJsonObject> objectIn(const QByteArray &existing)
{
    if (existing.trimmed().isEmpty())
        return QJsonObject();
    const auto document = QJsonDocument::fromJson(existing);
    if (!document.isObject())
        return fail(ErrorCode::Config,
                    Daemon::tr("The engine's daemon.json on the node is no JSON object, so it "
                               "is left alone. Repair it first."));
    return document.object();
}

//! The engine asks for a client's certificate on TCP; its unix socket is as before.
const QMap<QString, QJsonValue> &portSettings()
{
    static const QMap<QString, QJsonValue> settings{
        {u"tlsverify"_s, true},
        {u"tlscacert"_s, u"/etc/docker/skep-port/ca.pem"_s},
        {u"tlscert"_s, u"/etc/docker/skep-port/cert.pem"_s},
        {u"tlskey"_s, u"/etc/docker/skep-port/key.pem"_s},
    };
    return settings;
}

} // namespace

Result<QByteArray> withEnginePort(const QByteArray &existing)
{
    auto config = objectIn(existing);
    if (!config)
        return fail(config.error());
    for (const QString &key : {u"hosts"_s, u"tls"_s}) {
        if (config->contains(key))
            return fail(
                ErrorCode::Conflict,
                Daemon::tr("The engine's daemon.json on the node sets “%1” itself, so that its port is "
                           "left alone.")
                    .arg(key));
    }
    for (auto it = portSettings().begin(); it != portSettings().end(); ++it) {
        if (config->contains(it.key()) && config->value(it.key()) != it.value())
            return fail(
                ErrorCode::Conflict,
                Daemon::tr("The engine's daemon.json on the node sets “%1” itself, so that its port is "
                           "left alone.")
                    .arg(it.key()));
        config->insert(it.key(), it.value());
    }
    return QJsonDocument(*config).toJson();
}

Result<QByteArray> withoutEnginePort(const QByteArray &existing)
{
    auto config = objectIn(existing);
    if (!config)
        return fail(config.error());
    for (auto it = portSettings().begin(); it != portSettings().end(); ++it) {
        if (config->value(it.key()) == it.value())
            config->remove(it.key());
    }
    return QJsonDocument(*config).toJson();
}

Result<QByteArray> heldDaemonConfig(const QByteArray &existing, bool isHeld)
{
    auto config = objectIn(existing);
    if (!config)
        return fail(config.error());
    config->insert(u"live-restore"_s, isHeld);
    return QJsonDocument(*config).toJson();
}

Result<std::optional<QByteArray>> restoredDaemonConfig(const QByteArray &now,
                                                       const std::optional<QByteArray> &before)
{
    auto config = objectIn(now);
    const auto old = objectIn(before.value_or(QByteArray()));
    if (!config || !old)
        return fail(config ? old.error() : config.error());
    if (old->contains("dns"_L1))
        config->insert(u"dns"_s, old->value("dns"_L1));
    else
        config->remove("dns"_L1);
    if (*config == *old) // nobody else has changed it: to the byte
        return before;
    return QJsonDocument(*config).toJson();
}

Result<QByteArray> mergedDaemonConfig(const QByteArray &existing, const QString &dockerAddress,
                                      const QStringList &resolvers)
{
    auto read = objectIn(existing);
    if (!read)
        return fail(read.error());
    QJsonObject config = *read;
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
