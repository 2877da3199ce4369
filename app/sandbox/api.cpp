// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/api.h"

#include <ctime>
#include <iostream>
#include <utility>

namespace skep::sandbox {

using nlohmann::json;

namespace {

constexpr std::string_view prefix = "/v2";

json recorded(const std::string &body)
{
    if (body.empty())
        return nullptr;
    json parsed = json::parse(body, nullptr, false);
    return parsed.is_discarded() ? json("(no JSON)") : parsed;
}

Response perform(const Request &request, const Match &match)
{
    try {
        return jsonResponse(200, match.route->handler({request, match.parameters}));
    } catch (const ApiError &error) {
        return errorResponse(error);
    } catch (const std::exception &error) {
        std::cerr << match.route->operation << " failed: " << error.what() << std::endl;
        return jsonResponse(500, {{"error", "Internal Server Error"}});
    }
}

} // namespace

Response errorResponse(const ApiError &error)
{
    json body{{"message", error.what()}};
    for (const std::string &text : error.errors())
        body["errors"].push_back({{"message", text}});
    return jsonResponse(error.status(), body);
}

Api::Api(Cloud &cloud, Router &router, Exchange &exchange)
    : m_cloud(cloud)
    , m_router(router)
    , m_exchange(exchange)
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
    Exchanged call;
    call.request = request;
    call.query = request.queryText;
    call.body = recorded(request.body);
    if (request.path.compare(0, prefix.size() + 1, std::string(prefix) + '/') != 0)
        return m_exchange.answer(call, errorResponse({404, "Not Found"}), respond);
    const Match match = m_router.find(request.method, std::string_view(request.path).substr(prefix.size()));
    if (match.route)
        call.operation = match.route->operation;
    if (!isAllowed(request, match))
        return m_exchange.answer(call, errorResponse({403, "Invalid key or request signature"}), respond);
    if (!match.route) {
        const ApiError error =
            match.pathExists ? ApiError(405, "Method Not Allowed") : ApiError(404, "Not Found");
        return m_exchange.answer(call, errorResponse(error), respond);
    }
    call.changes = match.route->changes;
    call.work = [request, match] { return perform(request, match); };
    call.failure = [](int) { return dumped({{"message", "Internal Server Error"}}); };
    m_exchange.run(call, respond);
}

} // namespace skep::sandbox
