// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/discovery.h"
#include "core/cluster/webinterface.h"

namespace skep::cluster {

class Cluster;

//! The discovery of a cluster that Skep has made. Main thread.
class ClusterDiscovery final : public Discovery
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ClusterDiscovery)

public:
    ClusterDiscovery(Cluster *cluster, Site *site); //!< both must outlive it

    QStringList agents() const override;
    Pending<consul::DnsProbe> probe(const QString &machine, const QString &name,
                                    const QString &type) override;
    Pending<QUrl> openWeb() override { return m_web.open(); }
    void closeWeb() override { m_web.close(); }
    bool isWebOpen() const override { return m_web.isOpen(); }
    Pending<Audit> audit() override;
    QList<Exposure> exposures() const override;
    Pending<> open(const Exposure &exposure) override;
    Pending<> close(const Exposure &exposure) override;
    Pending<QDate> writeCertificate(const QString &folder) override;
    QString unfinished() const override;
    Pending<> goOn() override;
    Pending<> giveUp() override;

private:
    Pending<> untilDone(const Pending<> &begun);

    Cluster *m_cluster;
    WebInterface m_web;
};

} // namespace skep::cluster
