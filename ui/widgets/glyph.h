// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/health.h"
#include "core/plan/step.h"

#include <QIcon>
#include <QWidget>

class QPainter;

//! Signs that tell a state by shape as well as by colour.
namespace skep::ui {

enum class Shape { Tick, Arrows, Exclamation, Cross, Question, Ring, Dot, Bar };

Shape shapeOf(cluster::Health health);
Shape shapeOf(plan::StepState state);
QColor colorOf(plan::StepState state);

//! The bare sign in the current pen's colour, inside \p rect.
void drawSign(QPainter *painter, const QRectF &rect, Shape shape, const QColor &color);
//! The sign in white or black on a filled disc.
void drawBadge(QPainter *painter, const QRectF &rect, Shape shape, const QColor &color);
QIcon healthIcon(cluster::Health health); //!< a badge, for models

//! A badge as a widget; its accessible name is the word.
class HealthGlyph final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HealthGlyph)

public:
    explicit HealthGlyph(int size, QWidget *parent = nullptr);
    void setHealth(cluster::Health health);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    cluster::Health m_health = cluster::Health::Unknown;
};

} // namespace skep::ui
