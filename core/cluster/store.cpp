// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/store.h"

#include "core/cluster/storewriter.h"

#include <ctime>

namespace skep::cluster {

class Store::Private
{
public:
    Facts facts; //!< may be ahead of the picture until the next commit
    Memory memory;
    Picture picture;
    std::vector<docker::Task> tasks;
    std::pair<docker::ClassicSwarm, QString> classic;
    LiveState live = LiveState::Never;
    QDateTime lastHeard;
};

Store::Store(bool hasConsul, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>())
{
    d->facts.hasConsul = hasConsul;
    d->picture = fold(d->facts, d->memory, steadyNow());
}

Store::Store(bool hasConsul, EngineKind kind)
    : Store(hasConsul)
{
    d->facts.engine = kind;
}

Store::~Store() = default;

bool Store::hasConsul() const
{
    return d->facts.hasConsul;
}

EngineKind Store::engineKind() const
{
    return d->facts.engine;
}

const docker::ClassicSwarm &Store::classic() const
{
    return d->classic.first;
}

QString Store::classicDiscovery() const
{
    return d->classic.second;
}

const std::vector<NodeRow> &Store::nodes() const
{
    return d->picture.nodes;
}

const std::vector<ServiceRow> &Store::services() const
{
    return d->picture.services;
}

const std::vector<docker::Task> &Store::tasks() const
{
    return d->tasks;
}

const std::vector<CatalogRow> &Store::catalog() const
{
    return d->picture.catalog;
}

const std::vector<InstanceRow> &Store::instances() const
{
    return d->picture.instances;
}

const std::vector<Attention> &Store::attention() const
{
    return d->picture.attention;
}

const Overview &Store::overview() const
{
    return d->picture.overview;
}

LiveState Store::liveState() const
{
    return d->live;
}

QDateTime Store::lastHeard() const
{
    return d->lastHeard;
}

StoreWriter::StoreWriter(Store *store)
    : m_store(store)
{
}

const Facts &StoreWriter::facts() const
{
    return m_store->d->facts;
}

Facts &StoreWriter::edit()
{
    return m_store->d->facts;
}

QDateTime steadyNow()
{
    const auto sinceBoot = [] {
        timespec time{};
        ::clock_gettime(CLOCK_BOOTTIME, &time); // goes on while the computer sleeps
        return qint64(time.tv_sec) * 1000 + time.tv_nsec / 1'000'000;
    };
    static const qint64 began = sinceBoot();
    static const QDateTime atBegin = QDateTime::currentDateTimeUtc();
    return atBegin.addMSecs(sinceBoot() - began);
}

void StoreWriter::commit(const QDateTime &now)
{
    auto &d = *m_store->d;
    auto next = fold(d.facts, d.memory, now);
    std::vector<docker::Task> tasks(d.facts.tasks.begin(), d.facts.tasks.end());
    // Everything is in place before the first signal: a slot may look at any other part.
    const auto put = [](auto &held, auto &fresh) {
        if (held == fresh)
            return false;
        held = std::move(fresh);
        return true;
    };
    const bool nodes = put(d.picture.nodes, next.nodes);
    const bool services = put(d.picture.services, next.services);
    const bool taskList = put(d.tasks, tasks);
    const bool catalog = put(d.picture.catalog, next.catalog);
    const bool instances = put(d.picture.instances, next.instances);
    const bool attention = put(d.picture.attention, next.attention);
    const bool overview = put(d.picture.overview, next.overview);
    std::pair classicNow{d.facts.classic, d.facts.classicDiscovery};
    const bool classic = put(d.classic, classicNow);
    auto live = d.facts.live;
    const bool liveState = put(d.live, live);
    d.lastHeard = d.facts.lastHeard;
    if (nodes)
        emit m_store->nodesChanged();
    if (services)
        emit m_store->servicesChanged();
    if (taskList)
        emit m_store->tasksChanged();
    if (catalog)
        emit m_store->catalogChanged();
    if (instances)
        emit m_store->instancesChanged();
    if (attention)
        emit m_store->attentionChanged();
    if (overview)
        emit m_store->overviewChanged();
    if (classic)
        emit m_store->classicChanged();
    if (liveState)
        emit m_store->liveStateChanged();
}

} // namespace skep::cluster
