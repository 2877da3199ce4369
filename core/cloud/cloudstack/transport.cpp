// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloud/cloudstack/transport.h"

#include "core/cloud/cloudstack/parse.h"
#include "core/cloud/cloudstack/refusal.h"

#include <QJsonArray>

namespace skep::cloud::cloudstack {

using namespace Qt::StringLiterals;

constexpr qint64 validFor = 600; // seconds; strict servers take 15 minutes at most
constexpr qint64 largestAnswer = 32 * 1024 * 1024;
constexpr int pageSize = 100; // servers refuse more than their own default, which is rarely below 500
constexpr int mostPages = 200;

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
    , m_sender(new Sender(this))
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
    return m_sender->send({.what = command,
                           .attempts = isReading(command) ? attempts : 1,
                           .prepared = [this, command, parameters] { return prepared(command, parameters); },
                           .read =
                               [command](const net::HttpResponse &response) {
                                   return contentOf(response, command, QDateTime::currentDateTimeUtc());
                               }});
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
    if (isRetired(endpoint))
        return fail(retired());
    return checkAddress(endpoint, u"https://cloud.example.org/client/api"_s);
}

} // namespace skep::cloud::cloudstack
