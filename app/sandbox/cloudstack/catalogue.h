// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/cloud.h"
#include "app/sandbox/cloudstack/commands.h"

namespace skep::sandbox::cloudstack {

//! Answers what the cloud has to offer: zones, offerings, templates, capabilities, limits. Belongs to the
//! API's thread.
class Catalogue
{
public:
    Catalogue(Cloud &cloud, Commands &commands);

private:
    nlohmann::json capabilities() const;
    nlohmann::json apis(const Parameters &parameters) const;
    nlohmann::json templates(const Parameters &parameters) const;
    nlohmann::json limits(const Parameters &parameters) const;
    nlohmann::json volumes(const Parameters &parameters) const;

    Cloud &m_cloud;
    Commands &m_commands;
};

//! The size whose numbers each machine chooses for itself.
std::string customOfferingId();
//! The name of a size as an offering, e.g. "Small" or "Memory huge".
std::string offeringName(const std::string &typeId);

} // namespace skep::sandbox::cloudstack
