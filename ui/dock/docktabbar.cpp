// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dock/docktabbar.h"

#include "ui/widgets/icon.h"

#include <QColor>
#include <QMouseEvent>
#include <QPainter>
#include <QToolButton>

namespace skep::ui {

namespace {
constexpr int stripe = 3;
constexpr int widest = 260;
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

void DockTabBar::tabInserted(int index)
{
    auto *close = new QToolButton(this);
    close->setIcon(icon(QStringLiteral("close")));
    close->setIconSize({12, 12});
    close->setFocusPolicy(Qt::NoFocus);
    close->setToolTip(tr("Close"));
    close->setAccessibleName(tr("Close"));
    connect(close, &QToolButton::clicked, this, [this, close] {
        for (int i = 0; i < count(); ++i) {
            if (tabButton(i, RightSide) == close)
                return emit tabCloseRequested(i);
        }
    });
    setTabButton(index, RightSide, close);
    QTabBar::tabInserted(index);
}

QSize DockTabBar::tabSizeHint(int index) const
{
    const QSize size = QTabBar::tabSizeHint(index);
    return {std::min(size.width(), widest), size.height()};
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
