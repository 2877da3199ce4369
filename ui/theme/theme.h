// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/health.h"

#include <QColor>
#include <QFont>
#include <QPalette>

//! The visual language: a few colours with a meaning each, one type scale, one grid. Everything that paints
//! asks here, so that light and dark differ in this folder only.
namespace skep::ui::theme {

enum class Mode { System, Light, Dark };

struct Colors
{
    QColor window; //!< behind everything
    QColor sidebar;
    QColor surface; //!< cards, fields, tables
    QColor hairline;
    QColor border; //!< of things that can be pressed or typed into
    QColor hover;
    QColor pressed;
    QColor text;
    QColor muted;
    QColor faint; //!< disabled text and what is still to come
    QColor accent; //!< honey: the primary action, focus and selection only
    QColor accentHover;
    QColor onAccent;
    QColor selection;
    QColor ok;
    QColor converging;
    QColor degraded;
    QColor down;
    QColor unknown;
    bool isDark = false;
};

inline constexpr int grid = 8; //!< all distances are multiples or halves of it
inline constexpr int cardRadius = 10;

const Colors &colors();
QColor healthColor(cluster::Health health);
QColor mixed(const QColor &over, const QColor &under, qreal amount);

enum class Text { Title, Heading, Strong, Body, Caption, Mono };
QFont font(Text role);

void apply(Mode mode); //!< palette and style sheet of the application; may be called again at any time
Mode mode();

} // namespace skep::ui::theme
