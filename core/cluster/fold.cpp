// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/attention.h"
#include "core/cluster/facts.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace skep::cluster {

namespace {

class Texts
{
    Q_DECLARE_TR_FUNCTIONS(skep::cluster::Overview)
};

//! One pass over the facts with what every part needs looked up once.
class Folder
{
public:
    Folder(const Facts &facts, Memory &memory, const QDateTime &now)
        : m_facts(facts)
        , m_memory(memory)
        , m_now(now)
    {
        for (const auto &node : facts.nodes)
            m_nodeStates.insert(node.id, node.state);
        for (const auto &member : facts.members)
            m_agents.insert(member.name, member.serf);
        ageTasks();
    }

    Picture fold()
    {
        instances();
        nodes();
        services();
        catalog();
        counts();
        m_picture.attention = attention(m_facts, m_picture, m_memory, m_now);
        m_picture.overview.health = overall();
        m_picture.overview.sentence = overviewSentence(m_facts, m_picture.overview, matters());
        return std::move(m_picture);
    }

private:
    //! Old data says nothing about now: what was good is unknown then, what was bad keeps its reason.
    HealthReason confirmed(HealthReason health, bool isConfirmed) const
    {
        if (isConfirmed || (health.health != Health::Ok && health.health != Health::Converging))
            return health;
        return {Health::Unknown, Texts::tr("This is not confirmed now.")};
    }
    bool swarmConfirmed() const
    {
        return (m_facts.live == LiveState::Live || m_facts.live == LiveState::Reconnecting)
            && m_facts.swarmTrouble.isEmpty();
    }
    //! What is shown of an instance: an old pass says nothing about now, an old failure keeps its reason.
    consul::Instance shown(consul::Instance instance) const
    {
        if (m_facts.consulConfirmed() || instance.state != consul::CheckState::Passing)
            return instance;
        instance.state = consul::CheckState::Unknown;
        instance.reason = Texts::tr("This is not confirmed now.");
        return instance;
    }

    //! A clock that is ahead or behind makes a task look old or new; what this program saw itself bounds it.
    std::chrono::seconds age(const QDateTime &since, const QDateTime &seen) const
    {
        const qint64 known = std::max<qint64>(seen.isValid() ? seen.secsTo(m_now) : 0, 0);
        const qint64 said = since.isValid() ? std::max<qint64>(since.secsTo(m_now), 0) : 0;
        return std::chrono::seconds(std::max(known, said));
    }

    void ageTasks()
    {
        QHash<QString, QDateTime> seen;
        for (const auto &task : m_facts.tasks) {
            const auto first = m_memory.taskSeen.value(task.id, m_now);
            seen.insert(task.id, first);
            const bool isOver = task.state == "failed"_L1 || task.state == "rejected"_L1;
            m_tasks[task.serviceId].append(
                {task, age(isOver ? task.changedAt : task.createdAt, first),
                 task.nodeId.isEmpty() ? docker::NodeState::Ready
                                       : m_nodeStates.value(task.nodeId, docker::NodeState::Unknown)});
        }
        m_memory.taskSeen = seen;
    }

    void instances()
    {
        for (const auto &instance : m_facts.instances) {
            m_picture.instances.push_back({instance.id, shown(instance)});
            m_byService[instance.service].append(instance);
            const bool isPassing = instance.state == consul::CheckState::Passing;
            if (instance.state == consul::CheckState::Critical)
                ++m_failing[instance.node];
            if (const QString service = instance.meta.value(u"swarm-service-id"_s); !service.isEmpty()) {
                auto &tasks = m_passingTasks[service];
                if (isPassing)
                    tasks.insert(instance.meta.value(u"swarm-task-id"_s, instance.id));
            }
        }
    }

    consul::CheckState agentOf(const docker::Node &node) const
    {
        return m_agents.value(node.hostname, consul::CheckState::Unknown);
    }

    void nodes()
    {
        QHash<QString, int> running;
        for (const auto &tasks : std::as_const(m_tasks)) {
            for (const auto &aged : tasks)
                running[aged.task.nodeId] += cluster::counts(aged) ? 1 : 0;
        }
        for (const auto &node : m_facts.nodes) {
            NodeRow row;
            row.id = node.id;
            row.node = node;
            row.tasksRunning = running.value(node.id) + m_facts.containersRunning.value(node.id);
            row.consul = m_facts.consulConfirmed() ? agentOf(node) : consul::CheckState::Unknown;
            row.machineName = m_facts.machineNames.value(node.id);
            const int failing = m_facts.consulConfirmed() ? m_failing.value(node.hostname) : 0;
            row.health = confirmed(nodeHealth(node, row.consul, failing), swarmConfirmed());
            m_picture.nodes.push_back(std::move(row));
        }
        std::sort(m_picture.nodes.begin(), m_picture.nodes.end(), [](const NodeRow &a, const NodeRow &b) {
            return std::tie(a.node.hostname, a.id) < std::tie(b.node.hostname, b.id);
        });
    }

    void services()
    {
        for (const auto &service : m_facts.services) {
            ServiceRow row;
            row.id = service.id;
            row.service = service;
            const auto tasks = m_tasks.value(service.id);
            row.service.running =
                static_cast<int>(std::count_if(tasks.begin(), tasks.end(), cluster::counts));
            if (m_facts.consulConfirmed() && m_passingTasks.contains(service.id))
                row.catalogPassing = static_cast<int>(m_passingTasks.value(service.id).size());
            row.health =
                confirmed(serviceHealth(row.service, tasks, age(service.updatedAt, {})), swarmConfirmed());
            m_picture.services.push_back(std::move(row));
        }
        std::sort(m_picture.services.begin(), m_picture.services.end(),
                  [](const ServiceRow &a, const ServiceRow &b) {
                      return std::tie(a.service.name, a.id) < std::tie(b.service.name, b.id);
                  });
    }

    void catalog()
    {
        for (const auto &service : m_facts.catalog) {
            const auto own = m_byService.value(service.name);
            CatalogRow row{service.name, {.name = service.name, .tags = service.tags}, {}};
            for (const auto &instance : own) {
                row.service.passing += instance.state == consul::CheckState::Passing;
                row.service.warning += instance.state == consul::CheckState::Warning;
                row.service.critical += instance.state == consul::CheckState::Critical;
            }
            row.health = confirmed(catalogHealth(own), m_facts.consulConfirmed());
            m_picture.catalog.push_back(std::move(row));
        }
    }

    void counts()
    {
        auto &overview = m_picture.overview;
        const auto managers = quorum(m_facts.nodes);
        overview.managers = managers.managers;
        overview.managersReachable = managers.reachable;
        overview.managersCanLose = m_facts.swarmTrouble.isEmpty() ? managers.canLose() : 0;
        overview.nodes = static_cast<int>(m_picture.nodes.size());
        for (const auto &row : m_picture.nodes) {
            overview.nodesReady += row.node.state == docker::NodeState::Ready;
            overview.tasksRunning += row.tasksRunning;
        }
        overview.services = static_cast<int>(m_picture.services.size());
        for (const auto &row : m_picture.services)
            overview.servicesOk += row.health.health == Health::Ok;
        if (!m_facts.hasConsul)
            return;
        int up = 0;
        for (const auto &member : m_facts.members)
            up += member.isServer && member.serf == consul::CheckState::Passing;
        overview.consulServers = up + static_cast<int>(missingServers(m_facts).size());
        overview.consulServersUp = m_facts.consulConfirmed() ? up : 0;
        overview.catalogServices = static_cast<int>(m_picture.catalog.size());
    }

    HealthReason overall() const
    {
        if (m_facts.live == LiveState::Never || m_facts.live == LiveState::Stale) {
            if (m_facts.swarmTrouble.isEmpty())
                return {Health::Unknown,
                        m_facts.engine == EngineKind::Alone ? Texts::tr("The engine has not answered lately.")
                                                            : Texts::tr("No manager has answered lately.")};
        }
        if (!m_facts.swarmTrouble.isEmpty())
            return {Health::Down, m_facts.swarmTrouble};
        if (m_picture.overview.services > 0 && allServicesDown())
            return {Health::Down, Texts::tr("No service runs.")};
        if (matters() > 0)
            return {Health::Degraded, m_picture.attention.front().what};
        if (m_facts.hasConsul && !m_facts.consulConfirmed())
            return {Health::Converging, Texts::tr("Consul has not been read yet.")};
        Health worst = Health::Ok;
        for (const auto &row : m_picture.services)
            worst = worse(worst, row.health.health);
        for (const auto &row : m_picture.nodes)
            worst = worse(worst, row.health.health);
        return {worst,
                worst == Health::Ok ? QString()
                                    : Texts::tr("Something is still starting or has not reported.")};
    }

    std::size_t matters() const
    {
        return static_cast<std::size_t>(std::count_if(m_picture.attention.begin(), m_picture.attention.end(),
                                                      [](const Attention &a) { return !a.isCalm(); }));
    }

    bool allServicesDown() const
    {
        return std::all_of(m_picture.services.begin(), m_picture.services.end(),
                           [](const ServiceRow &row) { return row.health.health == Health::Down; });
    }

    const Facts &m_facts;
    Memory &m_memory;
    QDateTime m_now;
    Picture m_picture;
    QHash<QString, docker::NodeState> m_nodeStates;
    QHash<QString, consul::CheckState> m_agents; // by node name
    QHash<QString, QList<AgedTask>> m_tasks; // by service id
    QHash<QString, QList<consul::Instance>> m_byService; // by name
    QHash<QString, QSet<QString>> m_passingTasks; // by swarm service id
    QHash<QString, int> m_failing; // by node name
};

} // namespace

QStringList missingServers(const Facts &facts)
{
    QStringList missing = facts.consulServers;
    for (const auto &member : facts.members) {
        const bool isUp = member.isServer && member.serf == consul::CheckState::Passing;
        if (isUp)
            missing.removeAll(member.name);
        else if (member.isServer && !missing.contains(member.name))
            missing.append(member.name);
    }
    return missing;
}

Picture fold(const Facts &facts, Memory &memory, const QDateTime &now)
{
    return Folder(facts, memory, now).fold();
}

} // namespace skep::cluster
