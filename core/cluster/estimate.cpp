// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/estimate.h"

#include "core/cluster/compose.h"
#include "core/cluster/firewallplan.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace skep::cluster {

namespace {

struct Estimates
{
    Q_DECLARE_TR_FUNCTIONS(skep::cluster::Estimates)
};

QStringList typesOf(const QList<PlannedMachine> &machines)
{
    QStringList types;
    for (const auto &machine : machines) {
        if (!types.contains(machine.type))
            types.append(machine.type);
    }
    return types;
}

int affinityGroups(const ClusterSpec &spec)
{
    QSet<QString> names;
    const auto wanted = machines(spec);
    for (const auto &machine : wanted) {
        if (optionsOf(spec, machine.role).antiAffinity)
            names.insert(affinityGroupName(spec, machine.role));
    }
    return int(names.size());
}

} // namespace

QList<QuotaUse> quotaUse(const ClusterSpec &spec, const QList<cloud::Quota> &quotas)
{
    struct Need
    {
        QLatin1StringView resource;
        QString title;
        int count;
    };
    const Need needs[] = {
        {"instance"_L1, Estimates::tr("Machines"), int(machines(spec).size())},
        {"security-group"_L1, Estimates::tr("Firewall groups"), int(plannedGroups(spec).size())},
        {"anti-affinity-group"_L1, Estimates::tr("Anti-affinity groups"), affinityGroups(spec)},
        {"ssh-key"_L1, Estimates::tr("SSH keys"), 1},
    };
    QList<QuotaUse> uses;
    for (const Need &need : needs) {
        for (const auto &quota : quotas) {
            if (need.count > 0 && quota.resource == need.resource)
                uses.append({need.title, quota.usage, need.count, quota.limit});
        }
    }
    return uses;
}

std::optional<Cost> costOf(const QList<PlannedMachine> &machines, const cloud::Prices &prices,
                           const QString &currency)
{
    if (prices.byCurrency.isEmpty())
        return {};
    Cost cost;
    cost.currency = prices.byCurrency.contains(currency) ? currency : prices.byCurrency.firstKey();
    cost.source = prices.source;
    const auto &rates = prices.byCurrency[cost.currency];
    for (const auto &machine : machines) {
        const auto rate = rates.machinePerHour.constFind(machine.type);
        if (rate == rates.machinePerHour.constEnd() && !cost.unpriced.contains(machine.type))
            cost.unpriced.append(machine.type);
        if (rate != rates.machinePerHour.constEnd())
            cost.perHour += *rate;
        cost.perHour += machine.diskGiB * rates.diskGiBPerHour;
    }
    return cost;
}

Pending<Estimate> estimate(cloud::CloudProvider *provider, const ClusterSpec &spec, QObject *context)
{
    const auto wanted = machines(spec);
    return andThen(provider->quotas(), context, [=](const QList<cloud::Quota> &quotas) {
        const auto prices = orElse(provider->prices(typesOf(wanted)), context,
                                   [](const Error &) { return ready<cloud::Prices>(cloud::Prices()); });
        return transform<Estimate>(prices, context, [=](const cloud::Prices &known) {
            const QString currency = QLocale().currencySymbol(QLocale::CurrencyIsoCode);
            return Estimate{quotaUse(spec, quotas), costOf(wanted, known, currency)};
        });
    });
}

QString describe(const Cost &cost)
{
    const QLocale locale;
    const auto amount = [&](double value, int decimals) -> QString {
        return cost.currency + u' ' + locale.toString(value, 'f', decimals);
    };
    QString text = Estimates::tr("About %1 an hour, %2 a month: machines and disks at the prices that %3 "
                                 "publishes, without traffic and taxes.")
                       .arg(amount(cost.perHour, 4), amount(cost.perMonth(), 2), cost.source);
    if (!cost.unpriced.isEmpty())
        text += u' '
            + Estimates::tr("Not in it, since no price is published: %1.").arg(cost.unpriced.join(u", "_s));
    return text;
}

} // namespace skep::cluster
