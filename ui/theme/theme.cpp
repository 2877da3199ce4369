// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"

#include "ui/theme/stylesheet.h"

#include <QApplication>
#include <QFontDatabase>
#include <QStyle>
#include <QStyleFactory>

using namespace Qt::StringLiterals;

namespace skep::ui::theme {

namespace {

Colors lightColors()
{
    Colors c;
    c.window = QColor(0xf7f6f3);
    c.sidebar = QColor(0xefede8);
    c.surface = QColor(0xffffff);
    c.hairline = QColor(0xe6e3dc);
    c.border = QColor(0xcfcac0);
    c.hover = QColor(0xf3f1ec);
    c.pressed = QColor(0xe8e5de);
    c.text = QColor(0x211f1b);
    c.muted = QColor(0x6a655c);
    c.faint = QColor(0xa49e93);
    c.accent = QColor(0xf0a51e);
    c.accentHover = QColor(0xe4990f);
    c.onAccent = QColor(0x2b1c00);
    c.selection = QColor(0xfcecc8);
    c.ok = QColor(0x2c8a57);
    c.converging = QColor(0x2b6fbd);
    c.degraded = QColor(0xbd560c);
    c.down = QColor(0xc0303c);
    c.unknown = QColor(0x87827a);
    return c;
}

Colors darkColors()
{
    Colors c;
    c.window = QColor(0x1b1a18);
    c.sidebar = QColor(0x161513);
    c.surface = QColor(0x242320);
    c.hairline = QColor(0x35332f);
    c.border = QColor(0x4a4741);
    c.hover = QColor(0x2d2b28);
    c.pressed = QColor(0x383631);
    c.text = QColor(0xeeebe5);
    c.muted = QColor(0xaaa59b);
    c.faint = QColor(0x77726a);
    c.accent = QColor(0xf2b33d);
    c.accentHover = QColor(0xf7c25c);
    c.onAccent = QColor(0x241800);
    c.selection = QColor(0x4a3a17);
    c.ok = QColor(0x56b985);
    c.converging = QColor(0x6ba3ee);
    c.degraded = QColor(0xef8d4c);
    c.down = QColor(0xf06a72);
    c.unknown = QColor(0x918c83);
    c.isDark = true;
    return c;
}

Mode s_mode = Mode::System;
Colors s_colors = lightColors();

bool systemIsDark()
{
    static const bool dark = QApplication::palette().color(QPalette::Window).lightness() < 128;
    return dark;
}

QPalette palette(const Colors &c)
{
    QPalette p(c.text, c.surface, c.hover, c.border, c.border, c.text, c.text, c.surface, c.window);
    p.setColor(QPalette::AlternateBase, c.window);
    p.setColor(QPalette::Button, c.surface);
    p.setColor(QPalette::ButtonText, c.text);
    p.setColor(QPalette::PlaceholderText, c.faint);
    p.setColor(QPalette::Highlight, c.selection);
    p.setColor(QPalette::HighlightedText, c.text);
    p.setColor(QPalette::ToolTipBase, c.surface);
    p.setColor(QPalette::ToolTipText, c.text);
    p.setColor(QPalette::Link, c.converging);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        p.setColor(QPalette::Disabled, role, c.faint);
    return p;
}

} // namespace

const Colors &colors()
{
    return s_colors;
}

Mode mode()
{
    return s_mode;
}

QColor healthColor(cluster::Health health)
{
    using cluster::Health;
    switch (health) {
    case Health::Ok:
        return s_colors.ok;
    case Health::Converging:
        return s_colors.converging;
    case Health::Degraded:
        return s_colors.degraded;
    case Health::Down:
        return s_colors.down;
    case Health::Unknown:
        break;
    }
    return s_colors.unknown;
}

QColor mixed(const QColor &over, const QColor &under, qreal amount)
{
    const auto part = [amount](int a, int b) { return int(a * amount + b * (1 - amount) + 0.5); };
    return {part(over.red(), under.red()), part(over.green(), under.green()),
            part(over.blue(), under.blue())};
}

QFont font(Text role)
{
    if (role == Text::Mono) {
        QFont mono = QFontDatabase::systemFont(QFontDatabase::FixedFont);
        mono.setPointSizeF(QApplication::font().pointSizeF() * 0.92);
        return mono;
    }
    QFont font = QApplication::font();
    const qreal base = font.pointSizeF();
    switch (role) {
    case Text::Title:
        font.setPointSizeF(base * 1.7);
        font.setWeight(QFont::DemiBold);
        break;
    case Text::Heading:
        font.setPointSizeF(base * 1.2);
        font.setWeight(QFont::DemiBold);
        break;
    case Text::Strong:
        font.setWeight(QFont::DemiBold);
        break;
    case Text::Caption:
        font.setPointSizeF(base * 0.9);
        break;
    case Text::Body:
    case Text::Mono:
        break;
    }
    return font;
}

void apply(Mode mode)
{
    const bool systemDark = systemIsDark(); // asked before the palette is ours
    s_mode = mode;
    const bool dark = mode == Mode::Dark || (mode == Mode::System && systemDark);
    s_colors = dark ? darkColors() : lightColors();
    if (!QApplication::style() || QApplication::style()->name() != "fusion"_L1)
        QApplication::setStyle(QStyleFactory::create(u"Fusion"_s));
    QApplication::setPalette(palette(s_colors));
    qApp->setStyleSheet(styleSheet(s_colors));
}

} // namespace skep::ui::theme
