// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/quorum.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace skep::cluster {

namespace {

struct Quorum
{
    Q_DECLARE_TR_FUNCTIONS(skep::cluster::Quorum)
};

} // namespace

QList<ManagerSeen> managersSeen(const QList<docker::Node> &nodes)
{
    QList<ManagerSeen> managers;
    for (const auto &node : nodes) {
        if (node.role == docker::NodeRole::Manager)
            managers.append({node.hostname, node.isReachableManager});
    }
    return managers;
}

int majorityOf(int managers)
{
    return managers / 2 + 1;
}

// Who goes one by one meets no worse moment than the last one: the number of unreachable managers that stay
// is the same throughout, so checking the end checks the way.
Result<> quorumAllows(const QList<ManagerSeen> &managers, const QStringList &leaving)
{
    int all = 0;
    int reachable = 0;
    int left = 0;
    int leftReachable = 0;
    QStringList going;
    for (const auto &manager : managers) {
        ++all;
        reachable += manager.isReachable ? 1 : 0;
        if (leaving.contains(manager.name)) {
            going.append(manager.name);
            continue;
        }
        ++left;
        leftReachable += manager.isReachable ? 1 : 0;
    }
    if (going.isEmpty())
        return {};
    const QString now = all == 1 ? Quorum::tr("1 manager, %1 reachable").arg(reachable)
                                 : Quorum::tr("%1 managers, %2 reachable").arg(all).arg(reachable);
    if (left == 0)
        return fail(ErrorCode::Conflict,
                    Quorum::tr("%1; without %2 the swarm has no manager left. Add or promote another first.")
                        .arg(now, going.join(u", "_s)));
    if (reachable < majorityOf(all))
        return fail(ErrorCode::Conflict,
                    Quorum::tr("%1, %2 needed: the swarm has no majority and can change nothing. Bring a "
                               "manager back first.")
                        .arg(now)
                        .arg(majorityOf(all)));
    if (leftReachable < majorityOf(left))
        return fail(
            ErrorCode::Conflict,
            Quorum::tr("%1; removing %2 leaves %3 of %4 reachable, %5 needed: the swarm would lose its "
                       "majority. Bring back or remove the unreachable ones first.")
                .arg(now, going.join(u", "_s))
                .arg(leftReachable)
                .arg(left)
                .arg(majorityOf(left)));
    return {};
}

} // namespace skep::cluster
