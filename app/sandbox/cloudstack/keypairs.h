// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/cloud.h"
#include "app/sandbox/cloudstack/commands.h"

#include <string>

namespace skep::sandbox::cloudstack {

//! SSH key pairs, which the Exoscale API shows too. Belongs to the API's thread.
class KeyPairs
{
public:
    KeyPairs(Cloud &cloud, Commands &commands);

private:
    nlohmann::json list(const Parameters &parameters) const;
    nlohmann::json registerKey(const Parameters &parameters);
    nlohmann::json create(const Parameters &parameters);
    nlohmann::json remove(const Parameters &parameters);
    const SshKey &keep(const std::string &name, const std::string &publicKey);

    Cloud &m_cloud;
};

//! Both halves of a fresh RSA key, as the cloud makes one for clients that ask it to.
struct RsaKeyPair
{
    std::string privateKey; //!< PEM
    std::string publicKey; //!< ssh-rsa AAAA…
};

RsaKeyPair makeRsaKeyPair();

} // namespace skep::sandbox::cloudstack
