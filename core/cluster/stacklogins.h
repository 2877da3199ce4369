// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/async.h"
#include "core/docker/registrylogin.h"

//! The logins that a manager's docker client needs for a stack, for as long as it deploys it.
namespace skep::cluster {

class RegistryLogins;

//! The registries that the images of a compose file come from, as logins name them; empty: Docker Hub. Of a
//! file as the client prints it, or as a person wrote it. Pure.
QStringList registriesIn(const QString &composeFile);

//! Those of the registries for which a login is kept, with their passwords.
Pending<QList<docker::RegistryLogin>> loginsFor(RegistryLogins *kept, const QStringList &registries,
                                                QObject *context);

//! The client's config.json. Holds the passwords, so it lives only until it is sent. Pure.
QByteArray clientConfig(const QList<docker::RegistryLogin> &logins);

} // namespace skep::cluster
