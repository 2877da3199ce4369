// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMenu>

namespace skep::ui {

class TerminalPane;

//! What can be done with one terminal, by the right mouse button.
class PaneMenu final : public QMenu
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PaneMenu)

public:
    PaneMenu(TerminalPane *pane, bool isBroadcasting, QWidget *parent = nullptr);

signals:
    void splitRequested(Qt::Orientation orientation);
    void broadcastToggled();
    void logToggled();
    void filesRequested();
};

} // namespace skep::ui
