// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/cloudstack/records.h"
#include "app/sandbox/model.h"

#include <deque>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace skep::sandbox {

//! Everything that the account owns, and the ledger of everything that it ever owned. Used by the API's
//! thread only.
class World
{
public:
    World();

    nlohmann::json toJson() const;
    void load(const nlohmann::json &saved);

    std::map<std::string, SshKey> &sshKeys() { return m_sshKeys; }
    std::map<std::string, SecurityGroup> &groups() { return m_groups; }
    const std::map<std::string, SecurityGroup> &groups() const { return m_groups; }
    std::map<std::string, AntiAffinityGroup> &antiAffinityGroups() { return m_antiAffinityGroups; }
    std::map<std::string, Instance> &instances() { return m_instances; }
    const std::map<std::string, Instance> &instances() const { return m_instances; }

    cloudstack::Records &cloudStack() { return m_cloudStack; }
    const cloudstack::Records &cloudStack() const { return m_cloudStack; }

    Instance *instance(const std::string &id);
    Operation *operation(const std::string &id);
    void addOperation(const Operation &operation);
    std::vector<std::string> pendingOperations() const;

    //! The group that an instance gets when it names none.
    std::string defaultGroupId() const;
    std::set<std::string> usedAddresses() const;

    void recordCreated(const std::string &kind, const std::string &id, const std::string &name,
                       const std::map<std::string, std::string> &labels = {});
    void recordChanged(const std::string &kind, const std::string &id, const std::string &name,
                       const std::map<std::string, std::string> &labels);
    void recordDeleted(const std::string &kind, const std::string &id);
    nlohmann::json ledgerObjects() const;

private:
    LedgerObject *living(const std::string &kind, const std::string &id);

    std::map<std::string, SshKey> m_sshKeys; //!< by name; everything else by id
    std::map<std::string, SecurityGroup> m_groups;
    std::map<std::string, AntiAffinityGroup> m_antiAffinityGroups;
    std::map<std::string, Instance> m_instances;
    cloudstack::Records m_cloudStack;
    std::deque<Operation> m_operations; //!< oldest first
    std::vector<LedgerObject> m_ledger;
};

} // namespace skep::sandbox
