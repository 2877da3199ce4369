// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/consul/types.h"
#include "core/docker/types.h"

#include <QMetaType>
#include <QString>

#include <chrono>

namespace skep::cluster {

//! From good to bad; Unknown means that nothing is known now and never counts as good.
enum class Health { Ok, Converging, Degraded, Down, Unknown };

struct HealthReason
{
    Health health = Health::Unknown;
    QString reason; //!< one sentence; empty when Ok
    bool operator==(const HealthReason &) const = default;
};

//! Attention::action: what a screen can offer for it.
namespace action {
inline constexpr auto nodeTerminal = QLatin1StringView("node.terminal"); //!< subject: swarm node id
inline constexpr auto nodeReplace =
    QLatin1StringView("node.replace"); //!< subject: swarm node id, or the machine of a Consul server
inline constexpr auto nodeShow = QLatin1StringView("node.show"); //!< subject: swarm node id
inline constexpr auto serviceShow = QLatin1StringView("service.show"); //!< subject: service id
inline constexpr auto catalogShow =
    QLatin1StringView("catalog.show"); //!< subject: name of the catalog service
inline constexpr auto discoveryShow = QLatin1StringView("discovery.show"); //!< no subject
inline constexpr auto proofRun = QLatin1StringView("proof.run"); //!< no subject
inline constexpr auto clusterReconnect = QLatin1StringView("cluster.reconnect"); //!< no subject
} // namespace action

// The folds: task → service, check → instance → service → node. Each keeps the reason. All pure.

//! A new task, or one of a running update, is converging for so long and not yet in trouble.
inline constexpr auto convergingTime = std::chrono::seconds(60);

struct AgedTask
{
    docker::Task task;
    std::chrono::seconds age{0}; //!< since it was made, by the clock that says less
    docker::NodeState node = docker::NodeState::Ready; //!< of the node it is on; Ready where it is on none
};

//! Tasks that run where the swarm can see it.
bool counts(const AgedTask &task);
//! \p sinceUpdate: age of the last change of the service.
HealthReason serviceHealth(const docker::Service &service, const QList<AgedTask> &tasks,
                           std::chrono::seconds sinceUpdate);

//! \p agent: the node's Consul agent; Unknown also where there is none. \p failing: instances on it that
//! fail.
HealthReason nodeHealth(const docker::Node &node, consul::CheckState agent, int failing);
HealthReason catalogHealth(const QList<consul::Instance> &instances);

struct Quorum
{
    int managers = 0;
    int reachable = 0;
    bool isThere() const { return reachable > managers / 2; }
    int canLose() const { return isThere() ? reachable - (managers / 2 + 1) : 0; }
};
Quorum quorum(const QList<docker::Node> &nodes);

//! The worse of two; Unknown is worst, since nothing is known then.
Health worse(Health a, Health b);

} // namespace skep::cluster
