// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QList>

//! Lines in the user's known_hosts, as ssh writes them: hashed where the others are. A comment says whose
//! they are, so that they are found again. Any thread.
namespace skep::local {

struct KnownHost
{
    QString address;
    QByteArray key; //!< "ssh-ed25519 AAAA…"
    bool operator==(const KnownHost &) const = default;
};

//! What a file says of one host.
enum class HostStanding { Unknown, Known, Contradicted };
HostStanding standingOf(const QByteArray &file, const KnownHost &host);

//! With a line for each host that is not known there; lines of ours that say otherwise go. Conflict: a line
//! that is not ours has another key for one of them; the error names both fingerprints.
Result<QByteArray> withHosts(const QByteArray &file, const QList<KnownHost> &hosts, const QByteArray &owner);
QByteArray withoutHosts(const QByteArray &file, const QByteArray &owner);

inline constexpr qint64 longestKnownHosts = qint64(16) * 1024 * 1024;

} // namespace skep::local
