// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/format.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace skep::ui {

namespace {

QString words(const char *text)
{
    return QCoreApplication::translate("Format", text);
}

} // namespace

QString healthWord(cluster::Health health)
{
    using cluster::Health;
    switch (health) {
    case Health::Ok:
        return words(QT_TRANSLATE_NOOP("Format", "OK"));
    case Health::Converging:
        return words(QT_TRANSLATE_NOOP("Format", "Converging"));
    case Health::Degraded:
        return words(QT_TRANSLATE_NOOP("Format", "Degraded"));
    case Health::Down:
        return words(QT_TRANSLATE_NOOP("Format", "Down"));
    case Health::Unknown:
        break;
    }
    return words(QT_TRANSLATE_NOOP("Format", "Unknown"));
}

QString stateWord(plan::StepState state)
{
    using plan::StepState;
    switch (state) {
    case StepState::Running:
        return words(QT_TRANSLATE_NOOP("Format", "Running"));
    case StepState::Done:
        return words(QT_TRANSLATE_NOOP("Format", "Done"));
    case StepState::Failed:
        return words(QT_TRANSLATE_NOOP("Format", "Failed"));
    case StepState::Cancelled:
        return words(QT_TRANSLATE_NOOP("Format", "Stopped"));
    case StepState::Waiting:
        break;
    }
    return words(QT_TRANSLATE_NOOP("Format", "Waiting"));
}

QString durationText(qint64 milliseconds)
{
    const qint64 seconds = milliseconds / 1000;
    if (seconds < 10)
        return words(QT_TRANSLATE_NOOP("Format", "%1 s"))
            .arg(QLocale().toString(double(milliseconds) / 1000, 'f', 1));
    if (seconds < 60)
        return words(QT_TRANSLATE_NOOP("Format", "%1 s")).arg(seconds);
    const auto two = [](qint64 n) { return u"%1"_s.arg(n, 2, 10, QChar(u'0')); };
    if (seconds < 3600)
        return words(QT_TRANSLATE_NOOP("Format", "%1 min"))
            .arg(u"%1:%2"_s.arg(seconds / 60).arg(two(seconds % 60)));
    return words(QT_TRANSLATE_NOOP("Format", "%1 h"))
        .arg(u"%1:%2:%3"_s.arg(seconds / 3600).arg(two(seconds / 60 % 60), two(seconds % 60)));
}

QString ageText(const QDateTime &since, const QDateTime &now)
{
    if (!since.isValid())
        return words(QT_TRANSLATE_NOOP("Format", "never"));
    const qint64 seconds = std::max<qint64>(0, since.secsTo(now));
    if (seconds < 60)
        return words(QT_TRANSLATE_NOOP("Format", "%1 s ago")).arg(seconds);
    if (seconds < 3600)
        return words(QT_TRANSLATE_NOOP("Format", "%1 min ago")).arg(seconds / 60);
    if (seconds < 48 * 3600)
        return words(QT_TRANSLATE_NOOP("Format", "%1 h ago")).arg(seconds / 3600);
    return words(QT_TRANSLATE_NOOP("Format", "%1 days ago")).arg(seconds / 86400);
}

QString memoryText(qint64 bytes)
{
    return QLocale().formattedDataSize(bytes, bytes % (qint64(1) << 30) == 0 ? 0 : 1,
                                       QLocale::DataSizeIecFormat);
}

QString listText(const QStringList &items)
{
    if (items.size() < 2)
        return items.join(QString());
    return words(QT_TRANSLATE_NOOP("Format", "%1 and %2"))
        .arg(items.mid(0, items.size() - 1).join(u", "_s), items.last());
}

} // namespace skep::ui
