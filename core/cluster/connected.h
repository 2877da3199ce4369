// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QJsonObject>
#include <QMap>
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
    QString server; //!< by SSH: "hive", "me@host:22", as ssh::wayTo() reads it
    QString keyFile; //!< private key of the user; empty: those that ssh would use
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
    QMap<QString, QByteArray> hostKeys; //!< pinned, by "user@host:port" of each host on the way
    QStringList secrets; //!< purposes of the passphrases and passwords that are in the keychain
    bool changesAllowed = false;
    QUrl consul; //!< an agent, as the far end of the way sees it: "http://127.0.0.1:8500"; empty: no Consul
    bool operator==(const Connected &) const = default;
};

QJsonObject toJson(const Connected &connected);
Result<Connected> connectedFromJson(const QJsonObject &object);

} // namespace skep::cluster
