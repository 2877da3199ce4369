// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/cloudstack/jobs.h"

#include <string>
#include <vector>

namespace skep::sandbox::cloudstack {

//! Security groups and their rules, which the Exoscale API shows too. Belongs to the API's thread.
class SecurityGroups
{
public:
    SecurityGroups(Cloud &cloud, Jobs &jobs, Commands &commands);

private:
    nlohmann::json list(const Parameters &parameters) const;
    nlohmann::json create(const Parameters &parameters);
    nlohmann::json remove(const Parameters &parameters);
    nlohmann::json authorize(const Parameters &parameters, const std::string &flow);
    nlohmann::json revoke(const Parameters &parameters, const std::string &flow);

    SecurityGroup &group(const Parameters &parameters, const std::string &idName,
                         const std::string &nameName) const;
    std::vector<Rule> readRules(const Parameters &parameters, const std::string &flow) const;
    std::vector<Rule> readSources(const Parameters &parameters, const Rule &rule) const;
    bool isWanted(const Parameters &parameters, const SecurityGroup &group) const;
    nlohmann::json row(const SecurityGroup &group) const;
    nlohmann::json ruleRow(const Rule &rule) const;

    Cloud &m_cloud;
    Jobs &m_jobs;
};

} // namespace skep::sandbox::cloudstack
