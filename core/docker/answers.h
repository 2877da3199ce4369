// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/net/httpendpoint.h"

namespace skep::docker {

//! What the engine said as an error a person can act on: its {"message"} without the RPC decoration.
Error refusal(const net::HttpResponse &response);

//! Whether the manager answers but the swarm cannot decide anything (no leader, too few managers).
bool isNoQuorum(const Error &error);

//! The progress lines of pull and load: the error that may stand in them, although the status was 200.
Result<> checkProgress(const QByteArray &lines);

//! The reference or id that a load answer names.
Result<QString> loadedImage(const QByteArray &lines);

//! The engine's API version to speak: the lower of ours and the server's. Fails below the oldest that Skep
//! knows.
Result<QByteArray> negotiatedVersion(const QByteArray &serverVersion);

//! Cuts a log of 8-byte frames into stdout and stderr, at most \p limit bytes each.
struct Output
{
    QByteArray out;
    QByteArray err;
};
Result<Output> demultiplex(const QByteArray &frames, qsizetype limit);

} // namespace skep::docker
