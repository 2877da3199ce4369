// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/consulvoters.h"

#include "core/cluster/compose.h"
#include "core/cluster/site.h"
#include "core/consul/client.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace skep::cluster {

namespace {

constexpr auto patience = 20s; // for a server whose machine may be off

struct Voters
{
    Q_DECLARE_TR_FUNCTIONS(skep::cluster::ConsulVoters)
};

//! Which of the servers answered first: one with a leader where there is any.
struct Race
{
    qsizetype left = 0;
    QPointer<consul::Client> leaderless;
    Error last;
};

//! Asks all servers at once, so that a dead one costs no time. \p settle gets the client and whether it has a
//! leader.
void race(Site *site, const QStringList &servers, const Completer<std::pair<consul::Client *, bool>> &first)
{
    auto state = std::make_shared<Race>();
    state->left = servers.size();
    state->last = {ErrorCode::NotFound, Voters::tr("There is no other server of Consul to ask."), {}, false};
    if (servers.isEmpty())
        return first.settle(fail(state->last));
    for (const QString &server : servers) {
        const auto asked = andThen(site->links()->consul(server), site, [site](consul::Client *consul) {
            return transform<std::pair<consul::Client *, bool>>(
                consul->leader(), site,
                [consul](const QString &leader) { return std::pair(consul, !leader.isEmpty()); });
        });
        const auto inTime = withTimeout(asked, patience, site, Voters::tr("%1 does not answer.").arg(server));
        onResult(inTime, site, [=](const Result<std::pair<consul::Client *, bool>> &answer) {
            if (answer && answer->second)
                return first.settle(*answer);
            if (answer)
                state->leaderless = answer->first;
            else
                state->last = answer.error();
            if (--state->left > 0)
                return;
            if (state->leaderless)
                first.settle(std::pair(state->leaderless.data(), false));
            else
                first.settle(fail(prefixed(Voters::tr("No server of Consul can be asked"), state->last)));
        });
    }
}

Pending<std::pair<consul::Client *, bool>> firstOf(Site *site, const QStringList &except)
{
    QStringList servers = site->consulServers();
    servers.removeIf([&](const QString &server) { return except.contains(server); });
    Completer<std::pair<consul::Client *, bool>> first;
    race(site, servers, first);
    return first.future();
}

QList<VoterSeen> votersOf(Site *site, const QList<consul::RaftServer> &raft,
                          const QList<consul::Member> &members)
{
    QList<VoterSeen> voters;
    for (const auto &server : raft) {
        if (!server.isVoter)
            continue;
        const QString address = server.address.section(u':', 0, -2);
        VoterSeen voter{server.node, false};
        for (const auto &machine : site->machines()) { // the name may be forgotten, the address is not
            if (site->links()->whereabouts(machine.name).privateAddress == address)
                voter.name = machine.name;
        }
        for (const auto &member : members) {
            if (member.address == address && member.serf == consul::CheckState::Passing)
                voter.isReachable = true;
        }
        voters.append(voter);
    }
    return voters;
}

} // namespace

Pending<consul::Client *> leadingConsul(Site *site, const QString &except)
{
    const QStringList unwanted = except.isEmpty() ? QStringList() : QStringList{except};
    return transform<consul::Client *>(
        firstOf(site, unwanted), site,
        [](const std::pair<consul::Client *, bool> &found) -> Result<consul::Client *> {
            if (!found.second)
                return fail(Error{ErrorCode::Remote,
                                  Voters::tr("Consul has no leader: too few of its servers are there."),
                                  {},
                                  true});
            return found.first;
        });
}

Pending<QList<VoterSeen>> consulVoters(Site *site, const QStringList &except)
{
    return andThen(firstOf(site, except), site, [site](const std::pair<consul::Client *, bool> &found) {
        return andThen(found.first->raftServers(), site,
                       [site, consul = QPointer(found.first)](const QList<consul::RaftServer> &raft) {
                           if (!consul)
                               return ready<QList<VoterSeen>>(fail(Error{
                                   ErrorCode::Network, Voters::tr("The connection was lost."), {}, true}));
                           return transform<QList<VoterSeen>>(consul->gossip(), site,
                                                              [=](const QList<consul::Member> &members) {
                                                                  return votersOf(site, raft, members);
                                                              });
                       });
    });
}

} // namespace skep::cluster
