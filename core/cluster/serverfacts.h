// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/serverprobe.h"

namespace skep::cluster {

//! What probe-server.sh has printed. \p sent and \p received are our times around it, in ms. Protocol: it is
//! cut off.
Result<ServerFacts> parseServerFacts(const QByteArray &said, qint64 sent, qint64 received);

//! Sets the cells from sudo to disk by the report's facts.
void judgeFacts(ServerReport &report);

} // namespace skep::cluster
