// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/async.h"
#include "core/ssh/target.h"

namespace skep::ssh {

//! How far a host let itself be looked at, before anybody trusts it.
struct HostSight
{
    bool isReached = false; //!< the port takes connections
    QString software = {}; //!< "SSH-2.0-OpenSSH_9.2"; empty: no SSH server answers there
    QByteArray hostKey = {}; //!< "ssh-ed25519 AAAA…"; empty: see the error
    Error problem = {}; //!< why it ended early; without message: it did not
};

//! Connects to \p target as far as its host key, through the hosts on the way, whose keys are pinned and
//! which are logged in to. \p target itself needs no pinned key and is sent nothing that says who asks. Of
//! the server's keys one of \p preferredKinds ("ssh-ed25519") is shown if it has one. What the host does is
//! never an error. Errors: Config (no host name, nothing to log in with on the way), Cancelled.
Pending<HostSight> lookAtHost(const Target &target, const QList<QByteArray> &preferredKinds = {},
                              std::chrono::milliseconds limit = std::chrono::seconds(8));

//! The key that a host shows: "ssh-ed25519 AAAA…". Errors: Config, Network, Timeout, Protocol.
Pending<QByteArray> offeredHostKey(const QString &host, quint16 port);

} // namespace skep::ssh
