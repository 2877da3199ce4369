// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace skep::ssh {

constexpr int deepestFolder = 64; //!< folders in folders: a tree without an end is left there

//! Whether a name that the far side tells can be one here: not a path, not the way up, nothing that a
//! terminal would obey.
bool isPlainName(const QByteArray &name);
QByteArray baseName(const QByteArray &path);
QByteArray joined(const QByteArray &folder, const QByteArray &name);
//! Beside \p path, hidden, and such that nobody can guess it and put a link there.
QByteArray unfinishedName(const QByteArray &path);

} // namespace skep::ssh
