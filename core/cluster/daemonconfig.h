// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QStringList>

#include <optional>

namespace skep::cluster {

//! The engine's daemon.json with containers' name servers added: first the node's Consul agent on docker0,
//! then the node's own, so that public names resolve without the agent too. Everything else stays as it is.
//! Empty when nothing has to change.
Result<QByteArray> mergedDaemonConfig(const QByteArray &existing, const QString &dockerAddress,
                                      const QStringList &resolvers);

//! With live-restore, under which the engine starts anew while containers keep running. A swarm cannot have
//! it, so it is there for the moment only, and then turned off in so many words.
Result<QByteArray> heldDaemonConfig(const QByteArray &existing, bool isHeld);
//! The name servers as they were \p before; all of it where nothing else has changed. Nothing: no such file.
Result<std::optional<QByteArray>> restoredDaemonConfig(const QByteArray &now,
                                                       const std::optional<QByteArray> &before);

//! With what the engine's port needs for mutual TLS, and without it again; everything else stays. Conflict:
//! somebody has set it up in another way already.
Result<QByteArray> withEnginePort(const QByteArray &existing);
Result<QByteArray> withoutEnginePort(const QByteArray &existing);

} // namespace skep::cluster
