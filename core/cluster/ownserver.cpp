// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/ownserver.h"

#include "core/base/jsonreader.h"
#include "core/crypto/keys.h"
#include "core/ssh/target.h"

#include <QCoreApplication>
#include <QHostAddress>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace skep::cluster {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(skep::cluster::OwnServer)
};

} // namespace

QJsonObject toJson(const OwnServer &server)
{
    QJsonArray keys;
    for (const QByteArray &key : server.hostKeys)
        keys.append(QString::fromLatin1(key));
    return {{u"server"_s, server.server},
            {u"name"_s, server.name},
            {u"keyFile"_s, server.keyFile},
            {u"hostKeys"_s, keys},
            {u"address"_s, server.address}};
}

OwnServer readOwnServer(JsonReader &reader)
{
    OwnServer server;
    QStringList keys;
    const QJsonObject known = toJson(server);
    for (auto it = reader.whole().begin(); it != reader.whole().end(); ++it) {
        if (!known.contains(it.key()))
            reader.mistake(QLatin1StringView(it.key().toLatin1()), Texts::tr("there is no such member"));
    }
    reader.text("server"_L1, server.server, JsonReader::Required);
    reader.text("name"_L1, server.name);
    reader.text("keyFile"_L1, server.keyFile);
    reader.texts("hostKeys"_L1, keys);
    reader.text("address"_L1, server.address);
    for (const QString &key : std::as_const(keys))
        server.hostKeys.append(key.toLatin1());
    return server;
}

QString problemOf(const OwnServer &server)
{
    if (server.server.isEmpty())
        return Texts::tr("A server has no address.");
    if (!server.name.isEmpty() && !ssh::isHostName(server.name))
        return Texts::tr("“%1” is no host name.").arg(server.name);
    if (!server.address.isEmpty() && QHostAddress(server.address).isNull())
        return Texts::tr("“%1”, by which %2 is to be reached from the others, is no address.")
            .arg(server.address, server.label());
    for (const QByteArray &key : server.hostKeys) {
        if (crypto::fingerprint(key).isEmpty())
            return Texts::tr("A host key of %1 cannot be read.").arg(server.label());
    }
    return {};
}

} // namespace skep::cluster
