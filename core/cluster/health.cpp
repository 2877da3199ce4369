// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/health.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace skep::cluster {

namespace {

constexpr auto failureMemory = std::chrono::minutes(5);
constexpr int failuresOfALoop = 2; // one failure may be a hiccup that the swarm has mended

class Texts
{
    Q_DECLARE_TR_FUNCTIONS(skep::cluster::Health)
};

bool isWanted(const docker::Task &task)
{
    return task.desiredState == "running"_L1 || task.desiredState == "ready"_L1;
}

bool hasFailed(const docker::Task &task)
{
    return task.state == "failed"_L1 || task.state == "rejected"_L1;
}

//! What the newest trouble of these tasks says, without a final stop.
QString trouble(const QList<AgedTask> &tasks)
{
    const AgedTask *newest = nullptr;
    for (const auto &aged : tasks) {
        const bool tells = hasFailed(aged.task) || (isWanted(aged.task) && aged.task.state != "running"_L1);
        if (tells && !aged.task.error.isEmpty() && (!newest || aged.age < newest->age))
            newest = &aged;
    }
    if (newest)
        return newest->task.error;
    for (const auto &aged : tasks) {
        if (isWanted(aged.task) && aged.task.state != "running"_L1)
            return aged.task.message.isEmpty() ? aged.task.state : aged.task.message;
    }
    return {};
}

int recentFailures(const QList<AgedTask> &tasks)
{
    return static_cast<int>(std::count_if(tasks.begin(), tasks.end(), [](const AgedTask &aged) {
        return hasFailed(aged.task) && aged.age < failureMemory;
    }));
}

QString withReason(const QString &sentence, const QString &reason)
{
    return sentence + (reason.isEmpty() ? QString() : u": "_s + reason)
        + (reason.endsWith(u'.') ? QString() : u"."_s);
}

HealthReason lessThanWanted(const docker::Service &service, int running, const QList<AgedTask> &tasks,
                            bool isYoung)
{
    const int failures = recentFailures(tasks);
    const QString count = Texts::tr("%1 of %2 tasks run").arg(running).arg(service.wanted);
    if (isYoung && failures < failuresOfALoop)
        return {Health::Converging, withReason(count, {})};
    QString why = trouble(tasks);
    if (failures >= failuresOfALoop)
        why = Texts::tr("%n tasks failed in the last minutes", nullptr, failures)
            + (why.isEmpty() ? QString() : u", "_s + why);
    return {running == 0 ? Health::Down : Health::Degraded, withReason(count, why)};
}

} // namespace

bool counts(const AgedTask &aged)
{
    return aged.task.state == "running"_L1 && aged.task.desiredState == "running"_L1
        && aged.node != docker::NodeState::Down;
}

HealthReason serviceHealth(const docker::Service &service, const QList<AgedTask> &tasks,
                           std::chrono::seconds sinceUpdate)
{
    if (service.updateState == "paused"_L1 || service.updateState == "rollback_paused"_L1)
        return {Health::Degraded, withReason(Texts::tr("Its update stands still"), service.updateMessage)};
    const int running = static_cast<int>(std::count_if(tasks.begin(), tasks.end(), counts));
    if (service.updateState == "updating"_L1 || service.updateState == "rollback_started"_L1) {
        return {Health::Converging,
                Texts::tr("An update runs: %1 of %2 tasks run.").arg(running).arg(service.wanted)};
    }
    const auto grace = std::max(convergingTime, std::chrono::seconds(2 * service.updateDelaySeconds));
    const bool isYoung = sinceUpdate < grace
        || std::any_of(tasks.begin(), tasks.end(),
                       [&](const AgedTask &aged) { return isWanted(aged.task) && aged.age < grace; });
    if (running < service.wanted && !service.isJob)
        return lessThanWanted(service, running, tasks, isYoung);
    const auto unseen = std::count_if(tasks.begin(), tasks.end(), [](const AgedTask &aged) {
        return counts(aged) && aged.node != docker::NodeState::Ready;
    });
    if (unseen > 0) {
        return {Health::Unknown, Texts::tr("%1 of its tasks are on nodes that do not report.").arg(unseen)};
    }
    return {Health::Ok, {}};
}

HealthReason nodeHealth(const docker::Node &node, consul::CheckState agent, int failing)
{
    switch (node.state) {
    case docker::NodeState::Down:
        return {Health::Down, withReason(Texts::tr("The managers do not reach it"), node.message)};
    case docker::NodeState::Unknown:
    case docker::NodeState::Disconnected:
        return {Health::Unknown, withReason(Texts::tr("It has not reported to the managers"), node.message)};
    case docker::NodeState::Ready:
        break;
    }
    if (node.role == docker::NodeRole::Manager && !node.isReachableManager)
        return {Health::Degraded, Texts::tr("The other managers do not reach it.")};
    if (agent == consul::CheckState::Critical)
        return {Health::Degraded, Texts::tr("Its Consul agent does not answer.")};
    if (failing > 0) {
        return {Health::Degraded,
                failing == 1 ? Texts::tr("One service instance on it fails its checks.")
                             : Texts::tr("%n service instances on it fail their checks.", nullptr, failing)};
    }
    return {Health::Ok, {}};
}

HealthReason catalogHealth(const QList<consul::Instance> &instances)
{
    int critical = 0;
    int warning = 0;
    QString reason;
    for (const auto &instance : instances) {
        const bool isCritical = instance.state == consul::CheckState::Critical;
        if (isCritical ? critical++ == 0 : instance.state == consul::CheckState::Warning && warning++ == 0) {
            if (isCritical || reason.isEmpty())
                reason = instance.reason.trimmed();
        }
    }
    const auto of = [&](int count) { return Texts::tr("%1 of %2").arg(count).arg(instances.size()); };
    if (instances.isEmpty())
        return {Health::Unknown, Texts::tr("It has no instances.")};
    if (critical > 0) {
        return {critical == instances.size() ? Health::Down : Health::Degraded,
                withReason(Texts::tr("%1 instances fail").arg(of(critical)), reason)};
    }
    if (warning > 0)
        return {Health::Degraded, withReason(Texts::tr("%1 instances warn").arg(of(warning)), reason)};
    return {Health::Ok, {}};
}

Quorum quorum(const QList<docker::Node> &nodes)
{
    Quorum quorum;
    for (const auto &node : nodes) {
        if (node.role != docker::NodeRole::Manager)
            continue;
        ++quorum.managers;
        quorum.reachable += node.isReachableManager ? 1 : 0;
    }
    return quorum;
}

Health worse(Health a, Health b)
{
    return std::max(a, b);
}

} // namespace skep::cluster
