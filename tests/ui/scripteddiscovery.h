// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/discovery.h"

namespace skep::test {

//! A cluster's Consul by script.
class ScriptedDiscovery final : public cluster::Discovery
{
    Q_OBJECT

public:
    QStringList agents() const override { return agentNames; }
    Pending<consul::DnsProbe> probe(const QString &machine, const QString &name, const QString &type) override
    {
        asked = QStringList{machine, name, type};
        return ready<consul::DnsProbe>(answer);
    }
    Pending<QUrl> openWeb() override { return ready<QUrl>(page); }
    void closeWeb() override
    {
        webIsOpen = false;
        emit changed();
    }
    bool isWebOpen() const override { return webIsOpen; }
    Pending<cluster::Audit> audit() override { return ready<cluster::Audit>(found); }
    QList<cluster::Exposure> exposures() const override { return openNow; }
    Pending<> open(const cluster::Exposure &exposure) override
    {
        openNow.append(exposure);
        emit changed();
        return outcome.future();
    }
    Pending<> close(const cluster::Exposure &exposure) override
    {
        openNow.removeAll(exposure);
        emit changed();
        return outcome.future();
    }
    Pending<QDate> writeCertificate(const QString &folder) override
    {
        certificateFolder = folder;
        return ready<QDate>(QDate(2027, 11, 25));
    }
    QString unfinished() const override { return stopped; }
    Pending<> goOn() override { return outcome.future(); }
    Pending<> giveUp() override { return outcome.future(); }

    QStringList agentNames{QStringLiteral("hive-consul-1"), QStringLiteral("hive-manager-1"),
                           QStringLiteral("hive-worker-1")};
    QStringList asked;
    Result<consul::DnsProbe> answer;
    Result<QUrl> page = fail(ErrorCode::NotFound, QStringLiteral("Consul does not offer its web interface."));
    Result<cluster::Audit> found;
    bool webIsOpen = false;
    QList<cluster::Exposure> openNow;
    QString certificateFolder;
    QString stopped;
    Completer<> outcome;
};

} // namespace skep::test
