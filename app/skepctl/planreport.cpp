// SPDX-License-Identifier: GPL-3.0-or-later
// What "cluster plan" prints.
#include "app/skepctl/reports.h"
#include "app/skepctl/session.h"
#include "core/cluster/commands.h"

using namespace Qt::StringLiterals;

namespace skep::ctl {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("skepctl", text);
}

QJsonArray stepReport(const QList<plan::Step> &steps)
{
    QJsonArray list;
    for (const auto &step : steps)
        list.append(QJsonObject{{u"id"_s, step.id},
                                {u"kind"_s, step.kind},
                                {u"title"_s, cluster::Cluster::stepTitle(step)},
                                {u"needs"_s, QJsonArray::fromStringList(step.needs)},
                                {u"input"_s, step.input}});
    return list;
}

QJsonArray firewallReport(const cluster::ClusterSpec &spec)
{
    QJsonArray list;
    const auto lines = cluster::firewallLines(spec);
    for (const auto &line : lines)
        list.append(QJsonObject{{u"group"_s, line.group},
                                {u"ports"_s, line.ports},
                                {u"source"_s, line.source},
                                {u"why"_s, line.why}});
    return list;
}

QJsonObject estimateReport(const cluster::Estimate &estimate)
{
    QJsonArray quotas;
    for (const auto &quota : estimate.quotas)
        quotas.append(QJsonObject{{u"of"_s, quota.title},
                                  {u"used"_s, quota.used},
                                  {u"more"_s, quota.more},
                                  {u"limit"_s, quota.limit}});
    QJsonObject report{{u"quotas"_s, quotas}};
    if (const auto &cost = estimate.cost)
        report.insert(u"cost"_s,
                      QJsonObject{{u"currency"_s, cost->currency},
                                  {u"perHour"_s, cost->perHour},
                                  {u"perMonth"_s, cost->perMonth()},
                                  {u"unpriced"_s, QJsonArray::fromStringList(cost->unpriced)},
                                  {u"source"_s, cost->source}});
    return report;
}

QString estimateText(const Result<cluster::Estimate> &estimate)
{
    if (!estimate)
        return tr("Price and quota are not known: %1").arg(estimate.error().message) + u'\n';
    QList<QStringList> rows;
    for (const auto &quota : estimate->quotas) {
        const QString limit = quota.limit < 0 ? tr("no limit") : tr("limit %1").arg(quota.limit);
        rows.append(
            {u"  "_s + quota.title, tr("%1 used").arg(quota.used), tr("%1 more").arg(quota.more), limit});
    }
    const QString price = estimate->cost ? describe(*estimate->cost) : tr("This cloud publishes no prices.");
    return table(rows) + price + u'\n';
}

} // namespace

QJsonObject planReport(const cluster::ClusterSpec &spec, const cluster::Account &account,
                       const QList<plan::Step> &steps, const Result<cluster::Estimate> &estimate)
{
    QJsonArray machines;
    const auto planned = cluster::machines(spec);
    for (const auto &machine : planned)
        machines.append(toJson(machine));
    QJsonObject report{
        {u"steps"_s, stepReport(steps)},
        {u"machines"_s, machines},
        {u"firewall"_s, firewallReport(spec)},
        {u"commands"_s, QJsonArray::fromStringList(cluster::equivalentCommands(spec, account).split(u'\n'))}};
    if (estimate)
        report.insert(u"account"_s, estimateReport(*estimate));
    return report;
}

QString planText(const cluster::ClusterSpec &spec, const cluster::Account &account,
                 const QList<plan::Step> &steps, const Result<cluster::Estimate> &estimate)
{
    QList<QStringList> stepRows;
    for (const auto &step : steps)
        stepRows.append({u"  "_s + step.id, cluster::Cluster::stepTitle(step)});
    QList<QStringList> firewallRows;
    const auto lines = cluster::firewallLines(spec);
    for (const auto &line : lines)
        firewallRows.append({u"  "_s + line.group, line.ports, tr("from %1").arg(line.source), line.why});
    const QString firewall = spec.isOnOwnServers()
        ? tr("Ports that must be open between the servers; Skep leaves their firewalls alone")
        : tr("Firewall: all else stays closed");
    const QString text = tr("Steps") + u'\n' + table(stepRows) + firewall + u'\n' + table(firewallRows)
        + tr("Commands it stands for") + u'\n' + cluster::equivalentCommands(spec, account) + u'\n';
    return spec.isOnOwnServers() ? text : text + tr("Account") + u'\n' + estimateText(estimate);
}

} // namespace skep::ctl
