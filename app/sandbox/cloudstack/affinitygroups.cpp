// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/cloudstack/affinitygroups.h"

#include "app/sandbox/cloudstack/account.h"
#include "app/sandbox/cloudstack/refusal.h"
#include "app/sandbox/encoding.h"

#include <algorithm>

namespace skep::sandbox::cloudstack {

using nlohmann::json;

namespace {

constexpr auto ledgerKind = "anti-affinity-group";
constexpr auto resultKind = "affinitygroup";
constexpr auto onlyType = "host anti-affinity";

} // namespace

AffinityGroups::AffinityGroups(Cloud &cloud, Jobs &jobs, Commands &commands)
    : m_cloud(cloud)
    , m_jobs(jobs)
{
    jobs.describe(resultKind, [this](const std::string &id) {
        const auto found = m_cloud.world().antiAffinityGroups().find(id);
        return found == m_cloud.world().antiAffinityGroups().end() ? json() : row(found->second);
    });
    commands.add({"listAffinityGroups",
                  {"id", "name", "keyword", "type", "virtualmachineid", "listall", "page", "pagesize"},
                  [this](const Parameters &p) { return list(p); }});
    commands.add({"createAffinityGroup",
                  {"name*", "type*", "description"},
                  [this](const Parameters &p) { return create(p); },
                  true});
    commands.add(
        {"deleteAffinityGroup", {"id", "name"}, [this](const Parameters &p) { return remove(p); }, true});
    commands.add({"listAffinityGroupTypes", {"page", "pagesize"}, [](const Parameters &p) {
                      return listAnswer(p, "affinityGroupType", json::array({{{"type", onlyType}}}));
                  }});
}

json AffinityGroups::row(const AntiAffinityGroup &group) const
{
    json members = json::array();
    for (const auto &[id, instance] : m_cloud.world().instances()) {
        const auto &groups = instance.antiAffinityGroups;
        if (std::find(groups.begin(), groups.end(), group.id) != groups.end())
            members.push_back(id);
    }
    json result{{"id", group.id},
                {"name", group.name},
                {"description", group.description},
                {"type", onlyType},
                {"virtualmachineIds", members}};
    addOwner(result);
    return result;
}

json AffinityGroups::list(const Parameters &parameters) const
{
    const std::string machine = parameters.text("virtualmachineid");
    json rows = json::array();
    for (const auto &[id, group] : m_cloud.world().antiAffinityGroups()) {
        json item = row(group);
        const json &members = item.at("virtualmachineIds");
        if ((!parameters.has("id") || parameters.text("id") == id)
            && (!parameters.has("name") || parameters.text("name") == group.name)
            && (!parameters.has("type") || parameters.text("type") == onlyType)
            && lowered(group.name).find(lowered(parameters.text("keyword"))) != std::string::npos
            && (machine.empty() || std::find(members.begin(), members.end(), machine) != members.end()))
            rows.push_back(std::move(item));
    }
    return listAnswer(parameters, resultKind, rows);
}

json AffinityGroups::create(const Parameters &parameters)
{
    AntiAffinityGroup made;
    made.name = parameters.required("name");
    made.description = parameters.text("description");
    if (parameters.required("type") != onlyType)
        throw Refusal(Code::Parameter,
                      "Unable to create affinity group, invalid affinity group type "
                          + parameters.text("type"));
    for (const auto &[id, existing] : m_cloud.world().antiAffinityGroups())
        if (existing.name == made.name)
            throw Refusal(Code::Parameter,
                          "Unable to create affinity group, a group with name " + made.name
                              + " already exists.");
    made.id = newUuid();
    m_cloud.world().antiAffinityGroups()[made.id] = made;
    m_cloud.world().recordCreated(ledgerKind, made.id, made.name);
    const std::string job = m_jobs.begin("CreateAffinityGroup", resultKind, made.id);
    m_jobs.finish(job);
    return Jobs::started(job, made.id);
}

json AffinityGroups::remove(const Parameters &parameters)
{
    auto &groups = m_cloud.world().antiAffinityGroups();
    const bool byId = !parameters.text("id").empty();
    const auto found = std::find_if(groups.begin(), groups.end(), [&](const auto &entry) {
        return byId ? entry.first == parameters.text("id") : entry.second.name == parameters.text("name");
    });
    if (found == groups.end())
        parameters.refuse(byId ? "id" : "name");
    // Unlike security groups, machines that are in it leave it.
    const std::string id = found->first;
    for (auto &[machine, instance] : m_cloud.world().instances()) {
        auto &joined = instance.antiAffinityGroups;
        joined.erase(std::remove(joined.begin(), joined.end(), id), joined.end());
    }
    groups.erase(found);
    m_cloud.world().recordDeleted(ledgerKind, id);
    const std::string job = m_jobs.begin("DeleteAffinityGroup", {}, {});
    m_jobs.finish(job);
    return Jobs::started(job);
}

} // namespace skep::sandbox::cloudstack
