// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/hoststate.h"

#include "app/sandbox/files.h"
#include "app/sandbox/nftables.h"
#include "app/sandbox/process.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>
#include <map>
#include <sstream>
#include <stdexcept>

namespace skep::sandbox {

namespace {

using Json = nlohmann::json;

const fs::path folder = "/run/skep-sandbox";
const fs::path forwarding = "/proc/sys/net/ipv4/ip_forward";
const fs::path bridgeCalls = "/proc/sys/net/bridge/bridge-nf-call-iptables";

Json load()
{
    auto state = Json::parse(readFile(folder / "host.json"), nullptr, false);
    return state.is_object() ? state : Json::object();
}

void setSysctl(const fs::path &path, const std::string &value)
{
    if (trimmed(readFile(path)) == value) {
        return;
    }
    std::ofstream file(path);
    file << value;
    if (!file.flush()) {
        throw std::runtime_error(
            "The kernel setting " + path.string()
            + " could not be changed; run the sandbox as root on a host, not in a container "
              "without rights.");
    }
}

// Modules that the machines' engines would load themselves if they could; where the kernel has them built in
// or lacks them this does nothing.
void loadModules()
{
    if (!programExists("modprobe")) {
        return;
    }
    for (const char *module :
         {"bridge",         "veth",          "overlay",     "br_netfilter", "vxlan",       "nf_nat",
          "xt_conntrack",   "xt_MASQUERADE", "xt_addrtype", "xt_nat",       "xt_physdev",  "xt_ipvs",
          "ip_vs",          "ip_vs_rr",      "dummy",       "ip_tables",    "iptable_nat", "iptable_filter",
          "iptable_mangle", "xfrm_algo",     "esp4"}) {
        runProcess({"modprobe", "-q", module});
    }
}

// The tables of iptables with their built-in chains, without looking into a table by name, which makes it.
std::map<std::string, std::vector<std::string>> tables()
{
    std::map<std::string, std::vector<std::string>> result;
    std::istringstream lines(runProcess({"iptables-save"}).output);
    std::string table;
    for (std::string line; std::getline(lines, line);) {
        if (line.rfind('*', 0) == 0) {
            table = line.substr(1);
            result[table];
        } else if (line.rfind(':', 0) == 0 && line.find(" ACCEPT ") != std::string::npos) {
            result[table].push_back(line.substr(1, line.find(' ') - 1));
        }
    }
    return result;
}

Json tableNames()
{
    Json names = Json::array();
    for (const auto &[name, chains] : tables()) {
        names.push_back(name);
    }
    return names;
}

// Fails quietly where somebody has put a rule into a table meanwhile.
void removeNewTables(const Json &before)
{
    for (const auto &[name, chains] : tables()) {
        if (before.is_array() && std::find(before.begin(), before.end(), name) == before.end()) {
            removeEmptyTable(name, chains);
        }
    }
}

} // namespace

void HostState::enter(const std::string &instance, const std::string &subnet)
{
    const FileLock lock(folder / "lock");
    auto state = load();
    if (!state.contains("before")) {
        const bool hadBridgeCalls = fs::exists(bridgeCalls);
        state["before"]["ip_forward"] = trimmed(readFile(forwarding));
        state["before"]["tables"] = tableNames();
        loadModules();
        if (!hadBridgeCalls && fs::exists(bridgeCalls)) {
            // Other bridges of this computer never asked for it; ours turns it on for itself.
            setSysctl(bridgeCalls, "0");
        }
    }
    state["instances"][instance] = subnet;
    writeFile(folder / "host.json", state.dump(1), 0600);
    setSysctl(forwarding, "1");
}

void HostState::leave(const std::string &instance)
{
    const FileLock lock(folder / "lock");
    auto state = load();
    if (!state.contains("instances") || !state["instances"].contains(instance)) {
        return;
    }
    state["instances"].erase(instance);
    if (!state["instances"].empty()) {
        writeFile(folder / "host.json", state.dump(1), 0600);
        return;
    }
    const auto before = state.value("before", Json::object());
    setSysctl(forwarding, before.value("ip_forward", "0"));
    removeNewTables(before.value("tables", Json()));
    fs::remove(folder / "host.json");
    fs::remove(folder / "lock"); // a waiter makes the folder anew
    std::error_code ignored;
    fs::remove(folder, ignored);
}

std::string HostState::subnetOf(const std::string &instance)
{
    const auto instances = load().value("instances", Json::object());
    return instances.value(instance, "");
}

std::vector<std::string> HostState::subnets()
{
    std::vector<std::string> result;
    const auto instances = load().value("instances", Json::object());
    for (const auto &[instance, subnet] : instances.items()) {
        result.push_back(subnet.get<std::string>());
    }
    return result;
}

} // namespace skep::sandbox
