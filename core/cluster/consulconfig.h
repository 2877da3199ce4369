// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/cluster/exposure.h"

#include <QByteArray>
#include <QStringList>
#include <QVersionNumber>

namespace skep::cluster {

//! What one agent's configuration says. Holds secrets, so it lives only while the file is written.
struct ConsulFacts
{
    QVersionNumber version;
    bool isServer = false;
    bool joins = false; //!< servers that there are, instead of being one of the first
    QString nodeName;
    QString address; //!< bound to and advertised
    QString dockerAddress; //!< of docker0: where containers ask for names
    QStringList resolvers; //!< the node's own, for names outside of .consul
    QStringList servers; //!< addresses of all servers
    QByteArray gossipKey; //!< 32 bytes in base64
    QByteArray managementToken; //!< servers only
    QByteArray agentToken;
    QByteArray dnsToken;
};

//! Folders as the container sees them.
inline constexpr char consulConfigFolder[] = "/etc/skep/consul";
inline constexpr char consulDataFolder[] = "/var/lib/skep-consul";
inline constexpr char consulDatacenter[] = "dc1";

//! The file consul.json: keys below 1.12 differ from those of 1.12 and newer.
QByteArray consulConfig(const ConsulFacts &facts);

//! The file with what is open listening on \p addresses, too, and everything else as on loopback only. The
//! same bytes where nothing differs.
Result<QByteArray> listeningConfig(const QByteArray &config, const QList<OpenPort> &open,
                                   const QStringList &addresses);

//! The file with other servers to look for at the next start; an agent that runs has them from the others.
Result<QByteArray> joiningConfig(const QByteArray &config, const QStringList &servers);

//! From an image's tag ("consul:1.8.7") or from what `consul version` prints; null when there is none in it.
QVersionNumber consulVersion(const QString &text);

//! Of the policy of a machine's agent; host names have dots, which such names cannot have.
QString agentPolicyName(const QString &machine);

} // namespace skep::cluster
