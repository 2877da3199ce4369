// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QJsonObject>
#include <QList>
#include <QString>

namespace skep {
class JsonReader;
}

namespace skep::cluster {

//! A server of the user's own that becomes a machine of a cluster. It holds no secret: keys stay in the
//! user's files and agent, passwords in the keychain.
//!
//! How Skep works there: everything that needs root runs by sudo where another user logs in (ssh::SudoTalk),
//! the engine is reached by its socket or, as root, by `docker system dial-stdio` (ssh::EngineDoor), and
//! files are written by Skep's own scripts from their stdin, never by SFTP. The host keys are pinned when the
//! server is looked at; the rest of the way (address, jump hosts, keys) is read from the user's ssh
//! configuration anew for each connection. The server's own firewall is never touched.
struct OwnServer
{
    QString server; //!< as its user names it: an alias of the ssh configuration, or "user@host:port"
    QString name = {}; //!< its host name, and so the name of its node; empty until it was looked at
    QString keyFile = {}; //!< a private key, before those of the ssh configuration
    QList<QByteArray> hostKeys = {}; //!< pinned: of each host on the way, its own as the last
    QString address = {}; //!< by which the other servers reach it; empty until it was looked at
    bool operator==(const OwnServer &) const = default;

    const QString &label() const { return name.isEmpty() ? server : name; }
};

QJsonObject toJson(const OwnServer &server);
OwnServer readOwnServer(JsonReader &reader);
//! One sentence; empty: nothing is wrong with it. What only a look at it tells is not asked for.
QString problemOf(const OwnServer &server);

} // namespace skep::cluster
