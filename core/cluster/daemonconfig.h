// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QStringList>

namespace skep::cluster {

//! The engine's daemon.json with containers' name servers added: first the node's Consul agent on docker0,
//! then the node's own, so that public names resolve without the agent too. Everything else stays as it is.
//! Empty when nothing has to change.
Result<QByteArray> mergedDaemonConfig(const QByteArray &existing, const QString &dockerAddress,
                                      const QStringList &resolvers);

//! With what the engine's port needs for mutual TLS, and without it again; everything else stays. Conflict:
//! somebody has set it up in another way already.
Result<QByteArray> withEnginePort(const QByteArray &existing);
Result<QByteArray> withoutEnginePort(const QByteArray &existing);

} // namespace skep::cluster
