// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/stylesheet.h"

#include "ui/theme/theme.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace skep::ui::theme {

QString styleSheet(const Colors &c)
{
    QFile file(u":/skep/style.qss"_s);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QString text = QString::fromUtf8(file.readAll());
    const std::pair<QLatin1StringView, QColor> names[] = {
        {"@window"_L1, c.window},
        {"@sidebar"_L1, c.sidebar},
        {"@surface"_L1, c.surface},
        {"@hairline"_L1, c.hairline},
        {"@border"_L1, c.border},
        {"@hover"_L1, c.hover},
        {"@pressed"_L1, c.pressed},
        {"@text"_L1, c.text},
        {"@muted"_L1, c.muted},
        {"@faint"_L1, c.faint},
        {"@accent-hover"_L1, c.accentHover},
        {"@accent"_L1, c.accent},
        {"@on-accent"_L1, c.onAccent},
        {"@selection"_L1, c.selection},
        {"@down-soft"_L1, mixed(c.down, c.surface, 0.10)},
        {"@down"_L1, c.down},
        {"@degraded-soft"_L1, mixed(c.degraded, c.surface, 0.10)},
        {"@converging-soft"_L1, mixed(c.converging, c.surface, 0.10)},
    };
    for (const auto &[name, color] : names)
        text.replace(name, color.name());
    text.replace("@mode"_L1, c.isDark ? "dark"_L1 : "light"_L1);
    return text;
}

} // namespace skep::ui::theme
