// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/step.h"

#include <QCoreApplication>
#include <QMultiHash>

namespace skep::plan {

static QString tr(const char *text)
{
    return QCoreApplication::translate("skep::plan", text);
}

// Kahn's algorithm: takes steps without open needs away until none is left; what is left waits in a circle.
static qsizetype countReachable(QHash<QString, qsizetype> openNeeds,
                                const QMultiHash<QString, QString> &dependents)
{
    QStringList ready;
    for (auto it = openNeeds.cbegin(); it != openNeeds.cend(); ++it) {
        if (it.value() == 0)
            ready << it.key();
    }
    qsizetype reached = 0;
    while (!ready.isEmpty()) {
        ++reached;
        const auto [begin, end] = dependents.equal_range(ready.takeLast());
        for (auto it = begin; it != end; ++it) {
            if (--openNeeds[it.value()] == 0)
                ready << it.value();
        }
    }
    return reached;
}

Result<> validate(const QList<Step> &steps)
{
    QHash<QString, qsizetype> openNeeds;
    QMultiHash<QString, QString> dependents;
    for (const Step &step : steps) {
        if (step.id.isEmpty())
            return fail(ErrorCode::Config, tr("A step of the plan has no name."));
        if (openNeeds.contains(step.id))
            return fail(ErrorCode::Config, tr("Two steps of the plan are called %1.").arg(step.id));
        openNeeds.insert(step.id, step.needs.size());
        for (const QString &need : step.needs)
            dependents.insert(need, step.id);
    }
    for (auto it = dependents.cbegin(); it != dependents.cend(); ++it) {
        if (!openNeeds.contains(it.key()))
            return fail(
                ErrorCode::Config,
                tr("Step %1 of the plan waits for %2, which is not part of it.").arg(it.value(), it.key()));
    }
    if (countReachable(openNeeds, dependents) != steps.size())
        return fail(ErrorCode::Config, tr("Steps of the plan wait for one another."));
    return {};
}

} // namespace skep::plan
