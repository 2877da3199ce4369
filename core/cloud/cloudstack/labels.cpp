// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloud/cloudstack/labels.h"

#include <QUrl>

namespace skep::cloud::cloudstack {

using namespace Qt::StringLiterals;

static QString encoded(const QString &text)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(text));
}

QString displayName(const QString &name, const Labels &labels)
{
    QStringList parts;
    for (auto it = labels.cbegin(); it != labels.cend(); ++it)
        parts << encoded(it.key()) + u'=' + encoded(it.value());
    return parts.isEmpty() ? name : name + u" {"_s + parts.join(u", "_s) + u'}';
}

Labels labelsOf(const QString &displayName)
{
    Labels labels;
    const qsizetype start = displayName.lastIndexOf(u" {"_s);
    if (start < 0 || !displayName.endsWith(u'}'))
        return labels;
    const auto parts = displayName.mid(start + 2).chopped(1).split(u", "_s);
    for (const QString &part : parts) {
        const qsizetype sign = part.indexOf(u'=');
        if (sign > 0)
            labels.insert(QUrl::fromPercentEncoding(part.left(sign).toLatin1()),
                          QUrl::fromPercentEncoding(part.mid(sign + 1).toLatin1()));
    }
    return labels;
}

} // namespace skep::cloud::cloudstack
