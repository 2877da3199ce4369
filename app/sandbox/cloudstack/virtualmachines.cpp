// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/cloudstack/virtualmachines.h"

#include "app/sandbox/api_instances.h"
#include "app/sandbox/cloudstack/account.h"
#include "app/sandbox/cloudstack/addresses.h"
#include "app/sandbox/cloudstack/deployment.h"
#include "app/sandbox/cloudstack/machinerow.h"
#include "app/sandbox/cloudstack/refusal.h"
#include "app/sandbox/cloudstack/zones.h"
#include "app/sandbox/encoding.h"

#include <boost/asio/steady_timer.hpp>

#include <algorithm>
#include <memory>

namespace skep::sandbox::cloudstack {

using nlohmann::json;

namespace {

constexpr auto ledgerKind = "instance";
constexpr auto resultKind = "virtualmachine";

bool contains(const std::vector<std::string> &list, const std::string &item)
{
    return std::find(list.begin(), list.end(), item) != list.end();
}

void refuseWhileBusy(const Instance &instance)
{
    if (instance.state != "running" && instance.state != "stopped" && instance.state != "error")
        throw Refusal(Code::Internal,
                      "VM ID: " + instance.id + " is in state " + stateName(instance.state)
                          + ", in which this cannot be done");
}

} // namespace

VirtualMachines::VirtualMachines(boost::asio::io_context &io, Cloud &cloud, Lifecycle &lifecycle, Jobs &jobs,
                                 Commands &commands)
    : m_io(io)
    , m_cloud(cloud)
    , m_lifecycle(lifecycle)
    , m_jobs(jobs)
{
    jobs.describe(resultKind, [this](const std::string &id) {
        const Instance *instance = m_cloud.world().instance(id);
        return instance ? machineRow(m_cloud, *instance) : json();
    });
    addCommands(commands);
    for (const auto &[id, instance] : cloud.world().instances())
        if (instance.state == "destroyed")
            expungeLater(id);
}

void VirtualMachines::addCommands(Commands &commands)
{
    const auto add = [&](const std::string &name, std::vector<std::string> parameters,
                         json (VirtualMachines::*method)(const Parameters &), bool isAsync) {
        commands.add({name, std::move(parameters),
                      [this, method](const Parameters &p) { return (this->*method)(p); }, isAsync});
    };
    add("deployVirtualMachine",
        {"zoneid*", "templateid*", "serviceofferingid*", "name", "displayname", "group", "keypair",
         "keypairs", "securitygroupids", "securitygroupnames", "affinitygroupids", "affinitygroupnames",
         "networkids", "iptonetworklist", "rootdisksize", "details", "userdata", "startvm"},
        &VirtualMachines::deploy, true);
    add("startVirtualMachine", {"id*"}, &VirtualMachines::start, true);
    add("stopVirtualMachine", {"id*", "forced"}, &VirtualMachines::stop, true);
    add("rebootVirtualMachine", {"id*", "forced"}, &VirtualMachines::reboot, true);
    add("destroyVirtualMachine", {"id*", "expunge"}, &VirtualMachines::destroy, true);
    add("updateVirtualMachine",
        {"id*", "displayname", "group", "name", "userdata", "securitygroupids", "securitygroupnames",
         "deleteprotection"},
        &VirtualMachines::update, false);
    commands.add({"updateVMAffinityGroup",
                  {"id*", "affinitygroupids", "affinitygroupnames"},
                  [this](const Parameters &p) { return updateAffinity(p); },
                  true,
                  "updatevirtualmachineresponse"});
    commands.add({"listVirtualMachines",
                  {"id", "ids", "name", "keyword", "state", "zoneid", "networkid", "securitygroupid",
                   "affinitygroupid", "keypair", "tags", "listall", "page", "pagesize"},
                  [this](const Parameters &p) { return list(p); }});
}

Instance &VirtualMachines::machine(const Parameters &parameters) const
{
    Instance *found = m_cloud.world().instance(parameters.required("id"));
    if (!found)
        parameters.refuse("id");
    return *found;
}

json VirtualMachines::deploy(const Parameters &parameters)
{
    Instance made = readDeployment(m_cloud, parameters);
    const int quota = m_cloud.settings().instanceQuota;
    if (m_cloud.world().instances().size() >= static_cast<std::size_t>(std::max(quota, 0)))
        throw Refusal(Code::Allocation,
                      std::string("Maximum number of resources of type 'user_vm' for account name=")
                          + accountName + " in domain id=" + domainId() + " has been exceeded.");
    // Its network's router begins to work with the first machine.
    const auto &addresses = m_cloud.world().cloudStack().addresses;
    const bool isRouted = std::any_of(addresses.begin(), addresses.end(), [&](const auto &entry) {
        return entry.second.networkId == made.networkId && entry.second.isSourceNat;
    });
    if (!made.networkId.empty() && !isRouted)
        addPublicAddress(m_cloud, made.networkId);
    made.id = newUuid();
    if (made.name.empty())
        made.name = "VM-" + made.id;
    made.state = "starting";
    made.createdAt = timestamp();
    made.macAddress = macAddressFrom(made.id);
    m_cloud.world().instances()[made.id] = made;
    m_cloud.world().recordCreated(ledgerKind, made.id, made.name, made.labels);
    const std::string job = m_jobs.begin("DeployVM", resultKind, made.id);
    m_lifecycle.create(made.id, job, parameters.flag("startvm", true));
    return Jobs::started(job, made.id);
}

bool VirtualMachines::isWanted(const Parameters &parameters, const Instance &instance) const
{
    const auto asks = [&parameters](const char *name) { return !parameters.text(name).empty(); };
    const std::vector<std::string> ids = parameters.list("ids");
    const std::string network = instance.networkId.empty() ? sharedNetworkId() : instance.networkId;
    if ((asks("id") && parameters.text("id") != instance.id) || (!ids.empty() && !contains(ids, instance.id)))
        return false;
    // Both are looked for anywhere in the name, as the real one does.
    for (const char *part : {"name", "keyword"})
        if (lowered(instance.name).find(lowered(parameters.text(part))) == std::string::npos)
            return false;
    return (!asks("state") || sameWord(parameters.text("state"), stateName(instance.state)))
        && isInZone(parameters, zoneOf(instance))
        && (!asks("networkid") || parameters.text("networkid") == network)
        && (!asks("securitygroupid") || contains(instance.groups, parameters.text("securitygroupid")))
        && (!asks("affinitygroupid")
            || contains(instance.antiAffinityGroups, parameters.text("affinitygroupid")))
        && (!asks("keypair") || contains(instance.sshKeys, parameters.text("keypair")))
        && Records::hasTags(instance.labels, parameters.maps("tags"));
}

json VirtualMachines::list(const Parameters &parameters) const
{
    json rows = json::array();
    for (const auto &[id, instance] : m_cloud.world().instances())
        if (isWanted(parameters, instance))
            rows.push_back(machineRow(m_cloud, instance));
    return listAnswer(parameters, resultKind, rows);
}

json VirtualMachines::start(const Parameters &parameters)
{
    const Instance &instance = machine(parameters);
    refuseWhileBusy(instance);
    const std::string job = m_jobs.begin("StartVM", resultKind, instance.id);
    if (instance.state == "running")
        m_jobs.finish(job);
    else
        m_lifecycle.start(instance.id, job);
    return Jobs::started(job);
}

json VirtualMachines::stop(const Parameters &parameters)
{
    const Instance &instance = machine(parameters);
    refuseWhileBusy(instance);
    const std::string job = m_jobs.begin("StopVM", resultKind, instance.id);
    if (instance.state == "stopped")
        m_jobs.finish(job);
    else
        m_lifecycle.stop(instance.id, job);
    return Jobs::started(job);
}

json VirtualMachines::reboot(const Parameters &parameters)
{
    const Instance &instance = machine(parameters);
    refuseWhileBusy(instance);
    if (instance.state != "running")
        throw Refusal(Code::Internal, "Unable to reboot VM " + instance.id + ": it is not running");
    const std::string job = m_jobs.begin("RebootVM", resultKind, instance.id);
    m_lifecycle.reboot(instance.id, job);
    return Jobs::started(job);
}

json VirtualMachines::destroy(const Parameters &parameters)
{
    Instance &instance = machine(parameters);
    if (instance.isProtected)
        throw Refusal(Code::Parameter,
                      "Instance [id: " + instance.id + ", name: " + instance.name
                          + "] has delete protection enabled. Cannot be deleted.");
    if (instance.state == "destroying")
        throw Refusal(Code::Internal, "VM ID: " + instance.id + " is being expunged already");
    const bool wasDestroyed = instance.state == "destroyed";
    const bool expunges = parameters.flag("expunge", false);
    if (expunges)
        instance.state = "destroying"; // what the job's result shows
    const std::string job = m_jobs.begin("DestroyVM", resultKind, instance.id);
    if (expunges) {
        m_lifecycle.destroy(instance.id, job);
    } else if (wasDestroyed) {
        m_jobs.finish(job);
    } else {
        m_lifecycle.retire(instance.id, job);
        expungeLater(instance.id);
    }
    return Jobs::started(job);
}

void VirtualMachines::expungeLater(const std::string &id)
{
    auto timer = std::make_shared<boost::asio::steady_timer>(m_io, m_cloud.settings().expungeDelay);
    timer->async_wait([this, id, timer](const boost::system::error_code &error) {
        const Instance *instance = m_cloud.world().instance(id);
        if (!error && instance && instance->state != "destroying")
            m_lifecycle.destroy(id, m_cloud.operations().begin({id, {}, {}}));
    });
}

json VirtualMachines::update(const Parameters &parameters)
{
    Instance &instance = machine(parameters);
    Instance next = instance;
    if (parameters.has("securitygroupids") || parameters.has("securitygroupnames")) {
        if (instance.state != "stopped")
            throw Refusal(Code::Parameter, "Virtual machine must be stopped prior to update security groups");
        if (!zoneOf(instance).hasSecurityGroups)
            throw Refusal(Code::Parameter, "Security groups are not enabled in the zone of this machine");
        next.groups = readSecurityGroups(m_cloud, parameters);
    }
    if (parameters.has("displayname"))
        next.displayName = parameters.text("displayname");
    if (parameters.has("group"))
        next.hostGroup = parameters.text("group");
    if (parameters.has("userdata"))
        next.userData = readUserData(parameters);
    next.isProtected = parameters.flag("deleteprotection", instance.isProtected);
    instance = next;
    m_cloud.firewall().refresh([](const std::string &) {});
    return {{resultKind, machineRow(m_cloud, instance)}};
}

json VirtualMachines::updateAffinity(const Parameters &parameters)
{
    Instance &instance = machine(parameters);
    if (instance.state != "stopped")
        throw Refusal(Code::Parameter,
                      "Unable update affinity groups, not allowed on VM in state "
                          + stateName(instance.state));
    instance.antiAffinityGroups = readAffinityGroups(m_cloud, parameters);
    const std::string job = m_jobs.begin("UpdateVMAffinityGroup", resultKind, instance.id);
    m_jobs.finish(job);
    return Jobs::started(job);
}

} // namespace skep::sandbox::cloudstack
