// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/isolatednetworks.h"
#include "app/sandbox/machines.h"
#include "app/sandbox/network.h"

#include <map>
#include <string>
#include <vector>

namespace skep::sandbox {

//! The routers of all isolated networks of one sandbox, played by this computer: what comes in by a public
//! address, what goes out, and under which address. Chains of its own, replaced as a whole; used by one
//! thread at a time.
class RouterFirewall
{
public:
    RouterFirewall(const Network &shared, const IsolatedNetworks &isolated)
        : m_shared(shared)
        , m_isolated(isolated)
    {
    }

    //! Hooks the chains in above those of the security groups, which must be there already. Idempotent.
    void install();
    //! Puts what all routers do in force at once.
    void apply(const std::vector<VirtualRouter> &routers);
    void remove() const;

private:
    std::string chain(const std::string &part) const { return "SKEP-" + m_shared.instance() + "-" + part; }
    std::string forwarding(const std::vector<VirtualRouter> &routers) const;
    std::string hostTraffic() const;
    std::string translations(const std::vector<VirtualRouter> &routers) const;
    std::string sourceAddresses(const std::vector<VirtualRouter> &routers) const;
    void leadHere(const std::vector<VirtualRouter> &routers);

    const Network &m_shared;
    const IsolatedNetworks &m_isolated;
    std::map<std::string, std::string> m_led; //!< public addresses to the bridge behind which they lie
};

//! One line of iptables-restore that leads a public address to a machine.
std::string translationLine(const std::string &chain, const Translation &translation);
//! The match of an egress rule.
std::string egressMatch(const IngressRule &rule);

} // namespace skep::sandbox
