// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/api_affinity.h"
#include "app/sandbox/api_catalogue.h"
#include "app/sandbox/api_groups.h"
#include "app/sandbox/api_instances.h"
#include "app/sandbox/api_keys.h"
#include "app/sandbox/cloudstack/endpoint.h"
#include "app/sandbox/cloudstack/service.h"
#include "app/sandbox/control.h"
#include "app/sandbox/http_server.h"
#include "app/sandbox/memory_machines.h"
#include "app/sandbox/options.h"

#ifdef SKEP_SANDBOX_LXC
#include "app/sandbox/hosttrouble.h"
#include "app/sandbox/lxcmachines.h"
#endif

#include <boost/asio/ip/address.hpp>
#include <boost/asio/signal_set.hpp>

#include <csignal>
#include <iostream>
#include <memory>

using namespace skep::sandbox;
using nlohmann::json;

namespace {

std::unique_ptr<Machines> makeMachines(const Options &options)
{
    if (!options.realMachines)
        return std::make_unique<MemoryMachines>(options.bootTime);
#ifdef SKEP_SANDBOX_LXC
    LxcOptions lxc;
    lxc.stateDir = options.state;
    if (!options.cache.empty())
        lxc.cacheDir = options.cache;
    return makeLxcMachines(lxc);
#else
    throw std::runtime_error(
        "This build has no LXC: install lxc-dev and build again, or use --machines none.");
#endif
}

//! What keeps this computer from making machines, as a sentence.
std::string troubleOfHost([[maybe_unused]] const Options &options)
{
#ifdef SKEP_SANDBOX_LXC
    if (options.realMachines)
        return hostTrouble();
#endif
    return {};
}

boost::asio::ip::tcp::endpoint listenEndpoint(const Options &options)
{
    boost::system::error_code error;
    const auto address = boost::asio::ip::make_address(options.address, error);
    if (error)
        throw std::runtime_error("\"" + options.address + "\" is no IP address to listen on.");
    if (!address.is_loopback() && !options.allowRemote)
        throw std::runtime_error("The sandbox listens on loopback addresses only, such as 127.0.0.1; "
                                 "--allow-remote lifts this.");
    return {address, options.port};
}

std::string baseUrl(const Options &options, unsigned short port)
{
    const bool six = options.address.find(':') != std::string::npos;
    return "http://" + (six ? '[' + options.address + ']' : options.address) + ':' + std::to_string(port);
}

//! The sandbox from its first to its last moment.
class Program
{
public:
    explicit Program(const Options &options)
        : m_options(options)
        , m_store(options.state)
        , m_machines(makeMachines(options))
    {
    }

    int run()
    {
        if (m_options.reset) {
            m_machines->reset();
            m_store.erase();
            return 0;
        }
        serve();
        return 0;
    }

private:
    void serve()
    {
        // The port first: nothing is made when it is taken.
        HttpServer server(
            m_io, listenEndpoint(m_options),
            [this](const Request &request, const Respond &respond) { route(request, respond); });
        m_machines->prepare([](const std::string &sentence) { std::cerr << sentence << std::endl; });
        CloudSettings settings;
        settings.instanceQuota = m_options.instanceQuota;
        settings.shortestOperation = m_options.shortestOperation;
        settings.strictCloudStack = m_options.strictCloudStack;
        settings.cloudStackLacks = m_options.cloudStackLacks;
        settings.hasAdvancedGroups = m_options.hasAdvancedGroups;
        settings.project = m_options.project;
        Cloud cloud(m_io, m_store, *m_machines, settings);
        const std::string base = baseUrl(m_options, server.port());
        cloud.setEndpoints(base + "/v2", base + "/client/api");
        Lifecycle lifecycle(cloud);
        Router router;
        const CatalogueApi catalogue(cloud, router);
        const KeysApi keys(cloud, router);
        const GroupsApi groups(cloud, router);
        const AffinityApi affinity(cloud, router);
        const InstancesApi instances(cloud, lifecycle, router);
        Faults faults;
        Exchange exchange(m_io, cloud, faults);
        Api api(cloud, router, exchange);
        const cloudstack::Service service(m_io, cloud, lifecycle);
        cloudstack::Endpoint cloudStack(cloud, service.commands(), exchange);
        Control control(cloud, lifecycle, faults);
        m_api = &api;
        m_cloudStack = &cloudStack;
        m_control = &control;

        boost::asio::signal_set signals(m_io, SIGINT, SIGTERM);
        signals.async_wait([this, &server](const boost::system::error_code &, int) {
            server.stop();
            m_io.stop();
        });
        cloud.resume([&] {
            cloud.commit([&] {
                server.start();
                announce(cloud);
            });
        });
        m_io.run();
        std::cerr << "Stopping the machines." << std::endl;
        cloud.shutdown();
    }

    void route(const Request &request, const Respond &respond)
    {
        if (request.path.compare(0, 9, "/sandbox/") == 0)
            m_control->handle(request, respond);
        else if (cloudstack::Endpoint::serves(request.path))
            m_cloudStack->handle(request, respond);
        else
            m_api->handle(request, respond);
    }

    void announce(const Cloud &cloud) const
    {
        const json line{{"exoscale", cloud.endpoint()},   {"cloudstack", cloud.cloudStackEndpoint()},
                        {"key", cloud.credentials().key}, {"secret", cloud.credentials().secret},
                        {"account", "sandbox"},           {"operator", m_machines->operatorCidr()},
                        {"images", m_machines->images()}};
        std::cout << line.dump() << std::endl;
    }

    const Options m_options;
    boost::asio::io_context m_io{1};
    Store m_store;
    std::unique_ptr<Machines> m_machines;
    Api *m_api = nullptr;
    cloudstack::Endpoint *m_cloudStack = nullptr;
    Control *m_control = nullptr;
};

} // namespace

int main(int argc, char **argv)
{
    std::signal(SIGPIPE, SIG_IGN);
    try {
        const Options options = parseOptions(argc, argv);
        if (options.help) {
            std::cout << usage();
            return 0;
        }
        if (const std::string trouble = troubleOfHost(options); !trouble.empty()) {
            std::cerr << "skep-sandbox: " << trouble << std::endl;
            return 4;
        }
        return Program(options).run();
    } catch (const boost::system::system_error &error) {
        std::cerr << "skep-sandbox: The address cannot be used: " << error.code().message() << "."
                  << std::endl;
        return 3;
    } catch (const std::invalid_argument &error) {
        std::cerr << "skep-sandbox: " << error.what() << std::endl;
        return 2;
    } catch (const std::exception &error) {
        std::cerr << "skep-sandbox: " << error.what() << std::endl;
        return 1;
    }
}
