// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/statebadge.h"

#include "ui/theme/theme.h"
#include "ui/widgets/format.h"

#include <QPainter>
#include <QTimer>

namespace skep::ui {

using cluster::LiveState;

StateBadge::StateBadge(QWidget *parent)
    : QWidget(parent)
    , m_clock(new QTimer(this))
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_clock->setInterval(std::chrono::seconds(5)); // only the age moves, and only while it is shown
    connect(m_clock, &QTimer::timeout, this, [this] {
        updateGeometry();
        update();
    });
}

void StateBadge::setState(LiveState state, const QDateTime &lastHeard)
{
    m_state = state;
    m_lastHeard = lastHeard;
    if (state == LiveState::Stale || state == LiveState::Reconnecting)
        m_clock->start();
    else
        m_clock->stop();
    updateGeometry();
    update();
}

QString StateBadge::text() const
{
    switch (m_state) {
    case LiveState::Live:
        return tr("Live");
    case LiveState::Reconnecting:
        return m_lastHeard.isValid()
            ? tr("Reconnecting · last heard %1").arg(ageText(m_lastHeard, QDateTime::currentDateTimeUtc()))
            : tr("Connecting");
    case LiveState::Stale:
        return tr("Stale · last heard %1").arg(ageText(m_lastHeard, QDateTime::currentDateTimeUtc()));
    case LiveState::Never:
        break;
    }
    return tr("Not connected");
}

QColor StateBadge::color() const
{
    const theme::Colors &c = theme::colors();
    switch (m_state) {
    case LiveState::Live:
        return c.ok;
    case LiveState::Reconnecting:
        return c.converging;
    case LiveState::Stale:
        return c.degraded;
    case LiveState::Never:
        break;
    }
    return c.unknown;
}

QSize StateBadge::sizeHint() const
{
    const QFontMetrics metrics(theme::font(theme::Text::Caption));
    return {metrics.horizontalAdvance(text()) + 34, metrics.height() + 10};
}

void StateBadge::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF area = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.setPen(theme::mixed(color(), theme::colors().surface, 0.45));
    painter.setBrush(theme::mixed(color(), theme::colors().surface, 0.12));
    painter.drawRoundedRect(area, area.height() / 2, area.height() / 2);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color());
    const qreal middle = area.center().y();
    if (m_state == LiveState::Live)
        painter.drawEllipse(QPointF(15, middle), 4, 4);
    else // the shape tells it too: a bar has stopped
        painter.drawRoundedRect(QRectF(10, middle - 1.5, 10, 3), 1.5, 1.5);
    painter.setFont(theme::font(theme::Text::Caption));
    painter.setPen(theme::colors().text);
    painter.drawText(area.adjusted(24, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, text());
}

} // namespace skep::ui
