// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

namespace skep::crypto {

struct SshKeyPair
{
    SecretPtr privateKey; //!< OpenSSH text, without passphrase
    QByteArray publicKey; //!< "ssh-ed25519 AAAA… comment"
};

Result<SshKeyPair> generateSshKey(const QByteArray &comment); //!< Ed25519; takes a millisecond
QByteArray
fingerprint(const QByteArray &publicKey); //!< "SHA256:…", as ssh-keygen prints it; empty if it is no key
Result<> checkPublicKey(const QByteArray &line); //!< one line of authorized_keys without options

SecretPtr randomSecret(int bytes); //!< from the system's generator, as base64 text without line ends
QByteArray randomBytes(int bytes);
QString newUuid();

} // namespace skep::crypto
