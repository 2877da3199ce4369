// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>

#include <deque>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace skep::sandbox::cloudstack {

//! What a job is about; how far it is says the operation with the same id.
struct Job
{
    std::string id;
    std::string command;
    std::string kind; //!< of the result; empty when that is a mere success
    std::string objectId;
    std::string created;
    std::string completed;
    nlohmann::json snapshot; //!< the object when the job began, for results about what is gone
};
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(Job, id, command, kind, objectId, created, completed,
                                                snapshot)

//! A rule about traffic: into a public address, or out of an isolated network.
struct TrafficRule
{
    std::string id;
    std::string protocol; //!< tcp, udp, icmp, all
    std::vector<std::string> sources; //!< CIDRs
    std::vector<std::string> destinations; //!< CIDRs of an egress rule; empty for all
    int startPort = 0; //!< 0 where the protocol has no ports or all are meant
    int endPort = 0;
    int icmpType = -1;
    int icmpCode = -1;
};
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(TrafficRule, id, protocol, sources, destinations, startPort,
                                                endPort, icmpType, icmpCode)

//! Leads a public port to a machine's port.
struct PortForwarding
{
    std::string id;
    std::string protocol;
    std::string instanceId;
    std::string firewallRuleId; //!< the rule that was made with it
    int publicStart = 0;
    int publicEnd = 0;
    int privateStart = 0;
    int privateEnd = 0;
};
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(PortForwarding, id, protocol, instanceId, firewallRuleId,
                                                publicStart, publicEnd, privateStart, privateEnd)

//! A public address of an isolated network's router.
struct PublicAddress
{
    std::string id;
    std::string address;
    std::string networkId;
    std::string allocated;
    std::string staticNatInstance; //!< empty when it has no static NAT
    bool isSourceNat = false;
    std::vector<TrafficRule> firewall;
    std::vector<PortForwarding> forwardings;
};
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(PublicAddress, id, address, networkId, allocated,
                                                staticNatInstance, isSourceNat, firewall, forwardings)

//! A network of the account's own, behind a router.
struct IsolatedNetwork
{
    std::string id;
    std::string name;
    std::string displayText;
    std::string offeringId;
    std::string created;
    std::string cidr;
    std::string gateway;
    bool egressAllowed = false; //!< the offering's default
    std::vector<TrafficRule> egress; //!< exceptions from the default
};
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(IsolatedNetwork, id, name, displayText, offeringId, created,
                                                cidr, gateway, egressAllowed, egress)

//! What only CloudStack's API knows of the account; machines, groups and keys are the cloud's.
struct Records
{
    std::map<std::string, IsolatedNetwork> networks;
    std::map<std::string, PublicAddress> addresses;
    std::map<std::string, std::map<std::string, std::string>>
        tags; //!< by object; machines have labels instead
    std::deque<Job> jobs; //!< oldest first
    std::set<std::string> ofProject; //!< objects that belong to the project and not to the account

    void addJob(const Job &job)
    {
        constexpr std::size_t remembered = 2000;
        jobs.push_back(job);
        while (jobs.size() > remembered)
            jobs.pop_front();
    }

    //! Whether an object has all tags that a list call asks for.
    bool hasTags(const std::string &objectId,
                 const std::vector<std::map<std::string, std::string>> &asked) const
    {
        const auto found = tags.find(objectId);
        return hasTags(found == tags.end() ? std::map<std::string, std::string>() : found->second, asked);
    }

    static bool hasTags(const std::map<std::string, std::string> &present,
                        const std::vector<std::map<std::string, std::string>> &asked)
    {
        for (const auto &tag : asked) {
            const auto key = tag.find("key");
            const auto value = tag.find("value");
            const auto own = key == tag.end() ? present.end() : present.find(key->second);
            if (own == present.end() || (value != tag.end() && own->second != value->second))
                return false;
        }
        return true;
    }

    Job *job(const std::string &id)
    {
        for (auto found = jobs.rbegin(); found != jobs.rend(); ++found)
            if (found->id == id)
                return &*found;
        return nullptr;
    }
};
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(Records, networks, addresses, tags, jobs, ofProject)

} // namespace skep::sandbox::cloudstack
