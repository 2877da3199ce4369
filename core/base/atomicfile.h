// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>

#include <optional>

//! Small files that must survive a full disk, a crash and a power cut: a checksum in the first line, written
//! beside and renamed, with the generation before kept as "<path>.1". Mode 0600. Any thread; blocks for two
//! disk syncs.
namespace skep {

Result<> writeAtomically(const QString &path, const QByteArray &bytes);

//! What was written last, or the generation before where that is damaged (and says so in the log). Errors:
//! NotFound, Io (cannot be read), Config (every generation is damaged, or the file is of a newer Skep: that
//! one is neither stepped over nor written over).
Result<QByteArray> readChecked(const QString &path);

//! Why readChecked() gives the generation before; nothing where it does not.
std::optional<Error> damageOf(const QString &path);

Result<> removeChecked(const QString &path); //!< with its generations; a missing file is no error

} // namespace skep
