// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/body.h"
#include "app/sandbox/cloud.h"
#include "app/sandbox/lifecycle.h"
#include "app/sandbox/router.h"

#include <string>
#include <vector>

namespace skep::sandbox {

//! Compute instances: checks what is asked, keeps the record, and leaves the machine to the lifecycle.
class InstancesApi
{
public:
    InstancesApi(Cloud &cloud, Lifecycle &lifecycle, Router &router);

private:
    nlohmann::json add(const Call &call);
    nlohmann::json list(const Call &call) const;
    nlohmann::json get(const Call &call) const;
    nlohmann::json update(const Call &call);
    nlohmann::json remove(const Call &call);
    nlohmann::json start(const Call &call);
    nlohmann::json stop(const Call &call);
    nlohmann::json reboot(const Call &call);
    nlohmann::json reset(const Call &call);
    nlohmann::json protect(const Call &call, bool on);
    nlohmann::json resetField(const Call &call);

    Instance &instance(const Call &call) const;
    Instance readInstance(const Body &body) const;
    void checkTemplate(const std::string &id) const;
    std::vector<std::string> readGroups(const Body &body) const;
    std::vector<std::string> readKeys(const Body &body) const;
    std::vector<std::string> readAntiAffinity(const Body &body) const;
    nlohmann::json row(const Instance &instance) const;
    nlohmann::json details(const Instance &instance) const;
    //! For changes of the record alone.
    nlohmann::json changed(const Instance &instance);

    Cloud &m_cloud;
    Lifecycle &m_lifecycle;
};

//! The same hardware address for the same machine, whichever API made it.
std::string macAddressFrom(const std::string &id);

} // namespace skep::sandbox
