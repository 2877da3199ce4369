// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QList>

namespace skep::cluster {

//! The files of the state whose newest content was damaged, so that the one before is used; a sentence for
//! each. Blocks for reading them.
QList<Error> recoveredFiles(const QString &stateDir);

} // namespace skep::cluster
