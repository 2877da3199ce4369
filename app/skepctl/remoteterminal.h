// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/async.h"

#include <QStringList>

namespace skep::ssh {
class Connection;
}

namespace skep::ctl {

//! Joins our stdin, stdout and stderr to a login shell on the far side, or to \p command, until that ends;
//! its exit code. A shell gets our terminal raw, follows its size, and "~." at the start of a line closes it.
Pending<int> joinTerminal(ssh::Connection *connection, const QStringList &command);

} // namespace skep::ctl
