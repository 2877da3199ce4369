// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloud/cloudstack/transport.h"

#include "core/base/log.h"
#include "core/cloud/cloudstack/parse.h"
#include "core/cloud/cloudstack/refusal.h"

#include <QHostAddress>
#include <QJsonArray>
#include <QRandomGenerator>

namespace skep::cloud::cloudstack {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

constexpr qint64 validFor = 600; // seconds; strict servers take 15 minutes at most
constexpr qint64 largestAnswer = 32 * 1024 * 1024;
constexpr int pageSize = 100; // servers refuse more than their own default, which is rarely below 500
constexpr int mostPages = 200;

//! A call with its attempts.
struct Transport::Running
{
    QString command;
    Parameters parameters;
    int attempts = 1;
    int made = 0;
    Completer<QJsonObject> done;
    Pending<net::HttpResponse> current;
};

struct Transport::Pages
{
    QString command;
    QString name;
    Parameters parameters;
    int page = 0;
    QJsonArray items;
    Completer<QJsonArray> done;
    Pending<QJsonObject> current;
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

bool isReading(const QString &command)
{
    return command.startsWith("list"_L1) || command.startsWith("get"_L1) || command.startsWith("query"_L1);
}

Pending<QJsonObject> Transport::send(const QString &command, const Parameters &parameters, int attempts)
{
    if (auto ok = checkEndpoint(m_endpoint); !ok)
        return ready<QJsonObject>(fail(ok.error()));
    if (m_key.isEmpty() || !m_secret || m_secret->isEmpty())
        return ready<QJsonObject>(fail(ErrorCode::Auth, tr("The account has no key or no secret.")));
    auto running = std::make_shared<Running>();
    running->command = command;
    running->parameters = parameters;
    running->attempts = isReading(command) ? attempts : 1;
    onCancelled(running->done.future(), this, [running] {
        running->current.cancel();
        running->done.settle(fail(ErrorCode::Cancelled, {}));
    });
    attempt(running);
    return running->done.future();
}

// With expiry always: old servers do not look at it, strict ones demand it.
net::HttpRequest Transport::prepared(const QString &command, Parameters parameters) const
{
    parameters.insert(u"command"_s, command);
    parameters.insert(u"apikey"_s, m_key);
    parameters.insert(u"response"_s, u"json"_s);
    parameters.insert(u"signatureversion"_s, u"3"_s);
    parameters.insert(
        u"expires"_s,
        QDateTime::currentDateTimeUtc().addSecs(validFor).toString(u"yyyy-MM-dd'T'hh:mm:ss'+0000'"_s));
    const QByteArray form = signedForm(parameters, *m_secret);
    net::HttpRequest request;
    request.url = m_endpoint;
    request.maxBody = largestAnswer;
    request.headers.emplaceBack("Accept", "application/json");
    if (isReading(command)) {
        request.url.setQuery(QString::fromLatin1(form), QUrl::StrictMode);
    } else {
        request.method = "POST";
        request.body = form;
        request.headers.emplaceBack("Content-Type", "application/x-www-form-urlencoded");
    }
    return request;
}

void Transport::attempt(const std::shared_ptr<Running> &running)
{
    if (running->done.isCancelled())
        return;
    ++running->made;
    running->current = m_http->send(prepared(running->command, running->parameters));
    onResult(running->current, this,
             [this, running](const Result<net::HttpResponse> &response) { answered(running, response); });
}

void Transport::answered(const std::shared_ptr<Running> &running, const Result<net::HttpResponse> &response)
{
    Result<QJsonObject> result = response
        ? contentOf(*response, running->command, QDateTime::currentDateTimeUtc())
        : Result<QJsonObject>(fail(response.error()));
    if (result || !result.error().retryable || running->made >= running->attempts)
        return running->done.settle(std::move(result));
    const auto pause = Backoff{.attempts = 0, .first = 500ms, .most = 8s}.wait(
        running->made, QRandomGenerator::global()->generateDouble());
    qCInfo(lcCloud).noquote() << running->command << "failed, trying again in" << pause.count()
                              << "ms:" << result.error().message;
    QTimer::singleShot(pause, this, [this, running] { attempt(running); });
}

Pending<QJsonArray> Transport::list(const QString &command, const QString &name, const Parameters &parameters)
{
    auto pages = std::make_shared<Pages>();
    pages->command = command;
    pages->name = name;
    pages->parameters = parameters;
    pages->parameters.insert(u"pagesize"_s, QString::number(pageSize));
    onCancelled(pages->done.future(), this, [pages] { pages->current.cancel(); });
    nextPage(pages);
    return pages->done.future();
}

void Transport::nextPage(const std::shared_ptr<Pages> &pages)
{
    pages->parameters.insert(u"page"_s, QString::number(++pages->page));
    pages->current = send(pages->command, pages->parameters);
    onResult(pages->current, this, [this, pages](const Result<QJsonObject> &answer) {
        if (!answer)
            return pages->done.settle(fail(answer.error()));
        const QJsonValue found = answer->value(pages->name);
        if (!found.isArray() && !found.isNull() && !found.isUndefined())
            return pages->done.settle(
                fail(ErrorCode::Protocol,
                     tr("The answer of the cloud to %1 has no list in it.").arg(pages->command)));
        const QJsonArray items = found.toArray();
        for (const QJsonValue &item : items)
            pages->items.append(item);
        const qint64 count = numberOf(answer->value("count"_L1)).value_or(-1);
        const bool isLast =
            items.isEmpty() || (count >= 0 ? pages->items.size() >= count : items.size() < pageSize);
        if (isLast || pages->page >= mostPages)
            return pages->done.settle(std::move(pages->items));
        nextPage(pages);
    });
}

Result<> checkEndpoint(const QUrl &endpoint)
{
    if (!endpoint.isValid() || endpoint.host().isEmpty() || endpoint.hasQuery() || endpoint.hasFragment()
        || !endpoint.userInfo().isEmpty())
        return fail(
            ErrorCode::Config,
            Transport::tr("The cloud's address must look like https://cloud.example.org/client/api."));
    if (isRetired(endpoint))
        return fail(retired());
    const QString host = endpoint.host();
    if (endpoint.scheme() == "https"_L1
        || (endpoint.scheme() == "http"_L1 && (host == "localhost"_L1 || QHostAddress(host).isLoopback())))
        return {};
    return fail(ErrorCode::Config,
                Transport::tr(
                    "The cloud's address must start with https://, so that nobody can read or change what is "
                    "sent. Only a cloud on this computer may do without."));
}

} // namespace skep::cloud::cloudstack
