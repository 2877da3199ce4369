// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

#include <QByteArray>

#include <libssh/libssh.h>

#include <memory>

//! Keys as files have them. Any thread.
namespace skep::ssh {

struct KeyDeleter
{
    void operator()(ssh_key key) const { ssh_key_free(key); }
};
using KeyPtr = std::unique_ptr<ssh_key_struct, KeyDeleter>;

//! What the text of a private key tells without its passphrase.
struct KeyShape
{
    bool isPrivate = false;
    bool isEncrypted = false;
    QByteArray publicKey = {}; //!< "ssh-ed25519 AAAA…"; empty: it does not tell
    quint32 rounds = 0; //!< that making the key from the passphrase takes
};
KeyShape shapeOf(const QByteArray &text);

//! Null where it cannot be read: garbage, or the wrong passphrase. Never asks on a terminal.
KeyPtr privateKeyFrom(const QByteArray &text, const SecretPtr &passphrase);
KeyPtr publicKeyFrom(const QByteArray &line); //!< "ssh-ed25519 AAAA… comment"; null when it is none
QByteArray publicLine(ssh_key key); //!< "ssh-ed25519 AAAA…"
QString fingerprint(ssh_key key); //!< "ssh-ed25519 SHA256:…"

} // namespace skep::ssh
