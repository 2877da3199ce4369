// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/clusterdiscovery.h"

#include "core/cluster/workspace.h"
#include "core/net/gateway.h"

namespace skep::cluster {

ClusterDiscovery::ClusterDiscovery(Cluster *cluster, Site *site)
    : m_cluster(cluster)
    , m_web(site)
{
    connect(&m_web, &WebInterface::changed, this, &Discovery::changed);
    connect(cluster, &Cluster::phaseChanged, this, &Discovery::changed);
    connect(cluster, &Cluster::machinesChanged, this, &Discovery::changed);
}

QStringList ClusterDiscovery::agents() const
{
    QStringList names;
    const auto machines = m_cluster->machines();
    for (const auto &machine : machines)
        names.append(machine.name);
    return names;
}

Pending<consul::DnsProbe> ClusterDiscovery::probe(const QString &machine, const QString &name,
                                                  const QString &type)
{
    return andThen(m_cluster->links()->consul(machine), this, [=, this](consul::Client *consul) {
        const QString host =
            net::Gateway::portUrl(m_cluster->links()->gatewayName(machine), consulDnsPort).host();
        return consul::probeDns(consul, m_cluster->gateway()->proxy(), host, consulDnsPort, name, type);
    });
}

Pending<Audit> ClusterDiscovery::audit()
{
    return m_cluster->audit();
}

QList<Exposure> ClusterDiscovery::exposures() const
{
    return m_cluster->spec().exposures;
}

Pending<> ClusterDiscovery::open(const Exposure &exposure)
{
    return untilDone(m_cluster->openPort(exposure));
}

Pending<> ClusterDiscovery::close(const Exposure &exposure)
{
    return untilDone(m_cluster->closePort(exposure));
}

Pending<QDate> ClusterDiscovery::writeCertificate(const QString &folder)
{
    return m_cluster->writeEngineCertificate(folder);
}

QString ClusterDiscovery::unfinished() const
{
    const auto change = m_cluster->change();
    return m_cluster->phase() == Phase::Ready && change && change->isOfExposuresOnly() ? describe(*change)
                                                                                       : QString();
}

Pending<> ClusterDiscovery::goOn()
{
    const auto done = untilDone(ready<>({}));
    m_cluster->resume();
    return done;
}

Pending<> ClusterDiscovery::giveUp()
{
    const auto done = untilDone(ready<>({}));
    m_cluster->giveUp();
    return done;
}

//! A change has begun when it is written down; it is done when its plan has ended.
Pending<> ClusterDiscovery::untilDone(const Pending<> &begun)
{
    Completer<> done;
    auto *ended = new QObject(this);
    connect(m_cluster, &Cluster::finished, ended, [this, done, ended](bool complete) {
        ended->deleteLater();
        done.settle(complete ? Result<>() : Result<>(fail(m_cluster->error())));
    });
    onResult(begun, ended, [done, ended](const Result<> &result) {
        if (result)
            return;
        ended->deleteLater();
        done.settle(fail(result.error()));
    });
    return done.future();
}

} // namespace skep::cluster
