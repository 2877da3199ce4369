// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/cloud.h"

#include <functional>
#include <set>
#include <string>

namespace skep::sandbox {

//! An address that no record holds; after a restart the hypervisor may not know which ones its stopped
//! machines have. Without a network it is one of those that all share.
std::string freshAddress(Machines &machines, const std::set<std::string> &used,
                         const std::string &networkId = {});

//! Makes machines follow what the API promised: every call here ends the operation that it was given. Belongs
//! to the API's thread; the machine work itself happens in the workshop.
class Lifecycle
{
public:
    explicit Lifecycle(Cloud &cloud);

    void create(const std::string &instanceId, const std::string &operationId, bool autoStart);
    void start(const std::string &instanceId, const std::string &operationId);
    void stop(const std::string &instanceId, const std::string &operationId);
    void reboot(const std::string &instanceId, const std::string &operationId);
    void reinstall(const std::string &instanceId, const std::string &operationId);
    //! Stops the machine for good but keeps it, as CloudStack does for a while.
    void retire(const std::string &instanceId, const std::string &operationId);
    void destroy(const std::string &instanceId, const std::string &operationId);

    //! The power cut and its end, for tests; nobody gets an operation.
    void powerOff(const std::string &instanceId, Workshop::Done done);
    void powerOn(const std::string &instanceId, Workshop::Done done);

private:
    void boot(const std::string &instanceId, const std::string &operationId, bool autoStart);
    void booted(const std::string &instanceId, const std::string &operationId, const std::string &error,
                const std::string &state);
    void abandon(const std::string &instanceId, const std::string &operationId, const Outcome &outcome);
    void forget(const std::string &instanceId);
    void release(const std::string &address);
    void enter(const std::string &instanceId, const std::string &state);
    MachineSpec specOf(const Instance &instance);
    //! Runs work, then puts the instance into the state and ends the operation.
    void change(const std::string &instanceId, const std::string &operationId, const std::string &state,
                Workshop::Work work);

    Cloud &m_cloud;
};

} // namespace skep::sandbox
