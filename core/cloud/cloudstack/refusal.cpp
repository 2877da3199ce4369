// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloud/cloudstack/refusal.h"

#include "core/base/jsonreader.h"
#include "core/cloud/clockskew.h"
#include "core/cloud/cloudstack/parse.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QRegularExpression>

namespace skep::cloud::cloudstack {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestDetail = 4000;

QString tr(const char *text)
{
    return QCoreApplication::translate("skep::cloud::cloudstack", text);
}

QString sentenceOf(const QJsonObject &refusal)
{
    QString words = refusal["errortext"_L1].toString().simplified().left(500);
    if (!words.isEmpty() && !words.endsWith(u'.') && !words.endsWith(u'!') && !words.endsWith(u'?'))
        words += u'.';
    return words;
}

bool matches(const QString &words, const QString &pattern)
{
    return QRegularExpression(pattern, QRegularExpression::CaseInsensitiveOption).match(words).hasMatch();
}

Error with(ErrorCode code, const QString &bare, const QString &worded, const QString &words,
           bool retryable = false)
{
    return {code, words.isEmpty() ? bare : worded.arg(words), {}, retryable};
}

// 431 stands for half a dozen things; the words tell which.
Error wrongParameter(const QString &words)
{
    const QString worded = tr("The cloud refused the request: %1");
    if (matches(words,
                u"unable to find|does ?n[o']t exist|entity does not exist|not found|invalid id|"
                "no .{1,40} with id|value is not valid.*id"_s))
        return with(ErrorCode::NotFound, {}, tr("The cloud says: %1"), words);
    if (matches(words, u"already exists|in use|no new rule would be created|not all user vms are expunged"_s))
        return with(ErrorCode::Conflict, {}, tr("The cloud says: %1"), words);
    return with(ErrorCode::Remote, tr("The cloud refused the request."), worded, words);
}

Error quotaUsedUp(const QString &words)
{
    return with(ErrorCode::Quota, tr("The account's quota is used up."),
                tr("The account's quota is used up: %1"), words);
}

bool isAboutQuota(const QString &words)
{
    return matches(words, u"maximum (number|amount)|resource limit|limit.{0,30}exceed|exceed.{0,30}limit"_s);
}

Error internal(const QString &words)
{
    if (matches(words, u"insufficient|unable to create a deployment|no suitable host"_s))
        return with(ErrorCode::Remote, {},
                    tr("The cloud has no room for this at the moment; choose another zone or machine type. "
                       "It says: %1"),
                    words);
    return with(ErrorCode::Remote, tr("The cloud has a problem of its own at the moment."),
                tr("The cloud has a problem of its own at the moment: %1"), words, true);
}

Error errorFor(int code, const QString &words)
{
    if (isAboutQuota(words) || code == 532)
        return quotaUsedUp(words);
    switch (code) {
    case 401:
        return {ErrorCode::Auth,
                tr("The cloud refused the key or the secret. Check both for missing characters.")};
    case 403:
    case 531:
        return with(ErrorCode::Auth, tr("This key may not do that."), tr("This key may not do that: %1"),
                    words);
    case 405:
    case 422:
    case 432:
        return with(ErrorCode::Remote, tr("This cloud cannot do that."), tr("This cloud cannot do that: %1"),
                    words);
    case 429:
        return {
            ErrorCode::RateLimited, tr("The cloud asks for a pause: too many requests at once."), {}, true};
    case 404:
    case 430:
    case 431:
        return wrongParameter(words);
    case 533:
    case 534:
    case 535:
        return with(ErrorCode::Remote,
                    tr("The cloud has no room for this at the moment; choose another zone or machine type."),
                    tr("The cloud has no room for this at the moment; choose another zone or machine type. "
                       "It says: %1"),
                    words);
    case 536:
    case 537:
        return with(ErrorCode::Conflict, tr("The object is in use, or there is one already."),
                    tr("The cloud says: %1"), words);
    default:
        break;
    }
    return code >= 500 ? internal(words)
                       : with(ErrorCode::Remote, tr("The cloud refused the request (%1).").arg(code),
                              tr("The cloud refused the request: %1"), words);
}

Error notAnApi(const net::HttpResponse &response)
{
    if (response.status >= 500)
        return {ErrorCode::Remote, tr("The cloud has a problem of its own at the moment."), {}, true};
    return {ErrorCode::Config,
            tr("What answers at this address is no CloudStack API. The address usually ends in "
               "/client/api.")};
}

// {"…response":{…}}; some answers of old servers are bare.
QJsonObject unwrapped(const QJsonObject &whole)
{
    for (auto it = whole.begin(); it != whole.end(); ++it) {
        if (it->isObject() && (whole.size() == 1 || it.key().endsWith("response"_L1)))
            return it->toObject();
    }
    return whole;
}

} // namespace

Result<QJsonObject> contentOf(const net::HttpResponse &response, const QString &command, const QDateTime &now)
{
    const auto detailed = [&](Error error) {
        error.detail = u"HTTP %1, %2\n%3"_s.arg(QString::number(response.status), command,
                                                QString::fromUtf8(response.body.left(longestDetail)));
        return fail(std::move(error));
    };
    const auto document = QJsonDocument::fromJson(response.body);
    if (!document.isObject()) {
        if (response.isSuccess() && response.body.trimmed().startsWith('{')) // cut on its way
            return detailed({ErrorCode::Protocol, tr("The answer of the cloud is cut off."), {}, true});
        return detailed(response.status == 401 || response.status == 429 ? errorFor(response.status, {})
                                                                         : notAnApi(response));
    }
    const QJsonObject content = unwrapped(document.object());
    const int code = int(numberOf(content["errorcode"_L1]).value_or(0));
    if (code == 0 && response.isSuccess())
        return content;
    const QString words = sentenceOf(content);
    if (code == 403 && matches(words, u"deprecated"_s))
        return detailed(retired());
    const int meant = code != 0 ? code : response.status;
    if (meant == 401) {
        if (const auto clock = wrongClock(response, now))
            return detailed(*clock);
    }
    return detailed(errorFor(meant, words));
}

Error jobFailure(const QJsonObject &job)
{
    QJsonObject result = job["jobresult"_L1].toObject();
    if (job["jobresult"_L1].isString())
        result.insert(u"errortext"_s, job["jobresult"_L1]);
    const auto code = numberOf(result["errorcode"_L1]);
    Error error =
        errorFor(int(code.value_or(numberOf(job["jobresultcode"_L1]).value_or(530))), sentenceOf(result));
    error.detail = QString::fromUtf8(QJsonDocument(job).toJson(QJsonDocument::Compact)).left(longestDetail);
    error.retryable = false; // the job has ended
    return error;
}

bool isRetired(const QUrl &endpoint)
{
    const QString host = endpoint.host().toLower();
    return host == "exoscale.ch"_L1 || host == "exoscale.com"_L1 || host.endsWith(".exoscale.ch"_L1)
        || host.endsWith(".exoscale.com"_L1);
}

Error retired()
{
    return {ErrorCode::Config,
            tr("Exoscale has switched this API off. Its keys work with the kind “Exoscale” and an address "
               "such as https://api-ch-gva-2.exoscale.com/v2.")};
}

} // namespace skep::cloud::cloudstack
