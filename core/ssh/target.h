// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <memory>

namespace skep::ssh {

//! A private key in a file of the user's, read only when it is its turn. Where the agent has the same key,
//! the agent signs and the file is left alone.
struct Identity
{
    QString file;
    SecretPtr passphrase = {}; //!< null: not known yet
};

//! Where to log in, and what the far side must prove before anything is sent. What is there to log in with is
//! tried in this order: privateKey, the agent's keys that are identities, its other keys, the identities'
//! files, the password; five keys at most, as servers hang up after the sixth refusal.
struct Target
{
    QString host; //!< address or name, checked against a grammar before use
    quint16 port = 22;
    QString user = QStringLiteral("root");
    QByteArray pinnedHostKey; //!< "ssh-ed25519 AAAA…": the only key that is accepted; never empty
    SecretPtr privateKey; //!< OpenSSH private key text without passphrase: a key that Skep has made
    QString agentSocket = {}; //!< of the user's ssh-agent, as SSH_AUTH_SOCK names it; empty: no agent
    std::shared_ptr<const Target> jump = {}; //!< the host that it is reached through, if any
    QList<Identity> identities = {};
    bool identitiesOnly = false; //!< the agent's keys that are no identities are not offered
    SecretPtr password =
        {}; //!< as "password", or as the one question of "keyboard-interactive"; and for sudo
};

//! Host and user by a strict grammar, a pinned key and a way to log in that are there, and so for each host
//! on the way: before any byte is sent.
Result<> checkTarget(const Target &target);
//! The grammar alone, of this host and of those on the way: for a look at a host key.
Result<> checkAddress(const Target &target);

bool isHostName(const QString &text); //!< a DNS name or an address literal
bool isUserName(const QString &text);

} // namespace skep::ssh
