// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/exchange.h"

#include "app/sandbox/encoding.h"
#include "app/sandbox/rewrites.h"

#include <boost/asio/steady_timer.hpp>

#include <array>
#include <chrono>
#include <memory>
#include <utility>

namespace skep::sandbox {

using nlohmann::json;

namespace {

constexpr double hangSeconds = 3600;

//! User data carries private host keys and tokens: the ledger keeps only that there was some.
json withoutSecrets(json value)
{
    static constexpr std::array secrets{"user-data", "userdata", "privatekey"};
    for (const char *name : secrets)
        if (value.is_object() && value.contains(name))
            value[name] = "withheld";
    if (value.is_structured())
        for (json &inner : value)
            if (inner.is_structured())
                inner = withoutSecrets(std::move(inner));
    return value;
}

json recorded(const std::string &body)
{
    if (body.empty())
        return nullptr;
    json parsed = json::parse(body, nullptr, false);
    return parsed.is_discarded() ? json("(no JSON)") : withoutSecrets(std::move(parsed));
}

} // namespace

std::string dumped(const json &value)
{
    return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

Response jsonResponse(int status, const json &body)
{
    Response response;
    response.status = status;
    response.body = dumped(body);
    return response;
}

static Response failure(const Exchanged &call, const Fault &fault)
{
    Response response;
    response.status = fault.status;
    response.body = fault.body.is_null() ? call.failure(fault.status)
        : fault.body.is_string()         ? fault.body.get<std::string>()
                                         : dumped(fault.body);
    response.headers = fault.headers;
    return response;
}

Exchange::Exchange(boost::asio::io_context &io, Cloud &cloud, Faults &faults)
    : m_io(io)
    , m_cloud(cloud)
    , m_faults(faults)
{
}

void Exchange::run(const Exchanged &call, const Respond &respond)
{
    const auto fault = m_faults.meet(call.operation, call.request.method, call.request.path);
    if (fault)
        meet(call, *fault, respond);
    else
        perform(call, respond);
}

void Exchange::meet(Exchanged call, const Fault &fault, const Respond &respond)
{
    call.fault = fault.action;
    if (fault.action == "fail") {
        const Response response = failure(call, fault);
        later(fault.seconds, [=, this] { answer(call, response, respond); });
    } else if (fault.action == "delay") {
        later(fault.seconds, [=, this] { perform(call, respond); });
    } else if (fault.action == "hang") {
        Response nothing;
        nothing.status = 0;
        nothing.lost = true;
        later(fault.seconds > 0 ? fault.seconds : hangSeconds, [=, this] { answer(call, nothing, respond); });
    } else if (fault.action == "fail-operation") {
        m_cloud.operations().failNext({fault.reason, fault.message});
        perform(call, respond);
        m_cloud.operations().forgetForcedFailure();
    } else {
        distort(call, fault);
        perform(call, respond);
    }
}

void Exchange::distort(Exchanged &call, const Fault &fault) const
{
    if (fault.action == "spoil") {
        call.rewrite = [spoilt = failure(call, fault)](const Response &) { return spoilt; };
    } else if (fault.action == "deliver-twice") {
        call.comesTwice = true;
    } else if (fault.action == "lag") {
        const auto lag = std::chrono::milliseconds(static_cast<std::int64_t>(fault.seconds * 1000));
        call.rewrite = [this, lag](Response answer) {
            return withoutYoung(std::move(answer), m_cloud.world(), lag);
        };
    } else if (fault.action == "never-ends") {
        call.rewrite = stillPending;
    } else if (fault.action == "no-address") {
        call.rewrite = withoutAddresses;
    } else {
        call.losesAnswer = true;
    }
}

void Exchange::later(double seconds, std::function<void()> action)
{
    if (seconds <= 0)
        return action();
    const auto wait = std::chrono::milliseconds(static_cast<std::int64_t>(seconds * 1000));
    auto timer = std::make_shared<boost::asio::steady_timer>(m_io, wait);
    timer->async_wait([timer, action = std::move(action)](const boost::system::error_code &error) {
        if (!error)
            action();
    });
}

void Exchange::perform(const Exchanged &call, const Respond &respond)
{
    Response response = call.work();
    if (call.comesTwice)
        response = call.work();
    const bool isDone = response.status == 200;
    if (call.rewrite)
        response = call.rewrite(std::move(response));
    response.lost = call.losesAnswer;
    if (call.changes && isDone)
        m_cloud.commit([=, this] { answer(call, response, respond); });
    else
        answer(call, response, respond);
}

void Exchange::answer(const Exchanged &done, Response response, const Respond &respond)
{
    const Request &request = done.request;
    json call{{"time", preciseTimestamp()},
              {"method", request.method},
              {"path", request.path},
              {"status", response.status},
              {"body", withoutSecrets(done.body)},
              {"answer", recorded(response.body)},
              {"client", request.userAgent}};
    if (!done.query.empty())
        call["query"] = done.query;
    if (!done.operation.empty())
        call["operation"] = done.operation;
    if (!done.fault.empty())
        call["fault"] = done.fault;
    m_cloud.store().appendCall(std::move(call));
    respond(std::move(response));
}

} // namespace skep::sandbox
