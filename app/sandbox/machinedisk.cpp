// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/machinedisk.h"

#include <nlohmann/json.hpp>

#include <cstdio>
#include <random>
#include <stdexcept>

namespace skep::sandbox {

namespace {

using Json = nlohmann::json;

std::string randomMachineId()
{
    std::random_device random;
    std::string id;
    for (int i = 0; i < 4; ++i) {
        char part[9] = {};
        std::snprintf(part, sizeof part, "%08x", random());
        id += part;
    }
    return id;
}

int lastByte(const std::string &address)
{
    return std::stoi(address.substr(address.rfind('.') + 1));
}

// The same address has the same hardware address for ever, so neighbours need not learn it anew.
std::string hardwareAddress(const std::string &address)
{
    unsigned a = 0;
    unsigned b = 0;
    unsigned c = 0;
    unsigned d = 0;
    if (std::sscanf(address.c_str(), "%u.%u.%u.%u", &a, &b, &c, &d) != 4) {
        throw std::runtime_error("The machine has no usable address: " + address);
    }
    char text[18] = {};
    std::snprintf(text, sizeof text, "52:54:%02x:%02x:%02x:%02x", a & 255, b & 255, c & 255, d & 255);
    return text;
}

void writeSeed(const fs::path &delta, const MachineSpec &spec)
{
    const auto seed = delta / "var/lib/cloud/seed/nocloud";
    const Json meta{
        {"instance-id", spec.id}, {"local-hostname", spec.hostname}, {"public-keys", spec.publicKeys}};
    writeFile(seed / "meta-data", meta.dump() + "\n", 0600);
    // The cloud's own wishes, which user data may change: a third of the work that cloud-init has is not
    // needed.
    writeFile(seed / "vendor-data", "#cloud-config\nlocale: false\nssh: {emit_keys_to_console: false}\n",
              0600);
    writeFile(seed / "user-data", spec.userData.empty() ? "#cloud-config\n{}\n" : spec.userData, 0600);
}

} // namespace

void MachineDisk::make(const MachineSpec &spec, const Segment &segment, const std::string &registry,
                       const std::vector<fs::path> &layers) const
{
    const auto delta = m_folder / "delta";
    fs::create_directories(m_folder / "docker");
    fs::permissions(m_folder, fs::perms(0711));
    writeFile(delta / "etc/hostname", spec.hostname + "\n");
    writeFile(delta / "etc/hosts", "127.0.0.1 localhost\n127.0.1.1 " + spec.hostname + "\n");
    writeFile(delta / "etc/resolv.conf", segment.resolvConf);
    writeFile(delta / "etc/machine-id", randomMachineId() + "\n", 0444);
    const Json engine{{"registry-mirrors", {"http://" + registry}}, {"insecure-registries", {registry}}};
    writeFile(delta / "etc/docker/daemon.json", engine.dump(2) + "\n");
    writeFile(delta / "etc/locale.conf", "LANG=C.UTF-8\n");
    writeSeed(delta, spec);
    Json lower = Json::array();
    for (const auto &layer : layers) {
        lower.push_back(layer.string());
    }
    const Json machine{{"id", spec.id},           {"hostname", spec.hostname},
                       {"address", spec.address}, {"network", spec.networkId},
                       {"layers", lower},         {"memory", spec.memoryBytes}};
    writeFile(m_folder / "machine.json", machine.dump(1), 0600);
}

std::string MachineDisk::address() const
{
    const auto machine = Json::parse(readFile(m_folder / "machine.json"), nullptr, false);
    return machine.is_object() ? machine.value("address", "") : std::string();
}

std::string MachineDisk::networkId() const
{
    const auto machine = Json::parse(readFile(m_folder / "machine.json"), nullptr, false);
    return machine.is_object() ? machine.value("network", "") : std::string();
}

std::string MachineDisk::linkName(const Segment &segment) const
{
    return segment.linkPrefix + std::to_string(lastByte(address()));
}

LxcConfig MachineDisk::config(const std::string &instance, const Segment &segment) const
{
    const auto machine = Json::parse(readFile(m_folder / "machine.json"));
    std::string root = "overlayfs";
    for (const auto &layer : machine.at("layers")) {
        root += ":" + layer.get<std::string>();
    }
    root += ":" + (m_folder / "delta").string();
    const auto address = machine.at("address").get<std::string>();
    const auto group = "skep-" + instance;
    const auto id = machine.at("id").get<std::string>();
    return {
        {"lxc.uts.name", machine.at("hostname").get<std::string>()},
        {"lxc.rootfs.path", root},
        {"lxc.net.0.type", "veth"},
        {"lxc.net.0.link", segment.bridge},
        {"lxc.net.0.veth.pair", linkName(segment)},
        {"lxc.net.0.hwaddr", hardwareAddress(address)},
        {"lxc.net.0.name", "eth0"},
        {"lxc.net.0.flags", "up"},
        {"lxc.net.0.mtu", std::to_string(segment.mtu)},
        {"lxc.net.0.ipv4.address", address + "/24 " + segment.address(255)},
        {"lxc.net.0.ipv4.gateway", segment.gateway()},
        {"lxc.mount.auto", "proc:mixed sys:rw cgroup:rw"},
        {"lxc.apparmor.profile", "unconfined"},
        {"lxc.cap.drop", "sys_module sys_time"},
        // overlay2 cannot sit on an overlay
        {"lxc.mount.entry", (m_folder / "docker").string() + " var/lib/docker none bind,create=dir 0 0"},
        {"lxc.tty.max", "0"},
        {"lxc.pty.max", "1024"}, // a /dev/ptmx of its own: without it nobody gets a terminal
        {"lxc.cgroup.dir.container", group + "/" + id},
        {"lxc.cgroup.dir.monitor", group + ".monitor/" + id},
        {"lxc.cgroup.dir.monitor.pivot", group + ".pivot"},
        {"lxc.log.file", (m_folder / "lxc.log").string()},
        {"lxc.log.level", "ERROR"},
        {"lxc.signal.halt", "SIGRTMIN+4"},
        // The firewall knows IPv4 alone; nothing may go round it.
        {"lxc.sysctl.net.ipv6.conf.eth0.disable_ipv6", "1"},
    };
}

void MachineDisk::remove() const
{
    removeTree(m_folder);
}

} // namespace skep::sandbox
