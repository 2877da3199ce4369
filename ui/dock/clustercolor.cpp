// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dock/clustercolor.h"

#include "ui/theme/theme.h"

#include <QPainter>
#include <QPixmap>

#include <cmath>

namespace skep::ui {

QColor clusterColor(const QString &clusterId)
{
    // Between the hues of the states: violet, teal, rose, olive and so on.
    static constexpr int hues[] = {268, 186, 322, 72, 232, 292, 44, 164};
    size_t sum = 0;
    for (const QChar c : clusterId)
        sum = sum * 31 + c.unicode();
    const bool dark = theme::colors().isDark;
    return QColor::fromHsl(hues[sum % std::size(hues)], dark ? 130 : 120, dark ? 165 : 105);
}

QIcon roleIcon(cluster::MachineRole role, const QColor &color)
{
    QIcon made;
    for (const int size : {16, 32}) {
        QPixmap pixmap(size, size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        painter.setRenderHint(QPainter::Antialiasing);
        const int corners = role == cluster::MachineRole::ConsulServer ? 4 : 6;
        QPolygonF shape;
        for (int i = 0; i < corners; ++i) {
            const qreal angle = (360.0 / corners * i - 90.0) * 3.14159265358979 / 180.0;
            shape << QPointF(size / 2.0 + std::cos(angle) * size * 0.42,
                             size / 2.0 + std::sin(angle) * size * 0.42);
        }
        painter.setPen(QPen(color, size / 10.0));
        painter.setBrush(role == cluster::MachineRole::Worker ? Qt::NoBrush : QBrush(color));
        painter.drawPolygon(shape);
        painter.end();
        made.addPixmap(pixmap);
    }
    return made;
}

} // namespace skep::ui
