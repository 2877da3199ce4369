// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/cloudstack/traffic.h"

#include "app/sandbox/cloudstack/refusal.h"
#include "app/sandbox/encoding.h"
#include "app/sandbox/rules.h"

#include <algorithm>

namespace skep::sandbox::cloudstack {

using nlohmann::json;

namespace {

constexpr int lastPort = 65535;
constexpr int lastIcmp = 255;

void readPorts(const Parameters &parameters, TrafficRule &rule)
{
    if (rule.protocol != "tcp" && rule.protocol != "udp")
        return;
    if (!parameters.has("startport")) // all ports
        return;
    rule.startPort = static_cast<int>(parameters.integer("startport", 1, lastPort));
    rule.endPort = parameters.has("endport") ? static_cast<int>(parameters.integer("endport", 1, lastPort))
                                             : rule.startPort;
    if (rule.endPort < rule.startPort)
        throw Refusal(Code::Parameter, "Start port can't be bigger than end port");
}

void checkNetworks(const std::vector<std::string> &networks)
{
    for (const std::string &network : networks)
        if (!isNetwork(network) || network.find(':') != std::string::npos)
            throw Refusal(Code::Parameter, "Source cidrs formatting error " + network);
}

bool sharesPorts(const TrafficRule &one, const TrafficRule &other)
{
    return one.startPort == 0 || other.startPort == 0
        || (one.startPort <= other.endPort && other.startPort <= one.endPort);
}

std::string joined(const std::vector<std::string> &items)
{
    std::string text;
    for (const std::string &item : items)
        text += (text.empty() ? "" : ",") + item;
    return text;
}

json trafficRow(const TrafficRule &rule)
{
    json row{{"id", rule.id},     {"protocol", rule.protocol}, {"cidrlist", joined(rule.sources)},
             {"state", "Active"}, {"fordisplay", true},        {"tags", json::array()}};
    if (!rule.destinations.empty())
        row["destcidrlist"] = joined(rule.destinations);
    if (rule.startPort > 0) {
        row["startport"] = rule.startPort;
        row["endport"] = rule.endPort;
    }
    if (rule.protocol == "icmp") {
        row["icmptype"] = rule.icmpType;
        row["icmpcode"] = rule.icmpCode;
    }
    return row;
}

} // namespace

TrafficRule readTrafficRule(const Parameters &parameters, const std::string &defaultSource)
{
    TrafficRule rule;
    rule.id = newUuid();
    rule.protocol = lowered(parameters.required("protocol"));
    if (rule.protocol != "tcp" && rule.protocol != "udp" && rule.protocol != "icmp" && rule.protocol != "all")
        throw Refusal(Code::Parameter, "Invalid protocol " + rule.protocol);
    readPorts(parameters, rule);
    if (rule.protocol == "icmp") {
        if (parameters.has("icmptype"))
            rule.icmpType = static_cast<int>(parameters.integer("icmptype", -1, lastIcmp));
        if (parameters.has("icmpcode"))
            rule.icmpCode = static_cast<int>(parameters.integer("icmpcode", -1, lastIcmp));
    }
    rule.sources = parameters.list("cidrlist");
    if (rule.sources.empty())
        rule.sources.push_back(defaultSource);
    rule.destinations = parameters.list("destcidrlist");
    checkNetworks(rule.sources);
    checkNetworks(rule.destinations);
    return rule;
}

void refuseConflict(const std::vector<TrafficRule> &rules, const TrafficRule &made)
{
    for (const TrafficRule &rule : rules) {
        const bool sharesSource =
            std::any_of(made.sources.begin(), made.sources.end(), [&](const std::string &source) {
                return std::find(rule.sources.begin(), rule.sources.end(), source) != rule.sources.end();
            });
        if (rule.protocol == made.protocol && sharesSource && sharesPorts(rule, made)
            && rule.destinations == made.destinations)
            throw Refusal(Code::RuleConflict,
                          "The range specified, " + std::to_string(made.startPort) + "-"
                              + std::to_string(made.endPort) + ", conflicts with rule " + rule.id
                              + " which has " + std::to_string(rule.startPort) + "-"
                              + std::to_string(rule.endPort));
    }
}

json firewallRow(const Records &records, const std::string &ruleId)
{
    for (const auto &[id, network] : records.networks)
        for (const TrafficRule &rule : network.egress)
            if (rule.id == ruleId) {
                json row = trafficRow(rule);
                row["networkid"] = id;
                row["traffictype"] = "Egress";
                return row;
            }
    for (const auto &[id, address] : records.addresses)
        for (const TrafficRule &rule : address.firewall)
            if (rule.id == ruleId) {
                json row = trafficRow(rule);
                row["networkid"] = address.networkId;
                row["ipaddressid"] = id;
                row["ipaddress"] = address.address;
                return row;
            }
    return nullptr;
}

std::string describe(const TrafficRule &rule)
{
    return rule.protocol
        + (rule.startPort > 0 ? ' ' + std::to_string(rule.startPort) + '-' + std::to_string(rule.endPort)
                              : std::string())
        + " from " + joined(rule.sources);
}

} // namespace skep::sandbox::cloudstack
