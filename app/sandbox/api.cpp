// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/api.h"

#include "app/sandbox/encoding.h"

#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <ctime>
#include <iostream>
#include <memory>
#include <utility>

namespace skep::sandbox {

using nlohmann::json;

namespace {

constexpr std::string_view prefix = "/v2";
constexpr double hangSeconds = 3600;

std::string dumped(const json &value)
{
    return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

//! User data carries private host keys and tokens: the ledger keeps only that there was some.
json withoutSecrets(json value)
{
    if (value.is_object() && value.contains("user-data"))
        value["user-data"] = "withheld";
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

struct Api::Entry
{
    Request request;
    Match match;
    std::string fault; //!< the action of the rule that met this call
    bool losesAnswer = false;

    std::string operation() const { return match.route ? match.route->operation : std::string(); }
};

Response jsonResponse(int status, const json &body)
{
    Response response;
    response.status = status;
    response.body = dumped(body);
    return response;
}

Response errorResponse(const ApiError &error)
{
    json body{{"message", error.what()}};
    for (const std::string &text : error.errors())
        body["errors"].push_back({{"message", text}});
    return jsonResponse(error.status(), body);
}

Api::Api(boost::asio::io_context &io, Cloud &cloud, Router &router, Faults &faults)
    : m_io(io)
    , m_cloud(cloud)
    , m_router(router)
    , m_faults(faults)
{
}

bool Api::isAllowed(const Request &request, const Match &match) const
{
    // Clients ask for the zones before they have keys.
    if (request.authorization.empty() && match.route && match.route->operation == "list-zones")
        return true;
    return isAuthentic(request, m_cloud.credentials(), std::time(nullptr));
}

void Api::handle(const Request &request, const Respond &respond)
{
    Entry entry;
    entry.request = request;
    if (request.path.compare(0, prefix.size() + 1, std::string(prefix) + '/') != 0)
        return answer(std::move(entry), errorResponse({404, "Not Found"}), respond);
    entry.match = m_router.find(request.method, std::string_view(request.path).substr(prefix.size()));
    if (!isAllowed(request, entry.match))
        return answer(std::move(entry), errorResponse({403, "Invalid key or request signature"}), respond);
    if (!entry.match.route) {
        const ApiError error =
            entry.match.pathExists ? ApiError(405, "Method Not Allowed") : ApiError(404, "Not Found");
        return answer(std::move(entry), errorResponse(error), respond);
    }
    if (!meetFault(entry, respond))
        perform(entry, respond);
}

bool Api::meetFault(const Entry &met, const Respond &respond)
{
    const std::optional<Fault> fault = m_faults.meet(met.operation(), met.request.method, met.request.path);
    if (!fault)
        return false;
    Entry entry = met;
    entry.fault = fault->action;
    if (fault->action == "fail") {
        Response response;
        response.status = fault->status;
        response.body = fault->body.is_string() ? fault->body.get<std::string>() : dumped(fault->body);
        response.headers = fault->headers;
        later(fault->seconds, [=, this] { answer(entry, response, respond); });
    } else if (fault->action == "delay") {
        later(fault->seconds, [=, this] { perform(entry, respond); });
    } else if (fault->action == "hang") {
        Response nothing;
        nothing.status = 0;
        nothing.lost = true;
        later(fault->seconds > 0 ? fault->seconds : hangSeconds,
              [=, this] { answer(entry, nothing, respond); });
    } else if (fault->action == "fail-operation") {
        m_cloud.operations().failNext({fault->reason, fault->message});
        perform(entry, respond);
        m_cloud.operations().forgetForcedFailure();
    } else {
        entry.losesAnswer = true;
        perform(entry, respond);
    }
    return true;
}

void Api::later(double seconds, std::function<void()> action)
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

void Api::perform(const Entry &entry, const Respond &respond)
{
    Response response;
    try {
        const Call call{entry.request, entry.match.parameters};
        response = jsonResponse(200, entry.match.route->handler(call));
    } catch (const ApiError &error) {
        response = errorResponse(error);
    } catch (const std::exception &error) {
        std::cerr << entry.operation() << " failed: " << error.what() << std::endl;
        response = jsonResponse(500, {{"error", "Internal Server Error"}});
    }
    response.lost = entry.losesAnswer;
    if (entry.match.route->changes && response.status == 200)
        m_cloud.commit([=, this] { answer(entry, response, respond); });
    else
        answer(entry, response, respond);
}

void Api::answer(Entry entry, Response response, const Respond &respond)
{
    const Request &request = entry.request;
    json call{{"time", preciseTimestamp()},     {"method", request.method},
              {"path", request.path},           {"status", response.status},
              {"body", recorded(request.body)}, {"answer", recorded(response.body)},
              {"client", request.userAgent}};
    if (!request.queryText.empty())
        call["query"] = request.queryText;
    if (entry.match.route)
        call["operation"] = entry.operation();
    if (!entry.fault.empty())
        call["fault"] = entry.fault;
    m_cloud.store().appendCall(std::move(call));
    respond(std::move(response));
}

} // namespace skep::sandbox
