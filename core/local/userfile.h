// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>

//! Files that belong to other programs of the user: read with a limit, replaced whole or not at all. Any
//! thread.
namespace skep::local {

//! Empty where there is no such file. Io: cannot be read, is no file, or is larger than \p most.
Result<QByteArray> readUserFile(const QString &path, qint64 most);

//! Through a symbolic link, whose target is replaced. The file's mode stays; \p mode is a new one's.
Result<> replaceUserFile(const QString &path, const QByteArray &bytes, unsigned mode);

} // namespace skep::local
