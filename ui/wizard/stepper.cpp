// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/stepper.h"

#include "ui/theme/theme.h"
#include "ui/widgets/glyph.h"

#include <QPainter>

namespace skep::ui {

namespace {
constexpr int disc = 24;
constexpr int between = 40;
} // namespace

Stepper::Stepper(const QStringList &titles, QWidget *parent)
    : QWidget(parent)
    , m_titles(titles)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void Stepper::setCurrent(int index)
{
    m_current = index;
    setAccessibleName(tr("Page %1 of %2: %3").arg(index + 1).arg(m_titles.size()).arg(m_titles[index]));
    update();
}

QSize Stepper::sizeHint() const
{
    const QFontMetrics metrics(theme::font(theme::Text::Strong));
    int width = 0;
    for (const QString &title : m_titles)
        width += disc + theme::grid + metrics.horizontalAdvance(title) + between;
    return {width - between + 4, disc + 8};
}

void Stepper::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const theme::Colors &c = theme::colors();
    const QFontMetrics metrics(theme::font(theme::Text::Strong));
    int x = 2;
    for (int i = 0; i < m_titles.size(); ++i) {
        const QRectF circle(x, (height() - disc) / 2.0, disc, disc);
        const bool isCurrent = i == m_current;
        painter.setPen(i <= m_current ? Qt::NoPen : QPen(c.border, 1.4));
        painter.setBrush(isCurrent ? c.accent : i < m_current ? c.ok : QColor(Qt::transparent));
        painter.drawEllipse(circle.adjusted(0.5, 0.5, -0.5, -0.5));
        if (i < m_current) {
            drawSign(&painter, circle.adjusted(2, 2, -2, -2), Shape::Tick, c.surface);
        } else {
            painter.setFont(theme::font(theme::Text::Strong));
            painter.setPen(isCurrent ? c.onAccent : c.muted);
            painter.drawText(circle, Qt::AlignCenter, QString::number(i + 1));
        }
        x += disc + theme::grid;
        painter.setFont(isCurrent ? theme::font(theme::Text::Strong) : font());
        painter.setPen(isCurrent ? c.text : c.muted);
        const int width = metrics.horizontalAdvance(m_titles[i]);
        painter.drawText(QRect(x, 0, width + 8, height()), Qt::AlignVCenter, m_titles[i]);
        x += width;
        if (i + 1 < m_titles.size()) {
            painter.setPen(QPen(c.border, 1));
            painter.drawLine(x + 10, height() / 2, x + between - 10, height() / 2);
        }
        x += between;
    }
}

} // namespace skep::ui
