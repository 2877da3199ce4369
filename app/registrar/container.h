// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/registrar/outcome.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace skep::registrar {

//! One line of a container's published ports, as the engine lists it.
struct PublishedPort
{
    std::string hostIp; //!< 0.0.0.0, :: or empty for "every address"
    std::uint16_t containerPort = 0;
    std::uint16_t hostPort = 0;
    std::string protocol;

    bool operator==(const PublishedPort &) const = default;
};

enum class Health { None, Starting, Healthy, Unhealthy };

//! What the registrar knows of one container. Environment and command never get in here.
struct Container
{
    std::string id;
    std::string name;
    std::string image;
    std::string state;
    Health health = Health::None;
    std::vector<PublishedPort> ports;
    std::map<std::string, std::string> labels;
    std::string wantedName; //!< SERVICE_NAME of its environment, from describe
    std::string healthOutput; //!< the last line of an unhealthy container's check

    bool isUp() const { return state == "running" || state == "paused"; }
};

//! What only the engine's answer about a single container tells.
struct ContainerDetails
{
    std::string wantedName;
    std::string healthOutput;
};

//! Reads the answer to GET /containers/json. Entries of the wrong shape are left out.
Outcome<std::vector<Container>> parseContainers(const std::string &json);

//! Reads the answer to GET /containers/ID/json.
Outcome<ContainerDetails> parseContainerDetails(const std::string &json);

} // namespace skep::registrar
