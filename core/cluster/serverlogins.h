// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/async.h"
#include "core/cluster/ownserver.h"
#include "core/ssh/question.h"
#include "core/ssh/target.h"

namespace skep::cluster {

//! What a user has said to a login's question: a password, which also serves sudo, or a passphrase.
struct ServerAnswer
{
    ssh::Question question;
    SecretPtr answer;
};
using ServerAnswers = QList<ServerAnswer>;

//! Purpose of the one secret of a cluster that holds all answers; only there where something was asked.
inline const QString serverLoginsKey = QStringLiteral("server-logins");

SecretPtr packed(const ServerAnswers &answers);
Result<ServerAnswers> unpacked(const SecretPtr &secret);

struct ServerReport;
//! The server as a probe has seen it: its name, the host keys on the way to it, and its address.
OwnServer ownServerOf(const ServerReport &report, OwnServer server);

//! The way to a server as the user's ssh configuration has it now, with the pinned host keys. Config: other
//! hosts are on the way than when it was looked at, or it cannot be read.
Result<ssh::Target> targetOf(const OwnServer &server, const ServerAnswers &answers);

} // namespace skep::cluster
