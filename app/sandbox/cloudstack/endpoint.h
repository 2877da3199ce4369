// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/cloudstack/commands.h"
#include "app/sandbox/exchange.h"

namespace skep::sandbox::cloudstack {

//! Takes every request of the CloudStack API: signature, command, envelope and errors in that cloud's shape.
//! Belongs to the API's thread.
class Endpoint
{
public:
    Endpoint(Cloud &cloud, const Commands &commands, Exchange &exchange);

    //! Whether this path is CloudStack's: /client/api, and /compute as some providers had it.
    static bool serves(const std::string &path);

    void handle(const Request &request, const Respond &respond);

private:
    const Command &check(const Request &request, const Query &query, const Parameters &parameters) const;

    Cloud &m_cloud;
    const Commands &m_commands;
    Exchange &m_exchange;
};

} // namespace skep::sandbox::cloudstack
