// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/cloudstack/zones.h"

#include "app/sandbox/encoding.h"

#include <algorithm>

namespace skep::sandbox::cloudstack {

const Zone &groupsZone()
{
    static const Zone zone{uuidFrom(std::string("zone/") + zoneName), zoneName, true};
    return zone;
}

const Zone &isolatedZone()
{
    static const Zone zone{uuidFrom("zone/ch-iso-1"), "ch-iso-1", false};
    return zone;
}

const Zone &requiredZone(const Parameters &parameters)
{
    const std::string id = parameters.required("zoneid");
    for (const Zone *zone : {&groupsZone(), &isolatedZone()})
        if (zone->id == id)
            return *zone;
    parameters.refuse("zoneid");
}

bool isInZone(const Parameters &parameters, const Zone &zone)
{
    return parameters.text("zoneid").empty() || parameters.text("zoneid") == zone.id;
}

const Zone &zoneOf(const Instance &instance)
{
    return instance.networkId.empty() ? groupsZone() : isolatedZone();
}

std::string sharedNetworkId()
{
    return uuidFrom("cloudstack/shared-network");
}

bool isAskedFor(const Parameters &parameters, const nlohmann::json &row)
{
    const std::string id = row.value("id", std::string());
    const std::string name = row.value("name", std::string());
    const std::vector<std::string> ids = parameters.list("ids");
    if (parameters.has("id") && parameters.text("id") != id)
        return false;
    if (!ids.empty() && std::find(ids.begin(), ids.end(), id) == ids.end())
        return false;
    if (parameters.has("name") && !sameWord(parameters.text("name"), name))
        return false;
    return lowered(name).find(lowered(parameters.text("keyword"))) != std::string::npos;
}

} // namespace skep::sandbox::cloudstack
