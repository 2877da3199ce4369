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

// How many there are, and how many of those are reachable.
struct Count
{
    int all = 0;
    int reachable = 0;
    void add(const VoterSeen &voter)
    {
        ++all;
        reachable += voter.isReachable ? 1 : 0;
    }
    bool hasMajority() const { return reachable >= majorityOf(all); }
};

struct Voters
{
    Count now;
    Count left; //!< when those have gone that are to go
    QStringList going;
};

Voters count(const QList<VoterSeen> &voters, const QStringList &leaving, int joining)
{
    Voters counted;
    counted.left = {joining, joining};
    for (const auto &voter : voters) {
        counted.now.add(voter);
        if (leaving.contains(voter.name))
            counted.going.append(voter.name);
        else
            counted.left.add(voter);
    }
    return counted;
}

} // namespace

QList<VoterSeen> managersSeen(const QList<docker::Node> &nodes)
{
    QList<VoterSeen> managers;
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

// Who goes one by one, the unreachable first, meets no worse moment than the last one: the number of
// unreachable ones that stay is the same throughout, so checking the end checks the way.
Result<> quorumAllows(const QList<VoterSeen> &managers, const QStringList &leaving, int joining)
{
    const auto [before, left, going] = count(managers, leaving, joining);
    if (going.isEmpty())
        return {};
    const QString now = before.all == 1
        ? Quorum::tr("1 manager, %1 reachable").arg(before.reachable)
        : Quorum::tr("%1 managers, %2 reachable").arg(before.all).arg(before.reachable);
    if (left.all == 0)
        return fail(ErrorCode::Conflict,
                    Quorum::tr("%1; without %2 the swarm has no manager left. Add or promote another first.")
                        .arg(now, going.join(u", "_s)));
    if (!before.hasMajority())
        return fail(ErrorCode::Conflict,
                    Quorum::tr("%1, %2 needed: the swarm has no majority and can change nothing. Bring a "
                               "manager back first.")
                        .arg(now)
                        .arg(majorityOf(before.all)));
    if (!left.hasMajority())
        return fail(
            ErrorCode::Conflict,
            Quorum::tr("%1; removing %2 leaves %3 of %4 reachable, %5 needed: the swarm would lose its "
                       "majority. Bring back or remove the unreachable ones first.")
                .arg(now, going.join(u", "_s))
                .arg(left.reachable)
                .arg(left.all)
                .arg(majorityOf(left.all)));
    return {};
}

Result<> consulAllows(const QList<VoterSeen> &servers, const QStringList &leaving, int joining)
{
    const auto [before, left, going] = count(servers, leaving, joining);
    const QString now = before.all == 1
        ? Quorum::tr("1 Consul server, %1 reachable").arg(before.reachable)
        : Quorum::tr("%1 Consul servers, %2 reachable").arg(before.all).arg(before.reachable);
    if (!before.hasMajority())
        return fail(ErrorCode::Conflict,
                    Quorum::tr("%1, %2 needed: Consul has no leader and lets no server come or go. Start the "
                               "machines of its servers again first.")
                        .arg(now)
                        .arg(majorityOf(before.all)));
    if (going.isEmpty())
        return {};
    if (left.all == 0 || !left.hasMajority())
        return fail(ErrorCode::Conflict,
                    Quorum::tr("%1; removing %2 leaves %3 of %4 reachable, %5 needed: Consul would lose its "
                               "majority. Replace the unreachable ones first.")
                        .arg(now, going.join(u", "_s))
                        .arg(left.reachable)
                        .arg(left.all)
                        .arg(majorityOf(left.all)));
    return {};
}

} // namespace skep::cluster
