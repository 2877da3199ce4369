// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/cloud.h"
#include "app/sandbox/faults.h"
#include "app/sandbox/router.h"

#include <boost/asio/io_context.hpp>

#include <functional>
#include <string>

namespace skep::sandbox {

using Respond = std::function<void(Response)>;

//! Takes every request of the cloud's API: signature, fault rules, the call itself, the ledger. Belongs to
//! the API's thread.
class Api
{
public:
    Api(boost::asio::io_context &io, Cloud &cloud, Router &router, Faults &faults);

    void handle(const Request &request, const Respond &respond);

private:
    struct Entry; //!< one call on its way into the ledger

    void perform(const Entry &entry, const Respond &respond);
    void answer(Entry entry, Response response, const Respond &respond);
    bool meetFault(const Entry &entry, const Respond &respond);
    void later(double seconds, std::function<void()> action);
    bool isAllowed(const Request &request, const Match &match) const;

    boost::asio::io_context &m_io;
    Cloud &m_cloud;
    Router &m_router;
    Faults &m_faults;
};

//! An answer with a JSON body.
Response jsonResponse(int status, const nlohmann::json &body);
Response errorResponse(const ApiError &error);

} // namespace skep::sandbox
