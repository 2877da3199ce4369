// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/tables.h"

#include "ui/widgets/format.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace skep::ui {

using cluster::Health;
using cluster::HealthReason;

namespace {

//! The strings of all tables share one context for translators.
struct Tables
{
    Q_DECLARE_TR_FUNCTIONS(Tables)
};

QString stateText(const HealthReason &health, const QString &good)
{
    if (health.health == Health::Ok)
        return good;
    return health.reason.isEmpty() ? healthWord(health.health) : health.reason;
}

QString roleText(const docker::Node &node)
{
    if (node.role == docker::NodeRole::Worker)
        return Tables::tr("Worker");
    return node.isLeader ? Tables::tr("Manager, leader") : Tables::tr("Manager");
}

QString availabilityText(docker::Availability availability)
{
    switch (availability) {
    case docker::Availability::Pause:
        return Tables::tr("Paused");
    case docker::Availability::Drain:
        return Tables::tr("Drained");
    case docker::Availability::Active:
        break;
    }
    return Tables::tr("Active");
}

QString checkText(consul::CheckState state)
{
    switch (state) {
    case consul::CheckState::Passing:
        return Tables::tr("Passing");
    case consul::CheckState::Warning:
        return Tables::tr("Warning");
    case consul::CheckState::Critical:
        return Tables::tr("Critical");
    case consul::CheckState::Unknown:
        break;
    }
    return Tables::tr("Unknown");
}

QString portsText(const QList<docker::Port> &ports)
{
    QStringList texts;
    for (const docker::Port &port : ports) {
        if (port.published > 0)
            texts << u"%1 → %2/%3"_s.arg(port.published).arg(port.target).arg(port.protocol);
    }
    return texts.join(u", "_s);
}

QString imageText(const QString &image)
{
    const qsizetype digest = image.indexOf(u'@'); // the digest is for machines
    return digest > 0 ? image.left(digest) : image;
}

} // namespace

Health healthOf(consul::CheckState state)
{
    switch (state) {
    case consul::CheckState::Passing:
        return Health::Ok;
    case consul::CheckState::Warning:
        return Health::Degraded;
    case consul::CheckState::Critical:
        return Health::Down;
    case consul::CheckState::Unknown:
        break;
    }
    return Health::Unknown;
}

NodesModel *nodesModel(bool hasConsul, QObject *parent)
{
    using Row = cluster::NodeRow;
    std::vector<NodesModel::Column> columns{
        {Tables::tr("Node"), [](const Row &r) { return r.node.hostname; }},
        {Tables::tr("State"), [](const Row &r) { return stateText(r.health, Tables::tr("Ready")); },
         [](const Row &r) { return int(r.health.health); }, [](const Row &r) { return r.health.health; }},
        {Tables::tr("Role"), [](const Row &r) { return roleText(r.node); }},
        {Tables::tr("Availability"), [](const Row &r) { return availabilityText(r.node.availability); }},
        {Tables::tr("Tasks"), [](const Row &r) { return r.tasksRunning; }},
        {Tables::tr("Address"), [](const Row &r) { return r.node.address; }},
        {Tables::tr("Engine"), [](const Row &r) { return r.node.engineVersion; }},
    };
    if (hasConsul) {
        columns.insert(columns.begin() + 5,
                       {Tables::tr("Consul agent"), [](const Row &r) { return checkText(r.consul); },
                        [](const Row &r) { return int(r.consul); },
                        [](const Row &r) { return healthOf(r.consul); }});
    }
    return new NodesModel(&Row::id, std::move(columns), parent);
}

ServicesModel *servicesModel(bool hasConsul, QObject *parent)
{
    using Row = cluster::ServiceRow;
    std::vector<ServicesModel::Column> columns{
        {Tables::tr("Service"), [](const Row &r) { return r.service.name; }},
        {Tables::tr("State"), [](const Row &r) { return stateText(r.health, Tables::tr("Running")); },
         [](const Row &r) { return int(r.health.health); }, [](const Row &r) { return r.health.health; }},
        {Tables::tr("Tasks"),
         [](const Row &r) { return u"%1/%2"_s.arg(r.service.running).arg(r.service.wanted); },
         [](const Row &r) { return r.service.running; }},
        {Tables::tr("Mode"),
         [](const Row &r) { return r.service.isGlobal ? Tables::tr("Global") : Tables::tr("Replicated"); }},
        {Tables::tr("Ports"), [](const Row &r) { return portsText(r.service.ports); }},
        {Tables::tr("Image"), [](const Row &r) { return imageText(r.service.image); }},
    };
    if (hasConsul) {
        columns.insert(columns.begin() + 3, {Tables::tr("In the catalog"), [](const Row &r) -> QVariant {
                                                 if (r.catalogPassing < 0)
                                                     return QString();
                                                 return Tables::tr("%n passing", nullptr, r.catalogPassing);
                                             }});
    }
    return new ServicesModel(&Row::id, std::move(columns), parent);
}

CatalogModel *catalogModel(QObject *parent)
{
    using Row = cluster::CatalogRow;
    return new CatalogModel(
        &Row::id,
        {{Tables::tr("Service"), [](const Row &r) { return r.service.name; }},
         {Tables::tr("State"), [](const Row &r) { return stateText(r.health, Tables::tr("Passing")); },
          [](const Row &r) { return int(r.health.health); }, [](const Row &r) { return r.health.health; }},
         {Tables::tr("Instances"),
          [](const Row &r) { return r.service.passing + r.service.warning + r.service.critical; }},
         {Tables::tr("Tags"), [](const Row &r) { return r.service.tags.join(u", "_s); }}},
        parent);
}

InstancesModel *instancesModel(QObject *parent)
{
    using Row = cluster::InstanceRow;
    return new InstancesModel(&Row::id,
                              {{Tables::tr("Instance of"), [](const Row &r) { return r.instance.service; }},
                               {Tables::tr("Check"),
                                [](const Row &r) {
                                    const bool tell = r.instance.state != consul::CheckState::Passing
                                        && !r.instance.reason.isEmpty();
                                    return tell ? r.instance.reason.simplified()
                                                : checkText(r.instance.state);
                                },
                                [](const Row &r) { return int(r.instance.state); },
                                [](const Row &r) { return healthOf(r.instance.state); }},
                               {Tables::tr("Node"), [](const Row &r) { return r.instance.node; }},
                               {Tables::tr("Address"),
                                [](const Row &r) {
                                    return r.instance.port > 0
                                        ? u"%1:%2"_s.arg(r.instance.address).arg(r.instance.port)
                                        : r.instance.address;
                                }}},
                              parent);
}

} // namespace skep::ui
