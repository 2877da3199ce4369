// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/registrar/engine.h"

namespace skep::registrar {

namespace {

//! 5,000 containers with many labels stay below this.
constexpr std::size_t bodyLimit = std::size_t(32) * 1024 * 1024;

} // namespace

Engine::Engine(const std::string &socket)
    : m_http(Endpoint{socket, {}, 0}, bodyLimit)
{
}

Outcome<Response> Engine::ask(const std::string &target)
{
    auto response = m_http.send("GET", target);
    if (!response)
        return failure("The engine does not answer: " + response.error());
    if (response->status != 200 && response->status != 404)
        return failure("The engine answers with status " + std::to_string(response->status));
    return response;
}

Outcome<std::vector<Container>> Engine::containers()
{
    const auto response = ask("/containers/json");
    if (!response)
        return failure(response.error());
    auto containers = parseContainers(response->body);
    if (!containers)
        return containers;
    std::map<std::string, std::string> known;
    for (auto &container : *containers) {
        if (container.ports.empty())
            continue;
        if (const auto described = describe(container); !described)
            return failure(described.error());
        known.emplace(container.id, container.wantedName);
    }
    m_wantedNames = std::move(known);
    return containers;
}

Outcome<> Engine::describe(Container &container)
{
    const auto known = m_wantedNames.find(container.id);
    if (known != m_wantedNames.end() && container.health != Health::Unhealthy) {
        container.wantedName = known->second;
        return {};
    }
    const auto response = ask("/containers/" + container.id + "/json");
    if (!response)
        return failure(response.error());
    if (response->status == 404) // it ended since the list was made; the next list is without it
        return {};
    const auto details = parseContainerDetails(response->body);
    if (!details)
        return failure(details.error());
    container.wantedName = details->wantedName;
    container.healthOutput = details->healthOutput;
    return {};
}

} // namespace skep::registrar
