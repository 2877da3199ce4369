// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/connected.h"
#include "core/cluster/health.h"
#include "core/consul/types.h"
#include "core/docker/classic.h"

#include <QDateTime>
#include <QObject>

#include <memory>
#include <vector>

namespace skep::cluster {

enum class LiveState { Never, Live, Reconnecting, Stale };

struct NodeRow
{
    QString id; //!< swarm node id
    docker::Node node;
    int tasksRunning = 0;
    consul::CheckState consul =
        consul::CheckState::Unknown; //!< of the agent on it; Unknown also where there is no Consul
    QString machineName; //!< Skep's name of the machine, for the terminal; empty where Skep does not know it
    HealthReason health;
    bool operator==(const NodeRow &) const = default;
};

struct ServiceRow
{
    QString id;
    docker::Service service;
    int catalogPassing = -1; //!< passing instances in the catalog; -1: not in it, no Consul, or not confirmed
    HealthReason health;
    bool operator==(const ServiceRow &) const = default;
};

struct CatalogRow
{
    QString id; //!< the service's name
    consul::CatalogService service;
    HealthReason health;
    bool operator==(const CatalogRow &) const = default;
};

struct InstanceRow
{
    QString id;
    consul::Instance instance;
    bool operator==(const InstanceRow &) const = default;
};

//! Something that wants a person's eye, with the one action that most often helps.
struct Attention
{
    QString id; //!< stable while the matter lasts
    Health health = Health::Degraded;
    QString what; //!< one sentence
    QString action; //!< id of an application action, or empty
    QString subject; //!< what the action is about: a node or service id
    QString also = {}; //!< id of a second action for the same subject, or empty
    bool isCalm() const { return health == Health::Ok; } //!< to be kept in mind; nothing is wrong
    bool operator==(const Attention &) const = default;
};

struct Overview
{
    HealthReason health;
    QString sentence; //!< "Healthy. 3 of 3 nodes ready, 1 manager (can lose 0), Consul 1/1."
    int nodesReady = 0;
    int nodes = 0;
    int managersReachable = 0;
    int managers = 0;
    int managersCanLose = 0;
    int servicesOk = 0;
    int services = 0;
    int tasksRunning = 0;
    int consulServers = 0; //!< 0: this cluster has no Consul, and nothing about it is shown
    int consulServersUp = 0; //!< 0 also while nothing is confirmed
    int catalogServices = 0;
    bool operator==(const Overview &) const = default;
};

//! What is: the last known truth about one cluster as values, and how fresh it is. Filled by the monitor; it
//! is the only source of the models. One signal per kind and batch, and only when something differs. Main
//! thread.
class Store : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Store)

public:
    explicit Store(bool hasConsul, QObject *parent = nullptr);
    Store(bool hasConsul, EngineKind kind);
    ~Store() override;

    bool hasConsul() const;
    EngineKind engineKind() const;
    const docker::ClassicSwarm &classic() const; //!< of that kind only
    QString classicDiscovery() const; //!< where its nodes find one another; empty: not known
    const std::vector<NodeRow> &nodes() const;
    const std::vector<ServiceRow> &services() const;
    const std::vector<docker::Task> &tasks() const;
    const std::vector<CatalogRow> &catalog() const;
    const std::vector<InstanceRow> &instances() const;
    const std::vector<Attention> &attention() const;
    const Overview &overview() const;
    LiveState liveState() const;
    QDateTime lastHeard() const; //!< when something was last confirmed

signals:
    void nodesChanged();
    void servicesChanged();
    void tasksChanged();
    void catalogChanged();
    void instancesChanged();
    void attentionChanged();
    void overviewChanged();
    void classicChanged();
    void liveStateChanged();

private:
    friend class StoreWriter; // the monitor's end of the store
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace skep::cluster
