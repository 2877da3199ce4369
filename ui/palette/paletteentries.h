// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>
#include <QList>
#include <QString>

#include <functional>

class QMenuBar;

namespace skep::ui {

//! One thing that the command palette offers.
struct PaletteEntry
{
    QString id; //!< stays the same between two openings; what was used last is remembered by it
    QString title;
    QString place; //!< where it belongs: a menu, a cluster
    QString keys; //!< its shortcut, for people to learn
    QIcon icon;
    bool isPossible = true;
    std::function<void()> run;
    QString whyNot = {}; //!< while it is not possible; may be empty
};

//! The actions of a menu bar, so that whatever has a menu entry is in the palette without further ado.
QList<PaletteEntry> menuEntries(const QMenuBar *bar);

} // namespace skep::ui
