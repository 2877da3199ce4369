// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/cloudstack/routing.h"

#include <algorithm>

namespace skep::sandbox::cloudstack {

namespace {

std::string privateAddress(const World &world, const std::string &instanceId)
{
    const auto found = world.instances().find(instanceId);
    return found == world.instances().end() ? std::string() : found->second.address;
}

void addStaticNat(const PublicAddress &address, const std::string &target, VirtualRouter &router)
{
    router.staticNats[target] = address.address;
    for (const TrafficRule &rule : address.firewall)
        for (const std::string &source : rule.sources)
            router.translations.push_back(
                {rule.protocol, source, address.address, rule.startPort, rule.endPort, target, 0});
}

//! The public ports that both the forwarding and the firewall rule name.
void addForwarding(const PublicAddress &address, const PortForwarding &forwarding, const TrafficRule &rule,
                   const std::string &target, VirtualRouter &router)
{
    if (rule.protocol != "all" && rule.protocol != forwarding.protocol)
        return;
    const bool allPorts = rule.startPort == 0;
    const int first = allPorts ? forwarding.publicStart : std::max(rule.startPort, forwarding.publicStart);
    const int last = allPorts ? forwarding.publicEnd : std::min(rule.endPort, forwarding.publicEnd);
    const int shift = forwarding.privateStart - forwarding.publicStart;
    for (const std::string &source : rule.sources) {
        if (shift == 0 && first <= last)
            router.translations.push_back(
                {forwarding.protocol, source, address.address, first, last, target, 0});
        // A packet filter maps ranges to other ranges port by port.
        for (int port = first; shift != 0 && port <= last; ++port)
            router.translations.push_back(
                {forwarding.protocol, source, address.address, port, port, target, port + shift});
    }
}

void addAddress(const World &world, const PublicAddress &address, VirtualRouter &router)
{
    router.publicAddresses.push_back(address.address);
    if (address.isSourceNat)
        router.sourceNat = address.address;
    if (const std::string target = privateAddress(world, address.staticNatInstance); !target.empty())
        addStaticNat(address, target, router);
    for (const PortForwarding &forwarding : address.forwardings) {
        const std::string target = privateAddress(world, forwarding.instanceId);
        for (const TrafficRule &rule : address.firewall)
            if (!target.empty())
                addForwarding(address, forwarding, rule, target, router);
    }
}

void addEgress(const IsolatedNetwork &network, VirtualRouter &router)
{
    for (const TrafficRule &rule : network.egress)
        for (const std::string &source : rule.sources) {
            const IngressRule line{rule.protocol, rule.startPort, rule.endPort, source, {}};
            if (rule.destinations.empty())
                router.egress.push_back(line);
            for (const std::string &destination : rule.destinations) {
                router.egress.push_back(line);
                router.egress.back().destination = destination;
            }
        }
}

} // namespace

std::vector<VirtualRouter> resolveRouters(const World &world)
{
    std::vector<VirtualRouter> routers;
    for (const auto &[id, network] : world.cloudStack().networks) {
        VirtualRouter router;
        router.networkId = id;
        router.egressAllowed = network.egressAllowed;
        addEgress(network, router);
        for (const auto &[addressId, address] : world.cloudStack().addresses)
            if (address.networkId == id)
                addAddress(world, address, router);
        routers.push_back(std::move(router));
    }
    return routers;
}

} // namespace skep::sandbox::cloudstack
