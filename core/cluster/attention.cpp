// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/attention.h"

#include "core/cluster/quorum.h"

#include <QCoreApplication>
#include <QLocale>
#include <QSet>

using namespace Qt::StringLiterals;

namespace skep::cluster {

namespace {

constexpr auto mismatchGrace = std::chrono::seconds(20);
constexpr auto registrarName = "skep-registrar"_L1;

class Texts
{
    Q_DECLARE_TR_FUNCTIONS(skep::cluster::Attention)
};

//! "A: b." of a name and a reason that is a sentence of its own.
QString said(const QString &name, const QString &reason)
{
    return name + u": "_s + reason;
}

QString clock(const QDateTime &time)
{
    return QLocale().toString(time.toLocalTime().time(), QLocale::ShortFormat);
}

//! Collects the matters; each kind of trouble is one function.
class Collector
{
public:
    Collector(const Facts &facts, const Picture &picture, Memory &memory, const QDateTime &now)
        : m_facts(facts)
        , m_picture(picture)
        , m_memory(memory)
        , m_now(now)
    {
    }

    std::vector<Attention> collect()
    {
        freshness();
        if (!m_facts.swarmTrouble.isEmpty())
            add(u"swarm.no-quorum"_s, Health::Down,
                m_facts.swarmTrouble + u' '
                    + Texts::tr("What runs goes on running, but nothing can be changed."),
                {}, {});
        for (const auto &row : m_picture.nodes)
            node(row);
        for (const auto &row : m_picture.services)
            service(row);
        if (m_facts.hasConsul)
            consul();
        for (const auto &exposure : m_facts.exposures)
            add(u"port.open/"_s + portName(exposure.port) + u'/' + exposure.to, Health::Ok,
                Texts::tr("%1 is open to %2.").arg(portTitle(exposure.port), exposure.to),
                action::discoveryShow, {});
        std::stable_sort(m_found.begin(), m_found.end(), [](const Attention &a, const Attention &b) {
            return rank(a.health) < rank(b.health);
        });
        return std::move(m_found);
    }

private:
    static int rank(Health health)
    {
        switch (health) {
        case Health::Down:
            return 0;
        case Health::Unknown:
            return 1;
        case Health::Degraded:
            return 2;
        case Health::Converging:
            return 3;
        case Health::Ok:
            break;
        }
        return 4;
    }

    void add(const QString &id, Health health, const QString &what, QLatin1StringView action,
             const QString &subject, QLatin1StringView also = {})
    {
        m_found.push_back({id, health, what, action, subject, also});
    }

    // What Skep has made it can make again. The machine itself may still be there, and a look tells why.
    void deadNode(const QString &id, Health health, const NodeRow &row)
    {
        const QString what = said(row.node.hostname, row.health.reason);
        if (row.machineName.isEmpty())
            add(id + row.id, health, what, action::nodeTerminal, row.id);
        else
            add(id + row.id, health, what, action::nodeReplace, row.id, action::nodeTerminal);
    }

    void freshness()
    {
        if (m_facts.live != LiveState::Stale)
            return;
        if (m_facts.engine == EngineKind::Alone) {
            add(u"live.stale"_s, Health::Unknown,
                m_facts.lastHeard.isValid()
                    ? Texts::tr("The engine does not answer. What is shown was true at %1.")
                          .arg(clock(m_facts.lastHeard))
                    : Texts::tr("The engine does not answer."),
                action::clusterReconnect, {});
            return;
        }
        const QString what = m_facts.lastHeard.isValid()
            ? Texts::tr("No manager answers. What is shown was true at %1.").arg(clock(m_facts.lastHeard))
            : Texts::tr("No manager answers.");
        add(u"live.stale"_s, Health::Unknown, what, action::clusterReconnect, {});
    }

    void node(const NodeRow &row)
    {
        const auto name = row.node.hostname;
        if (row.node.state == docker::NodeState::Down)
            deadNode(u"node.down/"_s, Health::Down, row);
        else if (row.node.state != docker::NodeState::Ready)
            deadNode(u"node.unknown/"_s, Health::Unknown, row);
        else if (row.node.role == docker::NodeRole::Manager && !row.node.isReachableManager)
            add(u"manager.unreachable/"_s + row.id, Health::Degraded, said(name, row.health.reason),
                action::nodeTerminal, row.id);
        else if (row.consul == consul::CheckState::Critical)
            add(u"consul.agent/"_s + row.id, Health::Degraded, said(name, row.health.reason),
                action::nodeTerminal, row.id);
    }

    void service(const ServiceRow &row)
    {
        const auto health = row.health.health;
        if (health == Health::Down || health == Health::Degraded) {
            const QString id = health == Health::Down ? u"service.down/"_s : u"service.degraded/"_s;
            add(id + row.id, health, said(row.service.name, row.health.reason), action::serviceShow, row.id);
        }
    }

    void consul()
    {
        if (!m_facts.consulHasLeader) {
            add(u"consul.no-leader"_s, Health::Down,
                Texts::tr(
                    "Consul has no leader: names do not resolve reliably and the catalog stands still."),
                {}, {});
        } else if (!m_facts.consulTrouble.isEmpty()) {
            add(u"consul.silent"_s, Health::Unknown, said(u"Consul"_s, m_facts.consulTrouble), {}, {});
        }
        if (!m_facts.consulConfirmed())
            return;
        servers();
        for (const auto &row : m_picture.catalog) {
            if (row.health.health == Health::Down || row.health.health == Health::Degraded) {
                add(u"catalog.critical/"_s + row.id, Health::Degraded,
                    said(row.service.name, row.health.reason), action::catalogShow, row.id);
            }
        }
        if (m_facts.live != LiveState::Live)
            return;
        QHash<QString, QDateTime> since;
        for (const auto &row : m_picture.services)
            mismatch(row, since);
        m_memory.mismatchSince = since;
    }

    // Servers on machines of their own; one on a node is told of with the node.
    void servers()
    {
        const auto &overview = m_picture.overview;
        for (const QString &name : missingServers(m_facts)) {
            const bool isNode = std::any_of(m_facts.nodes.begin(), m_facts.nodes.end(),
                                            [&](const auto &node) { return node.hostname == name; });
            if (isNode)
                continue;
            add(u"consul.server/"_s + name, Health::Degraded,
                Texts::tr("%1: this Consul server does not answer. %2 of %3 do; Consul can lose %4 more.")
                    .arg(name)
                    .arg(overview.consulServersUp)
                    .arg(overview.consulServers)
                    .arg(std::max(0, overview.consulServersUp - majorityOf(overview.consulServers))),
                action::nodeReplace, name);
        }
    }

    //! Tasks that run and instances that pass must be equally many where the registrar registers them.
    void mismatch(const ServiceRow &row, QHash<QString, QDateTime> &since)
    {
        const bool isRegistered = std::any_of(row.service.ports.begin(), row.service.ports.end(),
                                              [](const docker::Port &port) { return port.hostMode; });
        const int running = runningTasks(row.id);
        const int passing = std::max(row.catalogPassing, 0);
        if (!isRegistered || running == passing)
            return;
        const auto begin = m_memory.mismatchSince.value(row.id, m_now);
        since.insert(row.id, begin);
        if (begin.secsTo(m_now) < mismatchGrace.count())
            return;
        const QString count = passing > running
            ? Texts::tr("The catalog has %1 passing instances of %2, but %3 tasks run.")
                  .arg(QString::number(passing), row.service.name, QString::number(running))
            : Texts::tr("%1 tasks of %2 run, but %3 pass in the catalog.")
                  .arg(QString::number(running), row.service.name, QString::number(passing));
        add(u"catalog.mismatch/"_s + row.id, Health::Degraded, count + u' ' + cause(row), action::serviceShow,
            row.id);
    }

    int runningTasks(const QString &serviceId) const
    {
        return static_cast<int>(
            std::count_if(m_facts.tasks.begin(), m_facts.tasks.end(), [&](const auto &task) {
                return task.serviceId == serviceId && task.state == "running"_L1
                    && task.desiredState == "running"_L1 && stateOf(task.nodeId) == docker::NodeState::Ready;
            }));
    }

    docker::NodeState stateOf(const QString &nodeId) const
    {
        for (const auto &node : m_facts.nodes) {
            if (node.id == nodeId)
                return node.state;
        }
        return docker::NodeState::Unknown;
    }

    //! The most likely reason why a task is not in the catalog or not passing there.
    QString cause(const ServiceRow &row) const
    {
        QSet<QString> passing;
        for (const auto &instance : m_facts.instances) {
            if (instance.meta.value(u"swarm-service-id"_s) != row.id)
                continue;
            if (instance.state != consul::CheckState::Passing)
                return Texts::tr("On %1 its check fails: %2").arg(instance.node, instance.reason.trimmed());
            passing.insert(instance.meta.value(u"swarm-task-id"_s));
        }
        for (const auto &task : m_facts.tasks) {
            if (task.serviceId != row.id || task.state != "running"_L1 || passing.contains(task.id))
                continue;
            for (const auto &node : m_picture.nodes) {
                if (node.id != task.nodeId)
                    continue;
                if (node.consul != consul::CheckState::Passing)
                    return Texts::tr("The Consul agent of %1 does not answer.").arg(node.node.hostname);
                if (!registrarRunsOn(node.id))
                    return Texts::tr("The registrar does not run on %1.").arg(node.node.hostname);
            }
        }
        return Texts::tr("The registrar has not caught up.");
    }

    bool registrarRunsOn(const QString &nodeId) const
    {
        QString registrar;
        for (const auto &service : m_facts.services) {
            if (service.name == registrarName)
                registrar = service.id;
        }
        return std::any_of(m_facts.tasks.begin(), m_facts.tasks.end(), [&](const docker::Task &task) {
            return task.serviceId == registrar && task.nodeId == nodeId && task.state == "running"_L1
                && task.desiredState == "running"_L1;
        });
    }

    const Facts &m_facts;
    const Picture &m_picture;
    Memory &m_memory;
    QDateTime m_now;
    std::vector<Attention> m_found;
};

QString managers(int count)
{
    return count == 1 ? Texts::tr("1 manager") : Texts::tr("%n managers", nullptr, count);
}

QString verdict(const Facts &facts, Health health, std::size_t matters)
{
    switch (health) {
    case Health::Ok:
        return Texts::tr("Healthy.");
    case Health::Converging:
        return Texts::tr("Settling.");
    case Health::Unknown:
        if (facts.live == LiveState::Never)
            return Texts::tr("Not connected yet.");
        return facts.lastHeard.isValid() ? Texts::tr("Not known since %1.").arg(clock(facts.lastHeard))
                                         : Texts::tr("Not known.");
    case Health::Down:
        if (!facts.swarmTrouble.isEmpty())
            return facts.swarmTrouble;
        break;
    case Health::Degraded:
        break;
    }
    return matters == 1 ? Texts::tr("One thing needs attention.")
                        : Texts::tr("%n things need attention.", nullptr, static_cast<int>(matters));
}

QString classicSentence(const Facts &facts, const Overview &overview)
{
    QStringList parts{Texts::tr("%1 of %2 nodes healthy").arg(overview.nodesReady).arg(overview.nodes),
                      Texts::tr("classic Swarm %1").arg(facts.classic.version),
                      Texts::tr("strategy %1").arg(facts.classic.strategy)};
    if (!facts.classicDiscovery.isEmpty())
        parts.append(Texts::tr("nodes found through %1").arg(facts.classicDiscovery));
    return parts.join(u", "_s) + u'.';
}

} // namespace

std::vector<Attention> attention(const Facts &facts, const Picture &picture, Memory &memory,
                                 const QDateTime &now)
{
    return Collector(facts, picture, memory, now).collect();
}

QString overviewSentence(const Facts &facts, const Overview &overview, std::size_t matters)
{
    QString sentence = verdict(facts, overview.health.health, matters);
    if (facts.engine == EngineKind::Alone && overview.nodes > 0)
        return sentence + u' '
            + Texts::tr("One engine in no swarm; %n container(s) run.", nullptr, overview.tasksRunning);
    if (facts.engine == EngineKind::Classic && !facts.classic.version.isEmpty())
        return sentence + u' ' + classicSentence(facts, overview);
    if (overview.nodes == 0)
        return sentence;
    QStringList parts{Texts::tr("%1 of %2 nodes ready").arg(overview.nodesReady).arg(overview.nodes)};
    parts.append(
        Texts::tr("%1 (can lose %2)").arg(managers(overview.managers)).arg(overview.managersCanLose));
    if (overview.consulServers > 0 && !facts.consulConfirmed())
        parts.append(Texts::tr("Consul not confirmed"));
    else if (overview.consulServers > 0)
        parts.append(Texts::tr("Consul %1/%2").arg(overview.consulServersUp).arg(overview.consulServers));
    return sentence + u' ' + parts.join(u", "_s) + u'.';
}

} // namespace skep::cluster
