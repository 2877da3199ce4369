// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/leftovers.h"

#include "core/cluster/compose.h"
#include "core/cluster/site.h"
#include "core/cluster/workspace.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace skep::cluster {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("skep::cluster", text);
}

using Found = std::shared_ptr<QList<Leftover>>;

// A group tells by its description whose it is; its name is the cluster's and what it is for.
template <typename Group>
void addGroups(const Found &found, const QList<Group> &groups, Leftover::Kind kind, const QString &zone)
{
    const QString mark = groupDescription({});
    for (const auto &group : groups) {
        if (group.description.startsWith(mark))
            found->append({kind,
                           group.id,
                           group.name,
                           group.description.mid(mark.size()),
                           group.name.section(u'-', 0, -2),
                           zone,
                           {},
                           {}});
    }
}

// A key's name ends with the cluster's id.
void addKeys(const Found &found, const QList<cloud::SshKey> &keys, const QString &zone)
{
    static const QRegularExpression pattern(u"\\A(.+)-([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})\\z"_s);
    for (const auto &key : keys) {
        if (const auto match = pattern.match(key.name); match.hasMatch())
            found->append({Leftover::Kind::SshKey,
                           key.name,
                           key.name,
                           match.captured(2),
                           match.captured(1),
                           zone,
                           {},
                           {}});
    }
}

void addMachines(const Found &found, const QList<cloud::Machine> &machines, const QString &zone)
{
    for (const auto &machine : machines) {
        const QString clusterId = machine.labels.value(clusterLabel);
        if (!clusterId.isEmpty() && machine.state != cloud::MachineState::Destroyed)
            found->append({Leftover::Kind::Machine, machine.id, machine.name, clusterId,
                           machine.labels.value(nameLabel), zone, machine.address, machine.createdAt});
    }
}

Pending<> lookAt(cloud::CloudProvider *provider, const QString &zone, const Found &found, QObject *context)
{
    const QList<std::function<Pending<>()>> questions{
        [=] {
            return transform<void>(provider->machines({}), context,
                                   [=](const QList<cloud::Machine> &machines) {
                                       addMachines(found, machines, zone);
                                       return Result<>();
                                   });
        },
        [=] {
            return transform<void>(provider->groups(), context,
                                   [=](const QList<cloud::FirewallGroup> &groups) {
                                       addGroups(found, groups, Leftover::Kind::Group, zone);
                                       return Result<>();
                                   });
        },
        [=] {
            return transform<void>(provider->affinityGroups(), context,
                                   [=](const QList<cloud::AffinityGroup> &groups) {
                                       addGroups(found, groups, Leftover::Kind::AffinityGroup, zone);
                                       return Result<>();
                                   });
        },
        [=] {
            return transform<void>(provider->sshKeys(), context, [=](const QList<cloud::SshKey> &keys) {
                addKeys(found, keys, zone);
                return Result<>();
            });
        },
    };
    return allAtOnce(questions, context, [](const auto &ask) { return ask(); });
}

// Groups and keys are the same in every zone of some clouds.
QList<Leftover> sorted(QList<Leftover> all, const QSet<QString> &knownClusters)
{
    QSet<QString> seen;
    all.removeIf([&](const Leftover &each) {
        const QString key = kindWord(each.kind) + u'/' + each.id;
        const bool isOld = seen.contains(key);
        seen.insert(key);
        return isOld || knownClusters.contains(each.clusterId);
    });
    const auto order = [](const Leftover &each) {
        return std::tuple(each.clusterName, each.clusterId, each.kind, each.name, each.id);
    };
    std::sort(all.begin(), all.end(),
              [&](const Leftover &a, const Leftover &b) { return order(a) < order(b); });
    return all;
}

QSet<QString> knownTo(const Workspace *workspace)
{
    QSet<QString> known;
    const auto clusters = workspace->clusters();
    for (const auto *cluster : clusters) {
        if (cluster->phase() != Phase::Destroyed)
            known.insert(cluster->id());
    }
    return known;
}

MachineRole roleOf(const QString &machineName)
{
    const QString role = machineName.section(u'-', -2, -2);
    return role == "manager"_L1 ? MachineRole::Manager
        : role == "consul"_L1   ? MachineRole::ConsulServer
                                : MachineRole::Worker;
}

} // namespace

QString kindName(Leftover::Kind kind)
{
    switch (kind) {
    case Leftover::Kind::Machine:
        return tr("machine");
    case Leftover::Kind::Group:
        return tr("firewall group");
    case Leftover::Kind::AffinityGroup:
        return tr("anti-affinity group");
    case Leftover::Kind::SshKey:
        return tr("SSH key");
    }
    return {};
}

QString kindWord(Leftover::Kind kind)
{
    switch (kind) {
    case Leftover::Kind::Machine:
        return u"machine"_s;
    case Leftover::Kind::Group:
        return u"firewall-group"_s;
    case Leftover::Kind::AffinityGroup:
        return u"anti-affinity-group"_s;
    case Leftover::Kind::SshKey:
        return u"ssh-key"_s;
    }
    return {};
}

Pending<QList<Leftover>> findLeftovers(Workspace *workspace, const QString &accountName)
{
    const auto found = std::make_shared<QList<Leftover>>();
    const auto looked =
        andThen(workspace->provider(accountName), workspace, [=](cloud::CloudProvider *provider) {
            return andThen(provider->zones(), workspace, [=](const QList<cloud::Zone> &zones) {
                return oneByOne(zones, workspace, [=](const cloud::Zone &zone) {
                    return andThen(workspace->provider(accountName, zone.name), workspace,
                                   [=](cloud::CloudProvider *there) {
                                       return lookAt(there, zone.name, found, workspace);
                                   });
                });
            });
        });
    return transform<QList<Leftover>>(looked, workspace, [=] { return sorted(*found, knownTo(workspace)); });
}

Error onlyLabelsTell()
{
    return {ErrorCode::Config,
            tr("Only its labels in the cloud tell of this cluster: it can be destroyed, not gone on with.")};
}

ClusterFile recordOf(const QList<Leftover> &leftovers, const Account &account)
{
    ClusterFile file;
    file.spec.account = account.name;
    file.spec.managers = file.spec.workers = file.spec.consulServers = 0;
    file.account = account;
    file.phase = Phase::Interrupted;
    file.error = onlyLabelsTell();
    file.createdAt = QDateTime::currentDateTimeUtc();
    for (const auto &each : leftovers) {
        file.id = each.clusterId;
        file.spec.zone = each.zone;
        file.spec.name = each.clusterName;
        if (each.kind != Leftover::Kind::Machine)
            continue;
        const MachineRole role = roleOf(each.name);
        ++(role == MachineRole::Manager            ? file.spec.managers
               : role == MachineRole::ConsulServer ? file.spec.consulServers
                                                   : file.spec.workers);
        PlannedMachine shape;
        shape.name = each.name;
        shape.role = role;
        file.machines.append({each.name, role, each.id, each.address, {}, shape});
    }
    return file;
}

} // namespace skep::cluster
