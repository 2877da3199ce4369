// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/async.h"
#include "core/cluster/serverreport.h"

namespace skep::ssh {
class Connection;
}

namespace skep::cluster {

//! Runs probe-server.sh over \p connection, which is open, as its user or as root. Changes nothing there.
//! Errors: those of the connection, Protocol as below.
enum class AskedAs { User, Root };
Pending<ServerFacts> askFacts(ssh::Connection *connection, AskedAs who);

//! What probe-server.sh has printed. \p sent and \p received are our times around it, in ms. Protocol: it is
//! cut off.
Result<ServerFacts> parseServerFacts(const QByteArray &said, qint64 sent, qint64 received);

//! Sets the cells from sudo to disk by the report's facts.
void judgeFacts(ServerReport &report);

//! Adds what only root sees, the engine and its disk, and judges anew.
void addRootFacts(ServerReport &report, const ServerFacts &seenByRoot);

} // namespace skep::cluster
