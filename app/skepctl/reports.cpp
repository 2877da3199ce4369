// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/skepctl/reports.h"

#include "app/skepctl/session.h"
#include "core/cluster/expected.h"

#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace skep::ctl {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("skepctl", text);
}

QJsonArray machineReport(const cluster::Cluster *cluster)
{
    QJsonArray list;
    const auto machines = cluster->machines();
    for (const auto &machine : machines)
        list.append(QJsonObject{{u"name"_s, machine.name},
                                {u"role"_s, roleName(machine.role)},
                                {u"machineId"_s, machine.machineId},
                                {u"address"_s, machine.address}});
    return list;
}

// All that may cost money now, as the journals have it; without an id where the cloud's answer was not read.
QJsonArray objectReport(const cluster::Cluster *cluster)
{
    using Kind = cluster::Expected::Kind;
    static const QMap<Kind, QString> kinds{{Kind::Machine, u"machine"_s},
                                           {Kind::Group, u"firewall-group"_s},
                                           {Kind::AffinityGroup, u"anti-affinity-group"_s},
                                           {Kind::SshKey, u"ssh-key"_s}};
    QJsonArray list;
    if (cluster->phase() == cluster::Phase::Destroyed)
        return list;
    const auto expected =
        cluster::expectedIn(QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation)
                            + u"/skep/clusters/"_s + cluster->id());
    for (const auto &each : expected)
        list.append(
            QJsonObject{{u"kind"_s, kinds.value(each.kind)}, {u"name"_s, each.name}, {u"id"_s, each.id}});
    const auto machines = cluster->machines();
    for (const auto &machine : machines) { // of one that was adopted there is no journal
        if (expected.isEmpty() && !machine.machineId.isEmpty())
            list.append(QJsonObject{
                {u"kind"_s, u"machine"_s}, {u"name"_s, machine.name}, {u"id"_s, machine.machineId}});
    }
    return list;
}

QString stateMark(cluster::ProofStage::State state)
{
    switch (state) {
    case cluster::ProofStage::State::Passed:
        return u"passed"_s;
    case cluster::ProofStage::State::Failed:
        return u"FAILED"_s;
    case cluster::ProofStage::State::Running:
        return u"running"_s;
    case cluster::ProofStage::State::Waiting:
        break;
    }
    return u"-"_s;
}

} // namespace

QJsonObject clusterReport(const cluster::Cluster *cluster, const QJsonObject &seconds)
{
    QJsonObject report{{u"name"_s, cluster->name()},
                       {u"id"_s, cluster->id()},
                       {u"account"_s, cluster->spec().account},
                       {u"phase"_s, phaseName(cluster->phase())}};
    if (!cluster->error().message.isEmpty())
        report.insert(
            u"error"_s,
            QJsonObject{{u"message"_s, cluster->error().message}, {u"detail"_s, cluster->error().detail}});
    if (const auto change = cluster->change())
        report.insert(u"change"_s, describe(*change));
    if (cluster->receipt().at.isValid())
        report.insert(u"receipt"_s, toJson(cluster->receipt()));
    if (cluster->phase() != cluster::Phase::Destroyed)
        report.insert(u"machines"_s, machineReport(cluster));
    if (!cluster->connected())
        report.insert(u"objects"_s, objectReport(cluster));
    QJsonArray open;
    for (const auto &exposure : cluster->spec().exposures)
        open.append(toJson(exposure));
    if (!open.isEmpty())
        report.insert(u"open"_s, open);
    if (cluster->proof().at.isValid())
        report.insert(u"proof"_s, toJson(cluster->proof()));
    if (!seconds.isEmpty())
        report.insert(u"seconds"_s, seconds);
    return report;
}

QString clusterText(const cluster::Cluster *cluster)
{
    QString text = u"%1: %2\n"_s.arg(cluster->name(), phaseName(cluster->phase()));
    if (!cluster->error().message.isEmpty())
        text += cluster->error().message + u'\n';
    if (const auto change = cluster->change())
        text += tr("Not finished: %1. Go on with “cluster resume” or end it with “cluster give-up”.")
                    .arg(describe(*change))
            + u'\n';
    if (cluster->receipt().at.isValid()) {
        const auto receipt = cluster->receipt();
        for (const QString &what : receipt.deleted)
            text += tr("deleted: %1").arg(what) + u'\n';
        for (const QString &what : receipt.left)
            text += tr("LEFT: %1").arg(what) + u'\n';
        return text;
    }
    QList<QStringList> rows;
    const auto machines = cluster->machines();
    for (const auto &machine : machines)
        rows.append({u"  "_s + machine.name, roleName(machine.role), machine.address});
    text += table(rows);
    for (const auto &exposure : cluster->spec().exposures)
        text += tr("open by choice: %1").arg(describe(exposure)) + u'\n';
    if (cluster->proof().at.isValid())
        text += proofText(cluster->proof());
    return text;
}

QString proofText(const cluster::Proof &proof)
{
    QList<QStringList> rows{{proof.passed ? tr("Proof: passed") : tr("Proof: failed")}};
    for (const auto &stage : proof.stages)
        rows.append({u"  "_s + stage.title, stateMark(stage.state), stage.detail});
    return table(rows.mid(1)).prepend(rows.first().first() + u'\n');
}

} // namespace skep::ctl
