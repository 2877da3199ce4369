// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/cloudstack/catalogue.h"
#include "app/sandbox/cloudstack/jobs.h"
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
        , m_machines(io, cloud, lifecycle, m_jobs, m_commands)
    {
    }

    const Commands &commands() const { return m_commands; }

private:
    Commands m_commands;
    Jobs m_jobs;
    Catalogue m_catalogue;
    VirtualMachines m_machines;
};

} // namespace skep::sandbox::cloudstack
