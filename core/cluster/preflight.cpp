// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/preflight.h"

#include "core/cluster/compose.h"
#include "core/cluster/firewallplan.h"
#include "core/cluster/site.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace skep::cluster {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("skep::cluster", text);
}

void chooseTemplate(const ClusterSpec &spec, const QList<cloud::MachineTemplate> &templates, Preflight &found)
{
    const cloud::MachineTemplate *best = nullptr;
    for (const auto &candidate : templates) {
        if (candidate.name == spec.templateName && (!best || candidate.createdAt > best->createdAt))
            best = &candidate;
    }
    if (!best) {
        found.problems.append(
            {u"templateName"_s, tr("The cloud has no template “%1”.").arg(spec.templateName)});
        return;
    }
    found.templateId = best->id;
    if (spec.diskGiB < best->minimumDiskGiB)
        found.problems.append(
            {u"diskGiB"_s, tr("The template needs a disk of at least %1 GiB.").arg(best->minimumDiskGiB)});
}

void chooseTypes(const ClusterSpec &spec, const QList<cloud::InstanceType> &types, Preflight &found)
{
    const auto choose = [&](const QString &field, const QString &name) {
        const auto type =
            std::find_if(types.begin(), types.end(), [&](const auto &t) { return t.name == name; });
        if (type == types.end())
            found.problems.append({field, tr("The cloud has no machine type “%1”.").arg(name)});
        else if (!type->authorized)
            found.problems.append({field, tr("The account may not use the machine type “%1”.").arg(name)});
        else
            found.typeIds.insert(name, type->id);
    };
    choose(u"managerType"_s, spec.managerType);
    if (spec.workers > 0)
        choose(u"workerType"_s, spec.workerType);
    if (spec.consulServers > 0 && !spec.consulOnManagers)
        choose(u"consulType"_s, spec.consulType);
}

void checkZone(const ClusterSpec &spec, const QList<cloud::Zone> &zones, Preflight &found)
{
    if (!spec.zone.isEmpty()
        && std::none_of(zones.begin(), zones.end(), [&](const auto &zone) { return zone.name == spec.zone; }))
        found.problems.append({u"zone"_s, tr("The cloud has no zone “%1”.").arg(spec.zone)});
}

void checkQuota(const ClusterSpec &spec, const QList<cloud::Quota> &quotas, Preflight &found)
{
    for (const auto &quota : quotas) {
        const auto wanted = machines(spec).size();
        if (quota.resource == "instance"_L1 && quota.limit >= 0 && quota.usage + wanted > quota.limit)
            found.problems.append(
                {u"workers"_s,
                 tr("The account may have %1 machines and has %2; this cluster needs %3 more.")
                     .arg(quota.limit)
                     .arg(quota.usage)
                     .arg(wanted)});
    }
}

} // namespace

Pending<Preflight> lookUp(cloud::CloudProvider *provider, const ClusterSpec &spec, QObject *context)
{
    auto found = std::make_shared<Preflight>();
    const QList<std::function<Pending<>()>> questions{
        [=] {
            return transform<void>(provider->templates(), context,
                                   [=](const QList<cloud::MachineTemplate> &templates) -> Result<> {
                                       chooseTemplate(spec, templates, *found);
                                       return {};
                                   });
        },
        [=] {
            return transform<void>(provider->instanceTypes(), context,
                                   [=](const QList<cloud::InstanceType> &types) -> Result<> {
                                       chooseTypes(spec, types, *found);
                                       return {};
                                   });
        },
        [=] {
            return transform<void>(provider->zones(), context,
                                   [=](const QList<cloud::Zone> &zones) -> Result<> {
                                       checkZone(spec, zones, *found);
                                       return {};
                                   });
        },
        [=] {
            return transform<void>(provider->quotas(), context,
                                   [=](const QList<cloud::Quota> &quotas) -> Result<> {
                                       checkQuota(spec, quotas, *found);
                                       return {};
                                   });
        },
    };
    const auto all = allAtOnce(questions, context, [](const auto &ask) { return ask(); });
    return transform<Preflight>(all, context, [found] { return *found; });
}

Pending<QList<SpecProblem>> checkNameIsFree(cloud::CloudProvider *provider, const ClusterSpec &spec,
                                            QObject *context)
{
    return transform<QList<SpecProblem>>(
        provider->groups(), context, [spec](const QList<cloud::FirewallGroup> &groups) {
            QList<SpecProblem> problems;
            const auto planned = plannedGroups(spec);
            for (const Group wanted : planned) {
                const QString name = groupName(spec, wanted);
                if (std::any_of(groups.begin(), groups.end(),
                                [&](const auto &group) { return group.name == name; })) {
                    problems.append({u"name"_s,
                                     tr("The account has a firewall group “%1” already, so a cluster of this "
                                        "name may be there. Choose another name.")
                                         .arg(name)});
                    break;
                }
            }
            return problems;
        });
}

} // namespace skep::cluster
