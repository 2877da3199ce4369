// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/machines.h"
#include "app/sandbox/workshop.h"
#include "app/sandbox/world.h"

#include <functional>
#include <string>
#include <vector>

namespace skep::sandbox {

//! The rules in force for every instance that has an address: groups as sources become the addresses of their
//! members.
std::vector<MachineFirewall> resolveFirewall(const World &world);

//! Keeps the hypervisor's firewall equal to the security groups, and its routers to their networks' rules.
//! Requests that come while one is applied share the next one. Belongs to the API's thread.
class GroupFirewall
{
public:
    GroupFirewall(World &world, Machines &machines, Workshop &workshop);

    //! done is called once rules that are not older than this call are in force, or with the reason why not.
    void refresh(Workshop::Done done);

private:
    void apply();

    World &m_world;
    Machines &m_machines;
    Workshop &m_workshop;
    std::vector<Workshop::Done> m_waiting;
    bool m_applying = false;
};

} // namespace skep::sandbox
