// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/facts.h"

namespace skep::cluster {

//! The last known facts on disk, so that the next start has something to show, greyed. Any thread; blocks for
//! the disk.
Result<> saveSnapshot(const QString &path, const Facts &facts);
//! As they were, but with LiveState::Never: nothing of it is known to be true now.
Result<Facts> loadSnapshot(const QString &path);

} // namespace skep::cluster
