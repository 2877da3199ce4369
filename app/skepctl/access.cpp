// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/skepctl/access.h"

#include "core/cluster/compose.h"

#include <QFile>
#include <QJsonObject>

#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace skep::ctl {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("skepctl", text);
}

Pending<QString> firstAnswering(cluster::Cluster *cluster, QStringList managers)
{
    if (managers.isEmpty())
        return ready<QString>(
            fail(ErrorCode::Network, tr("No manager of the cluster %1 answers.").arg(cluster->name())));
    const QString name = managers.takeFirst();
    const auto answered =
        cluster::transform<QString>(andThen(cluster->links()->engine(name), cluster,
                                            [](docker::Client *engine) { return engine->ping(); }),
                                    cluster, [name] { return name; });
    return managers.isEmpty() ? answered : cluster::orElse(answered, cluster, [=](const Error &) {
        return firstAnswering(cluster, managers);
    });
}

} // namespace

Result<cluster::Cluster *> readyCluster(const Session &session, const QString &name)
{
    const auto found = session.cluster(name);
    if (found && (*found)->phase() != cluster::Phase::Ready)
        return fail(
            ErrorCode::Conflict,
            tr("The cluster %1 is not ready: its phase is %2.").arg(name, phaseName((*found)->phase())));
    return found;
}

Result<QString> machineNamed(const cluster::Cluster *cluster, const QString &node)
{
    const auto machines = cluster->machines();
    for (const auto &machine : machines) {
        if (machine.name == node || machine.name == cluster->name() + u'-' + node)
            return machine.name;
    }
    return fail(ErrorCode::NotFound, tr("The cluster %1 has no node “%2”.").arg(cluster->name(), node));
}

QStringList swarmMachines(const cluster::Cluster *cluster)
{
    QStringList names;
    const auto machines = cluster->machines();
    for (const auto &machine : machines) {
        if (machine.role != cluster::MachineRole::ConsulServer)
            names.append(machine.name);
    }
    return names;
}

Pending<docker::Client *> engineOf(const cluster::Cluster *cluster, const QString &node)
{
    const auto machine = machineNamed(cluster, node);
    if (!machine)
        return ready<docker::Client *>(fail(machine.error()));
    return cluster->links()->engine(*machine);
}

Pending<QString> managerName(cluster::Cluster *cluster)
{
    QStringList managers;
    const auto machines = cluster->machines();
    for (const auto &machine : machines) {
        if (machine.role == cluster::MachineRole::Manager)
            managers.append(machine.name);
    }
    return firstAnswering(cluster, managers);
}

Pending<docker::Client *> managerOf(cluster::Cluster *cluster)
{
    return andThen(managerName(cluster), cluster,
                   [cluster](const QString &name) { return cluster->links()->engine(name); });
}

Pending<int> withManager(Session &session, qsizetype at,
                         const std::function<Pending<int>(cluster::Cluster *, docker::Client *)> &work)
{
    const auto found = readyCluster(session, session.arguments().words.at(at));
    if (!found)
        return ready<int>(fail(found.error()));
    auto *cluster = *found;
    return andThen(managerOf(cluster), cluster,
                   [=](docker::Client *engine) { return work(cluster, engine); });
}

QByteArray readStdin(qint64 most)
{
    QFile input;
    return input.open(STDIN_FILENO, QIODevice::ReadOnly) ? input.read(most) : QByteArray();
}

QJsonObject textMapOf(const QMap<QString, QString> &map)
{
    QJsonObject object;
    for (auto it = map.constBegin(); it != map.constEnd(); ++it)
        object.insert(it.key(), it.value());
    return object;
}

Pending<int> done(Session &session, const QJsonObject &report, const QString &text)
{
    session.print(report, text);
    return ready<int>(int(Done));
}

Pending<cluster::Cluster *> whenLive(cluster::Cluster *cluster)
{
    Completer<cluster::Cluster *> completer;
    // The engine's half is there first; Consul's, where there is one and it answers, a moment later.
    const auto knowsConsul = [store = cluster->store()] {
        const auto &rows = store->catalog();
        const auto &matters = store->attention();
        return std::any_of(rows.begin(), rows.end(),
                           [](const auto &row) { return row.health.health != cluster::Health::Unknown; })
            || std::any_of(matters.begin(), matters.end(),
                           [](const auto &matter) { return matter.id == "consul.silent"_L1; });
    };
    auto isPatient = std::make_shared<bool>(true);
    const auto look = [=] {
        const auto *store = cluster->store();
        if (store->liveState() == cluster::LiveState::Live
            && (!store->hasConsul() || knowsConsul() || !*isPatient))
            completer.settle(cluster);
    };
    QObject::connect(cluster->store(), &cluster::Store::liveStateChanged, cluster, look);
    QObject::connect(cluster->store(), &cluster::Store::catalogChanged, cluster, look);
    QObject::connect(cluster->store(), &cluster::Store::attentionChanged, cluster, look);
    QTimer::singleShot(15s, cluster, [=] {
        *isPatient = false;
        look();
    });
    cluster->connectLive();
    look();
    return withTimeout(completer.future(), 30s, cluster,
                       tr("The cluster does not answer within 30 seconds."));
}

} // namespace skep::ctl
