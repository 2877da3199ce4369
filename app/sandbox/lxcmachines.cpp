// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/lxcmachines.h"

#include "app/sandbox/cgroups.h"
#include "app/sandbox/container.h"
#include "app/sandbox/firewall.h"
#include "app/sandbox/hosttrouble.h"
#include "app/sandbox/images.h"
#include "app/sandbox/isolatednetworks.h"
#include "app/sandbox/machinedisk.h"
#include "app/sandbox/network.h"
#include "app/sandbox/process.h"
#include "app/sandbox/registry.h"
#include "app/sandbox/routerfirewall.h"
#include "app/sandbox/templates.h"

#include <algorithm>
#include <future>
#include <mutex>
#include <set>
#include <stdexcept>

namespace skep::sandbox {

namespace {

using namespace std::chrono_literals;

constexpr auto orderlyEnd = 15s;
constexpr int firstHost = 10;
constexpr int lastHost = 250;
constexpr std::uint64_t machineSpace = 1000ULL << 20;

//! The hypervisor of the sandbox with liblxc; thread-safe, with one lock per machine.
class LxcMachines final : public Machines
{
public:
    explicit LxcMachines(const LxcOptions &options);

    void prepare(const Progress &progress) override;
    std::vector<MachineTemplate> templates() const override { return m_templates.list(); }
    std::string operatorCidr() const override { return m_network.gateway() + "/32"; }
    std::map<std::string, std::string> images() const override { return ImageStore::names(); }
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
    PrivateNetwork makeNetwork(const std::string &id) override { return m_isolated.make(id); }
    void removeNetwork(const std::string &id) override { m_isolated.remove(id); }
    std::string allocatePrivateAddress(const std::string &networkId) override;
    void applyRouters(const std::vector<VirtualRouter> &routers) override;
    void shutdown() override;
    void reset() override;

private:
    fs::path machinesDir() const { return m_options.stateDir / "machines"; }
    MachineDisk disk(const std::string &id) const { return MachineDisk(machinesDir() / id); }
    void requireKnown(const std::string &id) const;
    std::vector<std::string> knownIds() const;
    std::map<std::string, std::string> addresses() const;
    Segment segment(const std::string &networkId) const;
    std::string allocateIn(const Segment &segment);
    std::shared_ptr<std::mutex> lockOf(const std::string &id) const;
    void lockFolder();
    void boot(const std::string &id);
    void halt(const std::string &id, bool orderly);
    void enforce();
    void forEachMachine(const std::function<void(const std::string &)> &work);
    void note(const std::string &text) const;

    LxcOptions m_options;
    std::string m_instance;
    Network m_network;
    IsolatedNetworks m_isolated;
    Firewall m_firewall;
    RouterFirewall m_routerFirewall;
    TemplateStore m_templates;
    ImageStore m_images;
    Registry m_registry;
    std::unique_ptr<FileLock> m_folderLock;
    const HomeGroups m_home;

    mutable std::mutex m_mutex; // guards what follows
    mutable std::map<std::string, std::shared_ptr<std::mutex>> m_locks;
    std::set<std::string> m_taken;
    std::map<std::string, int> m_nextHosts; // by network

    std::mutex m_firewallMutex; // guards the rules, their order and the routers
    std::vector<MachineFirewall> m_rules;
};

LxcOptions absolute(LxcOptions options)
{
    options.stateDir = fs::weakly_canonical(fs::absolute(options.stateDir));
    options.cacheDir = fs::weakly_canonical(fs::absolute(options.cacheDir));
    return options;
}

LxcMachines::LxcMachines(const LxcOptions &options)
    : m_options(absolute(options))
    , m_instance(instanceName(m_options.stateDir))
    , m_network(m_instance, m_options.stateDir)
    , m_isolated(m_network, m_options.stateDir)
    , m_firewall(m_network)
    , m_routerFirewall(m_network, m_isolated)
    , m_templates(m_options.cacheDir, m_instance, m_options.stateDir)
    , m_images(m_options.cacheDir)
    , m_registry(m_options.stateDir)
{
}

void LxcMachines::note(const std::string &text) const
{
    if (m_options.log) {
        m_options.log(text);
    }
}

void LxcMachines::lockFolder()
{
    if (m_folderLock) {
        return;
    }
    auto lock = std::make_unique<FileLock>(m_options.stateDir / "machines.lock", false);
    if (!lock->isHeld()) {
        throw std::runtime_error("Another sandbox is running with the folder " + m_options.stateDir.string()
                                 + ". Stop it first, or use another folder.");
    }
    m_folderLock = std::move(lock);
}

void LxcMachines::prepare(const Progress &progress)
{
    const auto trouble = hostTrouble();
    if (!trouble.empty()) {
        throw std::runtime_error(trouble);
    }
    lockFolder();
    fs::create_directories(machinesDir());
    fs::permissions(machinesDir(), fs::perms(0711));
    std::mutex mouth;
    const Progress say = [&](const std::string &text) {
        const std::lock_guard guard(mouth);
        if (progress) {
            progress(text);
        }
    };
    const auto sources = readAptSources();
    // Both wait for downloads half of the time, so they share two cores well.
    auto images = std::async(std::launch::async, [&] { m_images.ensure(sources, say); });
    m_templates.ensure(sources, say);
    images.get();
    m_network.up();
    m_firewall.install();
    enforce();
    m_isolated.up();
    m_routerFirewall.install();
    m_registry.start(m_images.registryProgram(), m_images.storage(), m_network.gateway());
    say("The network " + m_network.subnet() + " and its image registry are up.");
}

std::vector<std::string> LxcMachines::knownIds() const
{
    std::vector<std::string> ids;
    std::error_code error;
    for (const auto &entry : fs::directory_iterator(machinesDir(), error)) {
        if (MachineDisk(entry.path()).exists()) {
            ids.push_back(entry.path().filename());
        }
    }
    return ids;
}

std::map<std::string, std::string> LxcMachines::addresses() const
{
    std::map<std::string, std::string> result;
    for (const auto &id : knownIds()) {
        result[id] = disk(id).address();
    }
    return result;
}

Segment LxcMachines::segment(const std::string &networkId) const
{
    return networkId.empty() ? m_network.segment() : m_isolated.segment(networkId);
}

std::string LxcMachines::allocateAddress()
{
    if (!m_network.isKnown()) {
        throw std::runtime_error("The sandbox's network is not ready yet.");
    }
    return allocateIn(m_network.segment());
}

std::string LxcMachines::allocatePrivateAddress(const std::string &networkId)
{
    return allocateIn(m_isolated.segment(networkId));
}

std::string LxcMachines::allocateIn(const Segment &segment)
{
    const auto existing = addresses();
    const std::lock_guard guard(m_mutex);
    std::set<std::string> used = m_taken;
    for (const auto &[id, address] : existing) {
        used.insert(address);
    }
    int &next = m_nextHosts.emplace(segment.networkId, firstHost).first->second;
    // Going round keeps an address that was just freed from meeting its former owner's host key.
    for (int tries = firstHost; tries <= lastHost; ++tries) {
        const auto address = segment.address(next);
        next = next == lastHost ? firstHost : next + 1;
        if (used.count(address) == 0) {
            m_taken.insert(address);
            return address;
        }
    }
    throw std::runtime_error("All addresses of the network " + segment.subnet()
                             + " are in use; destroy some machines.");
}

void LxcMachines::releaseAddress(const std::string &address)
{
    const std::lock_guard guard(m_mutex);
    m_taken.erase(address);
}

std::shared_ptr<std::mutex> LxcMachines::lockOf(const std::string &id) const
{
    const std::lock_guard guard(m_mutex);
    auto &lock = m_locks[id];
    if (!lock) {
        lock = std::make_shared<std::mutex>();
    }
    return lock;
}

void LxcMachines::requireKnown(const std::string &id) const
{
    if (!disk(id).exists()) {
        throw std::runtime_error("There is no machine " + id + ".");
    }
}

void LxcMachines::create(const MachineSpec &spec)
{
    const auto lock = lockOf(spec.id);
    const std::lock_guard guard(*lock);
    if (disk(spec.id).exists()) {
        throw std::runtime_error("The machine " + spec.id + " exists already.");
    }
    requireSpace(machinesDir(), machineSpace, "for another machine");
    disk(spec.id).make(spec, segment(spec.networkId), m_network.gateway() + ":5000",
                       m_templates.layers(spec.templateId));
    enforce();
    try {
        boot(spec.id);
    } catch (...) {
        disk(spec.id).remove();
        throw;
    }
}

// A link of an earlier run may still be on its way out when its machine starts again.
void LxcMachines::boot(const std::string &id)
{
    const auto place = segment(disk(id).networkId());
    const auto link = disk(id).linkName(place);
    if (fs::exists("/sys/class/net/" + link)) {
        runProcess({"ip", "link", "del", "dev", link});
    }
    removeMachineGroups("skep-" + m_instance, id);
    Container container(id, machinesDir());
    container.define(disk(id).config(m_instance, place));
    try {
        container.start();
    } catch (...) {
        m_home.goBack();
        throw;
    }
    m_home.goBack();
    note("started " + id);
}

void LxcMachines::start(const std::string &id)
{
    const auto lock = lockOf(id);
    const std::lock_guard guard(*lock);
    requireKnown(id);
    if (!isRunning(id)) {
        boot(id);
    }
}

void LxcMachines::halt(const std::string &id, bool orderly)
{
    Container container(id, machinesDir());
    if (!orderly || !container.shutdown(orderlyEnd)) {
        container.kill();
    }
    note((orderly ? "stopped " : "powered off ") + id);
}

void LxcMachines::stop(const std::string &id)
{
    const auto lock = lockOf(id);
    const std::lock_guard guard(*lock);
    requireKnown(id);
    halt(id, true);
}

void LxcMachines::reboot(const std::string &id)
{
    const auto lock = lockOf(id);
    const std::lock_guard guard(*lock);
    requireKnown(id);
    halt(id, true);
    boot(id);
}

void LxcMachines::powerOff(const std::string &id)
{
    const auto lock = lockOf(id);
    const std::lock_guard guard(*lock);
    requireKnown(id);
    halt(id, false);
}

void LxcMachines::destroy(const std::string &id)
{
    const auto lock = lockOf(id);
    const std::lock_guard guard(*lock);
    if (id.empty() || id.find('/') != std::string::npos || !fs::exists(machinesDir() / id)) {
        return;
    }
    halt(id, false);
    disk(id).remove();
}

bool LxcMachines::isRunning(const std::string &id) const
{
    return disk(id).exists() && Container(id, machinesDir()).isRunning();
}

void LxcMachines::applyFirewall(const std::vector<MachineFirewall> &firewall)
{
    {
        const std::lock_guard guard(m_firewallMutex);
        m_rules = firewall;
    }
    enforce();
}

void LxcMachines::applyRouters(const std::vector<VirtualRouter> &routers)
{
    const std::lock_guard guard(m_firewallMutex);
    m_routerFirewall.apply(routers);
}

void LxcMachines::enforce()
{
    const std::lock_guard guard(m_firewallMutex);
    m_firewall.apply(m_rules, addresses());
}

void LxcMachines::forEachMachine(const std::function<void(const std::string &)> &work)
{
    std::vector<std::future<void>> running;
    for (const auto &id : knownIds()) {
        running.push_back(std::async(std::launch::async, work, id));
    }
    std::string trouble;
    for (auto &one : running) {
        try {
            one.get();
        } catch (const std::exception &error) {
            trouble += std::string(trouble.empty() ? "" : " ") + error.what();
        }
    }
    if (!trouble.empty()) {
        throw std::runtime_error(trouble);
    }
}

void LxcMachines::shutdown()
{
    forEachMachine([this](const std::string &id) { stop(id); });
    m_registry.stop();
}

void LxcMachines::reset()
{
    if (::geteuid() != 0) {
        throw std::runtime_error("Only root can remove the sandbox's machines and network.");
    }
    lockFolder();
    forEachMachine([this](const std::string &id) { destroy(id); });
    m_registry.remove();
    if (m_network.isKnown()) {
        m_routerFirewall.remove(); // first: it leads into the chains of the other
        m_isolated.removeAll();
        m_firewall.remove();
        m_network.down();
    }
    removeControlGroups("skep-" + m_instance);
    removeTree(machinesDir());
    m_templates.release();
    fs::remove(m_options.stateDir / "machines.lock");
    m_folderLock.reset();
}

} // namespace

std::string instanceName(const fs::path &stateDir)
{
    return sha256Hex(fs::weakly_canonical(fs::absolute(stateDir)).string()).substr(0, 8);
}

std::unique_ptr<Machines> makeLxcMachines(const LxcOptions &options)
{
    return std::make_unique<LxcMachines>(options);
}

} // namespace skep::sandbox
