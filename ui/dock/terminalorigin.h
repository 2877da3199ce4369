// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/spec.h"

#include <QString>

#include <functional>

class QObject;

namespace skep {
class TerminalSource;
}

namespace skep::ui {

//! Where a terminal leads: enough to name it, to colour it and to open it, also once more.
struct TerminalOrigin
{
    QString clusterId;
    QString clusterName;
    QString name; //!< of the node or the container
    cluster::MachineRole role = cluster::MachineRole::Worker;
    //! Makes the far side's program ready; the caller starts it. Never null; ends with \p parent.
    std::function<TerminalSource *(QObject *parent)> open;
    QString machine = {}; //!< the node that it is on; empty: it does not come back at the next start
    QString container = {}; //!< that it is in, if any
    bool isGone = false; //!< there is nothing to open; its terminal says so
};

} // namespace skep::ui
