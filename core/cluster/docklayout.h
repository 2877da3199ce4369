// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QList>
#include <QString>

//! Which terminals stood where in the window, for the next start. No output is kept: it can hold secrets.
namespace skep::cluster {

//! A terminal, or several side by side.
struct PaneLayout
{
    QString machine; //!< empty: a split
    QString container = {}; //!< that the terminal is in, on the machine; else it is the machine's own
    bool isVertical = false; //!< the parts lie below each other
    QList<int> sizes = {}; //!< of the parts, in any unit
    QList<PaneLayout> parts = {};

    bool operator==(const PaneLayout &) const = default;
};

struct TabLayout
{
    QString cluster; //!< its id
    bool isFiles = false; //!< of a machine, instead of terminals
    PaneLayout root;
    int activePane = 0; //!< in reading order

    bool operator==(const TabLayout &) const = default;
};

struct DockLayout
{
    QList<TabLayout> tabs;
    int current = 0;
    bool isShown = true;

    bool operator==(const DockLayout &) const = default;
};

Result<> saveDockLayout(const QString &path, const DockLayout &layout); //!< any thread; blocks on the disk
Result<DockLayout> loadDockLayout(const QString &path); //!< NotFound where none was saved

} // namespace skep::cluster
