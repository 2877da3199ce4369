// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/routerfirewall.h"

#include "app/sandbox/firewall.h"
#include "app/sandbox/process.h"

#include <algorithm>
#include <stdexcept>

namespace skep::sandbox {

namespace {

constexpr int registryPort = 5000;
const std::string known = " -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT\n";
const std::string translated = " -m conntrack --ctstate DNAT -j ACCEPT\n";

const std::vector<ChainSet> chains{{"filter", {"VRF", "VRX", "VRO", "VRH"}},
                                   {"nat", {"VRN", "VRD", "VRS", "VRP"}}};

std::vector<Hook> hooks(const Network &shared, const IsolatedNetworks &isolated)
{
    const auto bridges = isolated.bridges();
    return {{"filter", "FORWARD", {"-i", bridges}, "VRF"},
            {"filter", "FORWARD", {"-o", bridges}, "VRF"},
            {"filter", "OUTPUT", {"-o", bridges}, "VRO"},
            {"filter", "INPUT", {"-i", bridges}, "VRH"},
            {"nat", "PREROUTING", {"-d", shared.subnet()}, "VRN"},
            {"nat", "OUTPUT", {"-d", shared.subnet()}, "VRN"},
            {"nat", "PREROUTING", {"-i", bridges}, "VRD"},
            {"nat", "INPUT", {"-i", bridges}, "VRS"},
            {"nat", "POSTROUTING", {}, "VRP"}};
}

std::string portMatch(const std::string &protocol, int start, int end)
{
    if ((protocol != "tcp" && protocol != "udp") || start <= 0) {
        return {};
    }
    return " --dport " + std::to_string(start) + ":" + std::to_string(std::max(start, end));
}

const VirtualRouter *routerOf(const std::vector<VirtualRouter> &routers, const Segment &segment)
{
    const auto found = std::find_if(routers.begin(), routers.end(), [&](const VirtualRouter &router) {
        return router.networkId == segment.networkId;
    });
    return found == routers.end() ? nullptr : &*found;
}

} // namespace

std::string translationLine(const std::string &chain, const Translation &translation)
{
    requirePlain(translation.protocol, translation.source);
    std::string line = "-A " + chain + " -d " + translation.publicAddress + "/32 -s " + translation.source
        + " -p " + translation.protocol
        + portMatch(translation.protocol, translation.startPort, translation.endPort)
        + " -j DNAT --to-destination " + translation.target;
    if (translation.targetPort > 0) {
        line += ":" + std::to_string(translation.targetPort);
    }
    return line + "\n";
}

std::string egressMatch(const IngressRule &rule)
{
    requirePlain(rule.protocol, rule.source);
    std::string match = " -s " + rule.source;
    if (!rule.destination.empty()) {
        requirePlain(rule.protocol, rule.destination);
        match += " -d " + rule.destination;
    }
    return match + " -p " + rule.protocol + portMatch(rule.protocol, rule.startPort, rule.endPort);
}

std::string RouterFirewall::forwarding(const std::vector<VirtualRouter> &routers) const
{
    const auto add = "-A " + chain("VRF");
    std::string text = add + known;
    for (const auto &segment : m_isolated.segments()) {
        const auto from = add + " -i " + segment.bridge;
        text += from + " -o " + segment.bridge + " -j ACCEPT\n";
        for (const char *protocol : {"udp", "tcp"}) {
            text += from + " -p " + protocol + " --dport 53 -m conntrack --ctstate DNAT --ctorigdst "
                + segment.gateway() + " -j ACCEPT\n";
        }
        const auto *router = routerOf(routers, segment);
        const bool open = router != nullptr && router->egressAllowed;
        const auto exception = open ? std::string(" -j DROP\n") : " -j " + chain("VRX") + "\n";
        if (router != nullptr) {
            for (const auto &rule : router->egress) {
                text += from + egressMatch(rule) + exception;
            }
        }
        text += from + (open ? " -j " + chain("VRX") : std::string(" -j DROP")) + "\n";
    }
    // What is left comes from elsewhere: only public addresses lead in.
    text += add + translated + add + " -j DROP\n";
    const auto out = "-A " + chain("VRX");
    return text + out + translated + out + " -o " + m_isolated.bridges() + " -j DROP\n" + out + " -o "
        + m_shared.bridge() + " -j " + chain("IN") + "\n" + out + " -j ACCEPT\n";
}

std::string RouterFirewall::hostTraffic() const
{
    const auto toMachines = "-A " + chain("VRO");
    const auto toHost = "-A " + chain("VRH");
    std::string text =
        toMachines + known + toMachines + translated + toMachines + " -j DROP\n" + toHost + known;
    for (const auto &segment : m_isolated.segments()) {
        text += toHost + " -i " + segment.bridge + " -d " + segment.gateway() + " -p icmp -j ACCEPT\n";
    }
    if (!m_shared.loopbackResolver().empty()) {
        for (const char *protocol : {"udp", "tcp"}) {
            text += toHost + " -p " + protocol + " --dport 53" + translated;
        }
    }
    return text + toHost + " -d " + m_shared.gateway() + " -p tcp --dport " + std::to_string(registryPort)
        + " -j ACCEPT\n" + toHost + " -j DROP\n";
}

std::string RouterFirewall::translations(const std::vector<VirtualRouter> &routers) const
{
    std::string text;
    for (const auto &router : routers) {
        for (const auto &translation : router.translations) {
            text += translationLine(chain("VRN"), translation);
        }
    }
    const auto loopback = m_shared.loopbackResolver();
    for (const char *protocol : {"udp", "tcp"}) {
        for (const auto &segment : m_isolated.segments()) {
            text += "-A " + chain("VRD") + " -d " + segment.gateway() + " -p " + protocol
                + " --dport 53 -j DNAT --to-destination " + m_shared.resolver() + "\n";
        }
        if (!loopback.empty()) {
            // Such resolvers answer nobody but this computer itself.
            text += "-A " + chain("VRS") + " -d " + loopback + " -p " + protocol
                + " --dport 53 -j SNAT --to-source 127.0.0.1\n";
        }
    }
    return text;
}

// Inside of the sandbox machines show their public address; the world outside knows none of these.
std::string RouterFirewall::sourceAddresses(const std::vector<VirtualRouter> &routers) const
{
    const auto add = "-A " + chain("VRP");
    const auto shows = [&](const std::string &source, const std::string &address) {
        return add + " -s " + source + " -m conntrack --ctorigdst " + m_shared.subnet()
            + " -j SNAT --to-source " + address + "\n";
    };
    const auto segments = m_isolated.segments();
    std::string text;
    for (const auto &segment : segments) {
        const auto *router = routerOf(routers, segment);
        if (router == nullptr) {
            continue;
        }
        for (const auto &[machine, address] : router->staticNats) {
            text += shows(machine + "/32", address);
        }
        if (!router->sourceNat.empty()) {
            text += shows(segment.subnet(), router->sourceNat);
        }
    }
    for (const auto &segment : segments) {
        text += add + " -d " + segment.subnet() + translated;
    }
    for (const auto &segment : segments) {
        text += add + " -s " + segment.subnet() + " ! -d " + segment.subnet() + " -j MASQUERADE\n";
    }
    return text;
}

// The shared network's machines ask for public addresses on their own link; this computer answers, and sends
// on what it gets. Its own traffic shows the operator's address, whichever way it goes.
void RouterFirewall::leadHere(const std::vector<VirtualRouter> &routers)
{
    std::map<std::string, std::string> wanted;
    for (const auto &router : routers) {
        for (const auto &address : router.publicAddresses) {
            wanted[address] = m_isolated.segment(router.networkId).bridge;
        }
    }
    for (const auto &[address, bridge] : m_led) {
        if (wanted.count(address) == 0) {
            runProcess({"ip", "route", "del", address + "/32", "dev", bridge});
            runProcess({"ip", "neigh", "del", "proxy", address, "dev", m_shared.bridge()});
        }
    }
    for (const auto &[address, bridge] : wanted) {
        runChecked({"ip", "route", "replace", address + "/32", "dev", bridge, "src", m_shared.gateway()});
        runChecked({"ip", "neigh", "replace", "proxy", address, "dev", m_shared.bridge()});
    }
    m_led = std::move(wanted);
}

void RouterFirewall::apply(const std::vector<VirtualRouter> &routers)
{
    std::string text;
    for (const auto &[table, parts] : chains) {
        text += "*" + std::string(table) + "\n";
        for (const char *part : parts) {
            text += ":" + chain(part) + " - [0:0]\n";
        }
        text += std::string(table) == "filter" ? forwarding(routers) + hostTraffic()
                                               : translations(routers) + sourceAddresses(routers);
        text += "COMMIT\n";
    }
    restoreRules(text);
    leadHere(routers);
}

void RouterFirewall::install()
{
    apply({});
    hookIn(hooks(m_shared, m_isolated), chain({}));
}

void RouterFirewall::remove() const
{
    unhook(hooks(m_shared, m_isolated), chain({}));
    removeChains(chains, chain({}));
}

} // namespace skep::sandbox
