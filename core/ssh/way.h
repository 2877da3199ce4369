// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ssh/sshconfig.h"
#include "core/ssh/target.h"

namespace skep::ssh {

//! "user@host:port": the same for the same login.
QString loginOf(const Target &target);

//! One host of a way: everything to log in with but what it must prove.
struct Hop
{
    QString alias; //!< as it was named
    Target target; //!< without pinned key and without jump
    QString knownAs; //!< its name in known_hosts: "web-1", "[web-1]:2222"
    QStringList knownHostsFiles; //!< whole paths, in ssh's order

    QString key() const { return loginOf(target); }
};

//! How a server is reached: the hosts on the way, first to last, and the server itself as the last.
struct Way
{
    QList<Hop> hops;
    QStringList notes; //!< sentences on what ssh would do and Skep does not

    const Hop &server() const { return hops.constLast(); }
    //! The hop as a target, behind those before it; \p hostKeys has one for each of them, and one for itself
    //! unless only its key is looked at.
    Target target(qsizetype hop, const QList<QByteArray> &hostKeys) const;
};

//! "alias", "user@host", "user@host:port", "[2001:db8::1]:22", "ssh://user@host:port". Config: no such name,
//! a circle of jump hosts, more than eight of them, or what SshConfig::settingsOf refuses.
Result<Way> wayTo(const QString &server, const SshConfig &config);

} // namespace skep::ssh
