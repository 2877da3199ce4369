// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/cloudstack/jobs.h"

#include <map>
#include <string>
#include <vector>

namespace skep::sandbox::cloudstack {

//! Tags of objects. Those of machines are the labels of the Exoscale API. Belongs to the API's thread.
class Tags
{
public:
    Tags(Cloud &cloud, Jobs &jobs, Commands &commands);

private:
    using TagMap = std::map<std::string, std::string>;

    nlohmann::json list(const Parameters &parameters) const;
    nlohmann::json create(const Parameters &parameters);
    nlohmann::json remove(const Parameters &parameters);

    bool exists(const std::string &type, const std::string &id) const;
    void checkResources(const Parameters &parameters) const;
    TagMap &tagsOf(const std::string &type, const std::string &id);
    void changed(const std::string &type, const std::string &id);

    Cloud &m_cloud;
    Jobs &m_jobs;
};

} // namespace skep::sandbox::cloudstack
