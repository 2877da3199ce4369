// SPDX-License-Identifier: GPL-3.0-or-later
// The cluster in numbers, and what DNS says of it.
#include "app/skepctl/access.h"
#include "app/skepctl/commands.h"
#include "core/cluster/compose.h"
#include "core/consul/dnsprobe.h"
#include "core/docker/totals.h"
#include "core/docker/units.h"
#include "core/net/gateway.h"

using namespace Qt::StringLiterals;

namespace skep::ctl {

namespace {

constexpr quint16 dnsPort = 53;

QString tr(const char *text)
{
    return QCoreApplication::translate("skepctl", text);
}

QString gib(qint64 bytes)
{
    return QString::number(double(bytes) / double(1 << 30), 'f', 2);
}

QJsonObject nodeReport(const docker::NodeTotals &totals)
{
    const auto &node = totals.node;
    QJsonObject report{{u"id"_s, node.id},
                       {u"name"_s, node.hostname},
                       {u"role"_s, node.role == docker::NodeRole::Manager ? u"manager"_s : u"worker"_s},
                       {u"ready"_s, node.state == docker::NodeState::Ready},
                       {u"address"_s, node.address},
                       {u"tasks"_s, totals.tasks},
                       {u"cpus"_s, double(node.nanoCpus) / 1e9},
                       {u"memory"_s, node.memoryBytes},
                       {u"reservedCpus"_s, double(totals.reservedNanoCpus) / 1e9},
                       {u"reservedMemory"_s, totals.reservedMemoryBytes},
                       {u"labels"_s, textMapOf(node.labels)}};
    if (totals.info) {
        report.insert(u"containers"_s, totals.info->containers);
        report.insert(u"containersRunning"_s, totals.info->containersRunning);
        report.insert(u"images"_s, totals.info->images);
        report.insert(u"engine"_s, totals.info->serverVersion);
        report.insert(u"operatingSystem"_s, totals.info->operatingSystem);
        report.insert(u"kernel"_s, totals.info->kernelVersion);
        report.insert(u"storageDriver"_s, totals.info->storageDriver);
    } else {
        report.insert(u"problem"_s, totals.problem);
    }
    return report;
}

QString nodeText(const docker::NodeTotals &totals)
{
    const auto &node = totals.node;
    QString text = u" %1: %2\n"_s.arg(node.hostname, node.address);
    const auto line = [&](const QString &what, const QString &value) {
        text += u"  └ %1: %2\n"_s.arg(what, value);
    };
    line(tr("Status"), node.state == docker::NodeState::Ready ? tr("ready") : node.message);
    line(tr("Containers"), totals.info ? QString::number(totals.info->containers) : totals.problem);
    line(tr("Reserved CPUs"),
         docker::cpusText(totals.reservedNanoCpus) + u" / "_s + docker::cpusText(node.nanoCpus));
    line(tr("Reserved memory"),
         tr("%1 / %2 GiB").arg(gib(totals.reservedMemoryBytes), gib(node.memoryBytes)));
    QStringList labels;
    for (auto it = node.labels.constBegin(); it != node.labels.constEnd(); ++it)
        labels.append(it.key() + u'=' + it.value());
    if (totals.info)
        labels += {u"kernelversion="_s + totals.info->kernelVersion,
                   u"operatingsystem="_s + totals.info->operatingSystem,
                   u"storagedriver="_s + totals.info->storageDriver};
    line(tr("Labels"), labels.join(u", "_s));
    return text;
}

Pending<int> tell(Session &session, const docker::Totals &totals)
{
    QJsonArray nodes;
    QString text = tr("Containers: %1 (%2 running)\nImages: %3\nNodes: %4\n")
                       .arg(totals.containers)
                       .arg(totals.containersRunning)
                       .arg(totals.images)
                       .arg(totals.nodes.size());
    for (const auto &node : totals.nodes) {
        nodes.append(nodeReport(node));
        text += nodeText(node);
    }
    text += tr("Reserved CPUs: %1 / %2\nReserved memory: %3 / %4 GiB\n")
                .arg(docker::cpusText(totals.reservedNanoCpus), docker::cpusText(totals.nanoCpus),
                     gib(totals.reservedMemoryBytes), gib(totals.memoryBytes));
    if (totals.silent > 0)
        text += tr("The engines of %1 nodes did not answer: containers and images are without theirs.\n")
                    .arg(totals.silent);
    return done(session,
                {{u"containers"_s, totals.containers},
                 {u"containersRunning"_s, totals.containersRunning},
                 {u"images"_s, totals.images},
                 {u"silent"_s, totals.silent},
                 {u"cpus"_s, double(totals.nanoCpus) / 1e9},
                 {u"memory"_s, totals.memoryBytes},
                 {u"reservedCpus"_s, double(totals.reservedNanoCpus) / 1e9},
                 {u"reservedMemory"_s, totals.reservedMemoryBytes},
                 {u"nodes"_s, nodes}},
                text);
}

//! Each node's engine, asked at once; one that does not answer is an answer, too. By the swarm's node id.
Pending<> askEngines(cluster::Cluster *cluster, const QList<docker::Node> &nodes,
                     const std::shared_ptr<QHash<QString, Result<docker::Info>>> &infos)
{
    return cluster::allAtOnce(nodes, cluster, [=](const docker::Node &node) {
        const auto info = andThen(engineOf(cluster, node.hostname), cluster,
                                  [](docker::Client *engine) { return engine->info(); });
        const auto noted =
            cluster::transform<void>(info, cluster, [=](const docker::Info &answer) -> Result<> {
                infos->insert(node.id, answer);
                return {};
            });
        return cluster::orElse(noted, cluster, [=](const Error &error) {
            infos->insert(node.id, fail(error));
            return ready<>({});
        });
    });
}

Pending<int> tellProbe(Session &session, const QString &node, const consul::DnsProbe &probe)
{
    QJsonArray records;
    QList<QStringList> rows;
    for (const auto &record : probe.records) {
        records.append(QJsonObject{{u"name"_s, record.name},
                                   {u"type"_s, record.type},
                                   {u"address"_s, record.address},
                                   {u"target"_s, record.target},
                                   {u"port"_s, record.port}});
        rows.append(
            {record.name, record.type,
             record.type == "SRV"_L1 ? u"%1 %2"_s.arg(record.port).arg(record.target) : record.address});
    }
    QString text = probe.records.isEmpty() ? tr("No answer: the name does not exist there.\n") : table(rows);
    QJsonArray instances;
    for (const auto &row : probe.instances) {
        instances.append(QJsonObject{{u"node"_s, row.instance.node},
                                     {u"address"_s, row.instance.address},
                                     {u"port"_s, row.instance.port},
                                     {u"answered"_s, row.isAnswered},
                                     {u"check"_s, row.instance.check},
                                     {u"why"_s, row.why}});
        if (!row.isAnswered)
            text += tr("Left out: %1 at %2:%3. %4")
                        .arg(row.instance.node, row.instance.address)
                        .arg(row.instance.port)
                        .arg(row.why)
                + u'\n';
    }
    return done(session,
                {{u"node"_s, node},
                 {u"name"_s, probe.question.name},
                 {u"type"_s, probe.type},
                 {u"records"_s, records},
                 {u"instances"_s, instances}},
                text);
}

} // namespace

Pending<int> showTotals(Session &session)
{
    return withManager(session, 2, [&session](cluster::Cluster *cluster, docker::Client *engine) {
        return andThen(engine->nodes(), engine, [=, &session](const QList<docker::Node> &nodes) {
            return andThen(engine->tasks(), engine, [=, &session](const QList<docker::Task> &tasks) {
                auto infos = std::make_shared<QHash<QString, Result<docker::Info>>>();
                return andThen(askEngines(cluster, nodes, infos), cluster,
                               [=, &session] { return tell(session, docker::totals(nodes, tasks, *infos)); });
            });
        });
    });
}

Pending<int> probeName(Session &session)
{
    const auto &arguments = session.arguments();
    const QString type = arguments.has(u"type"_s) ? arguments.value(u"type"_s).toUpper() : u"A"_s;
    if (type != "A"_L1 && type != "AAAA"_L1 && type != "SRV"_L1)
        return ready<int>(fail(ErrorCode::Config, tr("--type is A, AAAA or SRV.")));
    const auto found = readyCluster(session, arguments.words.at(1));
    if (!found)
        return ready<int>(fail(found.error()));
    auto *cluster = *found;
    if (cluster->spec().consulServers == 0)
        return ready<int>(fail(ErrorCode::Config, tr("The cluster %1 has no Consul.").arg(cluster->name())));
    const QString asked =
        arguments.has(u"node"_s) ? arguments.value(u"node"_s) : swarmMachines(cluster).value(0);
    const auto node = machineNamed(cluster, asked);
    if (!node)
        return ready<int>(fail(node.error()));
    return andThen(cluster->links()->consul(*node), cluster, [=, &session](consul::Client *consul) {
        const QString host = net::Gateway::portUrl(cluster->links()->gatewayName(*node), dnsPort).host();
        return andThen(consul::probeDns(consul, cluster->gateway()->proxy(), host, dnsPort,
                                        session.arguments().words.at(2), type),
                       cluster, [=, &session](const consul::DnsProbe &probe) {
                           return tellProbe(session, *node, probe);
                       });
    });
}

} // namespace skep::ctl
