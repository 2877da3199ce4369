// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/cloudstack/deployment.h"

#include "app/sandbox/cloudstack/catalogue.h"
#include "app/sandbox/cloudstack/refusal.h"
#include "app/sandbox/cloudstack/zones.h"
#include "app/sandbox/encoding.h"

#include <algorithm>
#include <charconv>
#include <regex>

namespace skep::sandbox::cloudstack {

namespace {

constexpr std::size_t longestUserData = 32768;
constexpr std::int64_t largestDisk = 51200; // GB
constexpr std::int64_t smallestDisk = 10;
constexpr int mostCpus = 40;
constexpr int mostMebibytes = 327680;

[[noreturn]] void refuse(const std::string &text)
{
    throw Refusal(Code::Parameter, text);
}

//! The ids of groups that are given by ids or by names.
template <typename Group>
std::vector<std::string> readGroups(const std::map<std::string, Group> &known, const Parameters &parameters,
                                    const std::string &idsName, const std::string &namesName)
{
    std::vector<std::string> groups = parameters.list(idsName);
    for (const std::string &id : groups)
        if (known.count(id) == 0)
            parameters.refuse(idsName);
    for (const std::string &name : parameters.list(namesName)) {
        const auto found = std::find_if(known.begin(), known.end(),
                                        [&](const auto &entry) { return entry.second.name == name; });
        if (found == known.end())
            refuse("Unable to find group by name " + name);
        groups.push_back(found->first);
    }
    return groups;
}

std::string readName(Cloud &cloud, const Parameters &parameters)
{
    static const std::regex hostLabel("^[a-zA-Z]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?$");
    const std::string name = parameters.text("name");
    if (name.empty())
        return name;
    if (!std::regex_match(name, hostLabel))
        refuse("Invalid name. Vm name can contain ASCII letters 'a' through 'z', the digits '0' through '9', "
               "and the "
               "hyphen ('-'), must be between 1 and 63 characters long, and can't start or end with \"-\" "
               "and can't "
               "start with digit");
    for (const auto &[id, other] : cloud.world().instances())
        if (sameWord(other.name, name))
            refuse("The vm with hostName " + name
                   + " already exists in the network domain: cs2cloud.internal");
    return name;
}

//! details[0].name; fields keep their case.
std::string detail(const Parameters &parameters, const std::string &name)
{
    for (const auto &fields : parameters.maps("details"))
        if (const auto found = fields.find(name); found != fields.end())
            return found->second;
    return {};
}

int number(const std::string &text, int minimum, int maximum, const std::string &what)
{
    int value = 0;
    const char *end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, value);
    if (error != std::errc() || rest != end || value < minimum || value > maximum)
        refuse("Invalid " + what + ": " + text);
    return value;
}

void readSize(const Parameters &parameters, Instance &made)
{
    made.typeId = parameters.required("serviceofferingid");
    const InstanceType *type = findInstanceType(made.typeId);
    if (made.typeId == customOfferingId()) {
        const std::string cpus = detail(parameters, "cpuNumber");
        const std::string memory = detail(parameters, "memory");
        if (cpus.empty() || memory.empty())
            refuse("Invalid CPU number and memory: this offering needs details[0].cpuNumber and "
                   "details[0].memory");
        made.customCpus = number(cpus, 1, mostCpus, "cpu cores value");
        made.customMebibytes = static_cast<std::uint64_t>(number(memory, 32, mostMebibytes, "memory value"));
    } else if (!type || !type->authorized) {
        parameters.refuse("serviceofferingid");
    }
    made.diskSize =
        parameters.has("rootdisksize") ? parameters.integer("rootdisksize", 1, largestDisk) : smallestDisk;
    if (const std::string size = detail(parameters, "rootdisksize"); !size.empty())
        made.diskSize = number(size, 1, static_cast<int>(largestDisk), "rootdisksize");
    if (made.diskSize < smallestDisk)
        refuse("Root disk size should be greater than the template's size of " + std::to_string(smallestDisk)
               + " GB");
}

void readTemplate(Cloud &cloud, const Parameters &parameters, Instance &made)
{
    made.templateId = parameters.required("templateid");
    const std::vector<MachineTemplate> templates = cloud.machines().templates();
    const bool known = std::any_of(templates.begin(), templates.end(),
                                   [&](const MachineTemplate &item) { return item.id == made.templateId; });
    if (!known)
        parameters.refuse("templateid");
}

void readKeys(Cloud &cloud, const Parameters &parameters, Instance &made)
{
    made.sshKeys = parameters.list("keypairs");
    if (made.sshKeys.empty())
        made.sshKeys = parameters.list("keypair");
    for (const std::string &name : made.sshKeys)
        if (cloud.world().sshKeys().count(name) == 0)
            refuse("A key pair with name '" + name + "' was not found.");
}

//! The one network of the account's own that the machine is to stand in.
std::string readNetwork(Cloud &cloud, const Parameters &parameters)
{
    const auto &networks = cloud.world().cloudStack().networks;
    std::vector<std::string> ids = parameters.list("networkids");
    for (const auto &fields : parameters.maps("iptonetworklist"))
        if (const auto found = fields.find("networkid"); found != fields.end())
            ids.push_back(found->second);
    if (ids.empty() && networks.size() == 1)
        return networks.begin()->first;
    if (ids.empty())
        refuse("Unable to find a default network for the machine: make an isolated network and name it in "
               "networkids");
    if (ids.size() > 1)
        refuse("The sandbox's machines have one network each, not " + std::to_string(ids.size()));
    if (networks.count(ids.front()) == 0)
        parameters.refuse("networkids");
    return ids.front();
}

//! Machines with security groups stand in the network that all share; in an advanced zone they say so.
void checkSharedNetwork(const Cloud &cloud, const Parameters &parameters)
{
    const std::vector<std::string> ids = parameters.list("networkids");
    if (!cloud.settings().hasAdvancedGroups && !ids.empty())
        refuse("Can't specify network Ids in Basic zone");
    if (cloud.settings().hasAdvancedGroups && ids != std::vector<std::string>{sharedNetworkId()})
        refuse("Unable to find a network with security groups: name it in networkids");
}

} // namespace

std::vector<std::string> readSecurityGroups(Cloud &cloud, const Parameters &parameters)
{
    return readGroups(cloud.world().groups(), parameters, "securitygroupids", "securitygroupnames");
}

std::vector<std::string> readAffinityGroups(Cloud &cloud, const Parameters &parameters)
{
    return readGroups(cloud.world().antiAffinityGroups(), parameters, "affinitygroupids",
                      "affinitygroupnames");
}

std::string readUserData(const Parameters &parameters)
{
    std::string text = parameters.text("userdata");
    if (text.size() > longestUserData)
        refuse("User data is too long for an http request: at most " + std::to_string(longestUserData)
               + " characters");
    // Older clients break the lines or leave the padding away.
    text.erase(std::remove_if(text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r'; }),
               text.end());
    while (text.size() % 4 != 0)
        text += '=';
    if (!base64Decoded(text))
        refuse("User data is not base64 encoded");
    return text;
}

Instance readDeployment(Cloud &cloud, const Parameters &parameters)
{
    const Zone &zone = requiredZone(parameters);
    Instance made;
    readSize(parameters, made);
    readTemplate(cloud, parameters, made);
    made.name = readName(cloud, parameters);
    made.displayName = parameters.text("displayname");
    made.hostGroup = parameters.text("group");
    made.userData = readUserData(parameters);
    readKeys(cloud, parameters, made);
    made.antiAffinityGroups = readAffinityGroups(cloud, parameters);
    const bool namesGroups = parameters.has("securitygroupids") || parameters.has("securitygroupnames");
    if (zone.hasSecurityGroups) {
        checkSharedNetwork(cloud, parameters);
        made.groups = readSecurityGroups(cloud, parameters);
        if (made.groups.empty())
            made.groups.push_back(cloud.world().defaultGroupId());
    } else {
        if (namesGroups)
            refuse(
                "Can't create vm with security groups; security group feature is not enabled in the network");
        made.networkId = readNetwork(cloud, parameters);
        made.addressAssignment = "none";
    }
    return made;
}

} // namespace skep::sandbox::cloudstack
