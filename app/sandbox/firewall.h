// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/machines.h"
#include "app/sandbox/network.h"

#include <map>
#include <string>
#include <vector>

namespace skep::sandbox {

//! The security groups of one sandbox, enforced on the host as a cloud does: inside of a machine published
//! ports would go round them. Chains of its own, replaced as a whole.
class Firewall
{
public:
    explicit Firewall(const Network &network)
        : m_network(network)
    {
    }

    //! Hooks the chains in and denies everything that is not listed. Idempotent.
    void install() const;
    //! Puts a whole new rule set in force at once.
    void apply(const std::vector<MachineFirewall> &rules,
               const std::map<std::string, std::string> &addresses) const;
    void remove() const;

private:
    std::string chain(const std::string &part) const { return "SKEP-" + m_network.instance() + "-" + part; }
    std::string filterTable(const std::string &ingress, const std::string &egress) const;

    const Network &m_network;
};

//! One line of iptables-restore for a rule that lets traffic in; throws for a rule that makes no sense.
std::string acceptLine(const std::string &chain, const std::string &address, const IngressRule &rule);

//! The same for a rule that lets traffic out of the machine.
std::string releaseLine(const std::string &chain, const std::string &address, const IngressRule &rule);

//! Where a chain of ours is called from.
struct Hook
{
    const char *table;
    const char *chain;
    std::vector<std::string> match;
    const char *target; //!< the last part of our chain's name
};

//! Chains of ours in one table, by the last part of their names.
struct ChainSet
{
    const char *table;
    std::vector<const char *> parts;
};

void restoreRules(const std::string &rules); //!< for iptables-restore; chains that it names are replaced
//! Both for chains whose names begin with prefix; once more is no error.
void hookIn(const std::vector<Hook> &hooks, const std::string &prefix);
void unhook(const std::vector<Hook> &hooks, const std::string &prefix);
void removeChains(const std::vector<ChainSet> &chains, const std::string &prefix);

//! Throws when a protocol or a network could be anything else than that.
void requirePlain(const std::string &protocol, const std::string &network);

} // namespace skep::sandbox
