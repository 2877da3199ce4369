// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/api_catalogue.h"

#include "app/sandbox/encoding.h"

#include <algorithm>
#include <utility>

namespace skep::sandbox {

using nlohmann::json;

namespace {

json typeRow(const InstanceType &type)
{
    json row{{"id", type.id},
             {"family", type.family},
             {"size", type.size},
             {"cpus", type.cpus},
             {"memory", type.memoryMebibytes * 1024 * 1024},
             {"authorized", type.authorized},
             {"zones", json::array({zoneName})}};
    if (type.gpus > 0)
        row["gpus"] = type.gpus;
    return row;
}

json templateRow(const MachineTemplate &item)
{
    return {{"id", item.id},
            {"name", item.name},
            {"family", item.family},
            {"version", item.version},
            {"build", "2026-08-01-" + item.id.substr(0, 8)},
            {"created-at", "2026-08-01T06:00:00Z"},
            {"size", item.sizeBytes},
            {"default-user", item.defaultUser},
            {"description", item.name},
            {"checksum", hexMd5(item.id)},
            {"maintainer", "Sandbox"},
            {"boot-mode", "legacy"},
            {"visibility", "public"},
            {"ssh-key-enabled", true},
            {"password-enabled", false},
            {"application-consistent-snapshot-enabled", false}};
}

std::vector<InstanceType> makeInstanceTypes()
{
    std::vector<InstanceType> types{
        {"71004023-bb72-4a97-b1e9-bc66dfce9470", "standard", "micro", 1, 512},
        {"b6cd1ff5-3a2f-4e9d-a4d1-8988c1191fe8", "standard", "tiny", 1, 1024},
        {"21624abb-764e-4def-81d7-9fc54b5957fb", "standard", "small", 2, 2048},
        {"b6e9d1e8-89fc-4db3-aaa4-9b4c5b1d0844", "standard", "medium", 2, 4096},
        {"c6f99499-7f59-4138-9427-a09db13af2bc", "standard", "large", 4, 8192},
        {"350dc5ea-fe6d-42ba-b6c0-efb8b75617ad", "standard", "extra-large", 4, 16384},
        {"a216b0d1-370f-4e21-a0eb-3dfc6302b564", "standard", "huge", 8, 32768},
    };
    const std::vector<InstanceType> unnamed{
        {"", "standard", "mega", 12, 65536},
        {"", "standard", "titan", 16, 131072},
        {"", "standard", "jumbo", 24, 230400},
        {"", "standard", "colossus", 40, 327680},
        {"", "cpu", "extra-large", 8, 16384},
        {"", "cpu", "huge", 16, 32768},
        {"", "cpu", "mega", 32, 65536},
        {"", "cpu", "titan", 40, 131072},
        {"", "memory", "extra-large", 2, 16384},
        {"", "memory", "huge", 4, 32768},
        {"", "memory", "mega", 8, 65536},
        {"", "memory", "titan", 12, 131072},
        {"", "storage", "extra-large", 4, 16384},
        {"", "storage", "huge", 8, 32768},
        {"", "gpu2", "small", 12, 57344, 1, false},
        {"", "gpua5000", "small", 12, 57344, 1, false},
    };
    for (InstanceType type : unnamed) {
        type.id = uuidFrom("instance-type/" + type.family + '.' + type.size);
        types.push_back(std::move(type));
    }
    return types;
}

} // namespace

const std::vector<InstanceType> &instanceTypes()
{
    static const std::vector<InstanceType> types = makeInstanceTypes();
    return types;
}

const InstanceType *findInstanceType(const std::string &id)
{
    const auto &types = instanceTypes();
    const auto found =
        std::find_if(types.begin(), types.end(), [&](const InstanceType &type) { return type.id == id; });
    return found == types.end() ? nullptr : &*found;
}

CatalogueApi::CatalogueApi(Cloud &cloud, Router &router)
    : m_cloud(cloud)
{
    router.add({"GET", "/zone", "list-zones", [this](const Call &) { return zones(); }});
    router.add({"GET", "/instance-type", "list-instance-types", [this](const Call &) { return types(); }});
    router.add(
        {"GET", "/instance-type/{id}", "get-instance-type", [this](const Call &call) { return type(call); }});
    router.add({"GET", "/template", "list-templates", [this](const Call &call) { return templates(call); }});
    router.add(
        {"GET", "/template/{id}", "get-template", [this](const Call &call) { return oneTemplate(call); }});
    router.add({"GET", "/quota", "list-quotas", [this](const Call &) { return quotas(); }});
    router.add({"GET", "/quota/{entity}", "get-quota", [this](const Call &call) { return quota(call); }});
    router.add(
        {"GET", "/operation/{id}", "get-operation", [this](const Call &call) { return operation(call); }});
    const std::vector<std::array<std::string, 3>> emptyLists{
        {"/private-network", "list-private-networks", "private-networks"},
        {"/elastic-ip", "list-elastic-ips", "elastic-ips"},
        {"/instance-pool", "list-instance-pools", "instance-pools"},
        {"/load-balancer", "list-load-balancers", "load-balancers"},
        {"/block-storage", "list-block-storage-volumes", "block-storage-volumes"},
        {"/snapshot", "list-snapshots", "snapshots"},
        {"/deploy-target", "list-deploy-targets", "deploy-targets"},
    };
    for (const auto &[path, name, key] : emptyLists)
        router.add({"GET", path, name, [list = key](const Call &) { return json{{list, json::array()}}; }});
}

json CatalogueApi::zones() const
{
    return {{"zones",
             json::array({{{"id", uuidFrom(std::string("zone/") + zoneName)},
                           {"name", zoneName},
                           {"api-endpoint", m_cloud.endpoint()},
                           {"sos-endpoint", m_cloud.endpoint()}}})}};
}

json CatalogueApi::types() const
{
    json rows = json::array();
    for (const InstanceType &item : instanceTypes())
        rows.push_back(typeRow(item));
    return {{"instance-types", rows}};
}

json CatalogueApi::type(const Call &call) const
{
    if (const InstanceType *found = findInstanceType(call.parameters.at(0)))
        return typeRow(*found);
    throw ApiError(404, "Instance Type not found");
}

json CatalogueApi::templates(const Call &call) const
{
    const std::string visibility = call.query("visibility");
    if (!visibility.empty() && visibility != "public" && visibility != "private")
        throw ApiError(400, "Bad Request", {"visibility: must be public or private"});
    const std::string family = call.query("family");
    json rows = json::array();
    if (visibility != "private")
        for (const MachineTemplate &item : m_cloud.machines().templates())
            if (family.empty() || item.family == family)
                rows.push_back(templateRow(item));
    return {{"templates", rows}};
}

json CatalogueApi::oneTemplate(const Call &call) const
{
    for (const MachineTemplate &item : m_cloud.machines().templates())
        if (item.id == call.parameters.at(0))
            return templateRow(item);
    throw ApiError(404, "Template not found");
}

json CatalogueApi::quotas() const
{
    World &world = m_cloud.world();
    const auto row = [](const char *resource, std::size_t usage, int limit) {
        return json{{"resource", resource}, {"usage", usage}, {"limit", limit}};
    };
    return {{"quotas",
             json::array({row("instance", world.instances().size(), m_cloud.settings().instanceQuota),
                          row("security-group", world.groups().size(), 100),
                          row("ssh-key", world.sshKeys().size(), 1000),
                          row("anti-affinity-group", world.antiAffinityGroups().size(), 100),
                          row("private-network", 0, 32), row("elastic-ip", 0, 5), row("snapshot", 0, 10),
                          row("template", 0, 5), row("network-load-balancer", 0, 5),
                          row("sks-cluster", 0, 10), row("gpu", 0, 0), row("gpu2", 0, 0), row("cpu", 0, -1),
                          row("memory", 0, -1), row("storage", 0, -1)})}};
}

json CatalogueApi::quota(const Call &call) const
{
    const json all = quotas();
    for (const json &row : all.at("quotas"))
        if (row.at("resource") == call.parameters.at(0))
            return row;
    throw ApiError(404, "Quota not found");
}

json CatalogueApi::operation(const Call &call) const
{
    return m_cloud.operations().toJson(call.parameters.at(0));
}

} // namespace skep::sandbox
