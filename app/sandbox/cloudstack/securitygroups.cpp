// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/cloudstack/securitygroups.h"

#include "app/sandbox/cloudstack/account.h"
#include "app/sandbox/cloudstack/machinerow.h"
#include "app/sandbox/cloudstack/projects.h"
#include "app/sandbox/cloudstack/refusal.h"
#include "app/sandbox/encoding.h"
#include "app/sandbox/rules.h"

#include <algorithm>

namespace skep::sandbox::cloudstack {

using nlohmann::json;

namespace {

// The kinds of the ledger are those of the other API: both make the same objects.
constexpr auto ledgerKind = "security-group";
constexpr auto ledgerRuleKind = "security-group-rule";
constexpr auto resultKind = "securitygroup";

bool contains(const std::vector<std::string> &list, const std::string &item)
{
    return std::find(list.begin(), list.end(), item) != list.end();
}

bool isSameRule(const Rule &one, const Rule &other)
{
    return one.flow == other.flow && one.protocol == other.protocol && one.network == other.network
        && one.groupId == other.groupId && one.startPort == other.startPort && one.endPort == other.endPort
        && one.icmpType == other.icmpType && one.icmpCode == other.icmpCode;
}

//! The protocol by its name, also where it came as a number.
std::string readProtocol(const Parameters &parameters)
{
    static const std::map<std::string, std::string> numbers{{"1", "icmp"}, {"6", "tcp"},  {"17", "udp"},
                                                            {"47", "gre"}, {"50", "esp"}, {"51", "ah"}};
    std::string protocol = parameters.has("protocol") ? lowered(parameters.text("protocol")) : "tcp";
    const auto named = numbers.find(protocol);
    if (named != numbers.end())
        protocol = named->second;
    const bool isNumber = !protocol.empty() && protocol.size() <= 3
        && std::all_of(protocol.begin(), protocol.end(), [](char c) { return c >= '0' && c <= '9'; })
        && std::stoi(protocol) <= 255;
    if (!isNumber && !contains({"tcp", "udp", "icmp", "all", "gre", "esp", "ah"}, protocol))
        throw Refusal(Code::Parameter, "Invalid protocol " + protocol);
    return protocol;
}

Rule readTraffic(const Parameters &parameters, const std::string &flow)
{
    constexpr int lastPort = 65535;
    constexpr int lastIcmp = 255;
    Rule rule;
    rule.flow = flow;
    rule.protocol = readProtocol(parameters);
    rule.description = parameters.text("description");
    if (rule.protocol == "tcp" || rule.protocol == "udp") {
        rule.startPort = static_cast<int>(parameters.integer("startport", 1, lastPort));
        rule.endPort = parameters.has("endport")
            ? static_cast<int>(parameters.integer("endport", 1, lastPort))
            : rule.startPort;
        if (rule.endPort < rule.startPort)
            throw Refusal(Code::Parameter, "Start port can't be bigger than end port");
    }
    if (rule.protocol == "icmp") {
        rule.hasIcmp = true;
        if (parameters.has("icmptype"))
            rule.icmpType = static_cast<int>(parameters.integer("icmptype", -1, lastIcmp));
        if (parameters.has("icmpcode"))
            rule.icmpCode = static_cast<int>(parameters.integer("icmpcode", -1, lastIcmp));
    }
    return rule;
}

} // namespace

SecurityGroups::SecurityGroups(Cloud &cloud, Jobs &jobs, Commands &commands)
    : m_cloud(cloud)
    , m_jobs(jobs)
{
    jobs.describe(resultKind, [this](const std::string &id) {
        const auto found = m_cloud.world().groups().find(id);
        return found == m_cloud.world().groups().end() ? json() : row(found->second);
    });
    commands.add(
        {"listSecurityGroups",
         {"id", "securitygroupname", "virtualmachineid", "keyword", "tags", "listall", "page", "pagesize"},
         [this](const Parameters &p) { return list(p); }});
    commands.add(
        {"createSecurityGroup", {"name*", "description"}, [this](const Parameters &p) { return create(p); }});
    commands.add({"deleteSecurityGroup", {"id", "name"}, [this](const Parameters &p) { return remove(p); }});
    for (const auto &[word, flow] : {std::pair("Ingress", "ingress"), std::pair("Egress", "egress")}) {
        commands.add({std::string("authorizeSecurityGroup") + word,
                      {"securitygroupid", "securitygroupname", "protocol", "startport", "endport", "icmptype",
                       "icmpcode", "cidrlist", "usersecuritygrouplist", "description"},
                      [this, way = std::string(flow)](const Parameters &p) { return authorize(p, way); },
                      true});
        commands.add({std::string("revokeSecurityGroup") + word,
                      {"id*"},
                      [this, way = std::string(flow)](const Parameters &p) { return revoke(p, way); },
                      true});
    }
}

json SecurityGroups::ruleRow(const Rule &rule) const
{
    json result{{"ruleid", rule.id}, {"protocol", rule.protocol}, {"tags", json::array()}};
    if (rule.startPort > 0) {
        result["startport"] = rule.startPort;
        result["endport"] = rule.endPort;
    }
    if (rule.hasIcmp) {
        result["icmptype"] = rule.icmpType;
        result["icmpcode"] = rule.icmpCode;
    }
    const auto source = m_cloud.world().groups().find(rule.groupId);
    if (source != m_cloud.world().groups().end()) {
        result["securitygroupname"] = source->second.name;
        result["account"] = accountName;
    } else {
        result["cidr"] = rule.network;
    }
    if (!rule.description.empty())
        result["description"] = rule.description;
    return result;
}

json SecurityGroups::row(const SecurityGroup &group) const
{
    json members = json::array();
    for (const auto &[id, instance] : m_cloud.world().instances())
        if (contains(instance.groups, group.id))
            members.push_back(id);
    const auto tags = m_cloud.world().cloudStack().tags.find(group.id);
    json result{
        {"id", group.id},
        {"name", group.name},
        {"description", group.description},
        {"ingressrule", json::array()},
        {"egressrule", json::array()},
        {"tags", tags == m_cloud.world().cloudStack().tags.end() ? json::array() : tagRows(tags->second)},
        {"virtualmachinecount", members.size()},
        {"virtualmachineids", members}};
    addOwner(result);
    for (const Rule &rule : group.rules)
        result[rule.flow == "egress" ? "egressrule" : "ingressrule"].push_back(ruleRow(rule));
    return result;
}

SecurityGroup &SecurityGroups::group(const Parameters &parameters, const std::string &idName,
                                     const std::string &nameName) const
{
    auto &groups = m_cloud.world().groups();
    if (parameters.text(idName).empty() && parameters.text(nameName).empty())
        throw Refusal(Code::Parameter, "Either " + idName + " or " + nameName + " is required");
    const auto found = std::find_if(groups.begin(), groups.end(), [&](const auto &entry) {
        return parameters.text(idName).empty() ? entry.second.name == parameters.text(nameName)
                                               : entry.first == parameters.text(idName);
    });
    if (found == groups.end())
        parameters.refuse(parameters.text(idName).empty() ? nameName : idName);
    return found->second;
}

bool SecurityGroups::isWanted(const Parameters &parameters, const SecurityGroup &item) const
{
    const std::string machine = parameters.text("virtualmachineid");
    const Instance *instance = m_cloud.world().instance(machine);
    return (!parameters.has("id") || parameters.text("id") == item.id)
        && (!parameters.has("securitygroupname") || parameters.text("securitygroupname") == item.name)
        && (machine.empty() || (instance && contains(instance->groups, item.id)))
        && lowered(item.name).find(lowered(parameters.text("keyword"))) != std::string::npos
        && m_cloud.world().cloudStack().hasTags(item.id, parameters.maps("tags"));
}

json SecurityGroups::list(const Parameters &parameters) const
{
    json rows = json::array();
    for (const auto &[id, item] : m_cloud.world().groups())
        if (isWanted(parameters, item))
            rows.push_back(row(item));
    return listAnswer(parameters, resultKind, rows);
}

json SecurityGroups::create(const Parameters &parameters)
{
    SecurityGroup made;
    made.name = parameters.required("name");
    made.description = parameters.text("description");
    for (const auto &[id, existing] : m_cloud.world().groups())
        if (existing.name == made.name)
            throw Refusal(Code::Parameter,
                          "Unable to create security group, a group with name " + made.name
                              + " already exists.");
    made.id = newUuid();
    m_cloud.world().groups()[made.id] = made;
    m_cloud.world().recordCreated(ledgerKind, made.id, made.name);
    return {{resultKind, row(made)}};
}

json SecurityGroups::remove(const Parameters &parameters)
{
    World &world = m_cloud.world();
    const SecurityGroup item = group(parameters, "id", "name");
    if (item.name == "default")
        throw Refusal(Code::Parameter, "The network group default is reserved");
    for (const auto &[id, instance] : world.instances())
        if (contains(instance.groups, item.id))
            throw Refusal(Code::InUse, "Cannot delete group when it's in use by virtual machines");
    for (const auto &[id, other] : world.groups())
        for (const Rule &rule : other.rules)
            if (id != item.id && rule.groupId == item.id)
                throw Refusal(Code::InUse,
                              "Cannot delete group when there are security rules in other groups");
    for (const Rule &rule : item.rules)
        world.recordDeleted(ledgerRuleKind, rule.id);
    world.groups().erase(item.id);
    world.cloudStack().tags.erase(item.id);
    world.recordDeleted(ledgerKind, item.id);
    return {{"success", true}};
}

std::vector<Rule> SecurityGroups::readSources(const Parameters &parameters, const Rule &rule) const
{
    std::vector<Rule> rules;
    for (const auto &source : parameters.maps("usersecuritygrouplist")) {
        const auto account = source.find("account");
        const auto name = source.find("group");
        if (account == source.end() || name == source.end())
            throw Refusal(Code::Parameter, "Invalid user group specified, need an account and a group");
        const std::string owner = parameters.has("projectid") ? projectAccount(m_cloud.settings().project)
                                                              : std::string(accountName);
        if (account->second != owner)
            throw Refusal(Code::Parameter,
                          "Nonexistent account: " + account->second + " when trying to authorize rules");
        const auto &groups = m_cloud.world().groups();
        const auto found = std::find_if(groups.begin(), groups.end(),
                                        [&](const auto &entry) { return entry.second.name == name->second; });
        if (found == groups.end())
            throw Refusal(Code::Parameter,
                          "Nonexistent group " + name->second + " when trying to authorize rules");
        rules.push_back(rule);
        rules.back().groupId = found->first;
    }
    return rules;
}

std::vector<Rule> SecurityGroups::readRules(const Parameters &parameters, const std::string &flow) const
{
    const Rule rule = readTraffic(parameters, flow);
    std::vector<Rule> rules = readSources(parameters, rule);
    std::vector<std::string> networks = parameters.list("cidrlist");
    if (!networks.empty() && !rules.empty())
        throw Refusal(Code::Parameter, "Only one of cidrlist and usersecuritygrouplist can be given");
    if (networks.empty() && rules.empty())
        throw Refusal(Code::Parameter,
                      "At least one cidr or at least one security group needs to be specified");
    for (const std::string &network : networks) {
        if (!isNetwork(network))
            throw Refusal(Code::Parameter, "Invalid cidr " + network);
        rules.push_back(rule);
        rules.back().network = network;
    }
    return rules;
}

json SecurityGroups::authorize(const Parameters &parameters, const std::string &flow)
{
    SecurityGroup &item = group(parameters, "securitygroupid", "securitygroupname");
    bool isNew = false;
    for (Rule &rule : readRules(parameters, flow)) {
        const bool known = std::any_of(item.rules.begin(), item.rules.end(),
                                       [&](const Rule &other) { return isSameRule(rule, other); });
        if (known)
            continue;
        isNew = true;
        rule.id = newUuid();
        item.rules.push_back(rule);
        m_cloud.world().recordCreated(ledgerRuleKind, rule.id, item.name + ": " + describe(rule));
    }
    const std::string job = m_jobs.begin("AuthorizeSecurityGroup", resultKind, item.id);
    if (isNew)
        m_jobs.finishAfterFirewall(job);
    else // the job, not the call, finds out
        m_jobs.finish(job, {"fault", "Failed to authorize security group " + flow + " rule(s)"});
    return Jobs::started(job);
}

json SecurityGroups::revoke(const Parameters &parameters, const std::string &flow)
{
    const std::string id = parameters.required("id");
    for (auto &[groupId, item] : m_cloud.world().groups()) {
        const auto found = std::find_if(item.rules.begin(), item.rules.end(),
                                        [&](const Rule &rule) { return rule.id == id && rule.flow == flow; });
        if (found == item.rules.end())
            continue;
        item.rules.erase(found);
        m_cloud.world().recordDeleted(ledgerRuleKind, id);
        const std::string job = m_jobs.begin("RevokeSecurityGroup", {}, {});
        m_jobs.finishAfterFirewall(job);
        return Jobs::started(job);
    }
    throw Refusal(Code::Parameter, "Unable to find security rule with id " + id);
}

} // namespace skep::sandbox::cloudstack
