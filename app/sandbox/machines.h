// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace skep::sandbox {

//! What a machine is made from. Only what the hypervisor of a cloud would be told.
struct MachineSpec
{
    std::string id; //!< UUID of the instance; also the machine's name on the host
    std::string hostname;
    std::string templateId;
    std::string userData; //!< decoded cloud-init user data, may be empty
    std::vector<std::string>
        publicKeys; //!< SSH keys for the default user, as the cloud's metadata carries them
    std::string networkId; //!< an isolated network, or empty for the one that all share
    std::string address; //!< IPv4 from Machines::allocateAddress() or allocatePrivateAddress()
    int cpus = 1;
    std::uint64_t memoryBytes = 0;
};

//! One rule of a security group after its members were resolved to addresses.
struct IngressRule
{
    std::string protocol; //!< tcp, udp, icmp, or a protocol name such as esp
    int startPort = 0; //!< 0 for protocols without ports
    int endPort = 0;
    std::string source; //!< CIDR
    std::string destination = {}; //!< CIDR of an egress rule; empty for all
};

//! The rules in force for one machine: everything not listed is dropped before it reaches the machine.
struct MachineFirewall
{
    std::string machineId;
    std::vector<IngressRule> ingress;
    bool limitsEgress = false; //!< only what the egress rules list leaves the machine; else everything does
    std::vector<IngressRule> egress = {}; //!< each with a destination
};

//! An isolated network as its machines see it.
struct PrivateNetwork
{
    std::string cidr;
    std::string gateway; //!< the router's address
};

//! A public address that leads to a machine, for one source and one range of ports.
struct Translation
{
    std::string protocol; //!< tcp, udp, icmp or all
    std::string source; //!< CIDR
    std::string publicAddress;
    int startPort = 0; //!< 0 for all ports
    int endPort = 0;
    std::string target; //!< the machine's private address
    int targetPort = 0; //!< where the range begins there; 0 when ports stay what they are
};

//! What the router between an isolated network and the rest does. What is not listed does not come in.
struct VirtualRouter
{
    std::string networkId;
    std::vector<std::string> publicAddresses;
    std::string sourceNat; //!< one of them: the public address that its machines show, may be empty
    std::map<std::string, std::string> staticNats; //!< private to public address
    bool egressAllowed = false; //!< whether the egress rules are what is refused or what is let out
    std::vector<IngressRule> egress; //!< their source is inside of the network
    std::vector<Translation> translations;
};

//! A root file system that machines can be made from.
struct MachineTemplate
{
    std::string id; //!< stable UUID
    std::string name; //!< as the cloud names it, e.g. "Linux Debian 13 (Trixie) 64-bit"
    std::string family;
    std::string version;
    std::string defaultUser; //!< the login that cloud-init makes
    std::uint64_t sizeBytes = 0;
    bool hasEngine = false;
};

//! The hypervisor of the sandbox: makes machines and puts the cloud's firewall in front of them. Every call
//! may take seconds and is made from worker threads; implementations are thread-safe. Failures are thrown as
//! std::runtime_error with a sentence for a person.
class Machines
{
public:
    virtual ~Machines() = default;

    //! Makes the network, the templates and the registry ready; idempotent. progress gets sentences.
    virtual void prepare(const std::function<void(const std::string &)> &progress) = 0;
    virtual std::vector<MachineTemplate> templates() const = 0;
    //! CIDR from which a user of this computer reaches the machines (the "operator" address).
    virtual std::string operatorCidr() const = 0;
    //! Public image names that the machines can pull: purpose ("consul", "web") to reference.
    virtual std::map<std::string, std::string> images() const = 0;

    virtual std::string allocateAddress() = 0;
    virtual void releaseAddress(const std::string &address) = 0;

    virtual void create(const MachineSpec &spec) = 0; //!< makes the disk and boots
    virtual void start(const std::string &id) = 0;
    virtual void stop(const std::string &id) = 0; //!< orderly, then by force after 15 s
    virtual void reboot(const std::string &id) = 0;
    virtual void powerOff(const std::string &id) = 0; //!< at once, as a power cut
    virtual void destroy(const std::string &id) = 0; //!< gone with its disk; unknown ids are no error
    virtual bool isRunning(const std::string &id) const = 0;

    //! Replaces the whole rule set of all machines at once (idempotent).
    virtual void applyFirewall(const std::vector<MachineFirewall> &firewall) = 0;

    //! Makes an isolated network; once more is no error. It lasts until it is removed.
    virtual PrivateNetwork makeNetwork(const std::string &id) = 0;
    virtual void removeNetwork(const std::string &id) = 0; //!< unknown ids are no error
    virtual std::string allocatePrivateAddress(const std::string &networkId) = 0;
    //! Replaces what all routers do at once (idempotent).
    virtual void applyRouters(const std::vector<VirtualRouter> &routers) = 0;

    //! Stops every machine but keeps disks and network definitions so that a later start goes on.
    virtual void shutdown() = 0;
    //! Removes every trace from the host: machines, links, mounts, iptables rules, sysctls, files.
    virtual void reset() = 0;
};

} // namespace skep::sandbox
