// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/network.h"

#include "app/sandbox/hoststate.h"
#include "app/sandbox/process.h"

#include <arpa/inet.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace skep::sandbox {

namespace {

using Json = nlohmann::json;

struct Range
{
    std::uint32_t first = 0;
    std::uint32_t mask = 0;
    bool valid = false;
};

Range parseRange(const std::string &cidr)
{
    const auto slash = cidr.find('/');
    in_addr address{};
    if (inet_pton(AF_INET, cidr.substr(0, slash).c_str(), &address) != 1) {
        return {};
    }
    const int bits = slash == std::string::npos ? 32 : std::stoi(cidr.substr(slash + 1));
    const std::uint32_t mask = bits == 0 ? 0 : ~std::uint32_t(0) << (32 - bits);
    return {ntohl(address.s_addr) & mask, mask, true};
}

std::vector<std::string> takenNetworks()
{
    auto taken = HostState::subnets();
    const auto routes =
        Json::parse(runChecked({"ip", "-j", "-4", "route", "show", "table", "all"}), nullptr, false);
    for (const auto &route : routes) {
        const auto destination = route.value("dst", "default");
        if (destination != "default") {
            taken.push_back(destination);
        }
    }
    std::istringstream lines(readFile("/etc/resolv.conf"));
    for (const auto &server : nameservers(readFile("/etc/resolv.conf"))) {
        taken.push_back(server + "/24");
    }
    return taken;
}

int hostMtu()
{
    constexpr int common = 1500;
    const auto routes =
        Json::parse(runChecked({"ip", "-j", "-4", "route", "show", "default"}), nullptr, false);
    if (!routes.is_array() || routes.empty()) {
        return common;
    }
    const auto link = "/sys/class/net/" + routes[0].value("dev", "") + "/mtu";
    const auto text = trimmed(readFile(link));
    return text.empty() ? common : std::clamp(std::stoi(text), 1280, common);
}

bool isLoopback(const std::string &address)
{
    return address.rfind("127.", 0) == 0;
}

// The outermost resolvers: those of this computer, or behind systemd-resolved those that it asks.
std::vector<std::string> hostNameservers()
{
    std::vector<std::string> result;
    for (const char *file : {"/etc/resolv.conf", "/run/systemd/resolve/resolv.conf",
                             "/run/NetworkManager/no-stub-resolv.conf"}) {
        for (const auto &server : nameservers(readFile(file))) {
            if (!isLoopback(server) && server.find(':') == std::string::npos) {
                result.push_back(server);
            }
        }
        if (!result.empty()) {
            break;
        }
    }
    return result;
}

} // namespace

bool networksOverlap(const std::string &one, const std::string &other)
{
    const auto a = parseRange(one);
    const auto b = parseRange(other);
    const auto mask = a.mask & b.mask;
    return a.valid && b.valid && (a.first & mask) == (b.first & mask);
}

std::vector<std::string> nameservers(const std::string &resolvConf)
{
    std::vector<std::string> result;
    std::istringstream lines(resolvConf);
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words(line);
        std::string key;
        std::string server;
        if (words >> key >> server && key == "nameserver") {
            result.push_back(server);
        }
    }
    return result;
}

Network::Network(std::string instance, fs::path stateDir)
    : m_instance(std::move(instance))
    , m_file(std::move(stateDir) / "network.json")
{
    load();
}

void Network::load()
{
    const auto state = Json::parse(readFile(m_file), nullptr, false);
    if (state.is_object()) {
        m_prefix = state.value("prefix", "");
        m_mtu = state.value("mtu", m_mtu);
        return;
    }
    // The folder was thrown away under a living network: the host still knows it, so it can be taken down.
    const auto subnet = HostState::subnetOf(m_instance);
    m_prefix = subnet.substr(0, subnet.rfind('.'));
}

// 10.64.0.0 to 10.250.255.0: below lie the networks that engines give to overlays. Where a wide route covers
// all of 10.0.0.0/8, as in some companies, 172.16.0.0/12 is the second choice.
std::string freePrefix(const std::string &instance)
{
    const auto taken = takenNetworks();
    const auto start = static_cast<unsigned>(std::stoul(instance, nullptr, 16));
    std::vector<std::string> candidates;
    for (unsigned i = 0; i < 187; ++i) {
        candidates.push_back("10." + std::to_string(64 + (start + i) % 187) + "."
                             + std::to_string(start / 187 % 256));
    }
    for (unsigned i = 0; i < 12; ++i) {
        candidates.push_back("172." + std::to_string(19 + (start + i) % 12) + "."
                             + std::to_string(start % 256));
    }
    for (const auto &prefix : candidates) {
        const auto overlaps = [&prefix](const std::string &net) {
            return networksOverlap(prefix + ".0/24", net);
        };
        if (std::none_of(taken.begin(), taken.end(), overlaps)) {
            return prefix;
        }
    }
    throw std::runtime_error("No private IPv4 network is free for the sandbox: the routes of this computer "
                             "cover all of 10.0.0.0/8 and 172.16.0.0/12.");
}

void Network::up()
{
    if (m_prefix.empty()) {
        m_prefix = freePrefix(m_instance);
        m_mtu = hostMtu();
        writeFile(m_file, Json{{"prefix", m_prefix}, {"mtu", m_mtu}}.dump(), 0600);
    }
    HostState::enter(m_instance, subnet());
    makeBridge();
}

void Network::makeBridge() const
{
    const auto name = bridge();
    if (!fs::exists("/sys/class/net/" + name)) {
        runChecked({"ip", "link", "add", "name", name, "mtu", std::to_string(m_mtu), "type", "bridge",
                    "forward_delay", "0", "stp_state", "0"});
        runChecked({"ip", "link", "set", "dev", name, "addrgenmode", "none"});
    }
    const fs::path calls = "/sys/class/net/" + name + "/bridge/nf_call_iptables";
    std::ofstream file(calls);
    file << "1";
    if (!file.flush() || !fs::exists("/proc/sys/net/bridge/bridge-nf-call-iptables")) {
        throw std::runtime_error(
            "This kernel cannot filter traffic on a bridge (module br_netfilter is missing), "
            "so the sandbox could not enforce security groups.");
    }
    if (!loopbackResolver().empty()) {
        std::ofstream("/proc/sys/net/ipv4/conf/" + name + "/route_localnet") << "1";
    }
    runChecked({"ip", "addr", "replace", gateway() + "/24", "dev", name});
    runChecked({"ip", "link", "set", "dev", name, "up"});
}

void Network::down()
{
    if (fs::exists("/sys/class/net/" + bridge())) {
        runChecked({"ip", "link", "del", "dev", bridge()});
    }
    HostState::leave(m_instance);
    fs::remove(m_file);
    m_prefix.clear();
}

std::string Network::resolvConf() const
{
    auto servers = hostNameservers();
    if (servers.empty()) {
        servers.push_back(gateway());
    }
    std::string text;
    for (const auto &server : servers) {
        text += "nameserver " + server + "\n";
    }
    return text;
}

Segment Network::segment() const
{
    Segment segment;
    segment.bridge = bridge();
    segment.linkPrefix = "s" + m_instance + ".";
    segment.prefix = m_prefix;
    segment.resolvConf = resolvConf();
    segment.mtu = m_mtu;
    return segment;
}

std::string Network::resolver() const
{
    const auto servers = hostNameservers();
    return servers.empty() ? loopbackResolver() : servers.front();
}

std::string Network::loopbackResolver() const
{
    if (!hostNameservers().empty()) {
        return {};
    }
    const auto servers = nameservers(readFile("/etc/resolv.conf"));
    return servers.empty() || servers.front().find(':') != std::string::npos ? "127.0.0.1" : servers.front();
}

} // namespace skep::sandbox
