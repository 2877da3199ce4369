// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/cloud.h"
#include "app/sandbox/router.h"

namespace skep::sandbox {

//! One size of machine.
struct InstanceType
{
    std::string id;
    std::string family;
    std::string size;
    int cpus = 1;
    std::uint64_t memoryMebibytes = 0;
    int gpus = 0;
    bool authorized = true;
};

const std::vector<InstanceType> &instanceTypes();
const InstanceType *findInstanceType(const std::string &id);

//! The one zone that the sandbox plays.
inline constexpr auto zoneName = "ch-dk-2";

//! Answers what the cloud has to offer: zones, instance types, templates, quotas, and the lists of kinds of
//! objects that the sandbox never holds.
class CatalogueApi
{
public:
    CatalogueApi(Cloud &cloud, Router &router);

private:
    nlohmann::json zones() const;
    nlohmann::json types() const;
    nlohmann::json type(const Call &call) const;
    nlohmann::json templates(const Call &call) const;
    nlohmann::json oneTemplate(const Call &call) const;
    nlohmann::json quotas() const;
    nlohmann::json quota(const Call &call) const;
    nlohmann::json operation(const Call &call) const;

    Cloud &m_cloud;
};

} // namespace skep::sandbox
