// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/api_affinity.h"

#include "app/sandbox/body.h"
#include "app/sandbox/encoding.h"

#include <algorithm>

namespace skep::sandbox {

using nlohmann::json;

namespace {

constexpr auto kind = "anti-affinity-group";

Reference referenceTo(const std::string &id)
{
    return {id, "/v2/anti-affinity-group/" + id, "get-anti-affinity-group"};
}

} // namespace

AffinityApi::AffinityApi(Cloud &cloud, Router &router)
    : m_cloud(cloud)
{
    const std::string one = "/anti-affinity-group/{id}";
    router.add({"POST", "/anti-affinity-group", "create-anti-affinity-group",
                [this](const Call &call) { return add(call); }, true});
    router.add({"GET", "/anti-affinity-group", "list-anti-affinity-groups",
                [this](const Call &) { return list(); }});
    router.add({"GET", one, "get-anti-affinity-group", [this](const Call &call) { return get(call); }});
    router.add({"DELETE", one, "delete-anti-affinity-group",
                [this](const Call &call) { return remove(call); }, true});
}

const AntiAffinityGroup &AffinityApi::group(const std::string &id) const
{
    const auto found = m_cloud.world().antiAffinityGroups().find(id);
    if (found == m_cloud.world().antiAffinityGroups().end())
        throw ApiError(404, "Anti-affinity Group not found");
    return found->second;
}

json AffinityApi::row(const AntiAffinityGroup &item) const
{
    json members = json::array();
    for (const auto &[id, instance] : m_cloud.world().instances()) {
        const auto &groups = instance.antiAffinityGroups;
        if (std::find(groups.begin(), groups.end(), item.id) != groups.end())
            members.push_back({{"id", id}});
    }
    json result{{"id", item.id}, {"name", item.name}, {"instances", members}};
    if (!item.description.empty())
        result["description"] = item.description;
    return result;
}

json AffinityApi::add(const Call &call)
{
    const Body body(call.request.body);
    AntiAffinityGroup made;
    made.name = body.text("name", 1, 255);
    made.description = body.textOr("description", 255);
    for (const auto &[id, existing] : m_cloud.world().antiAffinityGroups())
        if (existing.name == made.name)
            throw ApiError(409, "An Anti-affinity Group with this name already exists");
    made.id = newUuid();
    m_cloud.world().antiAffinityGroups()[made.id] = made;
    m_cloud.world().recordCreated(kind, made.id, made.name);
    const std::string id = m_cloud.operations().begin(referenceTo(made.id));
    m_cloud.operations().finish(id);
    return m_cloud.operations().toJson(id);
}

json AffinityApi::list() const
{
    json rows = json::array();
    for (const auto &[id, item] : m_cloud.world().antiAffinityGroups())
        rows.push_back(row(item));
    return {{"anti-affinity-groups", rows}};
}

json AffinityApi::get(const Call &call) const
{
    return row(group(call.parameters.at(0)));
}

json AffinityApi::remove(const Call &call)
{
    const std::string groupId = group(call.parameters.at(0)).id;
    if (!row(group(groupId)).at("instances").empty())
        throw ApiError(409, "The Anti-affinity Group is used by an instance");
    m_cloud.world().antiAffinityGroups().erase(groupId);
    m_cloud.world().recordDeleted(kind, groupId);
    const std::string id = m_cloud.operations().beginRemoval(referenceTo(groupId));
    m_cloud.operations().finish(id);
    return m_cloud.operations().toJson(id);
}

} // namespace skep::sandbox
