// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloud/clockskew.h"

#include <QCoreApplication>
#include <QLocale>

namespace skep::cloud {

using namespace Qt::StringLiterals;

constexpr qint64 toleratedSkew = 60; // seconds

static QString tr(const char *text, int n = -1)
{
    return QCoreApplication::translate("skep::cloud", text, nullptr, n);
}

QDateTime httpDate(const QByteArray &text)
{
    QDateTime date = QLocale::c().toDateTime(QString::fromLatin1(text), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s);
    date.setTimeSpec(Qt::UTC);
    return date;
}

std::optional<Error> wrongClock(const net::HttpResponse &refusal, const QDateTime &now)
{
    const QDateTime theirs = httpDate(refusal.headers.value("date"));
    const qint64 ahead = theirs.isValid() ? theirs.secsTo(now) : 0;
    if (qAbs(ahead) <= toleratedSkew)
        return std::nullopt;
    const int minutes = int((qAbs(ahead) + 30) / 60);
    const QString off = minutes == 1 ? tr("1 minute") : tr("%n minutes", minutes);
    const QString sentence = ahead > 0
        ? tr("This computer's clock is %1 ahead, so the cloud refuses every request. Set the clock and try "
             "again.")
        : tr("This computer's clock is %1 behind, so the cloud refuses every request. Set the clock and try "
             "again.");
    return Error{ErrorCode::Auth, sentence.arg(off)};
}

} // namespace skep::cloud
