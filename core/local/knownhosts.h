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

//! What the known_hosts files say of the key that a host shows.
struct HostVerdict
{
    enum class Kind {
        Unknown, //!< no line names the host: its user decides
        Known,
        Changed, //!< other keys are known for it
        Revoked //!< a line says that this key must not be trusted
    };
    Kind kind = Kind::Unknown;
    QList<QByteArray> known = {}; //!< all its keys, "kind base64"
    QString sentence =
        {}; //!< says what is wrong, with the fingerprints; of Unknown: what can be said besides
    QString fix = {};
};
//! \p name is as ssh writes it: "web-1", "[web-1]:2222". \p files are contents, with their paths for
//! sentences.
struct KnownHostsFile
{
    QString path;
    QByteArray content;
};
HostVerdict judge(const QList<KnownHostsFile> &files, const QString &name, const QByteArray &shown);
//! Kinds of the keys known for a host, to ask it for one of those.
QList<QByteArray> knownKinds(const QList<KnownHostsFile> &files, const QString &name);
//! Those that are there. Io: one cannot be read.
Result<QList<KnownHostsFile>> readKnownHosts(const QStringList &paths);
//! The address as known_hosts names it: with the port in brackets unless it is 22.
QString knownHostName(const QString &host, quint16 port);

//! With a line for each host that is not known there; lines of ours that say otherwise go. Conflict: a line
//! that is not ours has another key for one of them; the error names both fingerprints.
Result<QByteArray> withHosts(const QByteArray &file, const QList<KnownHost> &hosts, const QByteArray &owner);
QByteArray withoutHosts(const QByteArray &file, const QByteArray &owner);

inline constexpr qint64 longestKnownHosts = qint64(16) * 1024 * 1024;

} // namespace skep::local
