// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/cloudstack/jobs.h"
#include "app/sandbox/lifecycle.h"

#include <string>
#include <vector>

namespace skep::sandbox::cloudstack {

//! Virtual machines: the instances of the cloud as CloudStack shows and changes them. Belongs to the API's
//! thread.
class VirtualMachines
{
public:
    VirtualMachines(boost::asio::io_context &io, Cloud &cloud, Lifecycle &lifecycle, Jobs &jobs,
                    Commands &commands);

private:
    nlohmann::json deploy(const Parameters &parameters);
    nlohmann::json list(const Parameters &parameters) const;
    nlohmann::json start(const Parameters &parameters);
    nlohmann::json stop(const Parameters &parameters);
    nlohmann::json reboot(const Parameters &parameters);
    nlohmann::json destroy(const Parameters &parameters);
    nlohmann::json update(const Parameters &parameters);
    nlohmann::json updateAffinity(const Parameters &parameters);

    void addCommands(Commands &commands);
    Instance &machine(const Parameters &parameters) const;
    void expungeLater(const std::string &id);
    bool isWanted(const Parameters &parameters, const Instance &instance) const;

    boost::asio::io_context &m_io;
    Cloud &m_cloud;
    Lifecycle &m_lifecycle;
    Jobs &m_jobs;
};

} // namespace skep::sandbox::cloudstack
