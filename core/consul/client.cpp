// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/consul/client.h"

#include "core/base/jsonreader.h"
#include "core/consul/calls.h"

using namespace Qt::StringLiterals;

namespace skep::consul {

namespace {

constexpr auto noLeader = "No cluster leader"_L1;
constexpr auto answerTime = std::chrono::seconds(5);
constexpr auto longestWait = std::chrono::seconds(600); // Consul's own limit

//! Consul's refusals are plain text.
Error refusal(const net::HttpResponse &response)
{
    const QString text = QString::fromUtf8(response.body.left(500)).trimmed();
    Error error{ErrorCode::Remote, Client::tr("Consul answered with HTTP status %1.").arg(response.status),
                u"HTTP %1: %2"_s.arg(response.status).arg(text), response.status >= 500};
    switch (response.status) {
    case 401:
        error.code = ErrorCode::Auth;
        error.message = Client::tr("Consul's access control is off or not ready yet.");
        break;
    case 403:
        error.code = ErrorCode::Auth;
        error.message = Client::tr("Consul refuses Skep's token.");
        break;
    case 404:
        error.code = ErrorCode::NotFound;
        error.message = Client::tr("Consul does not know that.");
        break;
    case 429:
        error.code = ErrorCode::RateLimited;
        error.message = Client::tr("Consul asks for fewer questions.");
        error.retryable = true;
        break;
    default:
        if (text.contains(noLeader))
            error.message = Client::tr("Consul has no leader: too few of its servers are online.");
    }
    return error;
}

Result<QString> jsonText(const QByteArray &answer)
{
    const QJsonArray wrapped = QJsonDocument::fromJson('[' + answer + ']').array();
    if (wrapped.size() != 1 || !wrapped.at(0).isString()) {
        return fail(ErrorCode::Protocol, Client::tr("Consul's answer is cut short or is not JSON."),
                    QString::fromUtf8(answer.left(200)), true);
    }
    return wrapped.at(0).toString();
}

} // namespace

Client::Client(net::HttpEndpoint *endpoint, QUrl baseUrl, SecretPtr token, QObject *parent)
    : QObject(parent)
    , m_endpoint(endpoint)
    , m_baseUrl(std::move(baseUrl))
    , m_token(std::move(token))
{
}

Pending<net::HttpResponse> Client::call(Call call)
{
    // Consul adds up to a sixteenth to the wait, so that its clients do not all come back at once.
    const auto wait = std::min(call.wait, longestWait);
    const auto limit = std::chrono::milliseconds(wait) + std::chrono::milliseconds(wait) / 16 + answerTime;
    if (call.index > 0) {
        call.query.addQueryItem(u"index"_s, QString::number(call.index));
        call.query.addQueryItem(u"wait"_s, QString::number(wait.count()) + u's');
    }
    net::HttpRequest request{.method = call.method,
                             .url = m_baseUrl,
                             .body = call.body,
                             .idleTimeout = limit,
                             .totalTimeout = limit + answerTime};
    request.url.setPath(call.path, QUrl::StrictMode);
    if (!call.query.isEmpty())
        request.url.setQuery(call.query);
    if (!call.body.isEmpty())
        request.headers.emplaceBack("Content-Type", "application/json");
    if (const auto &token = call.token ? call.token : m_token; token && !token->isEmpty())
        request.headers.emplaceBack("X-Consul-Token", token->reveal());
    return andThen(m_endpoint->send(request), this, [](const net::HttpResponse &response) {
        if (!response.isSuccess())
            return ready<net::HttpResponse>(fail(refusal(response)));
        return ready<net::HttpResponse>(response);
    });
}

bool Client::isNoLeader(const Error &error)
{
    return error.detail.contains(noLeader);
}

QString Client::nothingShownSentence()
{
    return tr("It shows no nodes: it needs a token that may read nodes and services.");
}

Pending<QString> Client::leader()
{
    return andThen(call({.path = u"/v1/status/leader"_s}), this,
                   [](const net::HttpResponse &response) { return ready(jsonText(response.body)); });
}

Pending<QList<QString>> Client::peers()
{
    return andThen(call({.path = u"/v1/status/peers"_s}), this, [](const net::HttpResponse &response) {
        return ready(parseJsonArray(response.body).map([](const QJsonArray &peers) {
            QList<QString> addresses;
            for (const auto &peer : peers)
                addresses.append(peer.toString());
            return addresses;
        }));
    });
}

Pending<bool> Client::hasWebInterface()
{
    Completer<bool> done;
    auto asked = call({.path = u"/ui/"_s});
    onCancelled(done.future(), this, [asked]() mutable { asked.cancel(); });
    onResult(asked, this, [done](const Result<net::HttpResponse> &page) {
        if (page || page.error().code == ErrorCode::NotFound)
            return done.settle(page.has_value());
        done.settle(fail(page.error()));
    });
    return done.future();
}

Pending<QJsonObject> Client::agentSelf()
{
    return andThen(call({.path = u"/v1/agent/self"_s}), this,
                   [](const net::HttpResponse &response) { return ready(parseJsonObject(response.body)); });
}

} // namespace skep::consul
