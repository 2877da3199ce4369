// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cloud/provider.h"
#include "core/cluster/spec.h"

namespace skep::cluster {

//! One limit of the account that a cluster uses up.
struct QuotaUse
{
    QString title; //!< for people: "Machines"
    int used = 0; //!< before
    int more = 0; //!< what the cluster adds
    int limit = -1; //!< -1: without limit
    bool isEnough() const { return limit < 0 || used + more <= limit; }
    bool operator==(const QuotaUse &) const = default;
};

//! What machines and disks cost; traffic and taxes are not in it.
struct Cost
{
    QString currency; //!< "CHF"
    double perHour = 0;
    QStringList unpriced; //!< machine types without a published price
    QString source; //!< host that published the prices
    double perMonth() const { return perHour * 730; } //!< hours of an average month
    bool operator==(const Cost &) const = default;
};

//! What a cluster takes of an account, before anything is made.
struct Estimate
{
    QList<QuotaUse> quotas;
    std::optional<Cost> cost; //!< absent: the cloud publishes no prices, or they could not be read
    bool operator==(const Estimate &) const = default;
};

QList<QuotaUse> quotaUse(const ClusterSpec &spec, const QList<cloud::Quota> &quotas);
//! In the currency, or in the first one of the list that is there.
std::optional<Cost> costOf(const QList<PlannedMachine> &machines, const cloud::Prices &prices,
                           const QString &currency);

//! Errors: those of reading the quota. Prices that cannot be read are no error.
Pending<Estimate> estimate(cloud::CloudProvider *provider, const ClusterSpec &spec, QObject *context);

QString describe(const Cost &cost); //!< one sentence

} // namespace skep::cluster
