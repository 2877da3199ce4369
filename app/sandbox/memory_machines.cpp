// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/memory_machines.h"

#include <algorithm>
#include <stdexcept>
#include <thread>

namespace skep::sandbox {

namespace {

constexpr std::uint64_t gibibyte = 1024ULL * 1024 * 1024;
constexpr int lastAddress = 250 * 256;

} // namespace

MemoryMachines::MemoryMachines(std::chrono::milliseconds bootTime)
    : m_bootTime(bootTime)
{
}

void MemoryMachines::prepare(const std::function<void(const std::string &)> &progress)
{
    progress("No machines are made: this sandbox keeps books only.");
}

std::vector<MachineTemplate> MemoryMachines::templates() const
{
    // The same rows as the hypervisor with machines offers.
    return {{"7d7d1f0e-6f2c-4a0b-9c56-2f3c1a5e0b13", "Linux Debian 13 (Trixie) 64-bit", "debian", "13",
             "debian", 10 * gibibyte, false},
            {"c3f0a7f4-1a52-4d67-8b1e-5b7d9e2f4a13", "Linux Debian 13 (Trixie) 64-bit with Docker", "debian",
             "13", "debian", 10 * gibibyte, true}};
}

std::string MemoryMachines::operatorCidr() const
{
    return "127.0.0.1/32";
}

std::map<std::string, std::string> MemoryMachines::images() const
{
    return {{"consul", "consul:1.8.7"}, {"web", "busybox:1.35"}};
}

std::string MemoryMachines::allocateAddress()
{
    const std::lock_guard guard(m_mutex);
    for (int tries = 0; tries < lastAddress; ++tries) {
        const int number = m_nextAddress;
        m_nextAddress = number + 1 < lastAddress ? number + 1 : 10;
        const std::string address =
            "127.64." + std::to_string(number / 250) + '.' + std::to_string(number % 250 + 1);
        bool &taken = m_addresses[address];
        if (!taken) {
            taken = true;
            return address;
        }
    }
    throw std::runtime_error("The network has no free address left.");
}

void MemoryMachines::releaseAddress(const std::string &address)
{
    const std::lock_guard guard(m_mutex);
    m_addresses.erase(address);
}

void MemoryMachines::boot(const std::string &id)
{
    std::this_thread::sleep_for(m_bootTime);
    const std::lock_guard guard(m_mutex);
    m_running[id] = true;
}

void MemoryMachines::create(const MachineSpec &spec)
{
    boot(spec.id);
}

void MemoryMachines::start(const std::string &id)
{
    boot(id);
}

void MemoryMachines::stop(const std::string &id)
{
    powerOff(id);
}

void MemoryMachines::reboot(const std::string &id)
{
    boot(id);
}

void MemoryMachines::powerOff(const std::string &id)
{
    const std::lock_guard guard(m_mutex);
    m_running[id] = false;
}

void MemoryMachines::destroy(const std::string &id)
{
    const std::lock_guard guard(m_mutex);
    m_running.erase(id);
}

bool MemoryMachines::isRunning(const std::string &id) const
{
    const std::lock_guard guard(m_mutex);
    const auto found = m_running.find(id);
    return found != m_running.end() && found->second;
}

void MemoryMachines::applyFirewall(const std::vector<MachineFirewall> &)
{
    // There is no traffic that a rule could stop.
}

PrivateNetwork MemoryMachines::makeNetwork(const std::string &id)
{
    const std::lock_guard guard(m_mutex);
    if (m_networks.count(id) == 0) {
        int number = 1;
        const auto isTaken = [&](const auto &entry) { return entry.second == number; };
        while (std::any_of(m_networks.begin(), m_networks.end(), isTaken))
            ++number;
        m_networks[id] = number;
    }
    const std::string prefix = "127.65." + std::to_string(m_networks[id]);
    return {prefix + ".0/24", prefix + ".1"};
}

void MemoryMachines::removeNetwork(const std::string &id)
{
    const std::lock_guard guard(m_mutex);
    m_networks.erase(id);
}

std::string MemoryMachines::allocatePrivateAddress(const std::string &networkId)
{
    const std::string gateway = makeNetwork(networkId).gateway;
    const std::lock_guard guard(m_mutex);
    for (int host = 10; host <= 250; ++host) {
        const std::string address = gateway.substr(0, gateway.rfind('.') + 1) + std::to_string(host);
        bool &taken = m_addresses[address];
        if (!taken) {
            taken = true;
            return address;
        }
    }
    throw std::runtime_error("The network has no free address left.");
}

void MemoryMachines::applyRouters(const std::vector<VirtualRouter> &)
{
    // There is no traffic to lead anywhere.
}

void MemoryMachines::shutdown()
{
    const std::lock_guard guard(m_mutex);
    m_running.clear();
}

void MemoryMachines::reset()
{
    shutdown();
}

} // namespace skep::sandbox
