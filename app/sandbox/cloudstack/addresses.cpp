// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/cloudstack/addresses.h"

#include "app/sandbox/cloudstack/account.h"
#include "app/sandbox/cloudstack/machinerow.h"
#include "app/sandbox/cloudstack/refusal.h"
#include "app/sandbox/cloudstack/traffic.h"
#include "app/sandbox/cloudstack/zones.h"
#include "app/sandbox/encoding.h"
#include "app/sandbox/lifecycle.h"

#include <algorithm>
#include <utility>

namespace skep::sandbox::cloudstack {

using nlohmann::json;

namespace {

constexpr auto ledgerKind = "public-ip";
constexpr auto ledgerFirewallKind = "firewall-rule";
constexpr auto ledgerForwardingKind = "port-forwarding-rule";
constexpr auto addressKind = "ipaddress";
constexpr auto firewallKind = "firewallrule";
constexpr auto forwardingKind = "portforwardingrule";
constexpr std::size_t mostAddresses = 20;
constexpr int lastPort = 65535;
const std::string anywhere = "0.0.0.0/0";

bool overlap(const PortForwarding &one, const PortForwarding &other)
{
    return one.protocol == other.protocol && one.publicStart <= other.publicEnd
        && other.publicStart <= one.publicEnd;
}

PortForwarding readForwarding(const Parameters &parameters)
{
    PortForwarding made;
    made.id = newUuid();
    made.protocol = lowered(parameters.required("protocol"));
    if (made.protocol != "tcp" && made.protocol != "udp")
        throw Refusal(Code::Parameter, "Invalid protocol " + made.protocol);
    made.publicStart = static_cast<int>(parameters.integer("publicport", 1, lastPort));
    made.privateStart = static_cast<int>(parameters.integer("privateport", 1, lastPort));
    made.publicEnd = parameters.has("publicendport")
        ? static_cast<int>(parameters.integer("publicendport", made.publicStart, lastPort))
        : made.publicStart;
    made.privateEnd = parameters.has("privateendport")
        ? static_cast<int>(parameters.integer("privateendport", made.privateStart, lastPort))
        : made.privateStart;
    if (made.publicEnd - made.publicStart != made.privateEnd - made.privateStart)
        throw Refusal(Code::Parameter, "Source port and destination port ranges should be of equal sizes.");
    return made;
}

} // namespace

PublicAddress &addPublicAddress(Cloud &cloud, const std::string &networkId)
{
    World &world = cloud.world();
    Records &records = world.cloudStack();
    if (records.addresses.size() >= mostAddresses)
        throw Refusal(Code::Allocation,
                      std::string("Maximum number of resources of type 'public_ip' for account name=")
                          + accountName + " in domain id=" + domainId() + " has been exceeded.");
    PublicAddress made;
    made.id = newUuid();
    made.networkId = networkId;
    made.allocated = timestamp();
    made.address = freshAddress(cloud.machines(), world.usedAddresses());
    made.isSourceNat =
        std::none_of(records.addresses.begin(), records.addresses.end(), [&](const auto &entry) {
            return entry.second.networkId == networkId && entry.second.isSourceNat;
        });
    world.recordCreated(ledgerKind, made.id, made.address);
    return records.addresses[made.id] = made;
}

void dropRulesOfGoneMachines(World &world)
{
    for (auto &[id, address] : world.cloudStack().addresses) {
        if (!world.instance(address.staticNatInstance))
            address.staticNatInstance.clear();
        const auto isGone = [&world](const PortForwarding &forwarding) {
            return !world.instance(forwarding.instanceId);
        };
        for (const PortForwarding &forwarding : address.forwardings)
            if (isGone(forwarding))
                world.recordDeleted(ledgerForwardingKind, forwarding.id);
        auto &list = address.forwardings;
        list.erase(std::remove_if(list.begin(), list.end(), isGone), list.end());
    }
}

Addresses::Addresses(Cloud &cloud, Jobs &jobs, Commands &commands)
    : m_cloud(cloud)
    , m_jobs(jobs)
{
    jobs.describe(addressKind, [this](const std::string &id) {
        const auto found = m_cloud.world().cloudStack().addresses.find(id);
        return found == m_cloud.world().cloudStack().addresses.end() ? json() : row(found->second);
    });
    jobs.describe(firewallKind,
                  [this](const std::string &id) { return firewallRow(m_cloud.world().cloudStack(), id); });
    jobs.describe(forwardingKind, [this](const std::string &id) { return forwardingRow(id); });
    addCommands(commands);
}

void Addresses::addCommands(Commands &commands)
{
    const auto add = [&](const std::string &name, std::vector<std::string> parameters,
                         json (Addresses::*method)(const Parameters &), bool isAsync) {
        commands.add({name, std::move(parameters),
                      [this, method](const Parameters &p) {
                          dropRulesOfGoneMachines(m_cloud.world());
                          return (this->*method)(p);
                      },
                      isAsync});
    };
    add("listPublicIpAddresses",
        {"id", "ipaddress", "associatednetworkid", "networkid", "zoneid", "issourcenat", "isstaticnat",
         "allocatedonly", "tags", "listall", "page", "pagesize"},
        &Addresses::list, false);
    add("associateIpAddress", {"networkid", "zoneid"}, &Addresses::associate, true);
    add("disassociateIpAddress", {"id*"}, &Addresses::disassociate, true);
    add("enableStaticNat", {"ipaddressid*", "virtualmachineid*"}, &Addresses::enableStaticNat, false);
    add("disableStaticNat", {"ipaddressid*"}, &Addresses::disableStaticNat, true);
    add("listPortForwardingRules", {"id", "ipaddressid", "networkid", "listall", "page", "pagesize"},
        &Addresses::listForwardings, false);
    add("createPortForwardingRule",
        {"ipaddressid*", "protocol*", "publicport*", "privateport*", "virtualmachineid*", "publicendport",
         "privateendport", "openfirewall", "cidrlist"},
        &Addresses::createForwarding, true);
    add("deletePortForwardingRule", {"id*"}, &Addresses::removeForwarding, true);
    add("listFirewallRules", {"id", "ipaddressid", "networkid", "listall", "page", "pagesize"},
        &Addresses::listFirewall, false);
    add("createFirewallRule",
        {"ipaddressid*", "protocol*", "startport", "endport", "icmptype", "icmpcode", "cidrlist"},
        &Addresses::createFirewall, true);
    add("deleteFirewallRule", {"id*"}, &Addresses::removeFirewall, true);
}

PublicAddress &Addresses::address(const Parameters &parameters, const std::string &name) const
{
    auto &addresses = m_cloud.world().cloudStack().addresses;
    const auto found = addresses.find(parameters.required(name));
    if (found == addresses.end())
        parameters.refuse(name);
    return found->second;
}

const Instance &Addresses::machineOf(const Parameters &parameters, const PublicAddress &address) const
{
    const Instance *instance = m_cloud.world().instance(parameters.required("virtualmachineid"));
    if (!instance)
        parameters.refuse("virtualmachineid");
    if (instance->networkId != address.networkId)
        throw Refusal(Code::Parameter, "Vm doesn't belong to network associated with ipAddress");
    if (instance->state == "destroyed" || instance->state == "destroying")
        throw Refusal(Code::Parameter,
                      "Invalid user vm: " + instance->id + " is " + stateName(instance->state));
    return *instance;
}

json Addresses::changed(const std::string &command, const std::string &kind, const std::string &id)
{
    const std::string job = m_jobs.begin(command, kind, id);
    m_jobs.finishAfterFirewall(job);
    return Jobs::started(job, id);
}

json Addresses::row(const PublicAddress &item) const
{
    const Records &records = m_cloud.world().cloudStack();
    json result{{"id", item.id},
                {"ipaddress", item.address},
                {"allocated", dateText(item.allocated)},
                {"zoneid", isolatedZone().id},
                {"zonename", isolatedZone().name},
                {"issourcenat", item.isSourceNat},
                {"isstaticnat", !item.staticNatInstance.empty()},
                {"issystem", false},
                {"forvirtualnetwork", true},
                {"fordisplay", true},
                {"state", "Allocated"},
                {"networkid", uuidFrom("cloudstack/public-network")},
                {"associatednetworkid", item.networkId},
                {"tags", json::array()}};
    addOwner(result);
    const auto network = records.networks.find(item.networkId);
    if (network != records.networks.end())
        result["associatednetworkname"] = network->second.name;
    if (const Instance *instance = m_cloud.world().instance(item.staticNatInstance)) {
        result["virtualmachineid"] = instance->id;
        result["virtualmachinename"] = instance->name;
        result["vmipaddress"] = instance->address;
    }
    const auto tags = records.tags.find(item.id);
    if (tags != records.tags.end())
        result["tags"] = tagRows(tags->second);
    return result;
}

json Addresses::list(const Parameters &parameters)
{
    json rows = json::array();
    const auto asks = [&parameters](const char *name, const std::string &value) {
        return parameters.text(name).empty() || parameters.text(name) == value;
    };
    for (const auto &[id, item] : m_cloud.world().cloudStack().addresses)
        if (asks("id", id) && asks("ipaddress", item.address) && asks("associatednetworkid", item.networkId)
            && isInZone(parameters, isolatedZone())
            && parameters.flag("issourcenat", item.isSourceNat) == item.isSourceNat
            && parameters.flag("isstaticnat", !item.staticNatInstance.empty())
                == !item.staticNatInstance.empty()
            && m_cloud.world().cloudStack().hasTags(id, parameters.maps("tags")))
            rows.push_back(row(item));
    return listAnswer(parameters, "publicipaddress", rows);
}

json Addresses::associate(const Parameters &parameters)
{
    const std::string networkId = parameters.required("networkid");
    if (m_cloud.world().cloudStack().networks.count(networkId) == 0)
        parameters.refuse("networkid");
    return changed("AssociateIPAddr", addressKind, addPublicAddress(m_cloud, networkId).id);
}

json Addresses::disassociate(const Parameters &parameters)
{
    const PublicAddress item = address(parameters, "id");
    if (item.isSourceNat)
        throw Refusal(Code::Parameter,
                      "Ip address is used for source nat purposes and can not be disassociated.");
    World &world = m_cloud.world();
    for (const TrafficRule &rule : item.firewall)
        world.recordDeleted(ledgerFirewallKind, rule.id);
    for (const PortForwarding &forwarding : item.forwardings)
        world.recordDeleted(ledgerForwardingKind, forwarding.id);
    world.cloudStack().addresses.erase(item.id);
    world.cloudStack().tags.erase(item.id);
    world.recordDeleted(ledgerKind, item.id);
    const std::string job = m_jobs.begin("DisassociateIPAddr", {}, {});
    m_cloud.firewall().refresh([this, job, text = item.address](const std::string &error) {
        m_cloud.workshop().run("addresses",
                               [&machines = m_cloud.machines(), text] { machines.releaseAddress(text); }, {});
        m_cloud.operations().finishWith(job, error);
    });
    return Jobs::started(job);
}

json Addresses::enableStaticNat(const Parameters &parameters)
{
    PublicAddress &item = address(parameters, "ipaddressid");
    const Instance &instance = machineOf(parameters, item);
    if (item.isSourceNat)
        throw Refusal(Code::Parameter,
                      "Can't enable static, ip address " + item.address + " is a sourceNat ip address");
    if (!item.forwardings.empty())
        throw Refusal(Code::RuleConflict,
                      "Failed to enable static nat for the ip address " + item.address
                          + " as it already has PortForwarding rules assigned");
    if (item.staticNatInstance == instance.id)
        return {{"success", true}};
    for (const auto &[id, other] : m_cloud.world().cloudStack().addresses)
        if (other.staticNatInstance == instance.id || (id == item.id && !other.staticNatInstance.empty()))
            throw Refusal(Code::Parameter,
                          "Failed to enable static nat on the ip address " + item.address + ": "
                              + other.address + " has static nat already");
    item.staticNatInstance = instance.id;
    m_cloud.firewall().refresh([](const std::string &) {});
    return {{"success", true}};
}

json Addresses::disableStaticNat(const Parameters &parameters)
{
    PublicAddress &item = address(parameters, "ipaddressid");
    if (item.staticNatInstance.empty())
        throw Refusal(Code::Parameter, "Specified IP address " + item.address + " is not static nat enabled");
    item.staticNatInstance.clear();
    return changed("DisableStaticNat");
}

json Addresses::forwardingRow(const std::string &ruleId) const
{
    for (const auto &[id, item] : m_cloud.world().cloudStack().addresses)
        for (const PortForwarding &forwarding : item.forwardings) {
            if (forwarding.id != ruleId)
                continue;
            json result{{"id", ruleId},
                        {"protocol", forwarding.protocol},
                        {"publicport", std::to_string(forwarding.publicStart)},
                        {"publicendport", std::to_string(forwarding.publicEnd)},
                        {"privateport", std::to_string(forwarding.privateStart)},
                        {"privateendport", std::to_string(forwarding.privateEnd)},
                        {"ipaddressid", id},
                        {"ipaddress", item.address},
                        {"networkid", item.networkId},
                        {"virtualmachineid", forwarding.instanceId},
                        {"state", "Active"},
                        {"cidrlist", ""},
                        {"fordisplay", true},
                        {"tags", json::array()}};
            if (const Instance *instance = m_cloud.world().instance(forwarding.instanceId)) {
                result["virtualmachinename"] = instance->name;
                result["vmguestip"] = instance->address;
            }
            return result;
        }
    return nullptr;
}

json Addresses::listForwardings(const Parameters &parameters)
{
    json rows = json::array();
    for (const auto &[id, item] : m_cloud.world().cloudStack().addresses)
        for (const PortForwarding &forwarding : item.forwardings)
            if ((!parameters.has("id") || parameters.text("id") == forwarding.id)
                && (!parameters.has("ipaddressid") || parameters.text("ipaddressid") == id)
                && (!parameters.has("networkid") || parameters.text("networkid") == item.networkId))
                rows.push_back(forwardingRow(forwarding.id));
    return listAnswer(parameters, forwardingKind, rows);
}

json Addresses::createForwarding(const Parameters &parameters)
{
    PublicAddress &item = address(parameters, "ipaddressid");
    PortForwarding made = readForwarding(parameters);
    made.instanceId = machineOf(parameters, item).id;
    if (!item.staticNatInstance.empty())
        throw Refusal(Code::RuleConflict,
                      "Can't create port forwarding rule for the ip address " + item.address
                          + " as it already has static nat rules assigned");
    for (const PortForwarding &other : item.forwardings)
        if (overlap(made, other))
            throw Refusal(Code::RuleConflict,
                          "The range specified, " + std::to_string(made.publicStart) + "-"
                              + std::to_string(made.publicEnd) + ", conflicts with rule " + other.id);
    // A trap of the real one: the firewall opens to everybody unless the client says no.
    if (parameters.flag("openfirewall", true)) {
        TrafficRule rule;
        rule.id = made.firewallRuleId = newUuid();
        rule.protocol = made.protocol;
        rule.startPort = made.publicStart;
        rule.endPort = made.publicEnd;
        rule.sources = parameters.list("cidrlist").empty() ? std::vector<std::string>{anywhere}
                                                           : parameters.list("cidrlist");
        refuseConflict(item.firewall, rule);
        item.firewall.push_back(rule);
        m_cloud.world().recordCreated(ledgerFirewallKind, rule.id, item.address + ": " + describe(rule));
    }
    item.forwardings.push_back(made);
    m_cloud.world().recordCreated(ledgerForwardingKind, made.id,
                                  item.address + ": " + made.protocol + ' '
                                      + std::to_string(made.publicStart));
    return changed("CreatePortForwardingRule", forwardingKind, made.id);
}

json Addresses::removeForwarding(const Parameters &parameters)
{
    const std::string ruleId = parameters.required("id");
    for (auto &[id, item] : m_cloud.world().cloudStack().addresses) {
        const auto found = std::find_if(item.forwardings.begin(), item.forwardings.end(),
                                        [&](const PortForwarding &one) { return one.id == ruleId; });
        if (found == item.forwardings.end())
            continue;
        const auto rule =
            std::find_if(item.firewall.begin(), item.firewall.end(), [&](const TrafficRule &one) {
                return !found->firewallRuleId.empty() && one.id == found->firewallRuleId;
            });
        if (rule != item.firewall.end()) {
            m_cloud.world().recordDeleted(ledgerFirewallKind, rule->id);
            item.firewall.erase(rule);
        }
        item.forwardings.erase(found);
        m_cloud.world().recordDeleted(ledgerForwardingKind, ruleId);
        return changed("DeletePortForwardingRule");
    }
    parameters.refuse("id");
}

json Addresses::listFirewall(const Parameters &parameters)
{
    const Records &records = m_cloud.world().cloudStack();
    json rows = json::array();
    for (const auto &[id, item] : records.addresses)
        for (const TrafficRule &rule : item.firewall)
            if ((!parameters.has("id") || parameters.text("id") == rule.id)
                && (!parameters.has("ipaddressid") || parameters.text("ipaddressid") == id)
                && (!parameters.has("networkid") || parameters.text("networkid") == item.networkId))
                rows.push_back(firewallRow(records, rule.id));
    return listAnswer(parameters, firewallKind, rows);
}

json Addresses::createFirewall(const Parameters &parameters)
{
    PublicAddress &item = address(parameters, "ipaddressid");
    const TrafficRule rule = readTrafficRule(parameters, anywhere);
    refuseConflict(item.firewall, rule);
    item.firewall.push_back(rule);
    m_cloud.world().recordCreated(ledgerFirewallKind, rule.id, item.address + ": " + describe(rule));
    return changed("CreateFirewallRule", firewallKind, rule.id);
}

json Addresses::removeFirewall(const Parameters &parameters)
{
    const std::string ruleId = parameters.required("id");
    for (auto &[id, item] : m_cloud.world().cloudStack().addresses) {
        const auto found = std::find_if(item.firewall.begin(), item.firewall.end(),
                                        [&](const TrafficRule &one) { return one.id == ruleId; });
        if (found == item.firewall.end())
            continue;
        item.firewall.erase(found);
        m_cloud.world().recordDeleted(ledgerFirewallKind, ruleId);
        return changed("DeleteFirewallRule");
    }
    parameters.refuse("id");
}

} // namespace skep::sandbox::cloudstack
