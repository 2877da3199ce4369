// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/async.h"

namespace skep::ssh {

//! The key that a host shows, before anybody trusts it: "ssh-ed25519 AAAA…". Nothing is sent that says who
//! asks. Errors: Config (no host name), Network.
Pending<QByteArray> offeredHostKey(const QString &host, quint16 port);

} // namespace skep::ssh
