// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/cloudstack/addresses.h"
#include "app/sandbox/cloudstack/affinitygroups.h"
#include "app/sandbox/cloudstack/catalogue.h"
#include "app/sandbox/cloudstack/jobs.h"
#include "app/sandbox/cloudstack/keypairs.h"
#include "app/sandbox/cloudstack/networks.h"
#include "app/sandbox/cloudstack/projects.h"
#include "app/sandbox/cloudstack/securitygroups.h"
#include "app/sandbox/cloudstack/tags.h"
#include "app/sandbox/cloudstack/virtualmachines.h"
#include "app/sandbox/lifecycle.h"

namespace skep::sandbox::cloudstack {

//! All commands of the CloudStack API, each kind with its part. Belongs to the API's thread.
class Service
{
public:
    Service(boost::asio::io_context &io, Cloud &cloud, Lifecycle &lifecycle)
        : m_jobs(cloud, m_commands)
        , m_catalogue(cloud, m_commands)
        , m_groups(cloud, m_jobs, m_commands)
        , m_keys(cloud, m_commands)
        , m_affinity(cloud, m_jobs, m_commands)
        , m_tags(cloud, m_jobs, m_commands)
        , m_networks(cloud, m_jobs, m_commands)
        , m_addresses(cloud, m_jobs, m_commands)
        , m_machines(io, cloud, lifecycle, m_jobs, m_commands)
    {
        addProjects(cloud, m_commands);
        for (const std::string &name : cloud.settings().cloudStackLacks)
            m_commands.remove(name);
    }

    const Commands &commands() const { return m_commands; }

private:
    Commands m_commands;
    Jobs m_jobs;
    Catalogue m_catalogue;
    SecurityGroups m_groups;
    KeyPairs m_keys;
    AffinityGroups m_affinity;
    Tags m_tags;
    Networks m_networks;
    Addresses m_addresses;
    VirtualMachines m_machines;
};

} // namespace skep::sandbox::cloudstack
