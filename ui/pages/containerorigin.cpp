// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/containerorigin.h"

#include "core/cluster/links.h"
#include "core/docker/execsession.h"
#include "ui/workloads/logview.h"

#include <QPointer>

using namespace Qt::StringLiterals;

namespace skep::ui {

namespace {

//! The way to a machine's engine, for as long as its cluster is there.
docker::ExecSession::Connect engineOf(cluster::Cluster *cluster, const QString &machine)
{
    return [cluster = QPointer(cluster), machine]() -> Pending<docker::Client *> {
        if (!cluster)
            return ready<docker::Client *>(fail(ErrorCode::Cancelled, {}));
        return cluster->links()->engine(machine);
    };
}

} // namespace

TerminalOrigin containerOrigin(cluster::Cluster *cluster, const QString &machine, const QString &container)
{
    TerminalOrigin origin;
    origin.clusterId = cluster->id();
    origin.clusterName = cluster->name();
    origin.name = u"%1 · %2"_s.arg(container.left(12), machine);
    origin.machine = machine;
    origin.container = container;
    origin.open = [connect = engineOf(cluster, machine), container](QObject *parent) -> TerminalSource * {
        return new docker::ExecSession(connect, {container}, parent);
    };
    return origin;
}

QWidget *logPage(cluster::Cluster *cluster, const QList<LogTarget> &targets)
{
    QList<docker::LogSource> sources;
    for (const LogTarget &target : targets)
        sources.append({target.container, target.name, target.node, engineOf(cluster, target.machine)});
    return new LogView(sources);
}

} // namespace skep::ui
