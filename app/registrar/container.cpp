// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/registrar/container.h"

#include "app/registrar/json.h"

#include <algorithm>
#include <string_view>

namespace skep::registrar {

namespace {

constexpr std::size_t healthOutputLimit = 500;

bool isContainerId(const std::string &id)
{
    return id.size() >= 12 && id.size() <= 128
        && id.find_first_not_of("0123456789abcdef") == std::string::npos;
}

//! Engines tell the health in the list only as a part of the status sentence; new ones have a member for it.
Health healthOf(const nlohmann::json &entry)
{
    std::string word = text(member(member(entry, "Health"), "Status"));
    if (word.empty())
        word = text(member(entry, "Status"));
    const auto has = [&word](const char *part) { return word.find(part) != std::string::npos; };
    if (has("unhealthy"))
        return Health::Unhealthy;
    if (has("health: starting") || word == "starting")
        return Health::Starting;
    return has("healthy") ? Health::Healthy : Health::None;
}

std::vector<PublishedPort> publishedPorts(const nlohmann::json &list)
{
    std::vector<PublishedPort> ports;
    if (!list.is_array())
        return ports;
    for (const auto &entry : list) {
        PublishedPort published{text(member(entry, "IP")), port(member(entry, "PrivatePort")),
                                port(member(entry, "PublicPort")), text(member(entry, "Type"))};
        if (published.protocol.empty())
            published.protocol = "tcp";
        // Ports that are only exposed have no public one.
        if (published.hostPort != 0 && published.containerPort != 0)
            ports.push_back(std::move(published));
    }
    return ports;
}

Container containerOf(const nlohmann::json &entry)
{
    Container container;
    container.id = text(member(entry, "Id"));
    container.image = text(member(entry, "Image"));
    container.state = text(member(entry, "State"));
    container.health = healthOf(entry);
    container.ports = publishedPorts(member(entry, "Ports"));
    const auto &names = member(entry, "Names");
    if (names.is_array() && !names.empty())
        container.name = text(names.front());
    if (container.name.starts_with('/'))
        container.name.erase(0, 1);
    const auto &labels = member(entry, "Labels");
    if (labels.is_object()) {
        for (const auto &[key, value] : labels.items())
            container.labels.emplace(key, text(value));
    }
    return container;
}

} // namespace

Outcome<std::vector<Container>> parseContainers(const std::string &json)
{
    const auto list = parsed(json);
    if (!list.is_array())
        return failure("The engine's list of containers is not a JSON array");
    std::vector<Container> containers;
    for (const auto &entry : list) {
        Container container = containerOf(entry);
        if (isContainerId(container.id))
            containers.push_back(std::move(container));
    }
    return containers;
}

Outcome<ContainerDetails> parseContainerDetails(const std::string &json)
{
    const auto answer = parsed(json);
    if (!answer.is_object())
        return failure("The engine's description of a container is not a JSON object");
    ContainerDetails details;
    const auto &environment = member(member(answer, "Config"), "Env");
    if (environment.is_array()) {
        for (const auto &entry : environment) {
            constexpr std::string_view prefix = "SERVICE_NAME=";
            const std::string variable = text(entry);
            if (variable.starts_with(prefix))
                details.wantedName = variable.substr(prefix.size());
        }
    }
    const auto &log = member(member(member(answer, "State"), "Health"), "Log");
    if (log.is_array() && !log.empty())
        details.healthOutput = text(member(log.back(), "Output")).substr(0, healthOutputLimit);
    return details;
}

} // namespace skep::registrar
