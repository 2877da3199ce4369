// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/docker/answers.h"

#include "core/base/jsonreader.h"
#include "core/docker/client.h"

#include <QVersionNumber>
#include <QtEndian>

using namespace Qt::StringLiterals;

namespace skep::docker {

namespace {

constexpr auto oldestApi = "1.40"_L1; // of engine 19.03
constexpr auto newestApi = "1.47"_L1;
constexpr qsizetype frameHeader = 8;
constexpr quint32 largestFrame = 1024 * 1024;
constexpr auto outOfSequence = "update out of sequence"_L1;
constexpr auto noLeader = "swarm does not have a leader"_L1;

//! "rpc error: code = Unknown desc = the text" → "The text."
QString sentence(QString message)
{
    constexpr auto decoration = " desc = "_L1;
    if (message.startsWith("rpc error:"_L1)) {
        if (const auto at = message.indexOf(decoration); at >= 0)
            message.remove(0, at + decoration.size());
    }
    message = message.trimmed();
    if (message.isEmpty())
        return message;
    message[0] = message.at(0).toUpper();
    if (!message.endsWith(u'.') && !message.endsWith(u'!') && !message.endsWith(u'?'))
        message += u'.';
    return message;
}

ErrorCode codeOf(int status)
{
    switch (status) {
    case 401:
    case 403:
        return ErrorCode::Auth;
    case 404:
        return ErrorCode::NotFound;
    case 409:
    case 503: // "already part of a swarm", "not a swarm manager": the state is another one than needed
        return ErrorCode::Conflict;
    case 429:
        return ErrorCode::RateLimited;
    default:
        return ErrorCode::Remote;
    }
}

//! Calls \p visit for each line that is a JSON object.
template <typename Visit>
Result<> eachLine(const QByteArray &lines, Visit visit)
{
    for (const auto &line : lines.split('\n')) {
        if (line.trimmed().isEmpty())
            continue;
        auto object = parseJsonObject(line);
        if (!object)
            return fail(std::move(object).error());
        visit(*object);
    }
    return {};
}

} // namespace

Error refusal(const net::HttpResponse &response)
{
    const auto object = parseJsonObject(response.body);
    const QString raw = object ? object->value("message"_L1).toString()
                               : QString::fromUtf8(response.body.left(300)).trimmed();
    Error error{codeOf(response.status), sentence(raw),
                u"HTTP %1: %2"_s.arg(response.status).arg(QString::fromUtf8(response.body.left(2000)))};
    if (raw.contains(noLeader, Qt::CaseInsensitive)) {
        error.code = ErrorCode::Remote;
        error.message = Client::tr("The swarm has no leader: too few managers are online.");
        error.retryable = true;
    } else if (raw.contains(outOfSequence, Qt::CaseInsensitive)) {
        error.code = ErrorCode::Conflict;
        error.message = Client::tr("Somebody else changed it in the meantime. Look at what it is now, and "
                                   "try again if you still want to.");
    } else if (raw.isEmpty()) {
        error.message = Client::tr("The engine answered with HTTP status %1.").arg(response.status);
    }
    if (response.status >= 500 && error.code == ErrorCode::Remote)
        error.retryable = true;
    return error;
}

bool isNoQuorum(const Error &error)
{
    return error.detail.contains(noLeader, Qt::CaseInsensitive);
}

Result<> checkProgress(const QByteArray &lines)
{
    QString problem;
    const auto read = eachLine(lines, [&](const QJsonObject &line) {
        if (problem.isEmpty())
            problem = line.value("error"_L1).toString();
    });
    if (!problem.isEmpty())
        return fail(ErrorCode::Remote, sentence(problem), problem);
    return read;
}

Result<QString> loadedImage(const QByteArray &lines)
{
    if (auto checked = checkProgress(lines); !checked)
        return fail(std::move(checked).error());
    QString name;
    const auto read = eachLine(lines, [&](const QJsonObject &line) {
        QString text = line.value("stream"_L1).toString().trimmed();
        for (const auto prefix : {"Loaded image ID: "_L1, "Loaded image: "_L1}) {
            if (text.startsWith(prefix))
                name = text.mid(prefix.size());
        }
    });
    if (read && name.isEmpty()) {
        return fail(ErrorCode::Remote, Client::tr("The engine read the archive and found no image in it."),
                    QString::fromUtf8(lines.left(2000)));
    }
    if (!read)
        return fail(read.error());
    return name;
}

Result<QByteArray> negotiatedVersion(const QByteArray &serverVersion)
{
    const auto server = QVersionNumber::fromString(QString::fromLatin1(serverVersion));
    if (server.isNull())
        return fail(ErrorCode::Protocol, Client::tr("What answers there is not a Docker engine."),
                    QString::fromLatin1(serverVersion.left(100)));
    if (server < QVersionNumber::fromString(oldestApi)) {
        return fail(
            ErrorCode::Config,
            Client::tr("The engine is too old: its API is version %1, and %2 is the oldest that works.")
                .arg(server.toString(), oldestApi));
    }
    return std::min(server, QVersionNumber::fromString(newestApi)).toString().toLatin1();
}

Result<Output> demultiplex(const QByteArray &frames, qsizetype limit)
{
    Output output;
    for (qsizetype at = 0; at < frames.size();) {
        if (frames.size() - at < frameHeader)
            return fail(ErrorCode::Protocol, Client::tr("The container's output is cut short."));
        const char stream = frames.at(at);
        const auto size = qFromBigEndian<quint32>(frames.constData() + at + 4);
        if (stream < 0 || stream > 2 || size > largestFrame)
            return fail(ErrorCode::Protocol, Client::tr("The container's output has a damaged frame."));
        at += frameHeader;
        if (frames.size() - at < qsizetype(size))
            return fail(ErrorCode::Protocol, Client::tr("The container's output is cut short."));
        auto &target = stream == 2 ? output.err : output.out;
        target += frames.mid(at, std::min<qsizetype>(size, limit - target.size()));
        at += size;
    }
    return output;
}

} // namespace skep::docker
