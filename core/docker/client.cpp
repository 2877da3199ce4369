// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/docker/client.h"

#include "core/base/jsonreader.h"
#include "core/docker/answers.h"
#include "core/docker/calls.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace skep::docker {

namespace {

//! Names and ids stand in paths: one that climbs, or ends the line, would be another request.
bool isPlainPath(const QString &path)
{
    static const QRegularExpression climbing(u"//|/\\.{1,2}(?:/|\\z)|/\\z|[\\x00-\\x1f\\x7f]"_s);
    return !path.contains(climbing);
}

Result<Info> infoFromAnswer(const QByteArray &answer)
{
    return parseJsonObject(answer).and_then(parseInfo);
}

} // namespace

Client::Client(net::HttpEndpoint *endpoint, QUrl baseUrl, QObject *parent)
    : QObject(parent)
    , m_endpoint(endpoint)
    , m_baseUrl(std::move(baseUrl))
{
}

QUrl Client::url(const QByteArray &version, const QString &path, const QUrlQuery &query) const
{
    QUrl url = m_baseUrl;
    // Without a version the engine speaks its newest.
    const QString prefix = version.isEmpty() ? QString() : "/v"_L1 + QString::fromLatin1(version);
    url.setPath(prefix + path, QUrl::DecodedMode);
    if (!query.isEmpty())
        url.setQuery(query);
    return url;
}

Pending<QByteArray> Client::version()
{
    if (!m_version.isEmpty())
        return ready<QByteArray>(m_version);
    if (!m_negotiation) {
        m_negotiation =
            andThen(m_endpoint->send({.url = url({}, u"/_ping"_s, {}),
                                      .idleTimeout = std::chrono::seconds(5),
                                      .totalTimeout = std::chrono::seconds(5)}),
                    this, [this](const net::HttpResponse &response) {
                        if (!response.isSuccess())
                            return ready<QByteArray>(fail(refusal(response)));
                        const auto version = response.headers.value("api-version");
                        // A classic swarm's manager does not say it here.
                        return version.isEmpty() ? namedVersion() : ready(negotiatedVersion(version));
                    });
        onResult(*m_negotiation, this, [this](Result<QByteArray> result) {
            m_negotiation.reset();
            if (result)
                m_version = *result;
        });
    }
    // Callers share the question, but none may cancel it for the others.
    Completer<QByteArray> completer;
    onResult(*m_negotiation, this,
             [completer](Result<QByteArray> result) { completer.settle(std::move(result)); });
    return completer.future();
}

Pending<QByteArray> Client::namedVersion()
{
    return andThen(m_endpoint->send({.url = url({}, u"/version"_s, {}),
                                     .idleTimeout = std::chrono::seconds(5),
                                     .totalTimeout = std::chrono::seconds(5)}),
                   this, [](const net::HttpResponse &response) {
                       if (!response.isSuccess())
                           return ready<QByteArray>(fail(refusal(response)));
                       const auto answer = parseJsonObject(response.body);
                       return ready(negotiatedVersion(
                           answer ? answer->value("ApiVersion"_L1).toString().toLatin1() : QByteArray()));
                   });
}

QString Client::readOnlySentence()
{
    return tr("Skep only looks at this cluster: changes are not allowed here yet. Choose “Allow changes…” "
              "first.");
}

Pending<net::HttpResponse> Client::call(Call call)
{
    if (!isPlainPath(call.path))
        return ready<net::HttpResponse>(fail(
            ErrorCode::Config, tr("“%1” is not a name or an id.").arg(call.path.section(u'/', 2).left(200))));
    const bool isRead = call.method == "GET" || call.method == "HEAD";
    if (!isRead && m_leave != Leave::Everything && !(call.isShell && m_leave == Leave::Shells))
        return ready<net::HttpResponse>(fail(ErrorCode::Conflict, readOnlySentence()));
    return andThen(version(), this, [this, call = std::move(call)](const QByteArray &version) {
        net::HttpRequest request{.method = call.method,
                                 .url = url(version, call.path, call.query),
                                 .body = call.body,
                                 .idleTimeout = call.idle,
                                 .totalTimeout = call.total};
        if (!call.contentType.isEmpty())
            request.headers.append({"Content-Type", call.contentType});
        if (!call.registryAuth.isEmpty())
            request.headers.append({"X-Registry-Auth", call.registryAuth});
        return andThen(m_endpoint->send(request), this, [](const net::HttpResponse &response) {
            if (!response.isSuccess())
                return ready<net::HttpResponse>(fail(refusal(response)));
            return ready<net::HttpResponse>(response);
        });
    });
}

Pending<> Client::command(Call call)
{
    return withoutValue(this->call(std::move(call)), this);
}

Pending<QString> Client::created(Call call)
{
    return andThen(this->call(std::move(call)), this, [](const net::HttpResponse &response) {
        return ready(readJsonObject<QString>(response.body, [](JsonReader &r, QString &id) {
            const auto key = r.whole().contains("ID"_L1) ? "ID"_L1 : "Id"_L1; // containers alone write Id
            r.text(key, id, JsonReader::Required);
        }));
    });
}

Pending<> Client::ping()
{
    m_version.clear(); // the engine behind the address may be another one now
    return withoutValue(version(), this);
}

Pending<Info> Client::info()
{
    return fetch<Info>({.path = u"/info"_s}, infoFromAnswer);
}

Pending<QJsonObject> Client::wholeInfo()
{
    return fetch<QJsonObject>({.path = u"/info"_s},
                              [](const QByteArray &answer) { return parseJsonObject(answer); });
}

Pending<QList<Node>> Client::nodes()
{
    return fetch<QList<Node>>({.path = u"/nodes"_s}, parseNodes);
}

Pending<QList<Service>> Client::services()
{
    return fetch<QList<Service>>(Call{.path = u"/services"_s}.with(u"status"_s, u"true"_s), parseServices);
}

Pending<QList<Task>> Client::tasks()
{
    return fetch<QList<Task>>({.path = u"/tasks"_s}, parseTasks);
}

net::HttpStream *Client::events(QObject *parent)
{
    return m_endpoint->stream(
        {.url = url(m_version, u"/events"_s, {}), .idleTimeout = std::chrono::seconds(10)}, parent);
}

} // namespace skep::docker
