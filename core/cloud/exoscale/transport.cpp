// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloud/exoscale/transport.h"

#include "core/base/jsonreader.h"
#include "core/cloud/exoscale/refusal.h"
#include "core/cloud/exoscale/signer.h"

#include <QJsonDocument>

namespace skep::cloud::exoscale {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

constexpr qint64 validFor = 600; // seconds, as the vendor's client has it

Transport::Transport(QUrl endpoint, QString key, SecretPtr secret, QObject *parent)
    : QObject(parent)
    , m_endpoint(std::move(endpoint))
    , m_key(std::move(key))
    , m_secret(std::move(secret))
    , m_sender(new Sender(this))
{
}

Transport::~Transport() = default;

static Result<QJsonObject> content(const net::HttpResponse &response, const QString &what)
{
    if (!response.isSuccess())
        return fail(refusal(response, what, QDateTime::currentDateTimeUtc()));
    return response.body.isEmpty() ? Result<QJsonObject>(QJsonObject{}) : parseJsonObject(response.body);
}

Pending<QJsonObject> Transport::send(const Call &call)
{
    if (auto ok = checkEndpoint(m_endpoint); !ok)
        return ready<QJsonObject>(fail(ok.error()));
    if (call.isSigned && (m_key.isEmpty() || !m_secret || m_secret->isEmpty()))
        return ready<QJsonObject>(fail(ErrorCode::Auth, tr("The account has no key or no secret.")));
    const bool mayRepeat = call.method == "GET" || call.method == "DELETE";
    const QString what = QString::fromLatin1(call.method) + u' ' + m_endpoint.path() + call.path;
    return m_sender->send(
        {.what = what,
         .attempts = mayRepeat ? call.attempts : 1,
         .prepared = [this, call] { return prepared(call); },
         .read = [what](const net::HttpResponse &response) { return content(response, what); },
         .askedPause =
             [](const net::HttpResponse &response) {
                 const auto now = QDateTime::currentDateTimeUtc();
                 return response.isSuccess() ? 0ms : retryAfter(response, now);
             }});
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

Result<> checkEndpoint(const QUrl &endpoint)
{
    if (auto ok = checkAddress(endpoint, u"https://api-ch-gva-2.exoscale.com/v2"_s); !ok)
        return ok;
    const QString host = endpoint.host().toLower();
    const bool isVendor = host.endsWith(".exoscale.com"_L1) || host.endsWith(".exoscale.ch"_L1);
    if (isVendor && !endpoint.path().startsWith("/v2"_L1))
        return fail(
            ErrorCode::Config,
            Transport::tr("This is the address of an Exoscale API that has been switched off. Use one "
                          "such as https://api-ch-gva-2.exoscale.com/v2; the keys work there, too."));
    return {};
}

} // namespace skep::cloud::exoscale
