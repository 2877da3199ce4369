// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloud/exoscale/refusal.h"

#include "core/cloud/clockskew.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

#include <cmath>

namespace skep::cloud::exoscale {

using namespace Qt::StringLiterals;

constexpr qsizetype longestDetail = 4000;

static QString tr(const char *text)
{
    return QCoreApplication::translate("skep::cloud::exoscale", text);
}

static QString withEnd(QString sentence)
{
    sentence = sentence.simplified().left(500);
    if (!sentence.isEmpty() && !sentence.endsWith(u'.') && !sentence.endsWith(u'!')
        && !sentence.endsWith(u'?'))
        sentence += u'.';
    return sentence;
}

// One entry of "errors": a text, {"message"}, or RFC 9457's {"location", "detail"}.
static QString entryOf(const QJsonValue &value)
{
    if (value.isString())
        return value.toString();
    const QJsonObject object = value.toObject();
    QString text = object["detail"_L1].toString();
    if (text.isEmpty())
        text = object["message"_L1].toString();
    for (const auto key : {"location"_L1, "pointer"_L1, "path"_L1}) {
        const QString where = object[key].toString();
        if (!where.isEmpty())
            return where + u' ' + text;
    }
    return text;
}

static QString wordsOf(const QByteArray &body)
{
    const QJsonDocument document = QJsonDocument::fromJson(body);
    if (!document.isObject()) {
        const QString text = QString::fromUtf8(body.left(longestDetail)).trimmed();
        return text.startsWith(u'<') ? QString() : withEnd(text); // a proxy's page says nothing to a person
    }
    const QJsonObject object = document.object();
    QString words;
    for (const auto key : {"detail"_L1, "message"_L1, "error"_L1, "title"_L1}) {
        words =
            withEnd(object[key].isObject() ? object[key]["message"_L1].toString() : object[key].toString());
        if (!words.isEmpty())
            break;
    }
    const QJsonArray errors = object["errors"_L1].toArray();
    for (const QJsonValue &entry : errors) {
        const QString text = withEnd(entryOf(entry));
        if (!text.isEmpty())
            words += (words.isEmpty() ? QString() : u" "_s) + text;
    }
    return words;
}

static bool isAboutQuota(const QString &words)
{
    static const QRegularExpression pattern(u"quota|limit.{0,30}(reach|exceed)|exceed.{0,30}limit"_s,
                                            QRegularExpression::CaseInsensitiveOption);
    return pattern.match(words).hasMatch();
}

static Error refusedIdentity(const net::HttpResponse &response, const QString &words, const QDateTime &now)
{
    if (const auto clock = wrongClock(response, now))
        return *clock;
    static const QRegularExpression identity(
        u"signature|credential|api.?key|invalid key|expired|unauthori[sz]ed"_s,
        QRegularExpression::CaseInsensitiveOption);
    if (response.status == 401 || words.isEmpty() || identity.match(words).hasMatch())
        return {ErrorCode::Auth,
                tr("The cloud refused the key or the secret. Check both for missing characters.")};
    return {ErrorCode::Auth, tr("This key may not do that: %1").arg(words)};
}

static Error sentenceFor(const net::HttpResponse &response, const QString &words, const QDateTime &now)
{
    if (response.status == 401 || response.status == 403)
        return refusedIdentity(response, words, now);
    if (response.status == 429)
        return {
            ErrorCode::RateLimited, tr("The cloud asks for a pause: too many requests at once."), {}, true};
    if (isAboutQuota(words))
        return {ErrorCode::Quota, tr("The account's quota is used up: %1").arg(words)};
    if (response.status == 404)
        return {ErrorCode::NotFound,
                words.isEmpty() ? tr("The cloud does not know this object.")
                                : tr("The cloud says: %1").arg(words)};
    if (response.status == 409)
        return {ErrorCode::Conflict,
                words.isEmpty() ? tr("The object is in use, or there is one already.")
                                : tr("The cloud says: %1").arg(words)};
    if (response.status >= 500)
        return {ErrorCode::Remote,
                words.isEmpty() ? tr("The cloud has a problem of its own at the moment.")
                                : tr("The cloud has a problem of its own at the moment: %1").arg(words),
                {},
                response.status != 501};
    return {ErrorCode::Remote,
            words.isEmpty() ? tr("The cloud refused the request (HTTP %1).").arg(response.status)
                            : tr("The cloud refused the request: %1").arg(words)};
}

Error refusal(const net::HttpResponse &response, const QString &what, const QDateTime &now)
{
    Error error = sentenceFor(response, wordsOf(response.body), now);
    error.detail = u"HTTP %1, %2\n%3"_s.arg(QString::number(response.status), what,
                                            QString::fromUtf8(response.body.left(longestDetail)));
    return error;
}

static ErrorCode codeOf(const QString &reason)
{
    if (reason == "forbidden"_L1)
        return ErrorCode::Auth;
    if (reason == "not-found"_L1)
        return ErrorCode::NotFound;
    if (reason == "conflict"_L1 || reason == "busy"_L1)
        return ErrorCode::Conflict;
    return ErrorCode::Remote;
}

Error operationFailure(const QJsonObject &operation)
{
    const QString state = operation["state"_L1].toString();
    const QString reason = operation["reason"_L1].toString();
    const QString message = withEnd(operation["message"_L1].toString());
    const QString detail =
        QString::fromUtf8(QJsonDocument(operation).toJson(QJsonDocument::Compact)).left(longestDetail);
    if (state == "timeout"_L1)
        return {ErrorCode::Timeout,
                tr("The cloud gave up: the operation took too long there. %1").arg(message).trimmed(), detail,
                true};
    if (isAboutQuota(message))
        return {ErrorCode::Quota, tr("The account's quota is used up: %1").arg(message), detail};
    const QString why =
        message.isEmpty() ? (reason.isEmpty() ? tr("no reason given.") : reason + u'.') : message;
    return {codeOf(reason), tr("The cloud could not do it: %1").arg(why), detail,
            reason == "unavailable"_L1 || reason == "interrupted"_L1};
}

std::chrono::milliseconds retryAfter(const net::HttpResponse &response, const QDateTime &now)
{
    const QByteArray header = response.headers.value("retry-after");
    bool isNumber = false;
    double seconds = header.toDouble(&isNumber);
    if (!isNumber) {
        const QDateTime date = httpDate(header);
        // the body has it where the header is missing
        seconds = date.isValid()
            ? double(now.secsTo(date))
            : QJsonDocument::fromJson(response.body).object()["retry_after"_L1].toDouble();
    }
    // "nan" is a number, too
    return std::chrono::milliseconds(std::isfinite(seconds) ? qint64(std::clamp(seconds, 0.0, 3600.0) * 1000)
                                                            : 0);
}

} // namespace skep::cloud::exoscale
