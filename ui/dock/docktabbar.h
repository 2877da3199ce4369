// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTabBar>

namespace skep::ui {

//! What a tab that is not seen has to tell; the later weighs more.
enum class TabMark { None, Output, Bell };

//! The dock's tabs: each with its cluster's colour along its top edge.
class DockTabBar final : public QTabBar
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DockTabBar)

public:
    explicit DockTabBar(QWidget *parent = nullptr);
    void setTabColor(int index, const QColor &color);
    void setTabMark(int index, TabMark mark); //!< a sign before the name, also for who cannot see it
    TabMark tabMark(int index) const;

protected:
    void changeEvent(QEvent *event) override;
    void tabInserted(int index) override; //!< gives it a close button that fits the theme
    void paintEvent(QPaintEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override; //!< the middle button closes
    QSize tabSizeHint(int index) const override;
    QSize minimumTabSizeHint(int index) const override; //!< what tells one long name from another
};

} // namespace skep::ui
