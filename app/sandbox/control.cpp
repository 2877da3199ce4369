// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/control.h"

#include "app/sandbox/api_catalogue.h"

#include <utility>

namespace skep::sandbox {

using nlohmann::json;

Control::Control(Cloud &cloud, Lifecycle &lifecycle, Faults &faults)
    : m_cloud(cloud)
    , m_lifecycle(lifecycle)
    , m_faults(faults)
{
    const auto parsed = [](const Call &call) { return json::parse(call.request.body, nullptr, false); };
    m_router.add({"GET", "/sandbox/status", "status", [this](const Call &) { return status(); }});
    m_router.add(
        {"GET", "/sandbox/faults", "list-faults", [this](const Call &) { return m_faults.toJson(); }});
    m_router.add({"POST", "/sandbox/faults", "add-faults", [this, parsed](const Call &call) {
                      m_faults.add(parsed(call));
                      return m_faults.toJson();
                  }});
    m_router.add({"DELETE", "/sandbox/faults", "clear-faults", [this](const Call &) {
                      m_faults.clear();
                      return m_faults.toJson();
                  }});
    m_power.add({"POST", "/sandbox/machines/{id}:power-off", "power-off", {}});
    m_power.add({"POST", "/sandbox/machines/{id}:power-on", "power-on", {}});
}

void Control::handle(const Request &request, const Respond &respond)
{
    // Requests from web pages carry an Origin: no page may steer the sandbox.
    if (!request.fromLoopback || request.fromBrowser)
        return respond(errorResponse({403, "Only programs on this computer may use /sandbox/."}));
    if (request.method == "GET" && request.path == "/sandbox/ledger")
        return respond(ledger());
    if (answerPower(request, respond))
        return;
    const Match match = m_router.find(request.method, request.path);
    if (!match.route)
        return respond(
            errorResponse({match.pathExists ? 405 : 404, "There is no such call under /sandbox/."}));
    try {
        respond(jsonResponse(200, match.route->handler({request, match.parameters})));
    } catch (const ApiError &error) {
        respond(errorResponse(error));
    }
}

Response Control::ledger() const
{
    Response response;
    response.body = "{\"objects\":" + m_cloud.world().ledgerObjects().dump() + ",\"calls\":["
        + m_cloud.store().callsText() + "]}";
    return response;
}

bool Control::answerPower(const Request &request, const Respond &respond)
{
    const Match match = m_power.find(request.method, request.path);
    if (!match.route)
        return false;
    power(match.parameters.at(0), match.route->operation == "power-on", respond);
    return true;
}

void Control::power(const std::string &instanceId, bool on, const Respond &respond)
{
    const Instance *instance = m_cloud.world().instance(instanceId);
    if (!instance || !instance->hasMachine)
        return respond(errorResponse({404, "There is no such machine."}));
    const auto done = [respond, instanceId, on](const std::string &error) {
        if (error.empty())
            respond(jsonResponse(200, {{"id", instanceId}, {"power", on ? "on" : "off"}}));
        else
            respond(errorResponse({500, error}));
    };
    if (on)
        m_lifecycle.powerOn(instanceId, done);
    else
        m_lifecycle.powerOff(instanceId, done);
}

json Control::status() const
{
    json machines = json::array();
    for (const auto &[id, instance] : m_cloud.world().instances())
        machines.push_back(
            {{"id", id}, {"name", instance.name}, {"state", instance.state}, {"address", instance.address}});
    return {{"exoscale", m_cloud.endpoint()},
            {"cloudstack", m_cloud.cloudStackEndpoint()},
            {"zone", zoneName},
            {"machines", machines},
            {"pending-operations", m_cloud.world().pendingOperations().size()}};
}

} // namespace skep::sandbox
