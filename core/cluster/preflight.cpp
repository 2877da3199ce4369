// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/preflight.h"

#include "core/cloud/abilities.h"
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

QString fieldOf(const PlannedMachine &machine, QLatin1StringView what)
{
    const QString role = machine.role == MachineRole::Manager ? u"manager"_s
        : machine.role == MachineRole::Worker                 ? u"worker"_s
                                                              : u"consul"_s;
    return role + what;
}

void chooseTemplates(const ClusterSpec &spec, const QList<PlannedMachine> &wanted,
                     const QList<cloud::MachineTemplate> &templates, Preflight &found)
{
    for (const auto &machine : wanted) {
        const cloud::MachineTemplate *best = nullptr;
        for (const auto &candidate : templates) {
            if (candidate.name == machine.templateName && (!best || candidate.createdAt > best->createdAt))
                best = &candidate;
        }
        const bool isOwn = machine.templateName != spec.templateName;
        const auto problem = [&](const QString &field, const QString &sentence) {
            if (std::none_of(found.problems.begin(), found.problems.end(),
                             [&](const SpecProblem &known) { return known.field == field; }))
                found.problems.append({field, sentence});
        };
        if (!best) {
            problem(isOwn ? fieldOf(machine, "Options.templateName"_L1) : u"templateName"_s,
                    tr("The cloud has no template “%1”.").arg(machine.templateName));
            continue;
        }
        found.templateIds.insert(machine.templateName, best->id);
        if (machine.diskGiB < best->minimumDiskGiB)
            problem(machine.diskGiB == spec.diskGiB ? u"diskGiB"_s : fieldOf(machine, "Options.diskGiB"_L1),
                    tr("The template needs a disk of at least %1 GiB.").arg(best->minimumDiskGiB));
    }
}

void chooseTypes(const QList<PlannedMachine> &wanted, const QList<cloud::InstanceType> &types,
                 Preflight &found)
{
    QStringList asked;
    for (const auto &machine : wanted) {
        const QString field = fieldOf(machine, "Type"_L1);
        if (asked.contains(field + machine.type))
            continue;
        asked.append(field + machine.type);
        const auto type =
            std::find_if(types.begin(), types.end(), [&](const auto &t) { return t.name == machine.type; });
        if (type == types.end())
            found.problems.append({field, tr("The cloud has no machine type “%1”.").arg(machine.type)});
        else if (!type->authorized)
            found.problems.append(
                {field, tr("The account may not use the machine type “%1”.").arg(machine.type)});
        else
            found.typeIds.insert(machine.type, type->id);
    }
}

void checkZone(const ClusterSpec &spec, const QList<cloud::Zone> &zones, Preflight &found)
{
    if (!spec.zone.isEmpty()
        && std::none_of(zones.begin(), zones.end(), [&](const auto &zone) { return zone.name == spec.zone; }))
        found.problems.append({u"zone"_s, tr("The cloud has no zone “%1”.").arg(spec.zone)});
}

void checkQuota(qsizetype wanted, const QList<cloud::Quota> &quotas, Preflight &found)
{
    for (const auto &quota : quotas) {
        if (quota.resource == "instance"_L1 && quota.limit >= 0 && quota.usage + wanted > quota.limit)
            found.problems.append(
                {u"workers"_s,
                 tr("The account may have %1 machines and has %2; this cluster needs %3 more.")
                     .arg(quota.limit)
                     .arg(quota.usage)
                     .arg(wanted)});
    }
}

void checkAbilities(const ClusterSpec &spec, const cloud::Abilities &abilities, Preflight &found)
{
    if (!abilities.obstacle.isEmpty())
        found.problems.append({u"zone"_s, abilities.obstacle});
    const std::pair<QString, const RoleOptions *> roles[] = {{u"manager"_s, &spec.managerOptions},
                                                             {u"worker"_s, &spec.workerOptions},
                                                             {u"consul"_s, &spec.consulOptions}};
    for (const auto &[role, options] : roles) {
        if (options->antiAffinity && !abilities.canKeepApart)
            found.problems.append({role + u"Options.antiAffinity"_s,
                                   tr("This cloud has no anti-affinity groups, so it cannot keep machines on "
                                      "different hosts.")});
    }
}

} // namespace

Pending<Preflight> lookUp(cloud::CloudProvider *provider, const ClusterSpec &spec,
                          const QList<PlannedMachine> &wanted, QObject *context)
{
    auto found = std::make_shared<Preflight>();
    const QList<std::function<Pending<>()>> questions{
        [=] {
            return transform<void>(provider->templates(), context,
                                   [=](const QList<cloud::MachineTemplate> &templates) -> Result<> {
                                       chooseTemplates(spec, wanted, templates, *found);
                                       return {};
                                   });
        },
        [=] {
            return transform<void>(provider->instanceTypes(), context,
                                   [=](const QList<cloud::InstanceType> &types) -> Result<> {
                                       chooseTypes(wanted, types, *found);
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
            return transform<void>(cloud::abilitiesOf(provider), context,
                                   [=](const cloud::Abilities &abilities) -> Result<> {
                                       checkAbilities(spec, abilities, *found);
                                       return {};
                                   });
        },
        [=] {
            return transform<void>(provider->quotas(), context,
                                   [=](const QList<cloud::Quota> &quotas) -> Result<> {
                                       checkQuota(wanted.size(), quotas, *found);
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
