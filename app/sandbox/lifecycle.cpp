// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/lifecycle.h"

#include "app/sandbox/api_catalogue.h"
#include "app/sandbox/encoding.h"

#include <algorithm>
#include <iostream>
#include <memory>
#include <set>
#include <stdexcept>
#include <utility>

namespace skep::sandbox {

std::string freshAddress(Machines &machines, const std::set<std::string> &used, const std::string &networkId)
{
    constexpr int attempts = 1000;
    for (int i = 0; i < attempts; ++i) {
        std::string address =
            networkId.empty() ? machines.allocateAddress() : machines.allocatePrivateAddress(networkId);
        if (used.count(address) == 0)
            return address;
    }
    throw std::runtime_error("The network has no free address left.");
}

Lifecycle::Lifecycle(Cloud &cloud)
    : m_cloud(cloud)
{
}

void Lifecycle::enter(const std::string &instanceId, const std::string &state)
{
    if (Instance *instance = m_cloud.world().instance(instanceId))
        instance->state = state;
    m_cloud.commit();
}

void Lifecycle::create(const std::string &instanceId, const std::string &operationId, bool autoStart)
{
    auto address = std::make_shared<std::string>();
    const Instance *made = m_cloud.world().instance(instanceId);
    m_cloud.workshop().run(
        instanceId,
        [&machines = m_cloud.machines(), used = m_cloud.world().usedAddresses(), address,
         network = made ? made->networkId : std::string()] {
            *address = freshAddress(machines, used, network);
        },
        [=, this](const std::string &error) {
            Instance *instance = m_cloud.world().instance(instanceId);
            if (!instance) {
                release(*address);
                return;
            }
            instance->address = *address;
            if (!error.empty())
                return abandon(instanceId, operationId, {"unavailable", error});
            // The rules are in force before the machine can be reached.
            m_cloud.firewall().refresh([=, this](const std::string &failure) {
                if (!failure.empty())
                    return abandon(instanceId, operationId, {"fault", failure});
                boot(instanceId, operationId, autoStart);
            });
        });
}

MachineSpec Lifecycle::specOf(const Instance &instance)
{
    MachineSpec spec;
    spec.id = instance.id;
    spec.hostname = instance.name;
    spec.templateId = instance.templateId;
    spec.userData = base64Decoded(instance.userData).value_or(std::string());
    spec.networkId = instance.networkId;
    spec.address = instance.address;
    spec.cpus = std::max(instance.customCpus, 1);
    spec.memoryBytes = instance.customMebibytes * 1024 * 1024;
    for (const std::string &name : instance.sshKeys) {
        const auto key = m_cloud.world().sshKeys().find(name);
        if (key != m_cloud.world().sshKeys().end())
            spec.publicKeys.push_back(key->second.publicKey);
    }
    if (const InstanceType *type = findInstanceType(instance.typeId)) {
        spec.cpus = type->cpus;
        spec.memoryBytes = type->memoryMebibytes * 1024 * 1024;
    }
    return spec;
}

void Lifecycle::boot(const std::string &instanceId, const std::string &operationId, bool autoStart)
{
    Instance *instance = m_cloud.world().instance(instanceId);
    if (!instance || instance->state == "destroying")
        return m_cloud.operations().finish(operationId,
                                           {"interrupted", "The instance was deleted meanwhile."});
    instance->hasMachine = true;
    m_cloud.commit();
    Machines &machines = m_cloud.machines();
    m_cloud.workshop().run(
        instanceId,
        [&machines, spec = specOf(*instance), autoStart] {
            machines.create(spec);
            if (!autoStart)
                machines.stop(spec.id);
        },
        [=, this](const std::string &error) {
            booted(instanceId, operationId, error, autoStart ? "running" : "stopped");
        });
}

void Lifecycle::booted(const std::string &instanceId, const std::string &operationId,
                       const std::string &error, const std::string &state)
{
    if (!error.empty())
        return abandon(instanceId, operationId, {"fault", error});
    Outcome forced;
    if (m_cloud.operations().takeForcedFailure(operationId, forced))
        return abandon(instanceId, operationId, forced);
    const Instance *instance = m_cloud.world().instance(instanceId);
    if (instance && instance->state == "starting")
        enter(instanceId, state);
    m_cloud.firewall().refresh([this, operationId](const std::string &failure) {
        m_cloud.operations().finishWith(operationId, failure);
    });
}

void Lifecycle::abandon(const std::string &instanceId, const std::string &operationId, const Outcome &outcome)
{
    std::cerr << "Instance " << instanceId << " was not made: " << outcome.message << std::endl;
    m_cloud.workshop().run(
        instanceId, [&machines = m_cloud.machines(), instanceId] { machines.destroy(instanceId); },
        [=, this](const std::string &) {
            forget(instanceId);
            m_cloud.operations().finish(operationId, outcome);
        });
}

void Lifecycle::forget(const std::string &instanceId)
{
    if (const Instance *instance = m_cloud.world().instance(instanceId)) {
        release(instance->address);
        m_cloud.world().instances().erase(instanceId);
        m_cloud.world().recordDeleted("instance", instanceId);
    }
    m_cloud.commit();
}

void Lifecycle::release(const std::string &address)
{
    if (!address.empty())
        m_cloud.workshop().run(
            "addresses", [&machines = m_cloud.machines(), address] { machines.releaseAddress(address); }, {});
}

void Lifecycle::change(const std::string &instanceId, const std::string &operationId,
                       const std::string &state, Workshop::Work work)
{
    m_cloud.workshop().run(instanceId, std::move(work), [=, this](const std::string &error) {
        const Instance *instance = m_cloud.world().instance(instanceId);
        if (instance && instance->state != "destroying")
            enter(instanceId, error.empty() ? state : "error");
        m_cloud.operations().finishWith(operationId, error);
    });
}

void Lifecycle::start(const std::string &instanceId, const std::string &operationId)
{
    enter(instanceId, "starting");
    change(instanceId, operationId, "running",
           [&machines = m_cloud.machines(), instanceId] { machines.start(instanceId); });
}

void Lifecycle::stop(const std::string &instanceId, const std::string &operationId)
{
    enter(instanceId, "stopping");
    change(instanceId, operationId, "stopped",
           [&machines = m_cloud.machines(), instanceId] { machines.stop(instanceId); });
}

void Lifecycle::reboot(const std::string &instanceId, const std::string &operationId)
{
    change(instanceId, operationId, "running",
           [&machines = m_cloud.machines(), instanceId] { machines.reboot(instanceId); });
}

void Lifecycle::reinstall(const std::string &instanceId, const std::string &operationId)
{
    enter(instanceId, "starting");
    const Instance *instance = m_cloud.world().instance(instanceId);
    change(instanceId, operationId, "running",
           [&machines = m_cloud.machines(), instanceId, spec = specOf(*instance)] {
               machines.destroy(instanceId);
               machines.create(spec);
           });
}

void Lifecycle::retire(const std::string &instanceId, const std::string &operationId)
{
    enter(instanceId, "stopping");
    change(instanceId, operationId, "destroyed",
           [&machines = m_cloud.machines(), instanceId] { machines.powerOff(instanceId); });
}

void Lifecycle::destroy(const std::string &instanceId, const std::string &operationId)
{
    enter(instanceId, "destroying");
    m_cloud.workshop().run(
        instanceId, [&machines = m_cloud.machines(), instanceId] { machines.destroy(instanceId); },
        [=, this](const std::string &error) {
            if (!error.empty()) {
                enter(instanceId, "error");
                return m_cloud.operations().finish(operationId, {"fault", error});
            }
            forget(instanceId);
            m_cloud.firewall().refresh([this, operationId](const std::string &failure) {
                m_cloud.operations().finishWith(operationId, failure);
            });
        });
}

void Lifecycle::powerOff(const std::string &instanceId, Workshop::Done done)
{
    m_cloud.workshop().run(
        instanceId, [&machines = m_cloud.machines(), instanceId] { machines.powerOff(instanceId); },
        [=, this](const std::string &error) {
            if (error.empty())
                enter(instanceId, "stopped");
            done(error);
        });
}

void Lifecycle::powerOn(const std::string &instanceId, Workshop::Done done)
{
    m_cloud.workshop().run(
        instanceId, [&machines = m_cloud.machines(), instanceId] { machines.start(instanceId); },
        [=, this](const std::string &error) {
            if (error.empty())
                enter(instanceId, "running");
            done(error);
        });
}

} // namespace skep::sandbox
