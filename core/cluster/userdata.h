// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/crypto/keys.h"

#include <QStringList>

namespace skep::cluster {

//! What a machine is told at its birth. No secret but the one-time host key, which the first login replaces.
struct UserDataFacts
{
    QString hostname;
    QStringList publicKeys; //!< who may log in
    QByteArray hostPrivateKey; //!< OpenSSH text
    QByteArray hostPublicKey;
    QString extra = {}; //!< the operator's own, as it was typed
};

//! Cloud-config, written as JSON (which is YAML); with extra data of the operator's a multipart archive of
//! both, where Skep's part has the last word.
QByteArray userData(const UserDataFacts &facts);

//! Whether cloud-init can read it: a script that begins with "#!", or a cloud-config. Empty is good.
Result<> checkExtraUserData(const QString &text);

} // namespace skep::cluster
