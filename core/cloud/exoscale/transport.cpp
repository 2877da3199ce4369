// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloud/exoscale/transport.h"

#include "core/base/jsonreader.h"
#include "core/base/log.h"
#include "core/cloud/exoscale/refusal.h"
#include "core/cloud/exoscale/signer.h"

#include <QHostAddress>
#include <QJsonDocument>
#include <QRandomGenerator>

namespace skep::cloud::exoscale {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

constexpr qint64 validFor = 600; // seconds, as the vendor's client has it
constexpr auto longestPause = 60s; // a cloud that asks for more is an error to show, not to wait for

//! A call with its attempts.
struct Transport::Running
{
    Call call;
    Completer<QJsonObject> done;
    Pending<net::HttpResponse> current;
    int made = 0;
};

Transport::Transport(QUrl endpoint, QString key, SecretPtr secret, QObject *parent)
    : QObject(parent)
    , m_endpoint(std::move(endpoint))
    , m_key(std::move(key))
    , m_secret(std::move(secret))
    , m_http(new net::HttpEndpoint(QNetworkProxy(QNetworkProxy::NoProxy), this))
{
}

Transport::~Transport() = default;

Pending<QJsonObject> Transport::send(const Call &call)
{
    if (auto ok = checkEndpoint(m_endpoint); !ok)
        return ready<QJsonObject>(fail(ok.error()));
    if (call.isSigned && (m_key.isEmpty() || !m_secret || m_secret->isEmpty()))
        return ready<QJsonObject>(fail(ErrorCode::Auth, tr("The account has no key or no secret.")));
    auto running = std::make_shared<Running>();
    running->call = call;
    if (call.method != "GET" && call.method != "DELETE")
        running->call.attempts = 1;
    onCancelled(running->done.future(), this, [running] {
        running->current.cancel();
        running->done.settle(fail(ErrorCode::Cancelled, {}));
    });
    attempt(running);
    return running->done.future();
}

net::HttpRequest Transport::prepared(const Call &call) const
{
    net::HttpRequest request;
    request.method = call.method;
    request.url = m_endpoint;
    request.url.setPath(m_endpoint.path() + call.path);
    QStringList items;
    for (const auto &[name, value] :
         call.query) // servers read a bare '+' as a blank, so everything is encoded
        items << QString::fromLatin1(QUrl::toPercentEncoding(name) + '=' + QUrl::toPercentEncoding(value));
    if (!items.isEmpty())
        request.url.setQuery(items.join(u'&'), QUrl::StrictMode);
    if (call.body) {
        request.body = QJsonDocument(*call.body).toJson(QJsonDocument::Compact);
        request.headers.emplaceBack("Content-Type", "application/json");
    }
    request.headers.emplaceBack("Accept", "application/json");
    if (call.isSigned) {
        const qint64 expires = QDateTime::currentSecsSinceEpoch() + validFor;
        request.headers.emplaceBack(
            "Authorization",
            authorization({request.method, request.url, request.body, expires}, m_key, *m_secret));
    }
    return request;
}

void Transport::attempt(const std::shared_ptr<Running> &running)
{
    if (running->done.isCancelled())
        return;
    ++running->made;
    running->current =
        m_http->send(prepared(running->call)); // signed anew: a signature lives for minutes only
    onResult(running->current, this,
             [this, running](const Result<net::HttpResponse> &response) { answered(running, response); });
}

static Result<QJsonObject> objectOf(const net::HttpResponse &response)
{
    return response.body.isEmpty() ? Result<QJsonObject>(QJsonObject{}) : parseJsonObject(response.body);
}

void Transport::answered(const std::shared_ptr<Running> &running, const Result<net::HttpResponse> &response)
{
    const QString what =
        QString::fromLatin1(running->call.method) + u' ' + m_endpoint.path() + running->call.path;
    const QDateTime now = QDateTime::currentDateTimeUtc();
    Result<QJsonObject> result;
    std::chrono::milliseconds asked = 0ms;
    if (!response) {
        result = fail(response.error());
    } else if (response->isSuccess()) {
        result = objectOf(*response);
    } else {
        result = fail(refusal(*response, what, now));
        asked = retryAfter(*response, now);
    }
    if (result || !result.error().retryable || running->made >= running->call.attempts
        || asked > longestPause)
        return running->done.settle(std::move(result));
    const auto grown = Backoff{.attempts = 0, .first = 500ms, .most = 8s}.wait(
        running->made, QRandomGenerator::global()->generateDouble());
    const auto pause = std::max(asked, grown);
    qCInfo(lcCloud).noquote() << what << "failed, trying again in" << pause.count()
                              << "ms:" << result.error().message;
    QTimer::singleShot(pause, this, [this, running] { attempt(running); });
}

Result<> checkEndpoint(const QUrl &endpoint)
{
    if (!endpoint.isValid() || endpoint.host().isEmpty() || endpoint.hasQuery() || endpoint.hasFragment()
        || !endpoint.userInfo().isEmpty())
        return fail(
            ErrorCode::Config,
            Transport::tr("The cloud's address must look like https://api-ch-gva-2.exoscale.com/v2."));
    if (endpoint.scheme() == "https"_L1)
        return {};
    const QString host = endpoint.host();
    if (endpoint.scheme() == "http"_L1 && (host == "localhost"_L1 || QHostAddress(host).isLoopback()))
        return {};
    return fail(ErrorCode::Config,
                Transport::tr(
                    "The cloud's address must start with https://, so that nobody can read or change what is "
                    "sent. Only a cloud on this computer may do without."));
}

} // namespace skep::cloud::exoscale
