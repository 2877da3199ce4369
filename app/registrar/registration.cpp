// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/registrar/registration.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <tuple>

namespace skep::registrar {

namespace {

constexpr std::size_t labelLimit = 63;
constexpr std::size_t tagLimit = 128;
constexpr std::size_t tagCount = 32;
constexpr std::size_t metaValueLimit = 512; // Consul's own
//! A container that publishes a whole range of ports must not flood the catalog.
constexpr std::size_t portsPerContainer = 64;

std::string label(const Container &container, const char *key)
{
    const auto it = container.labels.find(key);
    return it == container.labels.end() ? std::string() : it->second;
}

bool isEveryAddress(const std::string &ip)
{
    return ip.empty() || ip == "0.0.0.0" || ip == "::";
}

bool isLoopback(const std::string &ip)
{
    return ip.starts_with("127.") || ip == "::1";
}

std::string ownNameOf(const Container &container)
{
    for (const std::string &name :
         {label(container, "skep.service"), container.wantedName,
          label(container, "com.docker.swarm.service.name"), imageBaseName(container.image)}) {
        if (!dnsLabel(name).empty())
            return name;
    }
    return container.name;
}

//! The engine lists a port once for IPv4 and once for IPv6: keeps one of each, in a fixed order.
std::vector<PublishedPort> distinctPorts(const Container &container)
{
    const auto key = [](const PublishedPort &p) { return std::tuple(p.containerPort, p.protocol); };
    std::set<std::tuple<std::uint16_t, std::string>> onIpv4;
    for (const auto &published : container.ports) {
        if (published.hostIp != "::")
            onIpv4.insert(key(published));
    }
    std::vector<PublishedPort> ports;
    for (PublishedPort published : container.ports) {
        if (isLoopback(published.hostIp) || (published.hostIp == "::" && onIpv4.contains(key(published))))
            continue;
        if (isEveryAddress(published.hostIp))
            published.hostIp.clear();
        ports.push_back(std::move(published));
    }
    std::sort(ports.begin(), ports.end(), [](const PublishedPort &a, const PublishedPort &b) {
        return std::tie(a.containerPort, a.protocol, a.hostPort, a.hostIp)
            < std::tie(b.containerPort, b.protocol, b.hostPort, b.hostIp);
    });
    ports.erase(std::unique(ports.begin(), ports.end()), ports.end());
    ports.resize(std::min(ports.size(), portsPerContainer));
    return ports;
}

std::vector<std::string> tagsOf(const Container &container, const std::string &protocol)
{
    std::vector<std::string> tags{protocol};
    std::string tag;
    const auto add = [&tags, &tag] {
        const auto first = tag.find_first_not_of(' ');
        const auto last = tag.find_last_not_of(' ');
        if (first != std::string::npos && tag.size() <= tagLimit && tags.size() < tagCount)
            tags.push_back(tag.substr(first, last - first + 1));
        tag.clear();
    };
    for (const char c : label(container, "skep.tags")) {
        if (c == ',')
            add();
        else if (static_cast<unsigned char>(c) >= ' ')
            tag += c;
    }
    add();
    return tags;
}

//! Plain ASCII within Consul's limit, so that the agent gives back exactly what it got.
std::string metaValue(const std::string &value)
{
    std::string clean = value.substr(0, metaValueLimit);
    std::replace_if(
        clean.begin(), clean.end(), [](char c) { return c < ' ' || c > '~'; }, '?');
    return clean;
}

std::map<std::string, std::string> metaOf(const Container &container, const PublishedPort &published,
                                          const std::string &ownName)
{
    std::map<std::string, std::string> meta{{ownerKey, ownerValue},
                                            {"container-id", container.id},
                                            {"container-port", std::to_string(published.containerPort)}};
    const auto add = [&meta](const char *key, const std::string &value) {
        if (!value.empty())
            meta.emplace(key, metaValue(value));
    };
    add("swarm-node-id", label(container, "com.docker.swarm.node.id"));
    add("swarm-service-id", label(container, "com.docker.swarm.service.id"));
    add("swarm-task-id", label(container, "com.docker.swarm.task.id"));
    if (dnsLabel(ownName) != ownName)
        add("original-name", ownName);
    return meta;
}

void setCheck(Registration &registration, const Container &container)
{
    if (container.state == "paused") {
        registration.state = CheckState::Critical;
        registration.output = "The container is paused.";
    } else if (container.health == Health::Unhealthy) {
        registration.state = CheckState::Critical;
        registration.output = container.healthOutput.empty()
            ? "The container's health check fails."
            : "The container's health check fails: " + container.healthOutput;
    } else if (container.health == Health::Starting) {
        registration.state = CheckState::Warning;
        registration.output = "The container's health check has not passed yet.";
    } else {
        registration.output = container.health == Health::Healthy ? "The container's health check passes."
                                                                  : "The container runs.";
    }
}

std::string idOf(const Container &container, const PublishedPort &published)
{
    std::string id = "skep:" + container.id.substr(0, 12) + ':';
    if (!published.hostIp.empty())
        id += published.hostIp + ':';
    return id + std::to_string(published.hostPort) + '/' + published.protocol;
}

std::string withPort(const std::string &name, std::uint16_t port)
{
    const std::string suffix = '-' + std::to_string(port);
    return dnsLabel(name.substr(0, labelLimit - suffix.size())) + suffix;
}

} // namespace

std::string dnsLabel(const std::string &name)
{
    std::string result;
    for (const char c : name.substr(0, name.find('\0'))) {
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            result += c;
        else if (c >= 'A' && c <= 'Z')
            result += static_cast<char>(c - 'A' + 'a');
        else if (!result.empty())
            result += '-';
        if (result.size() == labelLimit)
            break;
    }
    result.erase(result.find_last_not_of('-') + 1);
    return result;
}

std::string imageBaseName(const std::string &image)
{
    std::string name = image.substr(0, image.find('@'));
    if (name.starts_with("sha256:"))
        return {};
    const auto slash = name.rfind('/');
    if (slash != std::string::npos)
        name.erase(0, slash + 1);
    return name.substr(0, name.find(':'));
}

std::vector<Registration> registrations(const std::vector<Container> &containers,
                                        const std::string &nodeAddress)
{
    std::vector<Registration> result;
    for (const auto &container : containers) {
        if (!container.isUp())
            continue;
        const auto ports = distinctPorts(container);
        const std::string ownName = ownNameOf(container);
        std::string base = dnsLabel(ownName);
        if (base.empty())
            base = "container-" + container.id.substr(0, 12);
        for (const auto &published : ports) {
            const bool lowest = published.containerPort == ports.front().containerPort;
            Registration registration;
            registration.id = idOf(container, published);
            registration.name = lowest ? base : withPort(base, published.containerPort);
            registration.address = published.hostIp.empty() ? nodeAddress : published.hostIp;
            registration.port = published.hostPort;
            registration.tags = tagsOf(container, published.protocol);
            registration.meta = metaOf(container, published, ownName);
            setCheck(registration, container);
            result.push_back(std::move(registration));
        }
    }
    std::sort(result.begin(), result.end(), [](const auto &a, const auto &b) { return a.id < b.id; });
    return result;
}

} // namespace skep::registrar
