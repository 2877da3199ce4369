// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/glyph.h"

#include "ui/theme/theme.h"
#include "ui/widgets/format.h"

#include <QIconEngine>
#include <QPainter>
#include <QPainterPath>

namespace skep::ui {

using cluster::Health;
using plan::StepState;

Shape shapeOf(Health health)
{
    switch (health) {
    case Health::Ok:
        return Shape::Tick;
    case Health::Converging:
        return Shape::Arrows;
    case Health::Degraded:
        return Shape::Exclamation;
    case Health::Down:
        return Shape::Cross;
    case Health::Unknown:
        break;
    }
    return Shape::Question;
}

Shape shapeOf(StepState state)
{
    switch (state) {
    case StepState::Running:
        return Shape::Arrows;
    case StepState::Done:
        return Shape::Tick;
    case StepState::Failed:
        return Shape::Cross;
    case StepState::Cancelled:
        return Shape::Bar;
    case StepState::Waiting:
        break;
    }
    return Shape::Ring;
}

QColor colorOf(StepState state)
{
    const theme::Colors &c = theme::colors();
    switch (state) {
    case StepState::Running:
        return c.converging;
    case StepState::Done:
        return c.ok;
    case StepState::Failed:
        return c.down;
    case StepState::Cancelled:
        return c.unknown;
    case StepState::Waiting:
        break;
    }
    return c.faint;
}

void drawSign(QPainter *painter, const QRectF &rect, Shape shape, const QColor &color)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->translate(rect.topLeft());
    painter->scale(rect.width() / 16, rect.height() / 16); // everything below is drawn on 16 × 16
    painter->setPen(QPen(color, 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter->setBrush(Qt::NoBrush);
    switch (shape) {
    case Shape::Tick:
        painter->drawPolyline(QPolygonF({{4.5, 8.4}, {7, 10.9}, {11.5, 5.6}}));
        break;
    case Shape::Arrows:
        painter->drawArc(QRectF(4.4, 4.4, 7.2, 7.2), 40 * 16, 230 * 16);
        painter->drawPolyline(QPolygonF({{9.2, 5.9}, {11.2, 5.4}, {11.3, 3.4}}));
        break;
    case Shape::Exclamation:
        painter->drawLine(QPointF(8, 4.2), QPointF(8, 8.6));
        painter->drawPoint(QPointF(8, 11.6));
        break;
    case Shape::Cross:
        painter->drawLine(QPointF(5.3, 5.3), QPointF(10.7, 10.7));
        painter->drawLine(QPointF(10.7, 5.3), QPointF(5.3, 10.7));
        break;
    case Shape::Question: {
        QPainterPath path({5.8, 6.2});
        path.cubicTo(5.8, 3.4, 10.4, 3.4, 10.4, 6.2);
        path.cubicTo(10.4, 8, 8, 7.8, 8, 9.4);
        painter->drawPath(path);
        painter->drawPoint(QPointF(8, 12));
        break;
    }
    case Shape::Ring:
        painter->setPen(QPen(color, 1.4));
        painter->drawEllipse(QPointF(8, 8), 3.2, 3.2);
        break;
    case Shape::Dot:
        painter->setPen(Qt::NoPen);
        painter->setBrush(color);
        painter->drawEllipse(QPointF(8, 8), 3, 3);
        break;
    case Shape::Bar:
        painter->drawLine(QPointF(5, 8), QPointF(11, 8));
        break;
    }
    painter->restore();
}

void drawBadge(QPainter *painter, const QRectF &rect, Shape shape, const QColor &color)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(color);
    painter->drawEllipse(rect);
    painter->restore();
    drawSign(painter, rect, shape, theme::colors().isDark ? QColor(0x16, 0x15, 0x13) : QColor(Qt::white));
}

namespace {

//! Paints a badge in the colours of the moment.
class BadgeEngine final : public QIconEngine
{
public:
    explicit BadgeEngine(Health health)
        : m_health(health)
    {
    }
    void paint(QPainter *painter, const QRect &rect, QIcon::Mode, QIcon::State) override
    {
        drawBadge(painter, QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), shapeOf(m_health),
                  theme::healthColor(m_health));
    }
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect({}, size), mode, state);
        return pixmap;
    }
    QIconEngine *clone() const override { return new BadgeEngine(m_health); }

private:
    Health m_health;
};

} // namespace

QIcon healthIcon(Health health)
{
    static const QIcon icons[] = {
        QIcon(new BadgeEngine(Health::Ok)), QIcon(new BadgeEngine(Health::Converging)),
        QIcon(new BadgeEngine(Health::Degraded)), QIcon(new BadgeEngine(Health::Down)),
        QIcon(new BadgeEngine(Health::Unknown))};
    return icons[size_t(health)];
}

HealthGlyph::HealthGlyph(int size, QWidget *parent)
    : QWidget(parent)
{
    setFixedSize(size, size);
}

void HealthGlyph::setHealth(Health health)
{
    m_health = health;
    setToolTip(healthWord(health));
    update();
}

void HealthGlyph::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    drawBadge(&painter, QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), shapeOf(m_health),
              theme::healthColor(m_health));
}

} // namespace skep::ui
