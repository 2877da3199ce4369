// SPDX-License-Identifier: GPL-3.0-or-later
// "skepctl ssh": a terminal on a node, or one command with its exit code.
#include "app/skepctl/commands.h"
#include "app/skepctl/remoteterminal.h"

using namespace Qt::StringLiterals;

namespace skep::ctl {

namespace {

QString machineNamed(const cluster::Cluster *cluster, const QString &node)
{
    const auto machines = cluster->machines();
    for (const auto &machine : machines) {
        if (machine.name == node || machine.name == cluster->name() + u'-' + node)
            return machine.name;
    }
    return {};
}

} // namespace

Pending<int> openShell(Session &session)
{
    const QString name = session.arguments().words.at(1);
    const QString node = session.arguments().words.at(2);
    const auto found = session.cluster(name);
    if (!found)
        return ready<int>(fail(found.error()));
    const QString machine = machineNamed(*found, node);
    if (machine.isEmpty())
        return ready<int>(
            fail(ErrorCode::NotFound,
                 QCoreApplication::translate("skepctl", "The cluster %1 has no node “%2”.").arg(name, node)));
    return andThen((*found)->connection(machine), *found, [&session](ssh::Connection *connection) {
        return joinTerminal(connection, session.arguments().rest);
    });
}

} // namespace skep::ctl
