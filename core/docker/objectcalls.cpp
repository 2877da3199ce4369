// SPDX-License-Identifier: GPL-3.0-or-later
// Lists of what lies on an engine or in a swarm, and what is made and removed there.
#include "core/base/jsonreader.h"
#include "core/docker/answers.h"
#include "core/docker/calls.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace skep::docker {

namespace {

QJsonObject textMap(const QMap<QString, QString> &map)
{
    QJsonObject object;
    for (auto it = map.constBegin(); it != map.constEnd(); ++it)
        object.insert(it.key(), it.value());
    return object;
}

//! Engines pass on what the registry answered, in words that differ by their version.
bool isRegistryRefusal(const QString &message)
{
    static const QLatin1StringView signs[] = {"unauthorized"_L1, "incorrect username or password"_L1,
                                              "status: 401"_L1, "access denied"_L1};
    return std::any_of(std::begin(signs), std::end(signs),
                       [&](QLatin1StringView sign) { return message.contains(sign, Qt::CaseInsensitive); });
}

QJsonObject loginObject(const RegistryLogin &login)
{
    return {{u"username"_s, login.user},
            {u"password"_s, QString::fromUtf8(login.password->reveal())},
            {u"serveraddress"_s, login.server}};
}

} // namespace

QByteArray registryAuth(const std::optional<RegistryLogin> &login)
{
    if (!login)
        return {};
    return QJsonDocument(loginObject(*login))
        .toJson(QJsonDocument::Compact)
        .toBase64(QByteArray::Base64UrlEncoding);
}

Pending<QList<Container>> Client::containerList(bool all)
{
    return fetch<QList<Container>>(
        Call{.path = u"/containers/json"_s}.with(u"all"_s, all ? u"true"_s : u"false"_s), parseContainers);
}

Pending<QList<Image>> Client::images()
{
    return fetch<QList<Image>>({.path = u"/images/json"_s}, parseImages);
}

Pending<QList<Network>> Client::networks()
{
    return fetch<QList<Network>>({.path = u"/networks"_s}, parseNetworks);
}

Pending<QList<Volume>> Client::volumes()
{
    return fetch<QList<Volume>>({.path = u"/volumes"_s}, parseVolumes);
}

Pending<QList<SwarmFile>> Client::secrets()
{
    return fetch<QList<SwarmFile>>({.path = u"/secrets"_s}, parseSwarmFiles);
}

Pending<QList<SwarmFile>> Client::configs()
{
    return fetch<QList<SwarmFile>>({.path = u"/configs"_s}, parseSwarmFiles);
}

Pending<QJsonObject> Client::inspect(ObjectKind kind, const QString &idOrName)
{
    const auto path = objectPath(kind, idOrName);
    if (!path)
        return ready<QJsonObject>(fail(path.error()));
    const bool isOfNode = kind == ObjectKind::Container || kind == ObjectKind::Image;
    return fetch<QJsonObject>({.path = isOfNode ? *path + "/json"_L1 : *path},
                              [](const QByteArray &answer) { return parseJsonObject(answer); });
}

Pending<> Client::remove(ObjectKind kind, const QString &idOrName)
{
    const auto path = objectPath(kind, idOrName);
    if (!path)
        return ready<>(fail(path.error()));
    return command(
        Call{.method = "DELETE", .path = *path}.within(std::chrono::seconds(30), std::chrono::seconds(30)));
}

Pending<QString> Client::createConfig(const QString &name, const QByteArray &value,
                                      const QMap<QString, QString> &labels)
{
    return created(Call::post(u"/configs/create"_s,
                              QJsonObject{{u"Name"_s, name},
                                          {u"Data"_s, QString::fromLatin1(value.toBase64())},
                                          {u"Labels"_s, textMap(labels)}}));
}

Pending<QString> Client::createNetwork(const Network &network)
{
    QJsonObject body{{u"Name"_s, network.name},
                     {u"Driver"_s, network.driver},
                     {u"CheckDuplicate"_s, true}, // older engines would make a second one of the name
                     {u"Internal"_s, network.isInternal},
                     {u"Attachable"_s, network.isAttachable},
                     {u"Labels"_s, textMap(network.labels)}};
    if (network.isEncrypted)
        body.insert(u"Options"_s, QJsonObject{{encryptedOption, QString()}});
    QJsonArray subnets;
    for (const QString &subnet : network.subnets)
        subnets.append(QJsonObject{{u"Subnet"_s, subnet}});
    if (!subnets.isEmpty())
        body.insert(u"IPAM"_s, QJsonObject{{u"Driver"_s, u"default"_s}, {u"Config"_s, subnets}});
    return created(Call::post(u"/networks/create"_s, body));
}

Pending<> Client::createVolume(const Volume &volume)
{
    return command(Call::post(u"/volumes/create"_s,
                              QJsonObject{{u"Name"_s, volume.name},
                                          {u"Driver"_s, volume.driver},
                                          {u"Labels"_s, textMap(volume.labels)}}));
}

Pending<> Client::checkLogin(const RegistryLogin &login)
{
    auto asked = command(Call::post(u"/auth"_s, loginObject(login)));
    Completer<> completer;
    onCancelled(completer.future(), this, [asked]() mutable { asked.cancel(); });
    onResult(asked, this, [completer](Result<> result) {
        completer.settle(std::move(result).map_error([](Error error) {
            if (isRegistryRefusal(error.message)) // for the engine it is a failure of its own
                error = {ErrorCode::Auth, std::move(error.message), std::move(error.detail)};
            return error;
        }));
    });
    return completer.future();
}

Pending<QString> Client::createSecret(const QString &name, const SecretPtr &value,
                                      const QMap<QString, QString> &labels)
{
    const QJsonObject body{{u"Name"_s, name},
                           {u"Data"_s, QString::fromLatin1(value->reveal().toBase64())},
                           {u"Labels"_s, textMap(labels)}};
    return created(Call::post(u"/secrets/create"_s, body));
}

Pending<QString> Client::findSecret(const QString &name)
{
    auto found = andThen(call({.path = "/secrets/"_L1 + name}), this, [](const net::HttpResponse &response) {
        return ready<QString>(parseJsonObject(response.body).map([](const QJsonObject &secret) {
            return secret[u"ID"_s].toString();
        }));
    });
    return unlessMissing(found, this, QString());
}

} // namespace skep::docker
