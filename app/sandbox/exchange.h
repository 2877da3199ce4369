// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/cloud.h"
#include "app/sandbox/faults.h"
#include "app/sandbox/http_types.h"

#include <boost/asio/io_context.hpp>

#include <functional>
#include <string>

namespace skep::sandbox {

using Respond = std::function<void(Response)>;

//! One call of either API on its way from the request into the ledger.
struct Exchanged
{
    Request request;
    std::string operation; //!< as fault rules and the ledger name it; empty when there is no such call
    std::string query; //!< as the ledger shows it
    nlohmann::json body; //!< as the ledger shows it
    bool changes = false; //!< the answer waits until the state is on the disk
    std::function<Response()> work; //!< what the call does when no fault rule keeps it from that
    std::function<std::string(int status)> failure; //!< what a fault rule without a body answers
    std::string fault; //!< the action of the rule that met this call
    bool losesAnswer = false;
    bool comesTwice = false;
    std::function<Response(Response)> rewrite; //!< what a fault rule makes of the answer
};

//! Takes the calls of both APIs through fault rules, the call itself and the ledger. Belongs to the API's
//! thread.
class Exchange
{
public:
    Exchange(boost::asio::io_context &io, Cloud &cloud, Faults &faults);

    void run(const Exchanged &call, const Respond &respond);
    //! Without fault rules and work: for calls that are refused at the door.
    void answer(const Exchanged &call, Response response, const Respond &respond);

private:
    void meet(Exchanged call, const Fault &fault, const Respond &respond);
    void distort(Exchanged &call, const Fault &fault) const;
    void perform(const Exchanged &call, const Respond &respond);
    void later(double seconds, std::function<void()> action);

    boost::asio::io_context &m_io;
    Cloud &m_cloud;
    Faults &m_faults;
};

//! An answer with a JSON body.
Response jsonResponse(int status, const nlohmann::json &body);
std::string dumped(const nlohmann::json &value);

} // namespace skep::sandbox
