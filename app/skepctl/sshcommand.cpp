// SPDX-License-Identifier: GPL-3.0-or-later
// "skepctl ssh": a terminal on a node, or one command with its exit code.
#include "app/skepctl/access.h"
#include "app/skepctl/commands.h"
#include "app/skepctl/remoteterminal.h"

using namespace Qt::StringLiterals;

namespace skep::ctl {

Pending<int> openShell(Session &session)
{
    const QString name = session.arguments().words.at(1);
    const QString node = session.arguments().words.at(2);
    const auto found = session.cluster(name);
    if (!found)
        return ready<int>(fail(found.error()));
    const auto machine = machineNamed(*found, node);
    if (!machine)
        return ready<int>(fail(machine.error()));
    return andThen((*found)->connection(*machine), *found, [&session](ssh::Connection *connection) {
        return joinTerminal(connection, session.arguments().rest);
    });
}

} // namespace skep::ctl
