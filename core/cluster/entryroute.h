// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/clusterfile.h"
#include "core/ssh/way.h"

#include <QHash>

//! How what the user has named as a way in is really gone. The user's ssh configuration, keys and
//! certificates are read anew each time, so what is changed there counts at the next connection.
namespace skep::cluster {

//! Errors: Config, Io, as of ssh::wayTo().
Result<ssh::Way> wayOf(const Entry &entry);

//! What a login by \p target may need of its user, by the names that Skep keeps it under.
QString passwordPurpose(const ssh::Target &target);
QString passphrasePurpose(const ssh::Identity &identity);
QStringList secretPurposes(const ssh::Way &way);
using EntrySecrets = QHash<QString, SecretPtr>; //!< by purpose
void putSecrets(ssh::Way *way, const EntrySecrets &secrets);

//! What was found out about a way that has been gone: its host keys, and what its user gave for it.
QMap<QString, QByteArray> hostKeysOf(const ssh::Target &target);
EntrySecrets secretsOf(const ssh::Target &target);

//! The way's last host, behind those before it. HostKey: one of them has no pinned key.
Result<ssh::Target> targetOf(const ssh::Way &way, const QMap<QString, QByteArray> &hostKeys);
//! A host that \p through reaches, with the same login.
ssh::Target targetThrough(const ssh::Target &through, const QString &address, quint16 port,
                          const QByteArray &hostKey);

//! Ways that need no login.
Route directRoute(const Entry &entry);

} // namespace skep::cluster
