// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/cloudstack/jobs.h"

#include <string>

namespace skep::sandbox::cloudstack {

//! Networks and what may leave them. Belongs to the API's thread.
class Networks
{
public:
    Networks(Cloud &cloud, Jobs &jobs, Commands &commands);

private:
    nlohmann::json list(const Parameters &parameters) const;
    nlohmann::json create(const Parameters &parameters);
    nlohmann::json remove(const Parameters &parameters);
    nlohmann::json listEgress(const Parameters &parameters) const;
    nlohmann::json createEgress(const Parameters &parameters);
    nlohmann::json removeEgress(const Parameters &parameters);

    nlohmann::json row(const IsolatedNetwork &network) const;
    void forget(const std::string &networkId);

    Cloud &m_cloud;
    Jobs &m_jobs;
};

} // namespace skep::sandbox::cloudstack
