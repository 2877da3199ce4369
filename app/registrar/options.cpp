// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/registrar/options.h"

#include <charconv>
#include <set>

namespace skep::registrar {

namespace {

constexpr int longestSeconds = 3600;

Outcome<std::chrono::seconds> seconds(const std::string &option, const std::string &value)
{
    int number = 0;
    const char *end = value.data() + value.size();
    const auto read = std::from_chars(value.data(), end, number);
    if (read.ec != std::errc() || read.ptr != end || number < 1 || number > longestSeconds)
        return failure(option + " needs a number of seconds from 1 to " + std::to_string(longestSeconds));
    return std::chrono::seconds(number);
}

Outcome<> apply(Options &options, const std::string &option, const std::string &value)
{
    if (option == "--docker") {
        options.dockerSocket = value;
        // The length of sockaddr_un, with its closing zero.
        if (value.empty() || value.front() != '/' || value.size() > 107)
            return failure("--docker needs the absolute path of a socket, at most 107 bytes long");
    } else if (option == "--consul") {
        const auto endpoint = parseHttpUrl(value);
        if (!endpoint)
            return failure("--consul: " + endpoint.error());
        options.consul = *endpoint;
    } else if (option == "--consul-token-file") {
        options.tokenFile = value;
    } else {
        const auto number = seconds(option, value);
        if (!number)
            return failure(number.error());
        (option == "--ttl" ? options.ttl : options.interval) = *number;
    }
    return {};
}

} // namespace

Outcome<Options> parseOptions(const std::vector<std::string> &arguments)
{
    static const std::set<std::string> withValue{"--docker", "--consul", "--consul-token-file", "--ttl",
                                                 "--interval"};
    Options options;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        std::string name = arguments[i];
        if (name == "--help" || name == "-h") {
            options.mode = Options::Mode::Help;
            return options;
        }
        if (name == "--version") {
            options.mode = Options::Mode::Version;
            return options;
        }
        if (name == "--once") {
            options.mode = Options::Mode::Once;
            continue;
        }
        const auto equals = name.find('=');
        const bool joined = equals != std::string::npos;
        std::string value = joined ? name.substr(equals + 1) : std::string();
        name = name.substr(0, equals);
        if (!withValue.contains(name))
            return failure("unknown option " + name);
        if (!joined) {
            if (++i == arguments.size())
                return failure(name + " needs a value");
            value = arguments[i];
        }
        if (const auto applied = apply(options, name, value); !applied)
            return failure(applied.error());
    }
    if (2 * options.interval > options.ttl)
        return failure(
            "--ttl has to be at least twice --interval, else a late report turns a check critical");
    return options;
}

std::string helpText()
{
    return R"(skep-registrar: keeps Consul's catalog equal to the containers of this node.

Every published port of every running container is registered with the node's own Consul agent, with a TTL
check that turns critical when the container is unhealthy or the registrar falls silent, and is removed when
the container ends. Opens no port; needs the engine's socket and the agent's HTTP address.

Usage: skep-registrar [options]
  --docker SOCKET             the engine's socket                    (/var/run/docker.sock)
  --consul URL                the agent, by numeric address          (http://127.0.0.1:8500)
  --consul-token-file FILE    file with the ACL token, read at each round, so that it can be replaced
  --ttl SECONDS               time to live of the checks             (15)
  --interval SECONDS          time between two full rounds           (5)
  --once                      one round, then exit: 0 if the catalog is right
  --version, --help

Labels of a container: skep.service=NAME names its service, skep.tags=A,B adds tags. Without the label the name
is SERVICE_NAME of its environment, else the swarm service's name, else the image's.
Ports published on loopback and ports of the routing mesh (ingress mode) are not registered.

As a swarm service: mode global, network host, the engine's socket bound to /var/run/docker.sock, the token
as a swarm secret. The token's policy:
  service_prefix "" { policy = "write" }   registers, reports and removes
  agent_prefix "" { policy = "read" }      reads the node's address; without it the address field stays empty
)";
}

} // namespace skep::registrar
