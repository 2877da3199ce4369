// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/cloudstack/jobs.h"

#include <string>

namespace skep::sandbox::cloudstack {

//! Affinity groups, of the one type that the cloud has; the Exoscale API shows them too. Belongs to the
//! API's thread.
class AffinityGroups
{
public:
    AffinityGroups(Cloud &cloud, Jobs &jobs, Commands &commands);

private:
    nlohmann::json list(const Parameters &parameters) const;
    nlohmann::json create(const Parameters &parameters);
    nlohmann::json remove(const Parameters &parameters);
    nlohmann::json row(const AntiAffinityGroup &group) const;

    Cloud &m_cloud;
    Jobs &m_jobs;
};

} // namespace skep::sandbox::cloudstack
