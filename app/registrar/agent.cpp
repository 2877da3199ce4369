// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/registrar/agent.h"

#include "app/registrar/json.h"

namespace skep::registrar {

namespace {

constexpr std::size_t bodyLimit = std::size_t(32) * 1024 * 1024;
//! When a node's registrar is gone for good, its entries do not stay for ever.
constexpr const char *removeCriticalAfter = "10m";

std::string stateWord(CheckState state)
{
    switch (state) {
    case CheckState::Passing:
        return "passing";
    case CheckState::Warning:
        return "warning";
    case CheckState::Critical:
        break;
    }
    return "critical";
}

std::string checkId(const Registration &registration)
{
    return "service:" + registration.id;
}

//! Text of containers may be any bytes; what is no UTF-8 is replaced instead of refused.
std::string dumped(const nlohmann::json &json)
{
    return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

//! The agent's own words are short; a page of a proxy in between is not worth a log line.
std::string firstLine(const std::string &body)
{
    return body.substr(0, std::min<std::size_t>(body.find('\n'), 200));
}

} // namespace

std::string registerBody(const Registration &registration, std::chrono::seconds ttl)
{
    nlohmann::json body{{"ID", registration.id},     {"Name", registration.name},
                        {"Port", registration.port}, {"Tags", registration.tags},
                        {"Meta", registration.meta}, {"EnableTagOverride", false}};
    if (!registration.address.empty())
        body["Address"] = registration.address;
    body["Check"] = {{"CheckID", checkId(registration)},
                     {"Name", "Container"},
                     {"Notes", "Kept by Skep's registrar; critical when the registrar itself falls silent."},
                     {"TTL", std::to_string(ttl.count()) + "s"},
                     {"Status", stateWord(registration.state)},
                     {"DeregisterCriticalServiceAfter", removeCriticalAfter}};
    return dumped(body);
}

Outcome<std::map<std::string, Registration>> parseOwnServices(const std::string &json)
{
    const auto answer = parsed(json);
    if (!answer.is_object())
        return failure("The Consul agent's list of services is not a JSON object");
    std::map<std::string, Registration> services;
    for (const auto &[id, entry] : answer.items()) {
        const auto &meta = member(entry, "Meta");
        if (text(member(meta, ownerKey)) != ownerValue)
            continue;
        Registration service;
        service.id = id;
        service.name = text(member(entry, "Service"));
        service.address = text(member(entry, "Address"));
        service.port = port(member(entry, "Port"));
        for (const auto &tag : member(entry, "Tags"))
            service.tags.push_back(text(tag));
        for (const auto &[key, value] : meta.items())
            service.meta.emplace(key, text(value));
        services.emplace(id, std::move(service));
    }
    return services;
}

Agent::Agent(Endpoint endpoint, std::chrono::seconds ttl)
    : m_http(std::move(endpoint), bodyLimit)
    , m_ttl(ttl)
{
}

Outcome<Response> Agent::ask(const std::string &method, const std::string &target, const std::string &body)
{
    auto response = m_http.send(method, target, body, m_token);
    if (!response)
        return failure("The Consul agent does not answer: " + response.error());
    if (response->status == 403) {
        return failure("The Consul agent refuses the token (" + firstLine(response->body)
                       + "); its policy needs service_prefix \"\" write");
    }
    return response;
}

Outcome<std::string> Agent::address()
{
    const auto response = m_http.send("GET", "/v1/agent/self", {}, m_token);
    if (!response)
        return failure("The Consul agent does not answer: " + response.error());
    return text(member(member(parsed(response->body), "Member"), "Addr"));
}

Outcome<std::map<std::string, Registration>> Agent::ownServices()
{
    const auto response = ask("GET", "/v1/agent/services");
    if (!response)
        return failure(response.error());
    if (response->status != 200) {
        return failure("The Consul agent cannot list its services (" + std::to_string(response->status) + ": "
                       + firstLine(response->body) + ')');
    }
    return parseOwnServices(response->body);
}

Outcome<> Agent::add(const Registration &registration)
{
    const auto response = ask("PUT", "/v1/agent/service/register", registerBody(registration, m_ttl));
    if (!response)
        return failure(response.error());
    if (response->status != 200) {
        return failure("The Consul agent does not accept " + registration.id + " ("
                       + std::to_string(response->status) + ": " + firstLine(response->body) + ')');
    }
    return {};
}

Outcome<> Agent::remove(const std::string &id)
{
    const auto response = ask("PUT", "/v1/agent/service/deregister/" + percentEncoded(id));
    if (!response)
        return failure(response.error());
    if (response->status != 200 && response->status != 404) {
        return failure("The Consul agent does not remove " + id + " (" + std::to_string(response->status)
                       + ": " + firstLine(response->body) + ')');
    }
    return {};
}

Outcome<bool> Agent::report(const Registration &registration)
{
    const nlohmann::json body{{"Status", stateWord(registration.state)}, {"Output", registration.output}};
    const auto response =
        ask("PUT", "/v1/agent/check/update/" + percentEncoded(checkId(registration)), dumped(body));
    if (!response)
        return failure(response.error());
    return response->status == 200;
}

} // namespace skep::registrar
