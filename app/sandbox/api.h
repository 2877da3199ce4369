// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/exchange.h"
#include "app/sandbox/router.h"

namespace skep::sandbox {

//! Takes every request of the Exoscale API: signature, route, and the errors in that cloud's shape. Belongs
//! to the API's thread.
class Api
{
public:
    Api(Cloud &cloud, Router &router, Exchange &exchange);

    void handle(const Request &request, const Respond &respond);

private:
    bool isAllowed(const Request &request, const Match &match) const;

    Cloud &m_cloud;
    Router &m_router;
    Exchange &m_exchange;
};

Response errorResponse(const ApiError &error);

} // namespace skep::sandbox
