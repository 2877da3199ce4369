// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/cloudstack/catalogue.h"

#include "app/sandbox/cloudstack/account.h"
#include "app/sandbox/cloudstack/refusal.h"
#include "app/sandbox/cloudstack/zones.h"
#include "app/sandbox/encoding.h"

#include <algorithm>
#include <array>
#include <utility>

namespace skep::sandbox::cloudstack {

using nlohmann::json;

namespace {

constexpr auto firstDay = "2026-08-01T06:00:00+0000";
constexpr int megahertz = 2198;

json zones(const Parameters &parameters, bool areAdvanced)
{
    json rows = json::array();
    for (const Zone *zone : {&groupsZone(), &isolatedZone()}) {
        json row{{"id", zone->id},
                 {"name", zone->name},
                 {"networktype", zone->hasSecurityGroups && !areAdvanced ? "Basic" : "Advanced"},
                 {"securitygroupsenabled", zone->hasSecurityGroups},
                 {"allocationstate", "Enabled"},
                 {"dhcpprovider", "VirtualRouter"},
                 {"localstorageenabled", true},
                 {"zonetoken", uuidFrom("token/" + zone->name)},
                 {"tags", json::array()}};
        if (isAskedFor(parameters, row))
            rows.push_back(std::move(row));
    }
    return listAnswer(parameters, "zone", rows);
}

json offeringRow(const std::string &id, const std::string &name)
{
    return {{"id", id},
            {"name", name},
            {"displaytext", name},
            {"created", firstDay},
            {"storagetype", "local"},
            {"provisioningtype", "thin"},
            {"offerha", false},
            {"limitcpuuse", false},
            {"isvolatile", false},
            {"issystem", false},
            {"defaultuse", false},
            {"iscustomized", false},
            {"state", "Active"}};
}

json serviceOfferings(const Parameters &parameters)
{
    json rows = json::array();
    for (const InstanceType &type : instanceTypes()) {
        if (!type.authorized)
            continue;
        json row = offeringRow(type.id, offeringName(type.id));
        row["displaytext"] =
            std::to_string(type.cpus) + " CPU, " + std::to_string(type.memoryMebibytes) + " MB";
        row["cpunumber"] = type.cpus;
        row["cpuspeed"] = megahertz;
        row["memory"] = type.memoryMebibytes;
        rows.push_back(std::move(row));
    }
    json custom = offeringRow(customOfferingId(), "Custom");
    custom["iscustomized"] = true;
    custom["cpuspeed"] = megahertz;
    rows.push_back(std::move(custom));
    json asked = json::array();
    for (const json &row : rows)
        if (isAskedFor(parameters, row))
            asked.push_back(row);
    return listAnswer(parameters, "serviceoffering", asked);
}

json diskOfferings(const Parameters &parameters)
{
    json rows = json::array();
    const json row{{"id", uuidFrom("disk-offering/custom")},
                   {"name", "Custom"},
                   {"displaytext", "Custom disk"},
                   {"disksize", 0},
                   {"iscustomized", true},
                   {"storagetype", "local"},
                   {"created", firstDay}};
    if (isAskedFor(parameters, row))
        rows.push_back(row);
    return listAnswer(parameters, "diskoffering", rows);
}

json templateRow(const MachineTemplate &item, const Zone &zone)
{
    json row{{"id", item.id},
             {"name", item.name},
             {"displaytext", item.name},
             {"size", item.sizeBytes},
             {"physicalsize", item.sizeBytes},
             {"isready", true},
             {"ispublic", true},
             {"isfeatured", true},
             {"passwordenabled", false},
             {"sshkeyenabled", true},
             {"requireshvm", true},
             {"crossZones", true},
             {"format", "QCOW2"},
             {"hypervisor", "KVM"},
             {"arch", "x86_64"},
             {"templatetype", "USER"},
             {"ostypename", "Debian GNU/Linux " + item.version + " (64-bit)"},
             {"ostypeid", uuidFrom("os/" + item.family + item.version)},
             {"details", {{"username", item.defaultUser}}},
             {"zoneid", zone.id},
             {"zonename", zone.name},
             {"created", firstDay},
             {"tags", json::array()}};
    addOwner(row);
    return row;
}

json accounts(const Parameters &parameters)
{
    json row{{"id", accountId()},
             {"name", accountName},
             {"accounttype", 0},
             {"rolename", "User"},
             {"roletype", "User"},
             {"state", "enabled"},
             {"user",
              {{{"id", userId()},
                {"username", accountName},
                {"account", accountName},
                {"accountid", accountId()}}}}};
    row["domainid"] = domainId();
    row["domain"] = domainName;
    return listAnswer(parameters, "account", json::array({row}));
}

} // namespace

std::string customOfferingId()
{
    return uuidFrom("service-offering/custom");
}

std::string offeringName(const std::string &typeId)
{
    const InstanceType *type = findInstanceType(typeId);
    if (!type)
        return "Custom";
    std::string name = type->family == "standard" ? type->size : type->family + ' ' + type->size;
    if (name.front() >= 'a' && name.front() <= 'z')
        name.front() = static_cast<char>(name.front() - 'a' + 'A');
    return name;
}

Catalogue::Catalogue(Cloud &cloud, Commands &commands)
    : m_cloud(cloud)
    , m_commands(commands)
{
    const std::vector<std::string> byName{"id", "name", "keyword", "page", "pagesize"};
    const auto with = [&byName](std::vector<std::string> more) {
        more.insert(more.end(), byName.begin(), byName.end());
        return more;
    };
    commands.add({"listZones", with({"available"}),
                  [areAdvanced = cloud.settings().hasAdvancedGroups](const Parameters &p) {
                      return zones(p, areAdvanced);
                  }});
    commands.add({"listServiceOfferings", with({"zoneid"}), serviceOfferings});
    commands.add({"listDiskOfferings", with({"zoneid"}), diskOfferings});
    commands.add({"listTemplates", with({"templatefilter*", "zoneid", "ids"}),
                  [this](const Parameters &p) { return templates(p); }});
    commands.add({"listCapabilities", {}, [this](const Parameters &) { return capabilities(); }});
    commands.add({"listApis", {"name"}, [this](const Parameters &p) { return apis(p); }});
    commands.add({"listAccounts", with({"listall"}), accounts});
    commands.add({"listResourceLimits", {"resourcetype", "resourcetypename"}, [this](const Parameters &p) {
                      return limits(p);
                  }});
    commands.add({"listVolumes", {"virtualmachineid", "zoneid", "type"}, [this](const Parameters &p) {
                      return volumes(p);
                  }});
    commands.add({"listEvents", with({"listall"}),
                  [](const Parameters &p) { return listAnswer(p, "event", json::array()); }});
}

json Catalogue::capabilities() const
{
    return {{"capability",
             {{"cloudstackversion", "4.20.1.0"},
              {"securitygroupsenabled", true},
              {"userpublictemplateenabled", true},
              {"projectinviterequired", false},
              {"allowusercreateprojects", false},
              {"allowuserexpungerecovervm", true},
              {"allowuserviewdestroyedvm", true},
              {"customdiskofferingminsize", 1},
              {"customdiskofferingmaxsize", 1024},
              {"kvmsnapshotenabled", false},
              {"regionsecondaryenabled", false},
              {"dynamicrolesenabled", true},
              {"supportELB", "false"},
              {"defaultpagesize", 500}}}};
}

json Catalogue::apis(const Parameters &parameters) const
{
    json rows = json::array();
    for (const auto &[name, command] : m_commands.all()) {
        if (parameters.has("name") && parameters.text("name") != name)
            continue;
        json params = json::array();
        for (const std::string &text : command.parameters) {
            const bool required = text.back() == '*';
            params.push_back(
                {{"name", text.substr(0, text.size() - (required ? 1 : 0))}, {"required", required}});
        }
        rows.push_back(
            {{"name", name}, {"isasync", command.isAsync}, {"params", params}, {"response", json::array()}});
    }
    if (rows.empty())
        throw Refusal(Code::Unsupported, "Cannot find an API with the given name");
    return {{"count", rows.size()}, {"api", rows}};
}

json Catalogue::templates(const Parameters &parameters) const
{
    static constexpr std::array filters{"featured",         "self",       "selfexecutable",
                                        "sharedexecutable", "executable", "community"};
    const std::string filter = parameters.required("templatefilter");
    const bool known =
        std::any_of(filters.begin(), filters.end(), [&](const char *one) { return filter == one; });
    if (!known)
        throw Refusal(Code::Parameter, "Invalid template filter: " + filter);
    json rows = json::array();
    if (filter == "featured" || filter == "executable")
        for (const MachineTemplate &item : m_cloud.machines().templates())
            for (const Zone *zone : {&groupsZone(), &isolatedZone()})
                if (json row = templateRow(item, *zone);
                    isInZone(parameters, *zone) && isAskedFor(parameters, row))
                    rows.push_back(std::move(row));
    return listAnswer(parameters, "template", rows);
}

json Catalogue::limits(const Parameters &parameters) const
{
    static constexpr std::array names{"user_vm",  "public_ip", "volume",          "snapshot",
                                      "template", "project",   "network",         "vpc",
                                      "cpu",      "memory",    "primary_storage", "secondary_storage"};
    json rows = json::array();
    for (std::size_t type = 0; type < names.size(); ++type) {
        if (parameters.has("resourcetype") && parameters.text("resourcetype") != std::to_string(type))
            continue;
        if (parameters.has("resourcetypename") && parameters.text("resourcetypename") != names[type])
            continue;
        int most = -1;
        if (type == 0)
            most = m_cloud.settings().instanceQuota;
        else if (type == 1 || type == 6)
            most = 20;
        json row{{"resourcetype", std::to_string(type)}, {"resourcetypename", names[type]}, {"max", most}};
        addOwner(row);
        rows.push_back(std::move(row));
    }
    return listAnswer(parameters, "resourcelimit", rows);
}

json Catalogue::volumes(const Parameters &parameters) const
{
    json rows = json::array();
    for (const auto &[id, instance] : m_cloud.world().instances()) {
        if (!isInZone(parameters, zoneOf(instance))
            || (parameters.has("virtualmachineid") && parameters.text("virtualmachineid") != id))
            continue;
        const std::string volumeId = uuidFrom("volume/" + id);
        json row{{"id", volumeId},
                 {"name", "ROOT-" + volumeId.substr(0, 8)},
                 {"type", "ROOT"},
                 {"state", "Ready"},
                 {"size", instance.diskSize << 30},
                 {"virtualmachineid", id},
                 {"vmname", instance.name},
                 {"zoneid", zoneOf(instance).id},
                 {"zonename", zoneOf(instance).name},
                 {"created", instance.createdAt.substr(0, 19) + "+0000"}};
        addOwner(row);
        rows.push_back(std::move(row));
    }
    return listAnswer(parameters, "volume", rows);
}

} // namespace skep::sandbox::cloudstack
