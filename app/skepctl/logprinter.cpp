// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/skepctl/logprinter.h"

#include "app/skepctl/interruption.h"
#include "app/skepctl/rawterminal.h"
#include "core/docker/units.h"

#include <QJsonDocument>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace skep::ctl {

namespace {

//! On a terminal nothing of the far side's may steer it.
QByteArray printable(QByteArray text)
{
    if (isatty(STDOUT_FILENO) == 0)
        return text;
    for (char &c : text) {
        const auto code = static_cast<unsigned char>(c);
        if ((code < 0x20 && c != '\t') || code == 0x7f || code == 0x9b)
            c = '?';
    }
    return text;
}

} // namespace

Result<docker::LogRequest> logRequest(const Session &session)
{
    const auto &arguments = session.arguments();
    docker::LogRequest request{.follow = arguments.has(u"follow"_s)};
    if (arguments.has(u"tail"_s)) {
        bool isNumber = false;
        request.tail = arguments.value(u"tail"_s).toInt(&isNumber);
        if (!isNumber || request.tail < 0)
            return fail(ErrorCode::Config,
                        QCoreApplication::translate("skepctl", "--tail is a number of lines."));
    }
    if (arguments.has(u"since"_s)) {
        const QString since = arguments.value(u"since"_s);
        request.sinceNanos = docker::nanosOf(since.toLatin1());
        if (request.sinceNanos < 0) {
            const auto ago = docker::parseDuration(since);
            if (!ago)
                return fail(ago.error());
            request.sinceNanos = QDateTime::currentMSecsSinceEpoch() * 1'000'000 - ago->count();
        }
    }
    return request;
}

LogPrinter::LogPrinter(Session &session, docker::LogRequest request, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_stream(request)
{
    connect(&m_stream, &docker::LogStream::received, this, &LogPrinter::print);
    connect(&m_stream, &docker::LogStream::sourceChanged, this, &LogPrinter::onChanged);
    connect(&m_stream, &docker::LogStream::ended, this,
            [this] { m_ended.settle(m_anyFailed ? Failed : Done); });
    auto *interruption = new Interruption(this);
    connect(interruption, &Interruption::happened, this, [this] { m_ended.settle(int(Done)); });
}

void LogPrinter::print(const QList<docker::LogLine> &lines)
{
    QHash<QString, QString> names;
    for (const auto &source : m_stream.sources())
        names.insert(source.id, source.name);
    QByteArray text;
    for (const auto &line : lines) {
        const QString name = names.value(line.source, line.source.left(12));
        if (m_session.isJson()) {
            text += QJsonDocument(QJsonObject{{u"source"_s, name},
                                              {u"container"_s, line.source},
                                              {u"time"_s, QString::fromLatin1(docker::timeOf(line.nanos))},
                                              {u"stream"_s, line.isError ? u"stderr"_s : u"stdout"_s},
                                              {u"text"_s, QString::fromUtf8(line.text)}})
                        .toJson(QJsonDocument::Compact)
                + '\n';
        } else {
            text += name.toUtf8() + " | " + printable(line.text) + '\n';
        }
    }
    writeAll(STDOUT_FILENO, text);
}

void LogPrinter::onChanged(const QString &sourceId, const QString &why)
{
    m_anyFailed = m_anyFailed || m_stream.state(sourceId) == docker::LogState::Failed;
    if (!why.isEmpty())
        m_session.say(sourceId.left(12) + u": "_s + why);
}

} // namespace skep::ctl
