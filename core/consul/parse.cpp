// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/consul/parse.h"

#include "core/base/jsonreader.h"

using namespace Qt::StringLiterals;

namespace skep::consul {

namespace {

constexpr auto serfCheck = "serfHealth"_L1;

CheckState checkState(const QString &name)
{
    if (name == "passing"_L1)
        return CheckState::Passing;
    if (name == "warning"_L1)
        return CheckState::Warning;
    // "maintenance" is how Consul shows a node or service taken out on purpose: it gets no traffic.
    return name == "critical"_L1 || name == "maintenance"_L1 ? CheckState::Critical : CheckState::Unknown;
}

int badness(CheckState state)
{
    switch (state) {
    case CheckState::Passing:
        return 0;
    case CheckState::Unknown:
        return 1;
    case CheckState::Warning:
        return 2;
    case CheckState::Critical:
        return 3;
    }
    return 1;
}

void readCheck(JsonReader &r, Check &check)
{
    QString state;
    r.text("Node"_L1, check.node, JsonReader::Required);
    r.text("Name"_L1, check.name);
    r.text("CheckID"_L1, check.checkId);
    r.text("ServiceID"_L1, check.serviceId);
    r.text("ServiceName"_L1, check.service);
    r.text("Status"_L1, state, JsonReader::Required);
    r.text("Output"_L1, check.output);
    r.integer("ModifyIndex"_L1, check.modifyIndex);
    check.state = checkState(state);
}

void readInstance(JsonReader &r, Instance &instance)
{
    QString nodeAddress;
    r.text("Node"_L1, instance.node, JsonReader::Required);
    r.text("Address"_L1, nodeAddress);
    r.text("ServiceID"_L1, instance.serviceId, JsonReader::Required);
    r.text("ServiceName"_L1, instance.service, JsonReader::Required);
    r.text("ServiceAddress"_L1, instance.address);
    r.integer("ServicePort"_L1, instance.port);
    r.texts("ServiceTags"_L1, instance.tags);
    r.textMap("ServiceMeta"_L1, instance.meta);
    if (instance.address.isEmpty())
        instance.address = nodeAddress;
    instance.id = instance.node + u'/' + instance.serviceId;
}

//! One entry of /v1/health/service: Node, Service and Checks beside each other.
void readHealthEntry(JsonReader &r, Instance &instance, QList<Check> &checks)
{
    QString nodeAddress;
    r.object(
        "Node"_L1,
        [&](JsonReader &node) {
            node.text("Node"_L1, instance.node, JsonReader::Required);
            node.text("Address"_L1, nodeAddress);
        },
        JsonReader::Required);
    r.object(
        "Service"_L1,
        [&](JsonReader &service) {
            service.text("ID"_L1, instance.serviceId, JsonReader::Required);
            service.text("Service"_L1, instance.service, JsonReader::Required);
            service.text("Address"_L1, instance.address);
            service.integer("Port"_L1, instance.port);
            service.texts("Tags"_L1, instance.tags);
            service.textMap("Meta"_L1, instance.meta);
        },
        JsonReader::Required);
    if (instance.address.isEmpty())
        instance.address = nodeAddress;
    instance.id = instance.node + u'/' + instance.serviceId;
    r.objects("Checks"_L1, [&](JsonReader &item) {
        Check check;
        readCheck(item, check);
        checks.append(std::move(check));
    });
}

void worsen(Instance &instance, const Check &check)
{
    if (badness(check.state) <= badness(instance.state))
        return;
    instance.state = check.state;
    instance.reason = check.output;
    instance.check = check.name.isEmpty() ? check.checkId : check.name;
}

} // namespace

Result<QList<Check>> parseChecks(const QByteArray &answer)
{
    return readJsonList<Check>(answer, readCheck);
}

Result<QList<CatalogNode>> parseCatalogNodes(const QByteArray &answer)
{
    return readJsonList<CatalogNode>(answer, [](JsonReader &r, CatalogNode &node) {
        r.text("Node"_L1, node.name, JsonReader::Required);
        r.text("Address"_L1, node.address);
    });
}

Result<QList<RaftServer>> parseRaftServers(const QByteArray &answer)
{
    auto object = parseJsonObject(answer);
    if (!object)
        return fail(std::move(object).error());
    QList<RaftServer> servers;
    JsonReader configuration(*std::move(object));
    configuration.objects(
        "Servers"_L1,
        [&](JsonReader &r) {
            RaftServer server;
            r.text("ID"_L1, server.id, JsonReader::Required);
            r.text("Node"_L1, server.node);
            r.text("Address"_L1, server.address, JsonReader::Required);
            r.boolean("Leader"_L1, server.isLeader);
            r.boolean("Voter"_L1, server.isVoter);
            if (server.node == "(unknown)"_L1)
                server.node.clear();
            servers.append(server);
        },
        JsonReader::Required);
    if (auto mistake = configuration.error())
        return fail(*std::move(mistake));
    return servers;
}

Result<QList<Member>> parseGossip(const QByteArray &answer)
{
    return readJsonList<Member>(answer, [](JsonReader &r, Member &member) {
        constexpr int alive = 1;
        int status = 0;
        r.text("Name"_L1, member.name, JsonReader::Required);
        r.text("Addr"_L1, member.address);
        r.integer("Status"_L1, status);
        member.serf = status == alive ? CheckState::Passing : CheckState::Critical;
        member.isServer = r.value("Tags"_L1).toObject().value("role"_L1).toString() == "consul"_L1;
    });
}

Result<ServiceTags> parseServiceTags(const QByteArray &answer)
{
    auto object = parseJsonObject(answer);
    if (!object)
        return fail(std::move(object).error());
    // JsonReader takes keys of ours only: the service's name is data, so each list goes under a name of ours.
    ServiceTags names;
    for (auto it = object->constBegin(); it != object->constEnd(); ++it) {
        JsonReader reader({{u"tags"_s, it.value()}}, it.key());
        reader.texts("tags"_L1, names[it.key()]);
        if (auto mistake = reader.error())
            return fail(*std::move(mistake));
    }
    return names;
}

Result<QList<Instance>> parseInstances(const QByteArray &answer)
{
    return readJsonList<Instance>(answer, readInstance);
}

Result<QList<Instance>> parseHealthOfService(const QByteArray &answer)
{
    QList<Check> checks;
    auto instances = readJsonList<Instance>(
        answer, [&](JsonReader &r, Instance &instance) { readHealthEntry(r, instance, checks); });
    if (instances)
        applyChecks(*instances, checks);
    return instances;
}

void applyChecks(QList<Instance> &instances, const QList<Check> &checks)
{
    QHash<QString, QList<const Check *>> byInstance; // a node's own checks are under "<node>/"
    for (const auto &check : checks)
        byInstance[check.node + u'/' + check.serviceId].append(&check);
    for (auto &instance : instances) {
        instance.state = CheckState::Passing;
        instance.reason.clear();
        instance.check.clear();
        for (const QString &key : {instance.id, QString(instance.node + u'/')}) {
            for (const auto *check : byInstance.value(key))
                worsen(instance, *check);
        }
    }
}

QList<Member> members(const QList<CatalogNode> &nodes, const QList<Check> &checks,
                      const QSet<QString> &servers)
{
    QHash<QString, CheckState> serf;
    for (const auto &check : checks) {
        if (check.checkId == serfCheck)
            serf.insert(check.node, check.state);
    }
    QList<Member> members;
    members.reserve(nodes.size());
    for (const auto &node : nodes) {
        members.append({node.name, node.address, serf.value(node.name, CheckState::Unknown),
                        servers.contains(node.name)});
    }
    return members;
}

QList<CatalogService> countInstances(const ServiceTags &names, const QList<Instance> &instances)
{
    QMap<QString, CatalogService> services;
    for (auto it = names.constBegin(); it != names.constEnd(); ++it)
        services.insert(it.key(), {.name = it.key(), .tags = it.value()});
    for (const auto &instance : instances) {
        const auto found = services.find(instance.service);
        if (found == services.end())
            continue;
        switch (instance.state) {
        case CheckState::Passing:
            ++found->passing;
            break;
        case CheckState::Warning:
            ++found->warning;
            break;
        case CheckState::Critical:
        case CheckState::Unknown:
            ++found->critical;
            break;
        }
    }
    return services.values();
}

quint64 nextIndex(quint64 previous, const QByteArray &header)
{
    bool isNumber = false;
    const quint64 index = header.trimmed().toULongLong(&isNumber);
    if (!isNumber)
        return 1;
    if (index < previous)
        return 0;
    return std::max<quint64>(index, 1);
}

} // namespace skep::consul
