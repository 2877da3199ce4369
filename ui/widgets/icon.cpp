// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/icon.h"

#include "ui/theme/theme.h"

#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QSvgRenderer>

using namespace Qt::StringLiterals;

namespace skep::ui {

namespace {

//! Draws an SVG whose lines are "currentColor" in the colour of the moment, so a change of theme needs no new
//! icons.
class TintedEngine final : public QIconEngine
{
public:
    TintedEngine(QByteArray svg, bool onAccent)
        : m_svg(std::move(svg))
        , m_onAccent(onAccent)
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        const theme::Colors &c = theme::colors();
        const QColor color = mode == QIcon::Disabled ? c.faint : m_onAccent ? c.onAccent : c.muted;
        QByteArray svg = m_svg;
        svg.replace("currentColor", color.name().toLatin1());
        QSvgRenderer(svg).render(painter, QRectF(rect));
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect({}, size), mode, state);
        return pixmap;
    }

    QIconEngine *clone() const override { return new TintedEngine(m_svg, m_onAccent); }

private:
    QByteArray m_svg;
    bool m_onAccent;
};

QIcon tinted(const QString &name, bool onAccent)
{
    QFile file(u":/skep/icons/%1.svg"_s.arg(name));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QIcon(new TintedEngine(file.readAll(), onAccent));
}

} // namespace

QIcon icon(const QString &name)
{
    return tinted(name, false);
}

QIcon accentIcon(const QString &name)
{
    return tinted(name, true);
}

QIcon applicationIcon()
{
    return tinted(u"skep"_s,
                  false); // has its own colours; Qt's engine for such files is a plugin to be loaded
}

} // namespace skep::ui
