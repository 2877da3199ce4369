// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/world.h"

#include "app/sandbox/encoding.h"

#include <algorithm>

namespace skep::sandbox {

using nlohmann::json;

namespace {

constexpr std::size_t rememberedOperations = 2000;

template <typename T>
json valuesOf(const std::map<std::string, T> &items)
{
    json rows = json::array();
    for (const auto &[key, item] : items)
        rows.push_back(item);
    return rows;
}

template <typename T>
void readInto(std::map<std::string, T> &items, const json &rows, std::string T::*key)
{
    items.clear();
    for (const json &row : rows) {
        T item = row.get<T>();
        items[item.*key] = std::move(item);
    }
}

} // namespace

World::World()
{
    SecurityGroup group;
    group.id = newUuid();
    group.name = "default";
    group.description = "Default Security Group";
    m_groups[group.id] = group;
    recordCreated("security-group", group.id, group.name);
}

json World::toJson() const
{
    return {{"ssh-keys", valuesOf(m_sshKeys)},
            {"security-groups", valuesOf(m_groups)},
            {"anti-affinity-groups", valuesOf(m_antiAffinityGroups)},
            {"instances", valuesOf(m_instances)},
            {"cloudstack", m_cloudStack},
            {"operations", m_operations},
            {"ledger", m_ledger}};
}

void World::load(const json &saved)
{
    readInto(m_sshKeys, saved.at("ssh-keys"), &SshKey::name);
    readInto(m_groups, saved.at("security-groups"), &SecurityGroup::id);
    readInto(m_antiAffinityGroups, saved.at("anti-affinity-groups"), &AntiAffinityGroup::id);
    readInto(m_instances, saved.at("instances"), &Instance::id);
    m_cloudStack = saved.value("cloudstack", cloudstack::Records{});
    m_operations = saved.at("operations").get<std::deque<Operation>>();
    m_ledger = saved.at("ledger").get<std::vector<LedgerObject>>();
}

Instance *World::instance(const std::string &id)
{
    const auto found = m_instances.find(id);
    return found == m_instances.end() ? nullptr : &found->second;
}

Operation *World::operation(const std::string &id)
{
    const auto found = std::find_if(m_operations.rbegin(), m_operations.rend(),
                                    [&](const Operation &operation) { return operation.id == id; });
    return found == m_operations.rend() ? nullptr : &*found;
}

void World::addOperation(const Operation &operation)
{
    m_operations.push_back(operation);
    while (m_operations.size() > rememberedOperations && m_operations.front().state != "pending")
        m_operations.pop_front();
}

std::vector<std::string> World::pendingOperations() const
{
    std::vector<std::string> ids;
    for (const Operation &operation : m_operations)
        if (operation.state == "pending")
            ids.push_back(operation.id);
    return ids;
}

std::string World::defaultGroupId() const
{
    const auto found = std::find_if(m_groups.begin(), m_groups.end(),
                                    [](const auto &entry) { return entry.second.name == "default"; });
    return found == m_groups.end() ? std::string() : found->first;
}

std::set<std::string> World::usedAddresses() const
{
    std::set<std::string> addresses;
    for (const auto &[id, instance] : m_instances)
        addresses.insert(instance.address);
    for (const auto &[id, address] : m_cloudStack.addresses)
        addresses.insert(address.address);
    return addresses;
}

LedgerObject *World::living(const std::string &kind, const std::string &id)
{
    const auto found = std::find_if(m_ledger.rbegin(), m_ledger.rend(), [&](const LedgerObject &object) {
        return object.kind == kind && object.id == id && object.deleted.empty();
    });
    return found == m_ledger.rend() ? nullptr : &*found;
}

void World::recordCreated(const std::string &kind, const std::string &id, const std::string &name,
                          const std::map<std::string, std::string> &labels)
{
    m_ledger.push_back({kind, id, name, labels, preciseTimestamp(), {}});
}

void World::recordChanged(const std::string &kind, const std::string &id, const std::string &name,
                          const std::map<std::string, std::string> &labels)
{
    if (LedgerObject *object = living(kind, id)) {
        object->name = name;
        object->labels = labels;
    }
}

void World::recordDeleted(const std::string &kind, const std::string &id)
{
    if (LedgerObject *object = living(kind, id))
        object->deleted = preciseTimestamp();
}

json World::ledgerObjects() const
{
    json rows = json::array();
    for (const LedgerObject &object : m_ledger) {
        json row = object;
        if (object.deleted.empty())
            row.erase("deleted");
        rows.push_back(std::move(row));
    }
    return rows;
}

} // namespace skep::sandbox
