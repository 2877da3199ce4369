// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/cloudstack/machinerow.h"

#include "app/sandbox/cloudstack/account.h"
#include "app/sandbox/cloudstack/catalogue.h"
#include "app/sandbox/cloudstack/jobs.h"
#include "app/sandbox/cloudstack/zones.h"
#include "app/sandbox/encoding.h"

namespace skep::sandbox::cloudstack {

using nlohmann::json;

namespace {

json nicRow(Cloud &cloud, const Instance &instance)
{
    json row{{"id", uuidFrom("nic/" + instance.id)},
             {"netmask", "255.255.255.0"},
             {"traffictype", "Guest"},
             {"isdefault", true},
             {"macaddress", instance.macAddress},
             {"secondaryip", json::array()}};
    if (!instance.address.empty())
        row["ipaddress"] = instance.address;
    const auto &networks = cloud.world().cloudStack().networks;
    const auto network = networks.find(instance.networkId);
    if (network == networks.end()) {
        const std::string cidr = cloud.machines().operatorCidr();
        row["networkid"] = sharedNetworkId();
        row["networkname"] = "guestNetworkForBasicZone";
        row["type"] = "Shared";
        row["gateway"] = cidr.substr(0, cidr.find('/'));
    } else {
        row["networkid"] = network->second.id;
        row["networkname"] = network->second.name;
        row["type"] = "Isolated";
        row["gateway"] = network->second.gateway;
    }
    return row;
}

json groupRows(Cloud &cloud, const Instance &instance)
{
    json rows = json::array();
    for (const std::string &id : instance.groups) {
        const auto group = cloud.world().groups().find(id);
        if (group != cloud.world().groups().end())
            rows.push_back({{"id", id},
                            {"name", group->second.name},
                            {"description", group->second.description},
                            {"account", accountName}});
    }
    return rows;
}

json affinityRows(Cloud &cloud, const Instance &instance)
{
    json rows = json::array();
    for (const std::string &id : instance.antiAffinityGroups) {
        const auto group = cloud.world().antiAffinityGroups().find(id);
        if (group != cloud.world().antiAffinityGroups().end())
            rows.push_back({{"id", id}, {"name", group->second.name}, {"type", "host anti-affinity"}});
    }
    return rows;
}

void addSize(json &row, const Instance &instance)
{
    constexpr int megahertz = 2198;
    const InstanceType *type = findInstanceType(instance.typeId);
    row["serviceofferingid"] = instance.typeId;
    row["serviceofferingname"] = offeringName(instance.typeId);
    row["cpunumber"] = type ? type->cpus : instance.customCpus;
    row["cpuspeed"] = megahertz;
    row["memory"] = type ? type->memoryMebibytes : instance.customMebibytes;
}

void addPublicAddress(json &row, Cloud &cloud, const Instance &instance)
{
    for (const auto &[id, address] : cloud.world().cloudStack().addresses) {
        if (address.staticNatInstance != instance.id)
            continue;
        row["publicip"] = address.address;
        row["publicipid"] = id;
    }
}

} // namespace

std::string stateName(const std::string &state)
{
    static const std::map<std::string, std::string> names{
        {"starting", "Starting"},   {"running", "Running"}, {"stopping", "Stopping"},
        {"stopped", "Stopped"},     {"error", "Error"},     {"destroyed", "Destroyed"},
        {"destroying", "Expunging"}};
    const auto found = names.find(state);
    return found == names.end() ? "Unknown" : found->second;
}

json tagRows(const std::map<std::string, std::string> &tags)
{
    json rows = json::array();
    for (const auto &[key, value] : tags)
        rows.push_back({{"key", key}, {"value", value}});
    return rows;
}

json machineRow(Cloud &cloud, const Instance &instance)
{
    const Zone &zone = zoneOf(instance);
    json row{{"id", instance.id},
             {"name", instance.name},
             {"displayname", instance.displayName.empty() ? instance.name : instance.displayName},
             {"instancename", "i-2-" + instance.id.substr(0, 8) + "-VM"},
             {"userid", userId()},
             {"username", accountName},
             {"created", dateText(instance.createdAt)},
             {"state", stateName(instance.state)},
             {"haenable", false},
             {"zoneid", zone.id},
             {"zonename", zone.name},
             {"templateid", instance.templateId},
             {"passwordenabled", false},
             {"deleteprotection", instance.isProtected},
             {"rootdeviceid", 0},
             {"rootdevicetype", "ROOT"},
             {"hypervisor", "KVM"},
             {"securitygroup", groupRows(cloud, instance)},
             {"affinitygroup", affinityRows(cloud, instance)},
             {"nic", json::array({nicRow(cloud, instance)})},
             {"tags", tagRows(instance.labels)}};
    addOwner(row);
    addSize(row, instance);
    addPublicAddress(row, cloud, instance);
    for (const MachineTemplate &item : cloud.machines().templates())
        if (item.id == instance.templateId)
            row["templatename"] = row["templatedisplaytext"] = item.name;
    if (!instance.hostGroup.empty())
        row["group"] = instance.hostGroup;
    for (const std::string &name : instance.sshKeys) {
        row["keypair"] = name;
        row["keypairs"] =
            (row.contains("keypairs") ? row["keypairs"].get<std::string>() + ',' : std::string()) + name;
    }
    return row;
}

} // namespace skep::sandbox::cloudstack
