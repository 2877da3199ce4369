// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/destruction.h"

#include "core/cluster/compose.h"
#include "core/cluster/site.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace skep::cluster {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("skep::cluster", text);
}

} // namespace

Pending<Inventory> takeInventory(cloud::CloudProvider *provider, const QString &clusterId, QObject *context)
{
    auto found = std::make_shared<Inventory>();
    const QList<std::function<Pending<>()>> questions{
        [=] {
            return transform<void>(provider->machines({{clusterLabel, clusterId}}), context,
                                   [found](const QList<cloud::Machine> &machines) -> Result<> {
                                       for (const auto &machine : machines) {
                                           if (machine.state != cloud::MachineState::Destroyed)
                                               found->machines.append(machine);
                                       }
                                       return {};
                                   });
        },
        [=] {
            return transform<void>(provider->groups(), context,
                                   [=](const QList<cloud::FirewallGroup> &groups) -> Result<> {
                                       for (const auto &group : groups) {
                                           if (group.description == groupDescription(clusterId))
                                               found->groups.append(group);
                                       }
                                       return {};
                                   });
        },
        [=] {
            return transform<void>(provider->affinityGroups(), context,
                                   [=](const QList<cloud::AffinityGroup> &groups) -> Result<> {
                                       for (const auto &group : groups) {
                                           if (group.description == groupDescription(clusterId))
                                               found->affinityGroups.append(group);
                                       }
                                       return {};
                                   });
        },
        [=] {
            return transform<void>(provider->sshKeys(), context,
                                   [=](const QList<cloud::SshKey> &keys) -> Result<> {
                                       for (const auto &key : keys) {
                                           if (key.name.endsWith(u'-' + clusterId))
                                               found->sshKeys.append(key.name);
                                       }
                                       return {};
                                   });
        },
    };
    return transform<Inventory>(allAtOnce(questions, context, [](const auto &ask) { return ask(); }), context,
                                [found] { return *found; });
}

QStringList described(const Inventory &inventory)
{
    QStringList list;
    for (const auto &machine : inventory.machines)
        list.append(tr("machine %1").arg(machine.name));
    for (const auto &group : inventory.groups)
        list.append(tr("firewall group %1").arg(group.name));
    for (const auto &group : inventory.affinityGroups)
        list.append(tr("anti-affinity group %1").arg(group.name));
    for (const auto &key : inventory.sshKeys)
        list.append(tr("SSH key %1").arg(key));
    return list;
}

QList<plan::Step> planDestruction(const Inventory &inventory)
{
    QList<plan::Step> steps;
    QStringList gone;
    for (const auto &machine : inventory.machines) {
        // Two machines of one name are possible after a fault; their ids tell them apart.
        const QString prefix = machine.name + u'/';
        const QString remove = prefix + u"delete-"_s + machine.id;
        steps.append({remove, u"delete-machine"_s, {}, {}, {{u"id"_s, machine.id}}});
        steps.append(
            {prefix + u"gone-"_s + machine.id, u"machine-gone"_s, {}, {remove}, {{u"id"_s, machine.id}}});
        gone.append(steps.last().id);
    }
    QStringList rules;
    for (const auto &group : inventory.groups) {
        for (const auto &rule : group.rules) {
            steps.append({u"cluster/delete-rule-"_s + rule.id,
                          u"delete-rule"_s,
                          {},
                          gone,
                          {{u"group"_s, group.id}, {u"id"_s, rule.id}}});
            rules.append(steps.last().id);
        }
    }
    QStringList all = gone;
    for (const auto &group : inventory.groups) {
        steps.append({u"cluster/delete-group-"_s + group.id,
                      u"delete-group"_s,
                      {},
                      gone + rules,
                      {{u"id"_s, group.id}, {u"name"_s, group.name}}});
        all.append(steps.last().id);
    }
    for (const auto &group : inventory.affinityGroups) {
        steps.append({u"cluster/delete-apart-"_s + group.id,
                      u"delete-affinity-group"_s,
                      {},
                      gone,
                      {{u"id"_s, group.id}, {u"name"_s, group.name}}});
        all.append(steps.last().id);
    }
    for (const auto &key : inventory.sshKeys) {
        steps.append({u"cluster/delete-key-"_s + key, u"delete-key"_s, {}, gone, {{u"name"_s, key}}});
        all.append(steps.last().id);
    }
    steps.append({u"cluster/verify-gone"_s, u"verify-gone"_s, {}, all, {}});
    steps.append({u"cluster/delete-secrets"_s, u"delete-secrets"_s, {}, {u"cluster/verify-gone"_s}, {}});
    return steps;
}

QList<plan::Step> planCleaning(const QList<PlannedMachine> &servers)
{
    QList<plan::Step> steps;
    QStringList cleaned;
    for (const auto &server : servers) {
        steps.append({server.name + u"/clean"_s, u"server-clean"_s, server.name, {}, {}});
        cleaned.append(steps.last().id);
    }
    steps.append({u"cluster/delete-secrets"_s, u"delete-secrets"_s, {}, cleaned, {}});
    return steps;
}

} // namespace skep::cluster
