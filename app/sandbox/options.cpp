// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/options.h"

#include <getopt.h>

#include <charconv>
#include <cstdlib>
#include <stdexcept>

namespace skep::sandbox {

namespace {

enum Option : int {
    Listen = 1,
    State,
    Cache,
    MachinesKind,
    BootSeconds,
    OperationSeconds,
    QuotaInstances,
    StrictCloudStack,
    CloudStackLacks,
    AdvancedGroups,
    Project,
    AllowRemote,
    Reset,
    Help,
};

int number(const std::string &name, const std::string &text, int minimum, int maximum)
{
    int value = 0;
    const char *end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, value);
    if (error != std::errc() || rest != end || value < minimum || value > maximum)
        throw std::invalid_argument("--" + name + " needs a number from " + std::to_string(minimum) + " to "
                                    + std::to_string(maximum) + ", not \"" + text + "\".");
    return value;
}

std::chrono::milliseconds seconds(const std::string &name, const std::string &text)
{
    char *end = nullptr;
    const double value = std::strtod(text.c_str(), &end);
    if (text.empty() || *end != '\0' || !(value >= 0 && value <= 3600))
        throw std::invalid_argument("--" + name + " needs seconds from 0 to 3600, not \"" + text + "\".");
    return std::chrono::milliseconds(static_cast<std::int64_t>(value * 1000));
}

void readListen(Options &options, const std::string &text)
{
    const std::size_t colon = text.rfind(':');
    if (colon == std::string::npos || colon == 0)
        throw std::invalid_argument("--listen needs an address and a port such as 127.0.0.1:8723.");
    options.address = text.substr(0, colon);
    options.port = static_cast<unsigned short>(number("listen", text.substr(colon + 1), 0, 65535));
}

void readMachines(Options &options, const std::string &text)
{
    if (text != "lxc" && text != "none")
        throw std::invalid_argument("--machines is lxc or none, not \"" + text + "\".");
    options.realMachines = text == "lxc";
}

void apply(Options &options, int option, const std::string &value)
{
    switch (option) {
    case Listen:
        readListen(options, value);
        break;
    case State:
        options.state = std::filesystem::absolute(value);
        break;
    case Cache:
        options.cache = std::filesystem::absolute(value);
        break;
    case MachinesKind:
        readMachines(options, value);
        break;
    case BootSeconds:
        options.bootTime = seconds("boot-seconds", value);
        break;
    case OperationSeconds:
        options.shortestOperation = seconds("operation-seconds", value);
        break;
    case QuotaInstances:
        options.instanceQuota = number("quota-instances", value, 0, 10000);
        break;
    case StrictCloudStack:
        options.strictCloudStack = true;
        break;
    case CloudStackLacks:
        options.cloudStackLacks.push_back(value);
        break;
    case AdvancedGroups:
        options.hasAdvancedGroups = true;
        break;
    case Project:
        options.project = value;
        break;
    case AllowRemote:
        options.allowRemote = true;
        break;
    case Reset:
        options.reset = true;
        break;
    case Help:
        options.help = true;
        break;
    default:
        throw std::invalid_argument("See skep-sandbox --help for what it understands.");
    }
}

} // namespace

Options parseOptions(int argc, char **argv)
{
    static const option known[] = {{"listen", required_argument, nullptr, Listen},
                                   {"state", required_argument, nullptr, State},
                                   {"cache", required_argument, nullptr, Cache},
                                   {"machines", required_argument, nullptr, MachinesKind},
                                   {"boot-seconds", required_argument, nullptr, BootSeconds},
                                   {"operation-seconds", required_argument, nullptr, OperationSeconds},
                                   {"quota-instances", required_argument, nullptr, QuotaInstances},
                                   {"cloudstack-strict", no_argument, nullptr, StrictCloudStack},
                                   {"cloudstack-lacks", required_argument, nullptr, CloudStackLacks},
                                   {"cloudstack-advanced", no_argument, nullptr, AdvancedGroups},
                                   {"cloudstack-project", required_argument, nullptr, Project},
                                   {"allow-remote", no_argument, nullptr, AllowRemote},
                                   {"reset", no_argument, nullptr, Reset},
                                   {"help", no_argument, nullptr, Help},
                                   {nullptr, 0, nullptr, 0}};
    Options options;
    int option = 0;
    while ((option = getopt_long(argc, argv, "", known, nullptr)) != -1)
        apply(options, option, optarg ? optarg : "");
    if (optind < argc)
        throw std::invalid_argument(std::string("\"") + argv[optind]
                                    + "\" is not understood; see skep-sandbox --help.");
    if (!options.help && options.state.empty())
        throw std::invalid_argument("--state FOLDER is needed: it holds the machines and their records.");
    return options;
}

std::string usage()
{
    return R"(Usage: skep-sandbox --state FOLDER [options]

A cloud on this computer: the Exoscale API v2 and Apache CloudStack's API in front of the same real machines
(LXC system containers).

  --listen ADDRESS:PORT   where the API answers (127.0.0.1:8723; port 0 takes any free one)
  --state FOLDER          machines, records, key pair; one running sandbox per folder
  --cache FOLDER          templates and packages that several sandboxes share
  --machines lxc|none     real machines (needs root), or bookkeeping only
  --boot-seconds N        with --machines none: how long a machine takes to start
  --operation-seconds N   how long an operation stays pending at least (0.5)
  --quota-instances N     how many instances the account may have (20)
  --cloudstack-strict     demand expiry and POST of CloudStack clients, as new servers can be set to
  --cloudstack-lacks CALL a call that CloudStack clients do not find here, such as createAffinityGroup; may be
                          given again
  --cloudstack-advanced   the zone with security groups is an advanced one, whose machines name their network
  --cloudstack-project P  the account has a project of this name
  --allow-remote          accept a --listen address that others can reach
  --reset                 remove every trace of this sandbox and end
  --help                  this text

When it is ready, one line of JSON on the standard output tells the endpoints, key and secret. SIGTERM ends it; its
machines are stopped and start again with it. /sandbox/status, /sandbox/ledger and /sandbox/faults serve tests.
CloudStack has two zones: ch-dk-2 with security groups, which is also Exoscale's, and ch-iso-1 with isolated networks
behind routers. Egress rules of security groups do not stand between a machine and the sandbox's own names and
images. There are no IPv6 addresses, and Exoscale's private networks and elastic IPs are missing.
)";
}

} // namespace skep::sandbox
