// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace skep::sandbox {

//! A public SSH key of the account.
struct SshKey
{
    std::string name;
    std::string fingerprint;
    std::string publicKey;
};
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(SshKey, name, fingerprint, publicKey)

//! One rule of a security group. Its source is a network or a group.
struct Rule
{
    std::string id;
    std::string flow;
    std::string protocol;
    std::string network;
    std::string groupId;
    std::string description;
    int startPort = 0; //!< 0 where the protocol has no ports
    int endPort = 0;
    bool hasIcmp = false;
    int icmpType = -1;
    int icmpCode = -1;
};
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(Rule, id, flow, protocol, network, groupId, description,
                                                startPort, endPort, hasIcmp, icmpType, icmpCode)

//! A security group: its members are instances and external networks.
struct SecurityGroup
{
    std::string id;
    std::string name;
    std::string description;
    std::vector<Rule> rules;
    std::vector<std::string> externalSources;
};
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(SecurityGroup, id, name, description, rules, externalSources)

//! Instances that the cloud keeps on different hosts.
struct AntiAffinityGroup
{
    std::string id;
    std::string name;
    std::string description;
};
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(AntiAffinityGroup, id, name, description)

//! A virtual machine of the account.
struct Instance
{
    std::string id;
    std::string name;
    std::string displayName; //!< this and the next four are CloudStack's alone
    std::string hostGroup;
    std::string networkId; //!< of an isolated network; empty on the one that all share
    int customCpus = 0; //!< for the offering whose numbers each machine chooses
    std::uint64_t customMebibytes = 0;
    std::string state; //!< as the API names it
    std::string createdAt;
    std::string typeId;
    std::string templateId;
    std::int64_t diskSize = 0;
    std::string address;
    std::string addressAssignment = "inet4";
    std::string macAddress;
    std::string userData; //!< base64, as it came
    std::vector<std::string> sshKeys;
    std::vector<std::string> groups;
    std::vector<std::string> antiAffinityGroups;
    std::map<std::string, std::string> labels;
    bool isProtected = false;
    bool hasMachine = false; //!< the hypervisor was told to make it
};
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(Instance, id, name, displayName, hostGroup, networkId,
                                                customCpus, customMebibytes, state, createdAt, typeId,
                                                templateId, diskSize, address, addressAssignment, macAddress,
                                                userData, sshKeys, groups, antiAffinityGroups, labels,
                                                isProtected, hasMachine)

//! What a change is about, as its operation tells the client.
struct Reference
{
    std::string id;
    std::string link;
    std::string command; //!< the call that reads the object afterwards
};
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(Reference, id, link, command)

//! A change under way or done.
struct Operation
{
    std::string id;
    std::string state = "pending";
    Reference reference;
    std::string resourceType; //!< when set, the answer has "resource" in place of "reference"
    std::string reason;
    std::string message;
    bool forgetsReference = false; //!< the object is gone once this succeeded
};
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(Operation, id, state, reference, resourceType, reason,
                                                message, forgetsReference)

//! The ledger's memory of an object, kept for good.
struct LedgerObject
{
    std::string kind;
    std::string id;
    std::string name;
    std::map<std::string, std::string> labels;
    std::string created;
    std::string deleted; //!< empty while it exists
};
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(LedgerObject, kind, id, name, labels, created, deleted)

} // namespace skep::sandbox
