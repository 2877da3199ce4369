// SPDX-License-Identifier: GPL-3.0-or-later
// Commands that show: clusters as this computer knows them, and what the nodes say now.
#include "app/skepctl/access.h"
#include "app/skepctl/commands.h"
#include "app/skepctl/reports.h"

#include <QTimer>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace skep::ctl {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("skepctl", text);
}

QString healthName(cluster::Health health)
{
    switch (health) {
    case cluster::Health::Ok:
        return u"ok"_s;
    case cluster::Health::Converging:
        return u"converging"_s;
    case cluster::Health::Degraded:
        return u"degraded"_s;
    case cluster::Health::Down:
        return u"down"_s;
    case cluster::Health::Unknown:
        break;
    }
    return u"unknown"_s;
}

QString availabilityName(docker::Availability availability)
{
    switch (availability) {
    case docker::Availability::Pause:
        return u"pause"_s;
    case docker::Availability::Drain:
        return u"drain"_s;
    case docker::Availability::Active:
        break;
    }
    return u"active"_s;
}

// Opens the connections and waits until the store knows the truth of now.
Pending<cluster::Cluster *> live(Session &session)
{
    const auto found = session.cluster(session.arguments().words.last());
    if (!found)
        return ready<cluster::Cluster *>(fail(found.error()));
    auto *cluster = *found;
    if (cluster->phase() != cluster::Phase::Ready)
        return ready<cluster::Cluster *>(fail(ErrorCode::Conflict,
                                              tr("The cluster %1 is not ready: its phase is %2.")
                                                  .arg(cluster->name(), phaseName(cluster->phase()))));
    return whenLive(cluster);
}

} // namespace

Pending<int> listClusters(Session &session)
{
    QJsonArray list;
    QList<QStringList> rows;
    const auto clusters = session.workspace()->clusters();
    for (const auto *cluster : clusters) {
        list.append(clusterReport(cluster, {}));
        rows.append({cluster->name(), phaseName(cluster->phase()), cluster->spec().account,
                     cluster->error().message});
    }
    session.print(list, table(rows));
    return ready<int>(int(Done));
}

Pending<int> showCluster(Session &session)
{
    const auto found = session.cluster(session.arguments().words.last());
    if (!found)
        return ready<int>(fail(found.error()));
    if ((*found)->phase() != cluster::Phase::Ready) {
        session.print(clusterReport(*found, {}), clusterText(*found));
        return ready<int>(int(Done));
    }
    return andThen(live(session), session.workspace(), [&session](cluster::Cluster *cluster) {
        const auto &overview = cluster->store()->overview();
        auto report = clusterReport(cluster, {});
        report.insert(u"overview"_s,
                      QJsonObject{{u"health"_s, healthName(overview.health.health)},
                                  {u"sentence"_s, overview.sentence},
                                  {u"nodes"_s, overview.nodes},
                                  {u"nodesReady"_s, overview.nodesReady},
                                  {u"managers"_s, overview.managers},
                                  {u"managersReachable"_s, overview.managersReachable},
                                  {u"managersCanLose"_s, overview.managersCanLose},
                                  {u"services"_s, overview.services},
                                  {u"servicesOk"_s, overview.servicesOk},
                                  {u"tasksRunning"_s, overview.tasksRunning},
                                  {u"consulServers"_s, overview.consulServers},
                                  {u"consulServersUp"_s, overview.consulServersUp},
                                  {u"catalogServices"_s, overview.catalogServices}});
        QJsonArray attention;
        QString matters;
        for (const auto &matter : cluster->store()->attention()) {
            attention.append(QJsonObject{{u"id"_s, matter.id},
                                         {u"health"_s, healthName(matter.health)},
                                         {u"what"_s, matter.what},
                                         {u"action"_s, matter.action},
                                         {u"subject"_s, matter.subject}});
            if (!matter.isCalm()) // what is open is told below
                matters += u"  "_s + matter.what + u'\n';
        }
        report.insert(u"attention"_s, attention);
        session.print(report, overview.sentence + u'\n' + matters + clusterText(cluster));
        return ready<int>(int(Done));
    });
}

Pending<int> listNodes(Session &session)
{
    return andThen(live(session), session.workspace(), [&session](cluster::Cluster *cluster) {
        QJsonArray list;
        QList<QStringList> rows;
        for (const auto &row : cluster->store()->nodes()) {
            const bool isManager = row.node.role == docker::NodeRole::Manager;
            QJsonObject labels;
            for (auto it = row.node.labels.begin(); it != row.node.labels.end(); ++it)
                labels.insert(it.key(), it.value());
            list.append(QJsonObject{{u"id"_s, row.id},
                                    {u"name"_s, row.node.hostname},
                                    {u"machine"_s, row.machineName},
                                    {u"role"_s, isManager ? u"manager"_s : u"worker"_s},
                                    {u"leader"_s, row.node.isLeader},
                                    {u"availability"_s, availabilityName(row.node.availability)},
                                    {u"labels"_s, labels},
                                    {u"address"_s, row.node.address},
                                    {u"engine"_s, row.node.engineVersion},
                                    {u"tasks"_s, row.tasksRunning},
                                    {u"health"_s, healthName(row.health.health)},
                                    {u"reason"_s, row.health.reason}});
            rows.append({row.node.hostname, isManager ? u"manager"_s : u"worker"_s, row.node.address,
                         row.node.engineVersion, healthName(row.health.health), row.health.reason});
        }
        session.print(list, table(rows));
        return ready<int>(int(Done));
    });
}

Pending<int> listServices(Session &session)
{
    return andThen(live(session), session.workspace(), [&session](cluster::Cluster *cluster) {
        QJsonArray list;
        QList<QStringList> rows;
        for (const auto &row : cluster->store()->services()) {
            list.append(QJsonObject{{u"id"_s, row.id},
                                    {u"name"_s, row.service.name},
                                    {u"image"_s, row.service.image},
                                    {u"running"_s, row.service.running},
                                    {u"wanted"_s, row.service.wanted},
                                    {u"health"_s, healthName(row.health.health)},
                                    {u"reason"_s, row.health.reason}});
            rows.append({row.service.name, u"%1/%2"_s.arg(row.service.running).arg(row.service.wanted),
                         row.service.image, healthName(row.health.health), row.health.reason});
        }
        session.print(list, table(rows));
        return ready<int>(int(Done));
    });
}

Pending<int> listCatalog(Session &session)
{
    return andThen(live(session), session.workspace(), [&session](cluster::Cluster *cluster) {
        QJsonArray list;
        QList<QStringList> rows;
        for (const auto &row : cluster->store()->catalog()) {
            const auto &service = row.service;
            QJsonArray instances;
            for (const auto &entry : cluster->store()->instances()) {
                if (entry.instance.service == service.name)
                    instances.append(QJsonObject{{u"node"_s, entry.instance.node},
                                                 {u"address"_s, entry.instance.address},
                                                 {u"port"_s, entry.instance.port}});
            }
            list.append(QJsonObject{{u"name"_s, service.name},
                                    {u"passing"_s, service.passing},
                                    {u"warning"_s, service.warning},
                                    {u"critical"_s, service.critical},
                                    {u"health"_s, healthName(row.health.health)},
                                    {u"reason"_s, row.health.reason},
                                    {u"tags"_s, QJsonArray::fromStringList(service.tags)},
                                    {u"instances"_s, instances}});
            rows.append({service.name, tr("%1 passing").arg(service.passing),
                         tr("%1 warning").arg(service.warning), tr("%1 critical").arg(service.critical),
                         healthName(row.health.health), service.tags.join(u',')});
        }
        session.print(list, table(rows));
        return ready<int>(int(Done));
    });
}

} // namespace skep::ctl
