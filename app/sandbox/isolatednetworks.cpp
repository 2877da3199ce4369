// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/isolatednetworks.h"

#include "app/sandbox/hoststate.h"
#include "app/sandbox/process.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <stdexcept>

namespace skep::sandbox {

namespace {

using Json = nlohmann::json;

constexpr int mostNetworks = 99; // two digits have room in the names of links

} // namespace

IsolatedNetworks::IsolatedNetworks(const Network &shared, const fs::path &stateDir)
    : m_shared(shared)
    , m_file(stateDir / "networks.json")
{
    const auto saved = Json::parse(readFile(m_file), nullptr, false);
    if (!saved.is_object()) {
        return;
    }
    for (const auto &[id, row] : saved.items()) {
        m_networks[id] = {row.value("number", 0), row.value("prefix", "")};
    }
}

void IsolatedNetworks::save() const
{
    auto rows = Json::object();
    for (const auto &[id, known] : m_networks) {
        rows[id] = {{"number", known.number}, {"prefix", known.prefix}};
    }
    writeFile(m_file, rows.dump(1), 0600);
}

Segment IsolatedNetworks::segmentOf(const std::string &id) const
{
    const auto found = m_networks.find(id);
    if (found == m_networks.end()) {
        throw std::runtime_error("There is no isolated network " + id + ".");
    }
    char number[8] = {};
    std::snprintf(number, sizeof number, "%02d", found->second.number);
    Segment segment;
    segment.networkId = id;
    segment.bridge = m_shared.bridge() + "." + std::to_string(found->second.number);
    segment.linkPrefix = "s" + m_shared.instance() + number + ".";
    segment.prefix = found->second.prefix;
    segment.mtu = m_shared.mtu();
    // The router answers for the world's name servers.
    segment.resolvConf = "nameserver " + segment.gateway() + "\n";
    return segment;
}

Segment IsolatedNetworks::segment(const std::string &id) const
{
    const std::lock_guard guard(m_mutex);
    return segmentOf(id);
}

std::vector<Segment> IsolatedNetworks::segments() const
{
    const std::lock_guard guard(m_mutex);
    std::vector<Segment> result;
    for (const auto &[id, known] : m_networks) {
        result.push_back(segmentOf(id));
    }
    return result;
}

// Unlike the shared one its inner traffic is not filtered, so the bridge has no business with iptables.
void IsolatedNetworks::makeBridge(const Segment &segment) const
{
    HostState::enter(segment.bridge.substr(4), segment.subnet());
    if (!fs::exists("/sys/class/net/" + segment.bridge)) {
        runChecked({"ip", "link", "add", "name", segment.bridge, "mtu", std::to_string(segment.mtu), "type",
                    "bridge", "forward_delay", "0", "stp_state", "0"});
        runChecked({"ip", "link", "set", "dev", segment.bridge, "addrgenmode", "none"});
    }
    if (!m_shared.loopbackResolver().empty()) {
        std::ofstream("/proc/sys/net/ipv4/conf/" + segment.bridge + "/route_localnet") << "1";
    }
    runChecked({"ip", "addr", "replace", segment.gateway() + "/24", "dev", segment.bridge});
    runChecked({"ip", "link", "set", "dev", segment.bridge, "up"});
}

void IsolatedNetworks::up()
{
    for (const auto &segment : segments()) {
        makeBridge(segment);
    }
}

PrivateNetwork IsolatedNetworks::make(const std::string &id)
{
    const std::lock_guard guard(m_mutex);
    if (m_networks.count(id) == 0) {
        Known made;
        const auto isTaken = [&made](const auto &entry) { return entry.second.number == made.number; };
        do {
            ++made.number;
        } while (std::any_of(m_networks.begin(), m_networks.end(), isTaken));
        if (made.number > mostNetworks) {
            throw std::runtime_error("The sandbox has no room for more isolated networks; delete some.");
        }
        made.prefix = freePrefix(m_shared.instance());
        m_networks[id] = made;
        save();
    }
    const auto segment = segmentOf(id);
    makeBridge(segment);
    return {segment.subnet(), segment.gateway()};
}

void IsolatedNetworks::removeBridge(const std::string &id)
{
    const auto segment = segmentOf(id);
    if (fs::exists("/sys/class/net/" + segment.bridge)) {
        runChecked({"ip", "link", "del", "dev", segment.bridge});
    }
    HostState::leave(segment.bridge.substr(4));
    m_networks.erase(id);
}

void IsolatedNetworks::remove(const std::string &id)
{
    const std::lock_guard guard(m_mutex);
    if (m_networks.count(id) > 0) {
        removeBridge(id);
        save();
    }
}

void IsolatedNetworks::removeAll()
{
    const std::lock_guard guard(m_mutex);
    while (!m_networks.empty()) {
        removeBridge(m_networks.begin()->first);
    }
    fs::remove(m_file);
}

} // namespace skep::sandbox
