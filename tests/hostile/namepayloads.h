// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace skep::test {

//! 250 names that a shell, a path, an option parser or an address would obey. Those that run something touch
//! \p canary.
QStringList namePayloads(const QString &canary);

} // namespace skep::test
