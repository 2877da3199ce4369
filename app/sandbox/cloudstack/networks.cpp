// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/cloudstack/networks.h"

#include "app/sandbox/cloudstack/account.h"
#include "app/sandbox/cloudstack/machinerow.h"
#include "app/sandbox/cloudstack/refusal.h"
#include "app/sandbox/cloudstack/traffic.h"
#include "app/sandbox/cloudstack/zones.h"
#include "app/sandbox/encoding.h"

#include <algorithm>
#include <array>

namespace skep::sandbox::cloudstack {

using nlohmann::json;

namespace {

constexpr auto ledgerKind = "network";
constexpr auto ledgerRuleKind = "egress-rule";
constexpr auto ruleKind = "firewallrule";
constexpr std::size_t mostNetworks = 20;

//! What networks can be made of.
struct Offering
{
    const char *name;
    const char *type;
    bool egressAllowed;
    std::vector<std::string> services;
};

const std::vector<Offering> &offerings()
{
    static const std::vector<std::string> routed{"Dhcp",      "Dns",       "UserData",      "Firewall",
                                                 "SourceNat", "StaticNat", "PortForwarding"};
    static const std::vector<Offering> all{
        {"DefaultSharedNetworkOfferingWithSGService",
         "Shared",
         true,
         {"SecurityGroup", "UserData", "Dhcp", "Dns"}},
        {"DefaultIsolatedNetworkOfferingWithSourceNatService", "Isolated", false, routed},
        {"IsolatedNetworkOfferingWithOpenEgress", "Isolated", true, routed}};
    return all;
}

std::string idOf(const Offering &offering)
{
    return uuidFrom(std::string("network-offering/") + offering.name);
}

json serviceRows(const Offering &offering)
{
    json rows = json::array();
    for (const std::string &name : offering.services)
        rows.push_back({{"name", name},
                        {"provider", json::array({{{"name", "VirtualRouter"}}})},
                        {"capability", json::array()}});
    return rows;
}

bool hasServices(const Parameters &parameters, const Offering &offering)
{
    const std::vector<std::string> asked = parameters.list("supportedservices");
    return std::all_of(asked.begin(), asked.end(), [&](const std::string &name) {
        return std::any_of(offering.services.begin(), offering.services.end(),
                           [&](const std::string &own) { return sameWord(own, name); });
    });
}

json offeringRow(const Offering &offering)
{
    const bool isShared = std::string(offering.type) == "Shared";
    return {{"id", idOf(offering)},
            {"name", offering.name},
            {"displaytext", offering.name},
            {"traffictype", "Guest"},
            {"guestiptype", offering.type},
            {"state", "Enabled"},
            {"availability", "Optional"},
            {"isdefault", true},
            {"specifyvlan", isShared},
            {"specifyipranges", isShared},
            {"conservemode", true},
            {"forvpc", false},
            {"ispersistent", false},
            {"egressdefaultpolicy", offering.egressAllowed},
            {"service", serviceRows(offering)}};
}

json listOfferings(const Parameters &parameters)
{
    json rows = json::array();
    for (const Offering &offering : offerings()) {
        json row = offeringRow(offering);
        const bool isShared = std::string(offering.type) == "Shared";
        const bool isOfZone =
            !parameters.has("zoneid") || isInZone(parameters, isShared ? groupsZone() : isolatedZone());
        if (isOfZone && isAskedFor(parameters, row) && hasServices(parameters, offering)
            && (!parameters.has("guestiptype") || sameWord(parameters.text("guestiptype"), offering.type))
            && (!parameters.has("state") || sameWord(parameters.text("state"), "Enabled"))
            && (!parameters.has("sourcenatsupported")
                || parameters.flag("sourcenatsupported", false) != isShared)
            && !parameters.flag("forvpc", false))
            rows.push_back(std::move(row));
    }
    return listAnswer(parameters, "networkoffering", rows);
}

const Offering *offeringWithId(const std::string &id)
{
    const auto found = std::find_if(offerings().begin(), offerings().end(),
                                    [&](const Offering &offering) { return idOf(offering) == id; });
    return found == offerings().end() ? nullptr : &*found;
}

json networkRow(const std::string &id, const std::string &name, const Offering &offering, const Zone &zone)
{
    json row{{"id", id},
             {"name", name},
             {"displaytext", name},
             {"type", offering.type},
             {"zoneid", zone.id},
             {"zonename", zone.name},
             {"networkofferingid", idOf(offering)},
             {"networkofferingname", offering.name},
             {"networkofferingdisplaytext", offering.name},
             {"networkofferingavailability", "Optional"},
             {"canusefordeploy", true},
             {"issystem", false},
             {"ispersistent", false},
             {"restartrequired", false},
             {"traffictype", "Guest"},
             {"broadcastdomaintype", "Vlan"},
             {"networkdomain", "cs2cloud.internal"},
             {"netmask", "255.255.255.0"},
             {"service", serviceRows(offering)},
             {"tags", json::array()}};
    return row;
}

} // namespace

Networks::Networks(Cloud &cloud, Jobs &jobs, Commands &commands)
    : m_cloud(cloud)
    , m_jobs(jobs)
{
    commands.add({"listNetworkOfferings",
                  {"id", "name", "keyword", "guestiptype", "state", "zoneid", "sourcenatsupported",
                   "supportedservices", "forvpc", "page", "pagesize"},
                  listOfferings});
    commands.add({"listNetworks",
                  {"id", "keyword", "type", "zoneid", "canusefordeploy", "networkfilter", "supportedservices",
                   "tags", "listall", "page", "pagesize"},
                  [this](const Parameters &p) { return list(p); }});
    commands.add({"createNetwork",
                  {"name*", "networkofferingid*", "zoneid*", "displaytext"},
                  [this](const Parameters &p) { return create(p); }});
    commands.add(
        {"deleteNetwork", {"id*", "forced"}, [this](const Parameters &p) { return remove(p); }, true});
    commands.add({"listEgressFirewallRules",
                  {"id", "networkid", "listall", "page", "pagesize"},
                  [this](const Parameters &p) { return listEgress(p); }});
    commands.add({"createEgressFirewallRule",
                  {"networkid*", "protocol*", "startport", "endport", "icmptype", "icmpcode", "cidrlist",
                   "destcidrlist"},
                  [this](const Parameters &p) { return createEgress(p); },
                  true});
    commands.add(
        {"deleteEgressFirewallRule", {"id*"}, [this](const Parameters &p) { return removeEgress(p); }, true});
}

json Networks::row(const IsolatedNetwork &network) const
{
    json result = networkRow(network.id, network.name, *offeringWithId(network.offeringId), isolatedZone());
    const auto &instances = m_cloud.world().instances();
    const bool isUsed = std::any_of(instances.begin(), instances.end(),
                                    [&](const auto &entry) { return entry.second.networkId == network.id; });
    result["displaytext"] = network.displayText.empty() ? network.name : network.displayText;
    result["state"] = isUsed ? "Implemented" : "Allocated";
    result["cidr"] = network.cidr;
    result["gateway"] = network.gateway;
    result["dns1"] = network.gateway;
    result["egressdefaultpolicy"] = network.egressAllowed;
    result["created"] = dateText(network.created);
    const auto tags = m_cloud.world().cloudStack().tags.find(network.id);
    if (tags != m_cloud.world().cloudStack().tags.end())
        result["tags"] = tagRows(tags->second);
    addOwner(result);
    return result;
}

json Networks::list(const Parameters &parameters) const
{
    json rows = json::array();
    const auto add = [&](json row, const Zone &zone, const Offering &offering) {
        if (isInZone(parameters, zone) && isAskedFor(parameters, row) && hasServices(parameters, offering)
            && (!parameters.has("type") || sameWord(parameters.text("type"), offering.type))
            && parameters.flag("canusefordeploy", true)
            && m_cloud.world().cloudStack().hasTags(row.at("id").get<std::string>(), parameters.maps("tags")))
            rows.push_back(std::move(row));
    };
    json shared = networkRow(sharedNetworkId(),
                             m_cloud.settings().hasAdvancedGroups ? "guests" : "guestNetworkForBasicZone",
                             offerings().front(), groupsZone());
    shared["state"] = "Setup";
    shared["acltype"] = "Domain";
    add(std::move(shared), groupsZone(), offerings().front());
    for (const auto &[id, network] : m_cloud.world().cloudStack().networks)
        add(row(network), isolatedZone(), *offeringWithId(network.offeringId));
    return listAnswer(parameters, "network", rows);
}

json Networks::create(const Parameters &parameters)
{
    IsolatedNetwork made;
    made.name = parameters.required("name");
    made.displayText = parameters.text("displaytext");
    made.offeringId = parameters.required("networkofferingid");
    const Offering *offering = offeringWithId(made.offeringId);
    if (!offering)
        parameters.refuse("networkofferingid");
    if (requiredZone(parameters).hasSecurityGroups || std::string(offering->type) != "Isolated")
        throw Refusal(Code::Parameter,
                      "Networks of one's own are made in an advanced zone from an isolated offering");
    World &world = m_cloud.world();
    if (world.cloudStack().networks.size() >= mostNetworks)
        throw Refusal(Code::Allocation,
                      std::string("Maximum number of resources of type 'network' for account name=")
                          + accountName + " in domain id=" + domainId() + " has been exceeded.");
    made.id = newUuid();
    made.created = timestamp();
    made.egressAllowed = offering->egressAllowed;
    // The answer carries the range of addresses, so this is not left to the workshop; it takes a few
    // milliseconds.
    const PrivateNetwork range = m_cloud.machines().makeNetwork(made.id);
    made.cidr = range.cidr;
    made.gateway = range.gateway;
    world.cloudStack().networks[made.id] = made;
    world.recordCreated(ledgerKind, made.id, made.name);
    m_cloud.firewall().refresh([](const std::string &) {});
    return {{"network", row(made)}};
}

void Networks::forget(const std::string &networkId)
{
    World &world = m_cloud.world();
    Records &records = world.cloudStack();
    for (auto item = records.addresses.begin(); item != records.addresses.end();) {
        if (item->second.networkId != networkId) {
            ++item;
            continue;
        }
        world.recordDeleted("public-ip", item->first);
        m_cloud.workshop().run("addresses",
                               [&machines = m_cloud.machines(), address = item->second.address] {
                                   machines.releaseAddress(address);
                               },
                               {});
        records.tags.erase(item->first);
        item = records.addresses.erase(item);
    }
    for (const TrafficRule &rule : records.networks[networkId].egress)
        world.recordDeleted(ledgerRuleKind, rule.id);
    records.networks.erase(networkId);
    records.tags.erase(networkId);
    world.recordDeleted(ledgerKind, networkId);
}

json Networks::remove(const Parameters &parameters)
{
    World &world = m_cloud.world();
    const std::string id = parameters.required("id");
    if (world.cloudStack().networks.count(id) == 0)
        parameters.refuse("id");
    const std::string job = m_jobs.begin("DeleteNetwork", {}, {});
    const bool isUsed = std::any_of(world.instances().begin(), world.instances().end(),
                                    [&](const auto &entry) { return entry.second.networkId == id; });
    if (isUsed) {
        m_jobs.finish(job, {"fault", "Failed to delete network: there are non-destroyed machines in it"});
        return Jobs::started(job);
    }
    forget(id);
    // The rules stop naming its bridge first.
    m_cloud.firewall().refresh([this, job, id](const std::string &failure) {
        m_cloud.workshop().run(
            "networks", [&machines = m_cloud.machines(), id] { machines.removeNetwork(id); },
            [this, job, failure](const std::string &error) {
                m_cloud.operations().finishWith(job, failure.empty() ? error : failure);
            });
    });
    return Jobs::started(job);
}

json Networks::listEgress(const Parameters &parameters) const
{
    json rows = json::array();
    for (const auto &[id, network] : m_cloud.world().cloudStack().networks)
        for (const TrafficRule &rule : network.egress)
            if ((!parameters.has("networkid") || parameters.text("networkid") == id)
                && (!parameters.has("id") || parameters.text("id") == rule.id))
                rows.push_back(firewallRow(m_cloud.world().cloudStack(), rule.id));
    return listAnswer(parameters, ruleKind, rows);
}

json Networks::createEgress(const Parameters &parameters)
{
    auto &networks = m_cloud.world().cloudStack().networks;
    const auto found = networks.find(parameters.required("networkid"));
    if (found == networks.end())
        parameters.refuse("networkid");
    const TrafficRule rule = readTrafficRule(parameters, found->second.cidr);
    refuseConflict(found->second.egress, rule);
    found->second.egress.push_back(rule);
    m_cloud.world().recordCreated(ledgerRuleKind, rule.id, found->second.name + ": " + describe(rule));
    const std::string job = m_jobs.begin("CreateEgressFirewallRule", ruleKind, rule.id);
    m_jobs.finishAfterFirewall(job);
    return Jobs::started(job, rule.id);
}

json Networks::removeEgress(const Parameters &parameters)
{
    const std::string ruleId = parameters.required("id");
    for (auto &[id, network] : m_cloud.world().cloudStack().networks) {
        const auto found = std::find_if(network.egress.begin(), network.egress.end(),
                                        [&](const TrafficRule &rule) { return rule.id == ruleId; });
        if (found == network.egress.end())
            continue;
        network.egress.erase(found);
        m_cloud.world().recordDeleted(ledgerRuleKind, ruleId);
        const std::string job = m_jobs.begin("DeleteEgressFirewallRule", {}, {});
        m_jobs.finishAfterFirewall(job);
        return Jobs::started(job);
    }
    parameters.refuse("id");
}

} // namespace skep::sandbox::cloudstack
