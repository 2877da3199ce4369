// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/liveinventory.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace skep::cluster {

namespace {

template <typename T>
QString keyOf(const T &item)
{
    if constexpr (requires { item.id; })
        return item.id;
    else
        return item.name;
}

// The manager of a classic swarm names a container "node/name"; no engine has a slash in a name.
void placeByName(ContainerRow &row)
{
    const auto slash = row.item.name.indexOf(u'/');
    if (slash <= 0)
        return;
    row.place.node = row.item.name.left(slash);
    row.item.name.remove(0, slash + 1);
}

// Every engine has these; they say nothing.
bool isBuiltIn(const docker::Network &network)
{
    return network.scope != "swarm"_L1
        && QStringList{u"bridge"_s, u"host"_s, u"none"_s, u"docker_gwbridge"_s}.contains(network.name);
}

} // namespace

LiveInventory::LiveInventory(Operations *operations, Store *store, QObject *parent)
    : QObject(parent)
    , m_operations(operations)
    , m_store(store)
{
    m_poll.setInterval(3s);
    m_soon.setInterval(200ms);
    m_soon.setSingleShot(true);
    const auto readWatched = [this] {
        for (auto it = m_watchers.cbegin(); it != m_watchers.cend(); ++it) {
            if (it.value() > 0)
                refresh(it.key());
        }
    };
    connect(&m_poll, &QTimer::timeout, this, readWatched);
    connect(&m_soon, &QTimer::timeout, this, readWatched);
    for (const auto signal : {&Store::nodesChanged, &Store::tasksChanged, &Store::servicesChanged})
        connect(store, signal, &m_soon, qOverload<>(&QTimer::start));
}

LiveInventory::~LiveInventory() = default;

void LiveInventory::setWatched(Kind kind, bool watched)
{
    int &watchers = m_watchers[kind];
    watchers += watched ? 1 : -1;
    if (watched && watchers == 1)
        refresh(kind);
    const bool any = std::any_of(m_watchers.cbegin(), m_watchers.cend(), [](int count) { return count > 0; });
    if (any && !m_poll.isActive())
        m_poll.start();
    if (!any)
        m_poll.stop();
}

void LiveInventory::refresh(Kind kind)
{
    if (m_running.value(kind) > 0) {
        m_again.insert(kind);
        return;
    }
    forgetLostNodes();
    if (kind == Networks || kind == Secrets || kind == Configs)
        askSwarm(kind);
    else if (kind == Infos)
        askInfos();
    else
        askNodes(kind);
}

void LiveInventory::askSwarm(Kind kind)
{
    m_running[kind] = 1;
    if (kind == Networks)
        ask(kind, {}, {}, m_operations->networks(), &LiveInventory::m_networks);
    else if (kind == Secrets)
        ask(kind, {}, {}, m_operations->secrets(), &LiveInventory::m_secrets);
    else
        ask(kind, {}, {}, m_operations->configs(), &LiveInventory::m_configs);
}

void LiveInventory::askNodes(Kind kind)
{
    const auto all = places();
    m_running[kind] = int(all.size());
    for (const auto &[machine, node] : all) {
        if (kind == Containers)
            ask(kind, machine, node, m_operations->containers(machine), &LiveInventory::m_containers);
        else if (kind == Images)
            ask(kind, machine, node, m_operations->images(machine), &LiveInventory::m_images);
        else
            ask(kind, machine, node, m_operations->volumes(machine), &LiveInventory::m_volumes);
    }
}

void LiveInventory::askInfos()
{
    QList<std::pair<QString, NodeRow>> asked;
    for (const NodeRow &row : m_store->nodes()) {
        if (!row.machineName.isEmpty())
            asked.append({row.machineName, row});
    }
    m_running[Infos] = int(asked.size());
    for (const auto &[machine, row] : asked) {
        onResult(m_operations->info(machine), this,
                 [this, id = row.id, node = row.node.hostname](const Result<docker::Info> &info) {
                     m_infos.insert(id, info);
                     settled(Infos, node, info ? std::nullopt : std::optional(info.error()));
                 });
    }
}

template <typename T>
void LiveInventory::ask(Kind kind, const QString &machine, const QString &node, Pending<QList<T>> pending,
                        std::vector<Placed<T>> LiveInventory::*rows)
{
    onResult(pending, this, [=, this](const Result<QList<T>> &answer) {
        std::vector<Placed<T>> &all = this->*rows;
        if (answer) {
            std::erase_if(all, [&](const Placed<T> &row) { return row.place.machine == machine; });
            for (const T &item : *answer) {
                if constexpr (std::is_same_v<T, docker::Network>) {
                    if (isBuiltIn(item))
                        continue;
                }
                all.push_back({machine + u'/' + keyOf(item), {machine, node, false}, item});
                if constexpr (std::is_same_v<T, docker::Container>)
                    placeByName(all.back());
            }
        } else {
            for (Placed<T> &row : all)
                row.place.isStale |= row.place.machine == machine;
        }
        settled(kind, node, answer ? std::nullopt : std::optional(answer.error()));
    });
}

void LiveInventory::settled(Kind kind, const QString &node, const std::optional<Error> &error)
{
    if (error) {
        m_silent[kind].insert(node);
        m_trouble[kind] = *error;
    } else {
        m_silent[kind].remove(node);
        m_known.insert(kind);
    }
    const bool last = --m_running[kind] == 0;
    if (m_silent.value(kind).isEmpty())
        m_trouble.remove(kind);
    emit changed(kind);
    if (last && m_again.remove(kind))
        refresh(kind);
}

//! A node that left the cluster takes its rows along.
void LiveInventory::forgetLostNodes()
{
    const auto all = places();
    const auto isLost = [&](const QString &machine) {
        return !machine.isEmpty() && std::none_of(all.begin(), all.end(), [&](const auto &place) {
            return place.first == machine;
        });
    };
    const auto clean = [&](auto &rows) {
        std::erase_if(rows, [&](const auto &row) { return isLost(row.place.machine); });
    };
    clean(m_containers);
    clean(m_images);
    clean(m_volumes);
    for (QSet<QString> &names : m_silent) {
        names.removeIf([&](const QString &name) {
            return !name.isEmpty() && std::none_of(all.begin(), all.end(), [&](const auto &place) {
                return place.second == name;
            });
        });
    }
}

QList<std::pair<QString, QString>> LiveInventory::places() const
{
    QList<std::pair<QString, QString>> all;
    if (m_store->engineKind() == EngineKind::Classic) // its manager speaks for all
        return {{QString(), QString()}};
    for (const NodeRow &row : m_store->nodes()) {
        if (!row.machineName.isEmpty())
            all.append({row.machineName, row.node.hostname});
    }
    return all;
}

QStringList LiveInventory::silent(Kind kind) const
{
    QStringList names(m_silent.value(kind).cbegin(), m_silent.value(kind).cend());
    names.sort();
    return names;
}

} // namespace skep::cluster
