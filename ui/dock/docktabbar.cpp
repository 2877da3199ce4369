// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dock/docktabbar.h"

#include "ui/widgets/button.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/plainlabel.h"

#include <QColor>
#include <QLabel>
#include <QMouseEvent>
#include <QPainter>
#include <QToolButton>

namespace skep::ui {

namespace {
constexpr int stripe = 3;
constexpr int widest = 260;
constexpr int narrowest = 190;
constexpr auto markKey = "skep-mark";
} // namespace

DockTabBar::DockTabBar(QWidget *parent)
    : QTabBar(parent)
{
    setObjectName(QStringLiteral("DockTabs"));
    setAccessibleName(tr("Terminals and files"));
    setDocumentMode(true);
    setExpanding(false);
    setMovable(true);
    setUsesScrollButtons(true);
    setElideMode(Qt::ElideMiddle);
    setFocusPolicy(Qt::TabFocus);
    setIconSize({14, 14});
}

void DockTabBar::setTabColor(int index, const QColor &color)
{
    setTabData(index, color);
    update();
}

void DockTabBar::setTabMark(int index, TabMark mark)
{
    if (index < 0 || tabMark(index) == mark)
        return;
    QWidget *old = tabButton(index, LeftSide);
    QLabel *sign = nullptr;
    if (mark != TabMark::None) {
        const QString said = mark == TabMark::Bell ? tr("The bell rang") : tr("New output");
        sign = new QLabel(this);
        sign->setTextFormat(Qt::PlainText);
        sign->setObjectName(mark == TabMark::Bell ? QStringLiteral("BellMark")
                                                  : QStringLiteral("OutputMark"));
        sign->setProperty(markKey, int(mark));
        sign->setPixmap(
            icon(mark == TabMark::Bell ? QStringLiteral("bell") : QStringLiteral("activity")).pixmap(13, 13));
        sign->setFixedSize(16, 16);
        sign->setAlignment(Qt::AlignCenter);
        sign->setToolTip(plainToolTip(said));
        sign->setAccessibleName(said);
        //: %1: name of a tab, %2: what happened there
        setAccessibleTabName(
            index, tr("%1: %2").arg(tabText(index).replace(QLatin1String("&&"), QLatin1String("&")), said));
    } else {
        setAccessibleTabName(index, QString());
    }
    setTabButton(index, LeftSide, sign);
    if (sign)
        sign->show();
    if (old)
        old->deleteLater();
}

TabMark DockTabBar::tabMark(int index) const
{
    const QWidget *sign = tabButton(index, LeftSide);
    return sign ? TabMark(sign->property(markKey).toInt()) : TabMark::None;
}

void DockTabBar::tabInserted(int index)
{
    QToolButton *close = closeButton(tr("Close"), this);
    connect(close, &QToolButton::clicked, this, [this, close] {
        for (int i = 0; i < count(); ++i) {
            if (tabButton(i, RightSide) == close)
                return emit tabCloseRequested(i);
        }
    });
    setTabButton(index, RightSide, close);
    QTabBar::tabInserted(index);
}

void DockTabBar::changeEvent(QEvent *event)
{
    QTabBar::changeEvent(event);
    for (int i = 0; event->type() == QEvent::PaletteChange && i < count(); ++i) {
        const TabMark mark = tabMark(i);
        setTabMark(i, TabMark::None); // its sign has the colour of the theme before
        setTabMark(i, mark);
    }
}

QSize DockTabBar::tabSizeHint(int index) const
{
    const QSize size = QTabBar::tabSizeHint(index);
    return {std::min(size.width(), widest), size.height()};
}

QSize DockTabBar::minimumTabSizeHint(int index) const
{
    const QSize size = tabSizeHint(index);
    return {std::min(size.width(), narrowest), size.height()};
}

void DockTabBar::paintEvent(QPaintEvent *event)
{
    QTabBar::paintEvent(event);
    QPainter painter(this);
    for (int i = 0; i < count(); ++i) {
        const auto color = tabData(i).value<QColor>();
        if (!color.isValid())
            continue;
        painter.setOpacity(i == currentIndex() ? 1.0 : 0.55);
        const QRect tab = tabRect(i);
        painter.fillRect(QRect(tab.left(), tab.top(), tab.width() - 1, stripe), color);
    }
}

void DockTabBar::mouseReleaseEvent(QMouseEvent *event)
{
    const int index = tabAt(event->position().toPoint());
    if (event->button() == Qt::MiddleButton && index >= 0)
        emit tabCloseRequested(index);
    QTabBar::mouseReleaseEvent(event);
}

} // namespace skep::ui
