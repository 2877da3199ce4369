// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/cloud.h"

#include <boost/asio/post.hpp>

#include <iostream>
#include <memory>
#include <utility>

namespace skep::sandbox {

namespace {

constexpr std::size_t workerThreads = 16;

} // namespace

Cloud::Cloud(boost::asio::io_context &io, Store &store, Machines &machines, const CloudSettings &settings)
    : m_io(io)
    , m_store(store)
    , m_machines(machines)
    , m_settings(settings)
    , m_credentials(store.credentials())
    , m_operations(io, m_world, settings.shortestOperation, [this] { commit(); })
    , m_workshop(io, workerThreads)
    , m_firewall(m_world, machines, m_workshop)
{
    if (const auto saved = store.loadState())
        m_world.load(*saved);
    for (const std::string &id : m_world.pendingOperations()) {
        Operation *operation = m_world.operation(id);
        operation->state = "failure";
        operation->reason = "interrupted";
        operation->message = "The cloud was restarted while this was under way.";
    }
}

void Cloud::commit(std::function<void()> done)
{
    std::function<void()> back;
    if (done)
        back = [this, done = std::move(done)] { boost::asio::post(m_io, done); };
    m_store.save(m_world.toJson(), std::move(back));
}

void Cloud::resume(std::function<void()> ready)
{
    auto open = std::make_shared<std::size_t>(1);
    const auto tried = [this, open, ready = std::move(ready)] {
        if (--*open > 0)
            return;
        m_firewall.refresh([ready](const std::string &error) {
            if (!error.empty())
                std::cerr << "The firewall could not be set: " << error << std::endl;
            ready();
        });
    };
    for (auto &[id, instance] : m_world.instances()) {
        if (instance.state == "stopped" || instance.state == "destroyed" || instance.state == "error")
            continue;
        ++*open;
        restart(instance, tried);
    }
    tried();
}

void Cloud::restart(Instance &instance, std::function<void()> tried)
{
    const std::string id = instance.id;
    if (!instance.hasMachine) { // ended before its machine was made
        instance.state = "error";
        boost::asio::post(m_io, std::move(tried));
        return;
    }
    const bool wasStopping = instance.state == "stopping";
    if (wasStopping) {
        instance.state = "stopped";
        boost::asio::post(m_io, std::move(tried));
        return;
    }
    m_workshop.run(
        id, [this, id] { m_machines.start(id); },
        [this, id, tried = std::move(tried)](const std::string &error) {
            if (Instance *started = m_world.instance(id))
                started->state = error.empty() ? "running" : "error";
            if (!error.empty())
                std::cerr << "Machine " << id << " did not start again: " << error << std::endl;
            tried();
        });
}

void Cloud::shutdown()
{
    m_workshop.finish();
    m_io.restart();
    m_io.poll(); // the ends of that work
    commit();
    m_machines.shutdown();
}

} // namespace skep::sandbox
