// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/cloudstack/tags.h"

#include "app/sandbox/cloudstack/account.h"
#include "app/sandbox/cloudstack/refusal.h"

#include <algorithm>

namespace skep::sandbox::cloudstack {

using nlohmann::json;

namespace {

constexpr auto machineType = "UserVm";

} // namespace

Tags::Tags(Cloud &cloud, Jobs &jobs, Commands &commands)
    : m_cloud(cloud)
    , m_jobs(jobs)
{
    commands.add({"createTags",
                  {"resourceids*", "resourcetype*", "tags*"},
                  [this](const Parameters &p) { return create(p); },
                  true});
    commands.add({"deleteTags",
                  {"resourceids*", "resourcetype*", "tags"},
                  [this](const Parameters &p) { return remove(p); },
                  true});
    commands.add({"listTags",
                  {"resourceid", "resourcetype", "key", "value", "listall", "page", "pagesize"},
                  [this](const Parameters &p) { return list(p); }});
}

bool Tags::exists(const std::string &type, const std::string &id) const
{
    World &world = m_cloud.world();
    if (sameWord(type, machineType))
        return world.instance(id);
    if (sameWord(type, "SecurityGroup"))
        return world.groups().count(id) > 0;
    if (sameWord(type, "Network"))
        return world.cloudStack().networks.count(id) > 0;
    if (sameWord(type, "PublicIpAddress"))
        return world.cloudStack().addresses.count(id) > 0;
    throw Refusal(Code::Parameter, "Invalid resource type " + type);
}

void Tags::checkResources(const Parameters &parameters) const
{
    parameters.required("resourceids");
    const std::string type = parameters.required("resourcetype");
    for (const std::string &id : parameters.list("resourceids"))
        if (!exists(type, id))
            parameters.refuse("resourceids");
}

Tags::TagMap &Tags::tagsOf(const std::string &type, const std::string &id)
{
    if (sameWord(type, machineType))
        return m_cloud.world().instance(id)->labels;
    return m_cloud.world().cloudStack().tags[id];
}

void Tags::changed(const std::string &type, const std::string &id)
{
    World &world = m_cloud.world();
    if (const Instance *instance = sameWord(type, machineType) ? world.instance(id) : nullptr)
        world.recordChanged("instance", id, instance->name, instance->labels);
}

json Tags::create(const Parameters &parameters)
{
    checkResources(parameters);
    const std::string type = parameters.text("resourcetype");
    const auto tags = parameters.maps("tags");
    if (tags.empty())
        parameters.required("tags");
    Outcome outcome;
    for (const std::string &id : parameters.list("resourceids")) {
        for (const auto &tag : tags) {
            const auto key = tag.find("key");
            const auto value = tag.find("value");
            if (key == tag.end() || key->second.empty() || value == tag.end())
                throw Refusal(Code::Parameter, "A tag needs a key and a value");
            if (!tagsOf(type, id).emplace(key->second, value->second).second)
                outcome = {"fault", "tag " + key->second + " already on " + type + " with id " + id};
        }
        changed(type, id);
    }
    const std::string job = m_jobs.begin("CreateTags", {}, {});
    m_jobs.finish(job, outcome);
    return Jobs::started(job);
}

json Tags::remove(const Parameters &parameters)
{
    checkResources(parameters);
    const std::string type = parameters.text("resourcetype");
    const auto asked = parameters.maps("tags");
    for (const std::string &id : parameters.list("resourceids")) {
        TagMap &own = tagsOf(type, id);
        if (asked.empty())
            own.clear();
        for (const auto &tag : asked) {
            const auto key = tag.find("key");
            const auto value = tag.find("value");
            const auto found = key == tag.end() ? own.end() : own.find(key->second);
            if (found != own.end() && (value == tag.end() || value->second == found->second))
                own.erase(found);
        }
        changed(type, id);
    }
    const std::string job = m_jobs.begin("DeleteTags", {}, {});
    m_jobs.finish(job);
    return Jobs::started(job);
}

json Tags::list(const Parameters &parameters) const
{
    json rows = json::array();
    const auto add = [&](const std::string &type, const std::string &id, const TagMap &tags) {
        for (const auto &[key, value] : tags) {
            json row{{"key", key}, {"value", value}, {"resourceid", id}, {"resourcetype", type}};
            addOwner(row);
            if ((!parameters.has("resourceid") || parameters.text("resourceid") == id)
                && (!parameters.has("resourcetype") || sameWord(parameters.text("resourcetype"), type))
                && (!parameters.has("key") || parameters.text("key") == key)
                && (!parameters.has("value") || parameters.text("value") == value))
                rows.push_back(std::move(row));
        }
    };
    for (const auto &[id, instance] : m_cloud.world().instances())
        add(machineType, id, instance.labels);
    for (const auto &[id, tags] : m_cloud.world().cloudStack().tags)
        for (const char *type : {"SecurityGroup", "Network", "PublicIpAddress"})
            if (exists(type, id))
                add(type, id, tags);
    return listAnswer(parameters, "tag", rows);
}

} // namespace skep::sandbox::cloudstack
