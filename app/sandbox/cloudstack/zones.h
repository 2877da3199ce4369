// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/api_catalogue.h"
#include "app/sandbox/cloud.h"
#include "app/sandbox/cloudstack/parameters.h"

#include <string>

namespace skep::sandbox::cloudstack {

//! One zone: with security groups on a network that all share, or with networks of the account's own.
struct Zone
{
    std::string id;
    std::string name;
    bool hasSecurityGroups = false;
};

const Zone &groupsZone(); //!< also the zone of the Exoscale API
const Zone &isolatedZone();

//! The zone that a call names; refused when there is none of that id.
const Zone &requiredZone(const Parameters &parameters);
//! Whether an object of this zone is asked for.
bool isInZone(const Parameters &parameters, const Zone &zone);
const Zone &zoneOf(const Instance &instance);

//! The network that all machines of the zone with security groups share.
std::string sharedNetworkId();

//! Whether the row has the id, ids, name and keyword that a list call asks for.
bool isAskedFor(const Parameters &parameters, const nlohmann::json &row);

} // namespace skep::sandbox::cloudstack
