// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/group_firewall.h"

#include "app/sandbox/cloudstack/routing.h"

#include <algorithm>
#include <utility>

namespace skep::sandbox {

namespace {

bool isIpv4(const std::string &network)
{
    return network.find(':') == std::string::npos;
}

bool contains(const std::vector<std::string> &list, const std::string &item)
{
    return std::find(list.begin(), list.end(), item) != list.end();
}

//! The addresses of a group's members.
std::vector<std::string> memberNetworks(const World &world, const std::string &groupId)
{
    std::vector<std::string> networks;
    for (const auto &[id, instance] : world.instances())
        if (!instance.address.empty() && contains(instance.groups, groupId))
            networks.push_back(instance.address + "/32");
    const auto group = world.groups().find(groupId);
    if (group != world.groups().end())
        for (const std::string &source : group->second.externalSources)
            if (isIpv4(source))
                networks.push_back(source);
    return networks;
}

void addRule(const World &world, const Rule &rule, MachineFirewall &machine)
{
    const bool isEgress = rule.flow == "egress";
    machine.limitsEgress = machine.limitsEgress || isEgress; // from the first one on, also one for IPv6
    if (rule.protocol == "icmpv6")
        return;
    std::vector<std::string> others;
    if (!rule.groupId.empty())
        others = memberNetworks(world, rule.groupId);
    else if (isIpv4(rule.network))
        others.push_back(rule.network);
    for (const std::string &other : others) {
        if (isEgress)
            machine.egress.push_back({rule.protocol, rule.startPort, rule.endPort, {}, other});
        else
            machine.ingress.push_back({rule.protocol, rule.startPort, rule.endPort, other, {}});
    }
}

} // namespace

std::vector<MachineFirewall> resolveFirewall(const World &world)
{
    std::vector<MachineFirewall> result;
    for (const auto &[id, instance] : world.instances()) {
        if (instance.address.empty())
            continue;
        MachineFirewall machine;
        machine.machineId = id;
        for (const std::string &groupId : instance.groups) {
            const auto group = world.groups().find(groupId);
            if (group == world.groups().end())
                continue;
            for (const Rule &rule : group->second.rules)
                addRule(world, rule, machine);
        }
        result.push_back(std::move(machine));
    }
    return result;
}

GroupFirewall::GroupFirewall(World &world, Machines &machines, Workshop &workshop)
    : m_world(world)
    , m_machines(machines)
    , m_workshop(workshop)
{
}

void GroupFirewall::refresh(Workshop::Done done)
{
    m_waiting.push_back(std::move(done));
    if (!m_applying)
        apply();
}

void GroupFirewall::apply()
{
    m_applying = true;
    const std::vector<Workshop::Done> served = std::move(m_waiting);
    m_waiting.clear();
    m_workshop.run(
        "firewall",
        [this, rules = resolveFirewall(m_world), routers = cloudstack::resolveRouters(m_world)] {
            m_machines.applyFirewall(rules);
            m_machines.applyRouters(routers);
        },
        [this, served](const std::string &error) {
            m_applying = false;
            if (!m_waiting.empty())
                apply();
            for (const Workshop::Done &done : served)
                done(error);
        });
}

} // namespace skep::sandbox
