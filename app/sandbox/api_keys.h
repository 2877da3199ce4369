// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/cloud.h"
#include "app/sandbox/router.h"

#include <optional>
#include <string>

namespace skep::sandbox {

//! MD5 fingerprint in colon form of a public key in OpenSSH's format; nothing when it is no such key.
std::optional<std::string> sshFingerprint(const std::string &publicKey);

//! The account's public SSH keys.
class KeysApi
{
public:
    KeysApi(Cloud &cloud, Router &router);

private:
    nlohmann::json add(const Call &call);
    nlohmann::json list() const;
    nlohmann::json get(const Call &call) const;
    nlohmann::json remove(const Call &call);

    Cloud &m_cloud;
};

} // namespace skep::sandbox
