// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/files.h"

#include <cstdint>
#include <string>
#include <vector>

namespace skep::sandbox {

//! One link that machines stand on, and the addresses on it.
struct Segment
{
    std::string networkId; //!< empty for the network that all share
    std::string bridge;
    std::string linkPrefix; //!< of its machines' links; the last byte of their address follows
    std::string prefix; //!< the first three bytes of its /24
    std::string resolvConf;
    int mtu = 1400;

    std::string address(int host) const { return prefix + "." + std::to_string(host); }
    std::string gateway() const { return address(1); }
    std::string subnet() const { return prefix + ".0/24"; }
};

//! The network of one sandbox: a bridge of its own with a /24, masqueraded to the outside.
class Network
{
public:
    //! The name of the instance tells its bridge and chains from those of other sandboxes.
    Network(std::string instance, fs::path stateDir);

    void up(); //!< idempotent; takes the same network again after a restart
    void down(); //!< also when another process made it

    bool isKnown() const { return !m_prefix.empty(); }
    const std::string &instance() const { return m_instance; }
    std::string bridge() const { return "skep" + m_instance; }
    std::string subnet() const { return m_prefix + ".0/24"; }
    std::string gateway() const { return m_prefix + ".1"; }
    std::string address(int host) const { return m_prefix + "." + std::to_string(host); }
    int mtu() const { return m_mtu; }
    //! The content of a machine's /etc/resolv.conf.
    std::string resolvConf() const;
    //! The resolver of this computer if it answers on a loopback address only; else empty. Machines then ask
    //! the gateway and the firewall leads their questions there.
    std::string loopbackResolver() const;
    std::string resolver() const; //!< one that answers this computer
    Segment segment() const;

private:
    void load();
    void makeBridge() const;

    std::string m_instance;
    fs::path m_file;
    std::string m_prefix; //!< the first three bytes, e.g. 10.81.7
    int m_mtu = 1400;
};

//! The first three bytes of a /24 that nothing on this computer uses. Different instances look in different
//! places first.
std::string freePrefix(const std::string &instance);

//! Whether two IPv4 networks in CIDR notation share an address.
bool networksOverlap(const std::string &one, const std::string &other);

//! The nameservers of a resolv.conf.
std::vector<std::string> nameservers(const std::string &resolvConf);

} // namespace skep::sandbox
