// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/spec.h"
#include "core/plan/step.h"

#include <QHash>

#include <algorithm>

//! Plans as the tests of planners look at them: by the id of each step, and what comes after what.
namespace skep::test {

inline cluster::ClusterSpec specOf(int managers, int workers, int consulServers, bool onManagers = false)
{
    cluster::ClusterSpec spec;
    spec.name = QStringLiteral("c");
    spec.templateName = QStringLiteral("Debian");
    spec.operatorCidrs = {QStringLiteral("203.0.113.7/32")};
    spec.managers = managers;
    spec.workers = workers;
    spec.consulServers = consulServers;
    spec.consulOnManagers = onManagers;
    return spec;
}

using Steps = QHash<QString, plan::Step>;

inline Steps byId(const Result<QList<plan::Step>> &planned)
{
    if (!planned)
        qFatal("no plan: %s", qPrintable(planned.error().message));
    Steps steps;
    for (const auto &step : *planned)
        steps.insert(step.id, step);
    return steps;
}

inline bool comesAfter(const Steps &steps, const QString &later, const QString &earlier)
{
    const auto needs = steps.value(later).needs;
    return std::any_of(needs.begin(), needs.end(), [&](const QString &need) {
        return need == earlier || comesAfter(steps, need, earlier);
    });
}

} // namespace skep::test
