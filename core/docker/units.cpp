// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/docker/units.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>

#include <array>
#include <cmath>

using namespace Qt::StringLiterals;

namespace skep::docker {

namespace {

class Texts
{
    Q_DECLARE_TR_FUNCTIONS(skep::docker::Units)
};

constexpr double largestExact = 9.0e18; // what a 64-bit number holds
constexpr double nanosPerSecond = 1e9;
constexpr std::array units{'K', 'M', 'G', 'T'};

double factor(const QString &unit)
{
    double result = 1;
    for (const char known : units) {
        result *= 1024;
        if (unit.startsWith(QLatin1Char(known), Qt::CaseInsensitive))
            return result;
    }
    return 1;
}

double inSeconds(const QString &unit)
{
    if (unit == "h"_L1)
        return 3600;
    if (unit == "m"_L1)
        return 60;
    if (unit == "ms"_L1)
        return 1e-3;
    if (unit == "us"_L1)
        return 1e-6;
    return unit == "ns"_L1 ? 1e-9 : 1;
}

} // namespace

Result<qint64> parseMemory(const QString &text)
{
    static const QRegularExpression size(u"\\A(\\d{1,19}(?:\\.\\d{1,9})?)\\s*([kmgt]?)i?b?\\z"_s,
                                         QRegularExpression::CaseInsensitiveOption);
    const auto match = size.match(text.trimmed());
    const double bytes = match.captured(1).toDouble() * factor(match.captured(2));
    if (!match.hasMatch() || bytes > largestExact)
        return fail(
            ErrorCode::Config,
            Texts::tr("“%1” is not a size. Write a number with a unit, such as 512M or 2G.").arg(text));
    return qint64(std::llround(bytes));
}

Result<qint64> parseCpus(const QString &text)
{
    bool isNumber = false;
    const double cpus = QLocale::c().toDouble(text.trimmed(), &isNumber);
    if (!isNumber || !(cpus >= 0) || cpus > 100'000)
        return fail(ErrorCode::Config,
                    Texts::tr("“%1” is not a number of processors, such as 0.5 or 2.").arg(text));
    return qint64(std::llround(cpus * nanosPerSecond));
}

Result<std::chrono::nanoseconds> parseDuration(const QString &text)
{
    static const QRegularExpression whole(
        u"\\A(?:\\d{1,12}(?:\\.\\d{1,9})?|(?:\\d{1,12}(?:\\.\\d{1,9})?(?:h|ms|us|ns|m|s))+)\\z"_s);
    static const QRegularExpression part(u"(\\d+(?:\\.\\d+)?)(h|ms|us|ns|m|s)?"_s);
    const QString trimmed = text.trimmed();
    double total = 0;
    auto parts = part.globalMatch(trimmed);
    while (parts.hasNext()) {
        const auto match = parts.next();
        total += match.captured(1).toDouble() * inSeconds(match.captured(2));
    }
    if (!whole.match(trimmed).hasMatch() || total * nanosPerSecond > largestExact)
        return fail(ErrorCode::Config, Texts::tr("“%1” is not a time, such as 10s or 1m30s.").arg(text));
    return std::chrono::nanoseconds(std::llround(total * nanosPerSecond));
}

QString cpusText(qint64 nanoCpus)
{
    return QString::number(double(nanoCpus) / nanosPerSecond, 'g', 12);
}

QString memoryText(qint64 bytes)
{
    QString unit;
    for (const char next : units) {
        if (bytes == 0 || bytes % 1024 != 0)
            break;
        bytes /= 1024;
        unit = QLatin1Char(next);
    }
    return QString::number(bytes) + unit;
}

QString durationText(std::chrono::nanoseconds duration)
{
    using namespace std::chrono;
    if (duration % seconds(1) != nanoseconds(0)) {
        if (duration % milliseconds(1) == nanoseconds(0))
            return QString::number(duration_cast<milliseconds>(duration).count()) + "ms"_L1;
        return QString::number(duration.count()) + "ns"_L1;
    }
    const auto total = duration_cast<std::chrono::seconds>(duration).count();
    QString text;
    if (total >= 3600)
        text += QString::number(total / 3600) + u'h';
    if (total % 3600 >= 60)
        text += QString::number(total % 3600 / 60) + u'm';
    if (total % 60 != 0 || total == 0)
        text += QString::number(total % 60) + u's';
    return text;
}

} // namespace skep::docker
