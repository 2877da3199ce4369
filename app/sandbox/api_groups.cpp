// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/api_groups.h"

#include "app/sandbox/encoding.h"
#include "app/sandbox/rules.h"

#include <algorithm>

namespace skep::sandbox {

using nlohmann::json;

namespace {

constexpr auto kind = "security-group";
constexpr auto ruleKind = "security-group-rule";

Reference referenceTo(const std::string &id)
{
    return {id, "/v2/security-group/" + id, "get-security-group"};
}

bool contains(const std::vector<std::string> &list, const std::string &item)
{
    return std::find(list.begin(), list.end(), item) != list.end();
}

bool isSourceOf(const SecurityGroup &group, const std::string &id)
{
    return std::any_of(group.rules.begin(), group.rules.end(),
                       [&](const Rule &rule) { return rule.groupId == id; });
}

} // namespace

GroupsApi::GroupsApi(Cloud &cloud, Router &router)
    : m_cloud(cloud)
{
    const auto bind = [this](json (GroupsApi::*method)(const Call &)) {
        return [this, method](const Call &call) { return (this->*method)(call); };
    };
    const std::string one = "/security-group/{id}";
    router.add({"POST", "/security-group", "create-security-group", bind(&GroupsApi::add), true});
    router.add(
        {"GET", "/security-group", "list-security-groups", [this](const Call &call) { return list(call); }});
    router.add({"GET", one, "get-security-group", [this](const Call &call) { return get(call); }});
    router.add({"DELETE", one, "delete-security-group", bind(&GroupsApi::remove), true});
    router.add({"POST", one + "/rules", "add-rule-to-security-group", bind(&GroupsApi::addRule), true});
    router.add({"DELETE", one + "/rules/{rule-id}", "delete-rule-from-security-group",
                bind(&GroupsApi::removeRule), true});
    router.add({"PUT", one + ":attach", "attach-instance-to-security-group", bind(&GroupsApi::attach), true});
    router.add(
        {"PUT", one + ":detach", "detach-instance-from-security-group", bind(&GroupsApi::detach), true});
    router.add({"PUT", one + ":add-source", "add-external-source-to-security-group",
                bind(&GroupsApi::addSource), true});
    router.add({"PUT", one + ":remove-source", "remove-external-source-from-security-group",
                bind(&GroupsApi::removeSource), true});
}

SecurityGroup &GroupsApi::group(const std::string &id) const
{
    const auto found = m_cloud.world().groups().find(id);
    if (found == m_cloud.world().groups().end())
        throw ApiError(404, "Security Group not found");
    return found->second;
}

Instance &GroupsApi::instanceOf(const Call &call) const
{
    Instance *instance = m_cloud.world().instance(Body(call.request.body).reference("instance"));
    if (!instance)
        throw ApiError(404, "Instance not found");
    return *instance;
}

json GroupsApi::row(const SecurityGroup &item) const
{
    json result{{"id", item.id}, {"name", item.name}, {"visibility", "private"}};
    if (!item.description.empty())
        result["description"] = item.description;
    for (const Rule &rule : item.rules) {
        const auto source = m_cloud.world().groups().find(rule.groupId);
        const bool known = source != m_cloud.world().groups().end();
        result["rules"].push_back(ruleRow(rule, known ? source->second.name : std::string()));
    }
    if (!item.externalSources.empty())
        result["external-sources"] = item.externalSources;
    return result;
}

json GroupsApi::afterFirewall(const std::string &groupId)
{
    Operations &operations = m_cloud.operations();
    const std::string id = operations.begin(referenceTo(groupId));
    m_cloud.firewall().refresh(
        [&operations, id](const std::string &error) { operations.finishWith(id, error); });
    return operations.toJson(id);
}

json GroupsApi::add(const Call &call)
{
    const Body body(call.request.body);
    SecurityGroup made;
    made.name = body.text("name", 1, 255);
    made.description = body.textOr("description", 255);
    for (const auto &[id, existing] : m_cloud.world().groups())
        if (existing.name == made.name)
            throw ApiError(409, "A Security Group with this name already exists");
    made.id = newUuid();
    m_cloud.world().groups()[made.id] = made;
    m_cloud.world().recordCreated(kind, made.id, made.name);
    const std::string id = m_cloud.operations().begin(referenceTo(made.id));
    m_cloud.operations().finish(id);
    return m_cloud.operations().toJson(id);
}

json GroupsApi::list(const Call &call) const
{
    const std::string visibility = call.query("visibility");
    if (!visibility.empty() && visibility != "public" && visibility != "private")
        throw ApiError(400, "Bad Request", {"visibility: must be public or private"});
    json rows = json::array();
    if (visibility != "public")
        for (const auto &[id, item] : m_cloud.world().groups())
            rows.push_back(row(item));
    return {{"security-groups", rows}};
}

json GroupsApi::get(const Call &call) const
{
    return row(group(call.parameters.at(0)));
}

json GroupsApi::remove(const Call &call)
{
    World &world = m_cloud.world();
    const SecurityGroup item = group(call.parameters.at(0));
    if (item.name == "default")
        throw ApiError(409, "The default Security Group cannot be deleted");
    for (const auto &[id, instance] : world.instances())
        if (contains(instance.groups, item.id))
            throw ApiError(409, "The Security Group is used by the instance " + instance.name);
    for (const auto &[id, other] : world.groups())
        if (id != item.id && isSourceOf(other, item.id))
            throw ApiError(409, "The Security Group is used by a rule of " + other.name);
    for (const Rule &rule : item.rules)
        world.recordDeleted(ruleKind, rule.id);
    world.groups().erase(item.id);
    world.recordDeleted(kind, item.id);
    const std::string id = m_cloud.operations().beginRemoval(referenceTo(item.id));
    m_cloud.operations().finish(id);
    return m_cloud.operations().toJson(id);
}

std::string GroupsApi::sourceGroup(const Body &body) const
{
    const json &source = body.object("security-group");
    if (source.contains("id"))
        return group(body.reference("security-group")).id;
    const std::string name = body.reference("security-group", "name");
    const bool isPublic = source.value("visibility", json("private")) == "public";
    for (const auto &[id, item] : m_cloud.world().groups())
        if (!isPublic && item.name == name)
            return id;
    throw ApiError(404, "Security Group not found");
}

json GroupsApi::addRule(const Call &call)
{
    SecurityGroup &item = group(call.parameters.at(0));
    const Body body(call.request.body);
    Rule rule = readRule(body);
    if (body.has("security-group"))
        rule.groupId = sourceGroup(body);
    rule.id = newUuid();
    item.rules.push_back(rule);
    m_cloud.world().recordCreated(ruleKind, rule.id, item.name + ": " + describe(rule));
    return afterFirewall(item.id);
}

json GroupsApi::removeRule(const Call &call)
{
    SecurityGroup &item = group(call.parameters.at(0));
    const auto found = std::find_if(item.rules.begin(), item.rules.end(),
                                    [&](const Rule &rule) { return rule.id == call.parameters.at(1); });
    if (found == item.rules.end())
        throw ApiError(404, "Security Group rule not found");
    item.rules.erase(found);
    m_cloud.world().recordDeleted(ruleKind, call.parameters.at(1));
    return afterFirewall(item.id);
}

json GroupsApi::attach(const Call &call)
{
    const std::string id = group(call.parameters.at(0)).id;
    Instance &instance = instanceOf(call);
    if (!contains(instance.groups, id))
        instance.groups.push_back(id);
    return afterFirewall(id);
}

json GroupsApi::detach(const Call &call)
{
    const std::string id = group(call.parameters.at(0)).id;
    Instance &instance = instanceOf(call);
    const auto found = std::find(instance.groups.begin(), instance.groups.end(), id);
    if (found == instance.groups.end())
        throw ApiError(404, "The instance is not attached to the Security Group");
    instance.groups.erase(found);
    return afterFirewall(id);
}

json GroupsApi::addSource(const Call &call)
{
    SecurityGroup &item = group(call.parameters.at(0));
    const std::string cidr = Body(call.request.body).text("cidr", 1, 64);
    if (!isNetwork(cidr))
        Body::refuse("cidr", "is not a CIDR-formatted network");
    if (!contains(item.externalSources, cidr))
        item.externalSources.push_back(cidr);
    return afterFirewall(item.id);
}

json GroupsApi::removeSource(const Call &call)
{
    SecurityGroup &item = group(call.parameters.at(0));
    const std::string cidr = Body(call.request.body).text("cidr", 1, 64);
    const auto found = std::find(item.externalSources.begin(), item.externalSources.end(), cidr);
    if (found == item.externalSources.end())
        throw ApiError(404, "The Security Group has no such external source");
    item.externalSources.erase(found);
    return afterFirewall(item.id);
}

} // namespace skep::sandbox
