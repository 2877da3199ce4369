// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QList>
#include <QString>

namespace skep::local {

struct PublicKey
{
    QString path; //!< of the .pub file
    QString line;
    QString fingerprint;
    bool isTriedBySsh = false; //!< of a name that ssh looks for by itself
    bool operator==(const PublicKey &) const = default;
};

//! The first line of a file, if it is a public key.
Result<PublicKey> readPublicKey(const QString &path);

//! The user's own public keys, those first that ssh offers without being told to. Files that are none are
//! left out. Any thread.
QList<PublicKey> publicKeys(const QString &sshFolder);

} // namespace skep::local
