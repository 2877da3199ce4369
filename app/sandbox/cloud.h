// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/group_firewall.h"
#include "app/sandbox/machines.h"
#include "app/sandbox/operations.h"
#include "app/sandbox/signature.h"
#include "app/sandbox/store.h"
#include "app/sandbox/workshop.h"
#include "app/sandbox/world.h"

#include <boost/asio/io_context.hpp>

#include <chrono>
#include <functional>
#include <string>
#include <vector>

namespace skep::sandbox {

//! What the command line decides about the cloud.
struct CloudSettings
{
    std::chrono::milliseconds shortestOperation{500};
    int instanceQuota = 20;
    bool strictCloudStack = false; //!< demand an expiry, and POST for changes, from CloudStack's clients
    std::vector<std::string> cloudStackLacks; //!< calls that this cloud does not have
    bool hasAdvancedGroups = false; //!< CloudStack's zone with security groups is an advanced one
    std::string project; //!< of CloudStack's account; empty: it has none
    std::chrono::milliseconds expungeDelay{5000}; //!< how long CloudStack keeps a destroyed machine
};

//! The parts that every call works with. Belongs to the API's thread.
class Cloud
{
public:
    Cloud(boost::asio::io_context &io, Store &store, Machines &machines, const CloudSettings &settings);

    World &world() { return m_world; }
    Operations &operations() { return m_operations; }
    Workshop &workshop() { return m_workshop; }
    GroupFirewall &firewall() { return m_firewall; }
    Machines &machines() { return m_machines; }
    Store &store() { return m_store; }
    const Credentials &credentials() const { return m_credentials; }
    const CloudSettings &settings() const { return m_settings; }
    const std::string &endpoint() const { return m_endpoint; }
    const std::string &cloudStackEndpoint() const { return m_cloudStackEndpoint; }
    void setEndpoints(const std::string &exoscale, const std::string &cloudStack)
    {
        m_endpoint = exoscale;
        m_cloudStackEndpoint = cloudStack;
    }

    //! Saves the state; done is called on the API's thread when it is on the disk.
    void commit(std::function<void()> done = {});
    //! Starts the machines that were running when the sandbox ended. ready is called when all have been
    //! tried.
    void resume(std::function<void()> ready);
    //! Ends the work under way, stops the machines and saves the state.
    void shutdown();

private:
    void restart(Instance &instance, std::function<void()> tried);

    boost::asio::io_context &m_io;
    Store &m_store;
    Machines &m_machines;
    CloudSettings m_settings;
    Credentials m_credentials;
    std::string m_endpoint;
    std::string m_cloudStackEndpoint;
    World m_world;
    Operations m_operations;
    Workshop m_workshop;
    GroupFirewall m_firewall;
};

} // namespace skep::sandbox
