// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTabBar>

namespace skep::ui {

//! The dock's tabs: each with its cluster's colour along its top edge.
class DockTabBar final : public QTabBar
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DockTabBar)

public:
    explicit DockTabBar(QWidget *parent = nullptr);
    void setTabColor(int index, const QColor &color);

protected:
    void tabInserted(int index) override; //!< gives it a close button that fits the theme
    void paintEvent(QPaintEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override; //!< the middle button closes
    QSize tabSizeHint(int index) const override;
};

} // namespace skep::ui
