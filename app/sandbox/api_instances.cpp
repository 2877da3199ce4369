// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/api_instances.h"

#include "app/sandbox/api_catalogue.h"
#include "app/sandbox/encoding.h"

#include <algorithm>
#include <regex>

namespace skep::sandbox {

using nlohmann::json;

namespace {

constexpr auto kind = "instance";
constexpr std::size_t longestUserData = 32768;
constexpr std::size_t largestAntiAffinityGroup = 8;

Reference referenceTo(const std::string &id)
{
    return {id, "/v2/instance/" + id, "get-instance"};
}

std::string readName(const Body &body)
{
    static const std::regex hostLabel("^[a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?$");
    std::string name = body.text("name", 1, 255);
    if (!std::regex_match(name, hostLabel))
        throw ApiError(400, "Bad Request");
    return name;
}

std::string readUserData(const Body &body)
{
    std::string text = body.text("user-data", 1, longestUserData);
    if (!base64Decoded(text))
        Body::refuse("user-data", "is not base64");
    return text;
}

json idRows(const std::vector<std::string> &ids)
{
    json rows = json::array();
    for (const std::string &id : ids)
        rows.push_back({{"id", id}});
    return rows;
}

void refuseWhileBusy(const Instance &instance)
{
    if (instance.state != "running" && instance.state != "stopped" && instance.state != "error")
        throw ApiError(409, "The instance is " + instance.state + ".");
}

} // namespace

std::string macAddressFrom(const std::string &id)
{
    const std::string digits = hexMd5(id);
    std::string mac = "06";
    for (std::size_t i = 0; i < 10; i += 2)
        mac += ':' + digits.substr(i, 2);
    return mac;
}

InstancesApi::InstancesApi(Cloud &cloud, Lifecycle &lifecycle, Router &router)
    : m_cloud(cloud)
    , m_lifecycle(lifecycle)
{
    const auto bind = [this](json (InstancesApi::*method)(const Call &)) {
        return [this, method](const Call &call) { return (this->*method)(call); };
    };
    const std::string one = "/instance/{id}";
    router.add({"POST", "/instance", "create-instance", bind(&InstancesApi::add), true});
    router.add({"GET", "/instance", "list-instances", [this](const Call &call) { return list(call); }});
    router.add({"GET", one, "get-instance", [this](const Call &call) { return get(call); }});
    router.add({"PUT", one, "update-instance", bind(&InstancesApi::update), true});
    router.add({"DELETE", one, "delete-instance", bind(&InstancesApi::remove), true});
    router.add({"PUT", one + ":start", "start-instance", bind(&InstancesApi::start), true});
    router.add({"PUT", one + ":stop", "stop-instance", bind(&InstancesApi::stop), true});
    router.add({"PUT", one + ":reboot", "reboot-instance", bind(&InstancesApi::reboot), true});
    router.add({"PUT", one + ":reset", "reset-instance", bind(&InstancesApi::reset), true});
    router.add({"PUT", one + ":add-protection", "add-instance-protection",
                [this](const Call &call) { return protect(call, true); }, true});
    router.add({"PUT", one + ":remove-protection", "remove-instance-protection",
                [this](const Call &call) { return protect(call, false); }, true});
    router.add({"DELETE", one + "/{field}", "reset-instance-field", bind(&InstancesApi::resetField), true});
}

Instance &InstancesApi::instance(const Call &call) const
{
    if (Instance *found = m_cloud.world().instance(call.parameters.at(0)))
        return *found;
    throw ApiError(404, "Instance not found");
}

void InstancesApi::checkTemplate(const std::string &id) const
{
    const std::vector<MachineTemplate> templates = m_cloud.machines().templates();
    const bool known = std::any_of(templates.begin(), templates.end(),
                                   [&](const MachineTemplate &item) { return item.id == id; });
    if (!known)
        throw ApiError(404, "Template not found");
}

std::vector<std::string> InstancesApi::readGroups(const Body &body) const
{
    std::vector<std::string> groups = body.references("security-groups");
    for (const std::string &id : groups)
        if (m_cloud.world().groups().count(id) == 0)
            throw ApiError(404, "Security Group not found");
    if (groups.empty())
        groups.push_back(m_cloud.world().defaultGroupId());
    return groups;
}

std::vector<std::string> InstancesApi::readKeys(const Body &body) const
{
    std::vector<std::string> names = body.references("ssh-keys", "name");
    if (names.empty() && body.has("ssh-key"))
        names.push_back(body.reference("ssh-key", "name"));
    for (const std::string &name : names)
        if (m_cloud.world().sshKeys().count(name) == 0)
            throw ApiError(404, "SSH key not found");
    return names;
}

std::vector<std::string> InstancesApi::readAntiAffinity(const Body &body) const
{
    std::vector<std::string> groups = body.references("anti-affinity-groups");
    for (const std::string &group : groups) {
        if (m_cloud.world().antiAffinityGroups().count(group) == 0)
            throw ApiError(404, "Anti-affinity Group not found");
        std::size_t members = 0;
        for (const auto &[id, other] : m_cloud.world().instances())
            for (const std::string &joined : other.antiAffinityGroups)
                members += joined == group ? 1 : 0;
        if (members >= largestAntiAffinityGroup)
            throw ApiError(409, "The Anti-affinity Group is full");
    }
    return groups;
}

Instance InstancesApi::readInstance(const Body &body) const
{
    Instance made;
    made.diskSize = body.integer("disk-size", 10, 51200);
    made.typeId = body.reference("instance-type");
    made.templateId = body.reference("template");
    if (body.has("name"))
        made.name = readName(body);
    if (body.has("user-data"))
        made.userData = readUserData(body);
    if (body.has("public-ip-assignment"))
        made.addressAssignment = body.choice("public-ip-assignment", {"inet4", "dual", "none"});
    made.labels = body.labels("labels");
    const InstanceType *type = findInstanceType(made.typeId);
    if (!type)
        throw ApiError(404, "Instance Type not found");
    if (!type->authorized)
        throw ApiError(403, "This Instance Type is not authorized for your organization");
    checkTemplate(made.templateId);
    made.groups = readGroups(body);
    made.sshKeys = readKeys(body);
    made.antiAffinityGroups = readAntiAffinity(body);
    return made;
}

json InstancesApi::add(const Call &call)
{
    const Body body(call.request.body);
    Instance made = readInstance(body);
    const bool autoStart = body.flagOr("auto-start", true);
    const int quota = m_cloud.settings().instanceQuota;
    if (m_cloud.world().instances().size() >= static_cast<std::size_t>(std::max(quota, 0)))
        throw ApiError(409,
                       "Quota exceeded: the limit of " + std::to_string(quota) + " instances is reached");
    made.id = newUuid();
    if (made.name.empty())
        made.name = "VM-" + made.id;
    made.state = "starting";
    made.createdAt = timestamp();
    made.macAddress = macAddressFrom(made.id);
    m_cloud.world().instances()[made.id] = made;
    m_cloud.world().recordCreated(kind, made.id, made.name, made.labels);
    const std::string id = m_cloud.operations().begin(referenceTo(made.id));
    m_lifecycle.create(made.id, id, autoStart);
    return m_cloud.operations().toJson(id);
}

json InstancesApi::row(const Instance &item) const
{
    json result{{"id", item.id},
                {"name", item.name},
                {"state", item.state},
                {"created-at", item.createdAt},
                {"instance-type", {{"id", item.typeId}}},
                {"template", {{"id", item.templateId}}},
                {"public-ip-assignment", item.addressAssignment},
                {"mac-address", item.macAddress},
                {"security-groups", idRows(item.groups)}};
    if (!item.address.empty() && item.addressAssignment != "none")
        result["public-ip"] = item.address;
    if (!item.labels.empty())
        result["labels"] = item.labels;
    for (const std::string &name : item.sshKeys) {
        json key{{"name", name}};
        const auto known = m_cloud.world().sshKeys().find(name);
        if (known != m_cloud.world().sshKeys().end())
            key["fingerprint"] = known->second.fingerprint;
        if (!result.contains("ssh-key"))
            result["ssh-key"] = key;
        result["ssh-keys"].push_back(std::move(key));
    }
    return result;
}

json InstancesApi::details(const Instance &item) const
{
    json result = row(item);
    result["disk-size"] = item.diskSize;
    result["secureboot-enabled"] = false;
    result["tpm-enabled"] = false;
    if (!item.antiAffinityGroups.empty())
        result["anti-affinity-groups"] = idRows(item.antiAffinityGroups);
    if (!item.userData.empty())
        result["user-data"] = item.userData;
    return result;
}

json InstancesApi::list(const Call &call) const
{
    const std::string label = call.query("labels");
    const std::string address = call.query("ip-address");
    const bool ofManager = !call.query("manager-id").empty() || !call.query("manager-type").empty();
    const std::size_t colon = std::min(label.find(':'), label.size());
    const std::string value = label.substr(std::min(colon + 1, label.size()));
    json rows = json::array();
    for (const auto &[id, item] : m_cloud.world().instances()) {
        const auto found = item.labels.find(label.substr(0, colon));
        const bool hasLabel = found != item.labels.end() && found->second == value;
        if ((label.empty() || hasLabel) && (address.empty() || address == item.address) && !ofManager)
            rows.push_back(row(item));
    }
    return {{"instances", rows}};
}

json InstancesApi::get(const Call &call) const
{
    return details(instance(call));
}

json InstancesApi::changed(const Instance &item)
{
    m_cloud.world().recordChanged(kind, item.id, item.name, item.labels);
    const std::string id = m_cloud.operations().begin(referenceTo(item.id));
    m_cloud.operations().finish(id);
    return m_cloud.operations().toJson(id);
}

json InstancesApi::update(const Call &call)
{
    Instance &item = instance(call);
    const Body body(call.request.body);
    Instance next = item;
    if (body.has("name"))
        next.name = readName(body);
    if (body.has("user-data"))
        next.userData = readUserData(body);
    if (body.has("labels"))
        next.labels = body.labels("labels");
    if (body.has("public-ip-assignment"))
        next.addressAssignment = body.choice("public-ip-assignment", {"inet4", "dual", "none"});
    item = next;
    return changed(item);
}

json InstancesApi::remove(const Call &call)
{
    const Instance &item = instance(call);
    if (item.isProtected)
        throw ApiError(409, "The instance is protected against deletion");
    if (item.state == "destroying")
        throw ApiError(409, "The instance is destroying.");
    const std::string id = m_cloud.operations().beginRemoval(referenceTo(item.id));
    m_lifecycle.destroy(item.id, id);
    return m_cloud.operations().toJson(id);
}

json InstancesApi::start(const Call &call)
{
    const Instance &item = instance(call);
    refuseWhileBusy(item);
    if (item.state == "running")
        throw ApiError(400, "The instance needs to be stopped.");
    const Body body(call.request.body);
    if (body.has("rescue-profile"))
        throw ApiError(400, "Bad Request", {"rescue-profile: the sandbox's machines have no rescue system"});
    const std::string id = m_cloud.operations().begin(referenceTo(item.id), kind);
    m_lifecycle.start(item.id, id);
    return m_cloud.operations().toJson(id);
}

json InstancesApi::stop(const Call &call)
{
    const Instance &item = instance(call);
    refuseWhileBusy(item);
    if (item.state == "stopped")
        throw ApiError(400, "The instance needs to be running.");
    const std::string id = m_cloud.operations().begin(referenceTo(item.id), kind);
    m_lifecycle.stop(item.id, id);
    return m_cloud.operations().toJson(id);
}

json InstancesApi::reboot(const Call &call)
{
    const Instance &item = instance(call);
    refuseWhileBusy(item);
    if (item.state == "stopped")
        throw ApiError(400, "The instance needs to be running.");
    const std::string id = m_cloud.operations().begin(referenceTo(item.id));
    m_lifecycle.reboot(item.id, id);
    return m_cloud.operations().toJson(id);
}

json InstancesApi::reset(const Call &call)
{
    Instance &item = instance(call);
    if (item.state != "stopped")
        throw ApiError(400, "The instance needs to be stopped.");
    const Body body(call.request.body);
    const std::int64_t disk = body.has("disk-size") ? body.integer("disk-size", 10, 51200) : item.diskSize;
    if (body.has("template")) {
        checkTemplate(body.reference("template"));
        item.templateId = body.reference("template");
    }
    item.diskSize = disk;
    const std::string id = m_cloud.operations().begin(referenceTo(item.id));
    m_lifecycle.reinstall(item.id, id);
    return m_cloud.operations().toJson(id);
}

json InstancesApi::protect(const Call &call, bool on)
{
    Instance &item = instance(call);
    item.isProtected = on;
    return changed(item);
}

json InstancesApi::resetField(const Call &call)
{
    Instance &item = instance(call);
    if (call.parameters.at(1) != "labels")
        throw ApiError(400, "Bad Request", {"field: only labels can be reset"});
    item.labels.clear();
    return changed(item);
}

} // namespace skep::sandbox
