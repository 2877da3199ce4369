// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/planner.h"

#include "core/cluster/consulconfig.h"
#include "core/cluster/firewallplan.h"

#include <QCoreApplication>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace skep::cluster {

namespace {

// Builds the list of steps; one function per part of the cluster.
class Planner
{
public:
    Planner(const ClusterSpec &spec, const ClusterFacts &facts, const QList<PlannedMachine> &machines)
        : m_spec(spec)
        , m_facts(facts)
        , m_machines(machines)
        , m_making(machines)
        , m_consul(spec.consulServers > 0)
    {
    }

    QList<plan::Step> plan()
    {
        addShared();
        for (const auto &machine : m_machines)
            addMachine(machine);
        addSwarm();
        if (m_consul)
            addConsul();
        addProof();
        return m_steps;
    }

    QList<plan::Step> additions(const QList<PlannedMachine> &added)
    {
        m_making = added;
        m_isGrowing = true;
        addShared();
        m_steps.removeIf([](const plan::Step &step) { return step.kind == "keys"_L1; });
        QStringList names;
        for (const auto &machine : added)
            names.append(machine.name);
        for (auto &step : m_steps) {
            if (step.kind == "resolve"_L1)
                step.input.insert(u"machines"_s, QJsonArray::fromStringList(names));
        }
        QString lastManager;
        for (const auto &machine : added) {
            addMachine(machine);
            if (isNode(machine))
                addJoin(machine, {}, lastManager);
            if (m_consul)
                addNewAgent(machine);
            if (isNode(machine))
                addReady(machine);
        }
        return m_steps;
    }

private:
    void add(const QString &id, const QString &kind, const QStringList &needs, const QString &host = {},
             const QJsonObject &input = {})
    {
        m_steps.append({id, kind, host, needs, input});
    }
    static QString on(const PlannedMachine &machine, QLatin1StringView step)
    {
        return machine.name + u'/' + step;
    }
    bool hasRole(MachineRole role) const
    {
        return std::any_of(m_making.begin(), m_making.end(),
                           [role](const PlannedMachine &machine) { return machine.role == role; });
    }
    bool hasUserData(const PlannedMachine &machine) const
    {
        return !optionsOf(m_spec, machine.role).userData.trimmed().isEmpty();
    }
    static bool isNode(const PlannedMachine &machine) { return machine.role != MachineRole::ConsulServer; }
    // The rules that matter to a port of a group; a wait that needs the port needs them.
    QStringList rulesOf(std::initializer_list<Group> groups, int port) const
    {
        QStringList ids;
        if (m_spec.isOnOwnServers()) // their firewalls are the user's
            return ids;
        for (const auto &rule : plannedRules(m_spec)) {
            if (rule.startPort == port && std::find(groups.begin(), groups.end(), rule.group) != groups.end())
                ids.append(u"cluster/rule-"_s + rule.id);
        }
        return ids;
    }
    QStringList onEach(QLatin1StringView step, bool (*wanted)(const PlannedMachine &)) const
    {
        QStringList ids;
        for (const auto &machine : m_machines) {
            if (wanted(machine))
                ids.append(on(machine, step));
        }
        return ids;
    }

    void addShared();
    void addMachine(const PlannedMachine &machine);
    void addCloudMachine(const PlannedMachine &machine);
    void addServer(const PlannedMachine &machine);
    void addSwarm();
    void addJoin(const PlannedMachine &machine, const QString &first, QString &lastManager);
    void addNewAgent(const PlannedMachine &machine);
    void addReady(const PlannedMachine &machine);
    void addConsul();
    void addAgent(const PlannedMachine &machine);
    void addRegistrar();
    void addProof();

    const ClusterSpec &m_spec;
    const ClusterFacts &m_facts;
    const QList<PlannedMachine> m_machines;
    QList<PlannedMachine> m_making; //!< those of them that do not exist yet
    bool m_isGrowing = false; //!< the cluster is there already
    const bool m_consul;
    QList<plan::Step> m_steps;
    QStringList m_joined; //!< steps after which every node is in the swarm
};

void Planner::addShared()
{
    const QString resolve = u"cluster/resolve"_s;
    add(u"cluster/keys"_s, u"keys"_s, {});
    if (m_spec.isOnOwnServers())
        return;
    add(resolve, u"resolve"_s, {});
    add(u"cluster/ssh-key"_s, u"ssh-key"_s, {u"cluster/keys"_s, resolve}, {},
        {{u"name"_s, QString(m_spec.name + u'-' + m_facts.clusterId)}});
    for (const Group group : plannedGroups(m_spec)) {
        const QString name = groupName(m_spec, group);
        add(u"cluster/group-"_s + name, u"group"_s, {resolve}, {}, {{u"name"_s, name}});
    }
    for (const auto role : {MachineRole::Manager, MachineRole::Worker, MachineRole::ConsulServer}) {
        const QString name = affinityGroupName(m_spec, role);
        if (optionsOf(m_spec, role).antiAffinity && hasRole(role))
            add(u"cluster/apart-"_s + name, u"affinity-group"_s, {resolve}, {}, {{u"name"_s, name}});
    }
    for (const auto &rule : plannedRules(m_spec)) {
        QStringList needs{u"cluster/group-"_s + groupName(m_spec, rule.group)};
        if (rule.sourceGroup && *rule.sourceGroup != rule.group)
            needs.append(u"cluster/group-"_s + groupName(m_spec, *rule.sourceGroup));
        add(u"cluster/rule-"_s + rule.id, u"rule"_s, needs, {}, {{u"rule"_s, rule.id}});
    }
}

void Planner::addCloudMachine(const PlannedMachine &machine)
{
    QStringList needs{u"cluster/resolve"_s, u"cluster/ssh-key"_s};
    for (const Group group : groupsOf(m_spec, machine))
        needs.append(u"cluster/group-"_s + groupName(m_spec, group));
    if (optionsOf(m_spec, machine.role).antiAffinity)
        needs.append(u"cluster/apart-"_s + affinityGroupName(m_spec, machine.role));
    add(on(machine, "create"_L1), u"machine"_s, needs);
    add(on(machine, "address"_L1), u"address"_s, {on(machine, "create"_L1)});
    add(on(machine, "login"_L1), u"login"_s,
        QStringList{on(machine, "address"_L1)}
            + rulesOf({isNode(machine) || m_spec.isolatedNetwork ? Group::Nodes : Group::Consul}, 22),
        machine.name);
    add(on(machine, "host-key"_L1), u"host-key"_s, {on(machine, "login"_L1)}, machine.name);
    add(on(machine, "prepare"_L1), u"prepare"_s, {on(machine, "host-key"_L1)}, machine.name);
}

// All servers are looked at before anything is changed on any of them.
void Planner::addServer(const PlannedMachine &machine)
{
    add(on(machine, "address"_L1), u"server-reach"_s, {}, machine.name);
    add(on(machine, "claim"_L1), u"server-claim"_s,
        QStringList{u"cluster/keys"_s} + onEach("address"_L1, [](const PlannedMachine &) { return true; }),
        machine.name);
    add(on(machine, "prepare"_L1), u"prepare"_s, {on(machine, "claim"_L1)}, machine.name);
}

void Planner::addMachine(const PlannedMachine &machine)
{
    if (m_spec.isOnOwnServers())
        addServer(machine);
    else
        addCloudMachine(machine);
    add(on(machine, "engine"_L1), u"engine"_s, {on(machine, "prepare"_L1)}, machine.name);
    QString engine = on(machine, "engine"_L1);
    if (isNode(machine) && isOpen(OpenPort::Engine, m_spec.exposures)) { // first: the engine starts anew
        add(on(machine, "engine-listen"_L1), u"engine-listen"_s, {engine, u"cluster/keys"_s}, machine.name,
            {{u"open"_s, true}});
        engine = on(machine, "engine-listen"_L1);
    }
    add(on(machine, "engine-config"_L1), u"engine-config"_s, {engine}, machine.name);
    if (hasUserData(machine))
        add(on(machine, "user-data"_L1), u"user-data"_s, {on(machine, "prepare"_L1)});
    if (isNode(machine))
        add(on(machine, "web-image"_L1), u"pull-image"_s, {on(machine, "engine-config"_L1)}, {},
            {{u"image"_s, m_spec.webImage}});
}

// Managers one after another: each changes the quorum. Workers all at once.
void Planner::addJoin(const PlannedMachine &machine, const QString &first, QString &lastManager)
{
    const bool isManager = machine.role == MachineRole::Manager;
    const QString join = on(machine, "swarm-join"_L1);
    QStringList needs{on(machine, "engine-config"_L1)};
    if (const QString before = isManager ? lastManager : first; !before.isEmpty())
        needs.append(before);
    needs += rulesOf({Group::Managers}, 2377) + rulesOf({Group::Nodes}, 7946);
    add(join, u"swarm-join"_s, needs, {}, {{u"manager"_s, isManager}});
    if (isManager)
        lastManager = join;
    m_joined.append(join);
}

void Planner::addNewAgent(const PlannedMachine &machine)
{
    add(on(machine, "agent-key"_L1), u"agent-key"_s, {});
    addAgent(machine);
    for (auto &step : m_steps) {
        if (step.id == on(machine, "agent-token"_L1) || step.id == on(machine, "consul-config"_L1))
            step.needs.append(on(machine, "agent-key"_L1));
    }
    if (isNode(machine))
        add(on(machine, "registrar-image"_L1), u"registrar-image"_s, {on(machine, "engine-config"_L1)});
}

void Planner::addReady(const PlannedMachine &machine)
{
    QStringList needs{on(machine, "swarm-join"_L1)};
    if (m_consul)
        needs += {machine.runsConsulServer ? on(machine, "consul-voter"_L1) : on(machine, "consul-joined"_L1),
                  on(machine, "registrar-image"_L1)};
    if (hasUserData(machine))
        needs.append(on(machine, "user-data"_L1));
    add(on(machine, "ready"_L1), u"node-ready"_s, needs);
}

void Planner::addSwarm()
{
    QString first;
    QString lastManager;
    for (const auto &machine : m_machines) {
        const QString configured = on(machine, "engine-config"_L1);
        if (!isNode(machine))
            continue;
        if (first.isEmpty()) {
            first = lastManager = on(machine, "swarm-init"_L1);
            add(first, u"swarm-init"_s, {configured});
            m_joined.append(first);
            continue;
        }
        addJoin(machine, first, lastManager);
    }
}

void Planner::addConsul()
{
    for (const auto &machine : m_machines)
        addAgent(machine);
    add(u"cluster/consul-leader"_s, u"consul-leader"_s,
        onEach("consul"_L1, [](const PlannedMachine &m) { return m.runsConsulServer; })
            + rulesOf({Group::Consul}, 8300) + rulesOf({Group::Consul}, 8301));
    add(u"cluster/dns-token"_s, u"consul-token"_s, {u"cluster/consul-leader"_s}, {},
        {{u"purpose"_s, u"dns"_s}});
    addRegistrar();
}

void Planner::addAgent(const PlannedMachine &machine)
{
    const QString configured = on(machine, "engine-config"_L1);
    const QString image = on(machine, "consul-image"_L1);
    const QString config = on(machine, "consul-config"_L1);
    add(image, u"pull-image"_s, {configured}, {}, {{u"image"_s, m_spec.consulImage}});

    QStringList needs{configured, u"cluster/keys"_s};
    needs += onEach("address"_L1, [](const PlannedMachine &m) { return m.runsConsulServer; });
    needs.removeDuplicates();
    if (consulVersion(m_spec.consulImage).isNull())
        needs.append(image); // the version is asked of the image
    QJsonObject kind{{u"server"_s, machine.runsConsulServer}};
    if (m_isGrowing && machine.runsConsulServer) // it must never elect itself
        kind.insert(u"joins"_s, true);
    add(config, u"consul-config"_s, needs, machine.name, kind);

    add(on(machine, "agent-token"_L1), u"consul-token"_s, {u"cluster/consul-leader"_s}, {},
        {{u"purpose"_s, u"agent"_s}, {u"machine"_s, machine.name}});
    QStringList start{image, config};
    if (machine.runsConsulServer && !m_isGrowing) {
        // Together: none can do anything alone, and one that waits for the others looks ever less often
        // whether all of them are ready for access control.
        const auto isServer = [](const PlannedMachine &m) { return m.runsConsulServer; };
        start = onEach("consul-image"_L1, isServer) + onEach("consul-config"_L1, isServer);
    } else { // an agent remembers for 30 s that a token is unknown
        start += {u"cluster/dns-token"_s, on(machine, "agent-token"_L1)};
    }
    add(on(machine, "consul"_L1), u"consul"_s, start);
    const auto joined = QStringList{on(machine, "consul"_L1)} + rulesOf({Group::Nodes, Group::Consul}, 8301)
        + rulesOf({Group::Consul}, 8300);
    if (!machine.runsConsulServer)
        add(on(machine, "consul-joined"_L1), u"consul-joined"_s, joined);
    else if (m_isGrowing)
        add(on(machine, "consul-voter"_L1), u"consul-voter"_s, joined);
}

void Planner::addRegistrar()
{
    for (const auto &machine : m_machines) {
        if (isNode(machine))
            add(on(machine, "registrar-image"_L1), u"registrar-image"_s, {on(machine, "engine-config"_L1)});
    }
    const auto manager = m_joined.constFirst();
    add(u"cluster/registrar-token"_s, u"consul-token"_s, {u"cluster/consul-leader"_s}, {},
        {{u"purpose"_s, u"registrar"_s}});
    add(u"cluster/registrar-secret"_s, u"registrar-secret"_s, {manager});
    add(u"cluster/registrar"_s, u"registrar"_s,
        QStringList{u"cluster/registrar-secret"_s, u"cluster/registrar-token"_s}
            + onEach("registrar-image"_L1, isNode));
    add(u"cluster/registrar-ready"_s, u"registrar-ready"_s,
        QStringList{u"cluster/registrar"_s} + m_joined
            + onEach("consul-joined"_L1, [](const PlannedMachine &m) { return !m.runsConsulServer; }));
}

void Planner::addProof()
{
    QStringList joined = m_joined;
    if (m_consul)
        joined += onEach("consul-joined"_L1, [](const PlannedMachine &m) { return !m.runsConsulServer; });
    QStringList needs;
    if (!m_spec.isOnOwnServers()) {
        QStringList all;
        for (const auto &rule : plannedRules(m_spec))
            all.append(u"cluster/rule-"_s + rule.id);
        add(u"cluster/firewall-check"_s, u"firewall-check"_s, all + joined);
        needs.append(u"cluster/firewall-check"_s);
    }
    needs += onEach("web-image"_L1, isNode);
    if (m_consul)
        needs.append(u"cluster/registrar-ready"_s);
    for (const auto &machine : m_machines) {
        if (hasUserData(machine))
            needs.append(on(machine, "user-data"_L1));
    }
    add(u"cluster/proof"_s, u"proof"_s, needs + joined);
}

} // namespace

QList<plan::Step> planAdditions(const ClusterSpec &spec, const ClusterFacts &facts,
                                const QList<PlannedMachine> &machines, const QList<PlannedMachine> &added)
{
    return Planner(spec, facts, machines).additions(added);
}

Result<QList<plan::Step>> planCreation(const ClusterSpec &spec, const ClusterFacts &facts)
{
    if (const auto problems = check(spec); !problems.isEmpty())
        return fail(ErrorCode::Config, problems.first().message, problems.first().field);
    auto steps = Planner(spec, facts, machines(spec)).plan();
    if (auto good = plan::validate(steps); !good)
        return fail(std::move(good).error());
    return steps;
}

} // namespace skep::cluster
