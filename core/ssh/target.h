// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

#include <QByteArray>
#include <QString>

#include <memory>

namespace skep::ssh {

//! Where to log in, and what the far side must prove before anything is sent.
struct Target
{
    QString host; //!< address or name, checked against a grammar before use
    quint16 port = 22;
    QString user = QStringLiteral("root");
    QByteArray pinnedHostKey; //!< "ssh-ed25519 AAAA…": the only key that is accepted; never empty
    SecretPtr privateKey; //!< OpenSSH private key text; without one the agent is asked
    QString agentSocket = {}; //!< of the user's ssh-agent, as SSH_AUTH_SOCK names it
    std::shared_ptr<const Target> jump = {}; //!< the host that it is reached through, if any
};

//! Host and user by a strict grammar, a pinned key and a way to log in that are there, and so for each host
//! on the way: before any byte is sent.
Result<> checkTarget(const Target &target);

bool isHostName(const QString &text); //!< a DNS name or an address literal
bool isUserName(const QString &text);

} // namespace skep::ssh
