// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/rules.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <charconv>

namespace skep::sandbox {

using nlohmann::json;

namespace {

bool hasPorts(const std::string &protocol)
{
    return protocol == "tcp" || protocol == "udp";
}

void readPorts(const Body &body, Rule &rule)
{
    if (!hasPorts(rule.protocol)) {
        if (body.has("start-port") || body.has("end-port"))
            Body::refuse("start-port", "ports are for tcp and udp only");
        return;
    }
    rule.startPort = static_cast<int>(body.integer("start-port", 1, 65535));
    rule.endPort =
        body.has("end-port") ? static_cast<int>(body.integer("end-port", 1, 65535)) : rule.startPort;
    if (rule.endPort < rule.startPort)
        Body::refuse("end-port", "must not be less than start-port");
}

int icmpNumber(const json &icmp, const char *name)
{
    if (!icmp.contains(name) || icmp.at(name).is_null())
        return -1;
    if (!icmp.at(name).is_number_integer() || icmp.at(name) < -1 || icmp.at(name) > 254)
        Body::refuse("icmp", std::string(name) + " must be between -1 and 254");
    return icmp.at(name).get<int>();
}

void readIcmp(const Body &body, Rule &rule)
{
    const bool isIcmp = rule.protocol == "icmp" || rule.protocol == "icmpv6";
    if (body.has("icmp") && !isIcmp)
        Body::refuse("icmp", "is for icmp and icmpv6 only");
    rule.hasIcmp = isIcmp;
    if (!body.has("icmp"))
        return;
    rule.icmpType = icmpNumber(body.object("icmp"), "type");
    rule.icmpCode = icmpNumber(body.object("icmp"), "code");
}

} // namespace

bool isNetwork(const std::string &cidr)
{
    const std::size_t slash = cidr.find('/');
    if (slash == std::string::npos)
        return false;
    in6_addr address{};
    const std::string host = cidr.substr(0, slash);
    const bool four = inet_pton(AF_INET, host.c_str(), &address) == 1;
    const bool six = inet_pton(AF_INET6, host.c_str(), &address) == 1;
    int bits = -1;
    const char *end = cidr.data() + cidr.size();
    const auto [rest, error] = std::from_chars(cidr.data() + slash + 1, end, bits);
    return (four || six) && error == std::errc() && rest == end && bits >= 0 && bits <= (four ? 32 : 128);
}

Rule readRule(const Body &body)
{
    Rule rule;
    rule.flow = body.choice("flow-direction", {"ingress", "egress"});
    rule.protocol = body.choice("protocol", {"tcp", "udp", "icmp", "icmpv6", "esp", "ah", "gre", "ipip"});
    rule.description = body.textOr("description", 255);
    readPorts(body, rule);
    readIcmp(body, rule);
    if (body.has("network") == body.has("security-group"))
        Body::refuse("network", "exactly one of network and security-group is needed");
    if (body.has("network")) {
        rule.network = body.text("network", 1, 64);
        if (!isNetwork(rule.network))
            Body::refuse("network", "is not a CIDR-formatted network");
    }
    return rule;
}

json ruleRow(const Rule &rule, const std::string &sourceGroupName)
{
    json row{{"id", rule.id}, {"flow-direction", rule.flow}, {"protocol", rule.protocol}};
    if (!rule.network.empty())
        row["network"] = rule.network;
    if (!rule.groupId.empty())
        row["security-group"] = {{"id", rule.groupId}, {"name", sourceGroupName}};
    if (rule.startPort > 0) {
        row["start-port"] = rule.startPort;
        row["end-port"] = rule.endPort;
    }
    if (rule.hasIcmp)
        row["icmp"] = {{"type", rule.icmpType}, {"code", rule.icmpCode}};
    if (!rule.description.empty())
        row["description"] = rule.description;
    return row;
}

std::string describe(const Rule &rule)
{
    std::string text = rule.flow + ' ' + rule.protocol;
    if (rule.startPort > 0)
        text += ' ' + std::to_string(rule.startPort) + '-' + std::to_string(rule.endPort);
    return text + (rule.flow == "egress" ? " to " : " from ")
        + (rule.groupId.empty() ? rule.network : rule.groupId);
}

} // namespace skep::sandbox
