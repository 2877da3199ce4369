// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/docker/logparser.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QtEndian>

using namespace Qt::StringLiterals;

namespace skep::docker {

namespace {

constexpr qsizetype frameHeader = 8;
constexpr quint32 largestFrame = 1024 * 1024;
constexpr qsizetype longestLine = 1024 * 1024; //!< a longer one becomes several
constexpr qint64 nanosPerSecond = 1'000'000'000;
constexpr qsizetype decimals = 9;

//! Takes the time off the front of \p message.
qint64 takeTime(QByteArray &message)
{
    const auto blank = message.indexOf(' ');
    const qint64 nanos = blank < 0 ? -1 : nanosOf(message.left(blank));
    if (nanos < 0)
        return 0; // a driver that gives none; the line is shown all the same
    message.remove(0, blank + 1);
    return nanos;
}

} // namespace

LogParser::LogParser(QString source, bool isTty)
    : m_source(std::move(source))
    , m_isTty(isTty)
{
}

Result<QList<LogLine>> LogParser::feed(const QByteArray &bytes)
{
    QList<LogLine> lines;
    m_buffer += bytes;
    if (m_isTty) {
        takeTty(lines);
        return lines;
    }
    qsizetype at = 0;
    while (m_buffer.size() - at >= frameHeader) {
        const char stream = m_buffer.at(at);
        const auto size = qFromBigEndian<quint32>(m_buffer.constData() + at + 4);
        if (stream < 0 || stream > 3 || size > largestFrame)
            return fail(ErrorCode::Protocol,
                        QCoreApplication::translate("skep::docker::Client",
                                                    "The container's output has a damaged frame."));
        if (m_buffer.size() - at - frameHeader < qsizetype(size))
            break;
        const QByteArray message = m_buffer.mid(at + frameHeader, size);
        at += frameHeader + qsizetype(size);
        if (stream == 3) { // the engine's own words about a log that it cannot read
            const QString words = QString::fromUtf8(message.left(1000)).trimmed();
            return fail(ErrorCode::Remote,
                        words.isEmpty() ? QCoreApplication::translate(
                            "skep::docker::Client", "The engine cannot read this log and does not say why.")
                                        : words);
        }
        take(stream == 2, message, lines);
    }
    m_buffer.remove(0, at);
    return lines;
}

void LogParser::take(bool isError, const QByteArray &message, QList<LogLine> &lines)
{
    QByteArray text = message;
    Unfinished &unfinished = m_unfinished[isError ? 1 : 0];
    const qint64 nanos = takeTime(text); // also each part of a long line has one
    if (!std::exchange(unfinished.isThere, true))
        unfinished.nanos = nanos;
    const bool isWhole = text.endsWith('\n');
    if (isWhole)
        text.chop(text.endsWith("\r\n") ? 2 : 1);
    unfinished.text += text;
    if (isWhole || unfinished.text.size() >= longestLine)
        end(isError, lines);
}

void LogParser::takeTty(QList<LogLine> &lines)
{
    qsizetype from = 0;
    for (qsizetype newline = m_buffer.indexOf('\n'); newline >= 0; newline = m_buffer.indexOf('\n', from)) {
        take(false, m_buffer.mid(from, newline + 1 - from), lines);
        from = newline + 1;
    }
    m_buffer.remove(0, from);
    if (m_buffer.size() >= longestLine)
        take(false, std::exchange(m_buffer, {}) + '\n', lines);
}

QList<LogLine> LogParser::finish()
{
    QList<LogLine> lines;
    if (m_isTty && !m_buffer.isEmpty())
        take(false, std::exchange(m_buffer, {}), lines);
    for (const bool isError : {false, true}) {
        if (m_unfinished[isError ? 1 : 0].isThere)
            end(isError, lines);
    }
    return lines;
}

void LogParser::end(bool isError, QList<LogLine> &lines)
{
    Unfinished &unfinished = m_unfinished[isError ? 1 : 0];
    lines.append({m_source, unfinished.nanos, isError, unfinished.text});
    unfinished = {};
}

qint64 nanosOf(const QByteArray &time)
{
    // QDateTime has milliseconds only: the whole seconds by it, the rest by hand.
    constexpr qsizetype secondsEnd = 19;
    if (time.size() < secondsEnd + 1 || !time.endsWith('Z'))
        return -1;
    const auto seconds = QDateTime::fromString(QString::fromLatin1(time.left(secondsEnd) + 'Z'), Qt::ISODate);
    QByteArray fraction = time.mid(secondsEnd, time.size() - secondsEnd - 1);
    if (!seconds.isValid() || seconds.toSecsSinceEpoch() < 0 || fraction.size() > decimals + 1
        || (!fraction.isEmpty() && !fraction.startsWith('.')))
        return -1;
    bool isNumber = true;
    fraction = fraction.mid(1).leftJustified(decimals, '0');
    const qint64 rest = fraction.toLongLong(&isNumber);
    if (!isNumber || rest < 0
        || seconds.toSecsSinceEpoch() > std::numeric_limits<qint64>::max() / nanosPerSecond - 1)
        return -1;
    return seconds.toSecsSinceEpoch() * nanosPerSecond + rest;
}

QByteArray timeOf(qint64 nanos)
{
    const auto seconds = QDateTime::fromSecsSinceEpoch(nanos / nanosPerSecond, Qt::UTC);
    return seconds.toString(u"yyyy-MM-ddTHH:mm:ss"_s).toLatin1() + '.'
        + QByteArray::number(nanos % nanosPerSecond).rightJustified(decimals, '0') + 'Z';
}

} // namespace skep::docker
