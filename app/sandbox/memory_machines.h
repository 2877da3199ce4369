// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/machines.h"

#include <chrono>
#include <map>
#include <mutex>

namespace skep::sandbox {

//! A hypervisor without machines: it keeps books only, for tests of the API and of journals. Thread-safe.
class MemoryMachines : public Machines
{
public:
    explicit MemoryMachines(std::chrono::milliseconds bootTime);

    void prepare(const std::function<void(const std::string &)> &progress) override;
    std::vector<MachineTemplate> templates() const override;
    std::string operatorCidr() const override;
    std::map<std::string, std::string> images() const override;

    std::string allocateAddress() override;
    void releaseAddress(const std::string &address) override;

    void create(const MachineSpec &spec) override;
    void start(const std::string &id) override;
    void stop(const std::string &id) override;
    void reboot(const std::string &id) override;
    void powerOff(const std::string &id) override;
    void destroy(const std::string &id) override;
    bool isRunning(const std::string &id) const override;

    void applyFirewall(const std::vector<MachineFirewall> &firewall) override;
    PrivateNetwork makeNetwork(const std::string &id) override;
    void removeNetwork(const std::string &id) override;
    std::string allocatePrivateAddress(const std::string &networkId) override;
    void applyRouters(const std::vector<VirtualRouter> &routers) override;
    void shutdown() override;
    void reset() override;

private:
    void boot(const std::string &id);

    const std::chrono::milliseconds m_bootTime;
    mutable std::mutex m_mutex;
    std::map<std::string, bool> m_running;
    std::map<std::string, bool> m_addresses; //!< true while given out
    int m_nextAddress = 10;
    std::map<std::string, int> m_networks; //!< to the number in their addresses
};

} // namespace skep::sandbox
