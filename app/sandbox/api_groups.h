// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/body.h"
#include "app/sandbox/cloud.h"
#include "app/sandbox/router.h"

#include <string>

namespace skep::sandbox {

//! Security groups, their rules and members.
class GroupsApi
{
public:
    GroupsApi(Cloud &cloud, Router &router);

private:
    nlohmann::json add(const Call &call);
    nlohmann::json list(const Call &call) const;
    nlohmann::json get(const Call &call) const;
    nlohmann::json remove(const Call &call);
    nlohmann::json addRule(const Call &call);
    nlohmann::json removeRule(const Call &call);
    nlohmann::json attach(const Call &call);
    nlohmann::json detach(const Call &call);
    nlohmann::json addSource(const Call &call);
    nlohmann::json removeSource(const Call &call);

    SecurityGroup &group(const std::string &id) const;
    Instance &instanceOf(const Call &call) const;
    std::string sourceGroup(const Body &body) const;
    nlohmann::json row(const SecurityGroup &group) const;
    //! Answers with an operation on the group that ends when the firewall has the change.
    nlohmann::json afterFirewall(const std::string &groupId);

    Cloud &m_cloud;
};

} // namespace skep::sandbox
