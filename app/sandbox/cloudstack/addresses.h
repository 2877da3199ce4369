// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/cloudstack/jobs.h"

#include <string>

namespace skep::sandbox::cloudstack {

//! Public addresses of isolated networks and what they lead to: source NAT, static NAT, port forwarding,
//! firewall rules. Belongs to the API's thread.
class Addresses
{
public:
    Addresses(Cloud &cloud, Jobs &jobs, Commands &commands);

private:
    nlohmann::json list(const Parameters &parameters);
    nlohmann::json associate(const Parameters &parameters);
    nlohmann::json disassociate(const Parameters &parameters);
    nlohmann::json enableStaticNat(const Parameters &parameters);
    nlohmann::json disableStaticNat(const Parameters &parameters);
    nlohmann::json listForwardings(const Parameters &parameters);
    nlohmann::json createForwarding(const Parameters &parameters);
    nlohmann::json removeForwarding(const Parameters &parameters);
    nlohmann::json listFirewall(const Parameters &parameters);
    nlohmann::json createFirewall(const Parameters &parameters);
    nlohmann::json removeFirewall(const Parameters &parameters);

    void addCommands(Commands &commands);
    PublicAddress &address(const Parameters &parameters, const std::string &name) const;
    const Instance &machineOf(const Parameters &parameters, const PublicAddress &address) const;
    nlohmann::json row(const PublicAddress &address) const;
    nlohmann::json forwardingRow(const std::string &id) const;
    //! Ends a change that the routers have to follow.
    nlohmann::json changed(const std::string &command, const std::string &kind = {},
                           const std::string &id = {});

    Cloud &m_cloud;
    Jobs &m_jobs;
};

//! Gives a network its next public address; the first one is the source NAT of its machines.
PublicAddress &addPublicAddress(Cloud &cloud, const std::string &networkId);
//! A router forgets what led to machines that are gone.
void dropRulesOfGoneMachines(World &world);

} // namespace skep::sandbox::cloudstack
