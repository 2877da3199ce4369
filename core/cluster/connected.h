// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QJsonObject>
#include <QString>
#include <QUrl>

namespace skep::cluster {

//! What answers at the far end of a way in.
enum class EngineKind {
    Swarm, //!< a manager of a swarm
    Alone, //!< an engine in no swarm
    Classic //!< the manager of a classic swarm
};

//! How a cluster that Skep has not made is reached. Holds no secret: keys and certificates stay in the user's
//! own files and agent.
struct Entry
{
    enum class Kind { Socket, Ssh, Endpoint };
    Kind kind = Kind::Socket;
    QString socketPath; //!< of an engine on this computer
    QString host; //!< by SSH
    quint16 port = 22;
    QString user;
    QString keyFile; //!< private key of the user; empty: the agent's keys
    QUrl url; //!< of an engine that listens itself
    QString certificates; //!< folder with ca.pem, cert.pem and key.pem; empty: without TLS
    QString context; //!< the docker context it comes from; empty: none
    bool operator==(const Entry &) const = default;
};
//! "unix:///var/run/docker.sock", "ssh://me@host:22", "tcp://host:2376", or "me@host" alone. Errors: Config.
Result<Entry> entryFrom(const QString &address);
QString describe(const Entry &entry); //!< "ssh://me@host", for people

//! What is kept of a cluster that was there already, beside what is kept of every cluster.
struct Connected
{
    Entry entry;
    EngineKind engine = EngineKind::Swarm;
    bool changesAllowed = false;
    QUrl consul; //!< an agent that the user has named, or "node" for the entry's own; empty: no Consul
    bool operator==(const Connected &) const = default;
};

QJsonObject toJson(const Connected &connected);
Result<Connected> connectedFromJson(const QJsonObject &object);

} // namespace skep::cluster
