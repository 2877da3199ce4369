// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

#include <QByteArray>
#include <QString>

namespace skep::ssh {

//! Where to log in, and what the far side must prove before anything is sent.
struct Target
{
    QString host; //!< address or name, checked against a grammar before use
    quint16 port = 22;
    QString user = QStringLiteral("root");
    QByteArray pinnedHostKey; //!< "ssh-ed25519 AAAA…": the only key that is accepted; never empty
    SecretPtr privateKey; //!< OpenSSH private key text
};

//! Host and user by a strict grammar, a pinned key and a private key that are there: before any byte is sent.
Result<> checkTarget(const Target &target);

bool isHostName(const QString &text); //!< a DNS name or an address literal
bool isUserName(const QString &text);

} // namespace skep::ssh
