// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/registrar/container.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace skep::registrar {

//! The states of a Consul check.
enum class CheckState { Passing, Warning, Critical };

//! One service instance as the local Consul agent shall have it.
struct Registration
{
    std::string id; //!< skep:<first 12 digits of the container id>:<host port>/<protocol>
    std::string name; //!< a DNS label
    std::string address; //!< empty: the agent's own address
    std::uint16_t port = 0;
    std::vector<std::string> tags;
    std::map<std::string, std::string> meta;
    CheckState state = CheckState::Passing;
    std::string output; //!< why the check is in this state

    //! Whether the agent's entry needs no change; the check's state travels on its own way.
    bool sameService(const Registration &other) const
    {
        return id == other.id && name == other.name && address == other.address && port == other.port
            && tags == other.tags && meta == other.meta;
    }
};

//! Marks the entries that belong to the registrar: meta[ownerKey] == ownerValue.
inline constexpr const char *ownerKey = "skep";
inline constexpr const char *ownerValue = "registrar";

//! The registrar's rule: what of these containers belongs in the catalog, sorted by id.
//!
//! Every published port of every running container becomes one instance. Its name is the container's label
//! skep.service, else its SERVICE_NAME, else the swarm service's name, else the image's name; with several
//! published ports the lowest has the plain name and the others have their container port at the end. Ports
//! published on loopback only are left out: no other node can reach them. Ports of the routing mesh belong to
//! the service and not to a container, the engine does not list them here.
std::vector<Registration> registrations(const std::vector<Container> &containers,
                                        const std::string &nodeAddress);

//! Makes a valid DNS label of any text: lower case, letters, digits and dashes, at most 63. May be empty.
std::string dnsLabel(const std::string &name);

//! "web" for "registry.example:5000/team/web:1.2@sha256:…"; empty for a bare image id.
std::string imageBaseName(const std::string &image);

} // namespace skep::registrar
