// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/secret.h"

#include <QString>

#include <optional>

namespace skep::docker {

//! Who pulls from a registry. The password stays in the keychain or in this run; it goes to the engine in a
//! header.
struct RegistryLogin
{
    QString server; //!< "registry.example.org"; empty: Docker Hub
    QString user;
    SecretPtr password = {};
};

//! The value of X-Registry-Auth; empty without a login.
QByteArray registryAuth(const std::optional<RegistryLogin> &login);

} // namespace skep::docker
