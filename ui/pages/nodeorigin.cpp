// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/nodeorigin.h"

#include "core/ssh/connection.h"
#include "core/ssh/terminalsession.h"

#include <QPointer>

namespace skep::ui {

using cluster::Cluster;

TerminalOrigin nodeOrigin(Cluster *cluster, const cluster::MachineRecord &machine)
{
    TerminalOrigin origin;
    origin.clusterId = cluster->id();
    origin.clusterName = cluster->name();
    origin.name = machine.name;
    origin.role = machine.role;
    origin.machine = machine.name;
    origin.open = [cluster = QPointer(cluster), name = machine.name](QObject *parent) -> TerminalSource * {
        const auto connect = [cluster, name] {
            if (cluster)
                return cluster->connection(name);
            return ready<ssh::Connection *>(fail(ErrorCode::Cancelled, {}));
        };
        return new ssh::TerminalSession(connect, {}, parent);
    };
    return origin;
}

std::function<Pending<ssh::Target>()> nodeTarget(Cluster *cluster, const QString &machine)
{
    return [cluster = QPointer(cluster), machine] {
        if (!cluster)
            return ready<ssh::Target>(fail(ErrorCode::Cancelled, {}));
        return andThen(cluster->connection(machine), cluster.data(),
                       [](ssh::Connection *connection) { return ready<ssh::Target>(connection->target()); });
    };
}

QList<TerminalOrigin> nodeOrigins(Cluster *cluster, const QStringList &machines)
{
    QList<TerminalOrigin> origins;
    const auto known = cluster->machines();
    for (const QString &name : machines) {
        for (const cluster::MachineRecord &machine : known) {
            if (machine.name == name)
                origins << nodeOrigin(cluster, machine);
        }
    }
    return origins;
}

} // namespace skep::ui
