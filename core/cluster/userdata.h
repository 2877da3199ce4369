// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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
};

QByteArray userData(const UserDataFacts &facts); //!< cloud-config, written as JSON (which is YAML)

} // namespace skep::cluster
