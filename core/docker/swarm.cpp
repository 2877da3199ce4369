// SPDX-License-Identifier: GPL-3.0-or-later
// The calls that make, join and leave a swarm.
#include "core/base/jsonreader.h"
#include "core/docker/calls.h"

using namespace Qt::StringLiterals;

namespace skep::docker {

namespace {

constexpr auto listenAddress = "0.0.0.0:2377"_L1;
constexpr auto joinPause = std::chrono::seconds(1);
constexpr int joinAttempts = 45; // the engine goes on in the background for about so many seconds

QStringList withSwarmPort(const QStringList &managers)
{
    QStringList addresses;
    for (const auto &manager : managers)
        addresses.append(manager.contains(u':') ? manager : manager + ":2377"_L1);
    return addresses;
}

bool knowsOneOf(const Info &info, const QStringList &managers)
{
    return std::any_of(managers.begin(), managers.end(), [&](const QString &manager) {
        return info.managerHosts.contains(manager.section(u':', 0, 0));
    });
}

Result<SecretPtr> tokenOf(const QJsonObject &tokens, QLatin1StringView role)
{
    const QString token = tokens.value(role).toString();
    if (token.isEmpty())
        return fail(ErrorCode::Protocol, Client::tr("The manager gave no join token."));
    return makeSecret(token.toUtf8());
}

} // namespace

Pending<QString> Client::swarmInit(const QString &advertiseAddress)
{
    const QJsonObject body{{u"ListenAddr"_s, listenAddress}, {u"AdvertiseAddr"_s, advertiseAddress}};
    return andThen(call(Call::post(u"/swarm/init"_s, body)), this, [](const net::HttpResponse &response) {
        // The answer is a bare JSON string.
        const QJsonArray answer = QJsonDocument::fromJson('[' + response.body + ']').array();
        const QString nodeId = answer.size() == 1 ? answer.at(0).toString() : QString();
        if (nodeId.isEmpty()) {
            return ready<QString>(fail(ErrorCode::Protocol,
                                       Client::tr("The engine did not say its new node's id."),
                                       QString::fromUtf8(response.body.left(200)), true));
        }
        return ready<QString>(nodeId);
    });
}

Pending<> Client::swarmJoin(const QString &advertiseAddress, const QStringList &managers,
                            const SecretPtr &token)
{
    const QJsonObject body{{u"ListenAddr"_s, listenAddress},
                           {u"AdvertiseAddr"_s, advertiseAddress},
                           {u"RemoteAddrs"_s, QJsonArray::fromStringList(withSwarmPort(managers))},
                           {u"JoinToken"_s, QString::fromUtf8(token->reveal())}};
    auto joined =
        call(Call::post(u"/swarm/join"_s, body).within(std::chrono::seconds(40), std::chrono::seconds(45)));
    Completer<> completer;
    onCancelled(completer.future(), this, [joined]() mutable { joined.cancel(); });
    onResult(joined, this, [this, completer, managers](Result<net::HttpResponse> result) {
        if (completer.isCancelled())
            return completer.settle(fail(ErrorCode::Cancelled, {}));
        const Error error = result
            ? Error{ErrorCode::Timeout, Client::tr("The node did not finish joining the swarm."), {}, true}
            : result.error();
        onResult(awaitJoined(managers, error, joinAttempts), this,
                 [completer](Result<> decided) { completer.settle(std::move(decided)); });
    });
    return completer.future();
}

Pending<> Client::awaitJoined(const QStringList &managers, const Error &joinError, int attemptsLeft)
{
    return andThen(info(), this, [this, managers, joinError, attemptsLeft](const Info &info) {
        if (info.swarmState == "active"_L1) {
            if (knowsOneOf(info, managers))
                return ready<void>({});
            return ready<void>(fail(ErrorCode::Conflict,
                                    Client::tr("This machine is already part of another swarm."),
                                    info.managerHosts.join(u", "_s)));
        }
        if (info.swarmState != "pending"_L1 || attemptsLeft <= 0) {
            Error error = joinError;
            if (!info.swarmError.isEmpty())
                error.detail += u'\n' + info.swarmError;
            return ready<void>(fail(error));
        }
        Completer<> later;
        QTimer::singleShot(joinPause, this, [this, later, managers, joinError, attemptsLeft] {
            if (later.isCancelled())
                return;
            onResult(awaitJoined(managers, joinError, attemptsLeft - 1), this,
                     [later](Result<> result) { later.settle(std::move(result)); });
        });
        return later.future();
    });
}

Pending<JoinTokens> Client::joinTokens()
{
    return andThen(call({.path = u"/swarm"_s}), this, [](const net::HttpResponse &response) {
        const auto swarm = parseJsonObject(response.body);
        if (!swarm)
            return ready<JoinTokens>(fail(swarm.error()));
        const auto tokens = swarm->value("JoinTokens"_L1).toObject();
        auto worker = tokenOf(tokens, "Worker"_L1);
        auto manager = tokenOf(tokens, "Manager"_L1);
        if (!worker || !manager)
            return ready<JoinTokens>(fail(worker ? manager.error() : worker.error()));
        return ready<JoinTokens>(JoinTokens{*worker, *manager});
    });
}

Pending<> Client::swarmLeave(bool force)
{
    return command(Call::post(u"/swarm/leave"_s).with(u"force"_s, force ? u"true"_s : u"false"_s));
}

} // namespace skep::docker
