// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/cloud.h"
#include "app/sandbox/router.h"

namespace skep::sandbox {

//! Anti-affinity groups. The sandbox has one host, so they are only kept and counted.
class AffinityApi
{
public:
    AffinityApi(Cloud &cloud, Router &router);

private:
    nlohmann::json add(const Call &call);
    nlohmann::json list() const;
    nlohmann::json get(const Call &call) const;
    nlohmann::json remove(const Call &call);

    const AntiAffinityGroup &group(const std::string &id) const;
    nlohmann::json row(const AntiAffinityGroup &group) const;

    Cloud &m_cloud;
};

} // namespace skep::sandbox
