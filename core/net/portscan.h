// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/async.h"

#include <chrono>

namespace skep::net {

//! Which of the TCP ports of a host take a connection of this computer; all are tried at once, and nothing is
//! sent. A port that is silent until the time is over counts as closed.
Pending<QList<int>> openTcpPorts(const QString &address, const QList<int> &ports, QObject *context,
                                 std::chrono::milliseconds patience = std::chrono::seconds(3));

} // namespace skep::net
