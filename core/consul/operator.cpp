// SPDX-License-Identifier: GPL-3.0-or-later
// The servers among themselves: who has a vote, and how one goes.
#include "core/consul/calls.h"

using namespace Qt::StringLiterals;

namespace skep::consul {

Pending<QList<RaftServer>> Client::raftServers()
{
    Call list{.path = u"/v1/operator/raft/configuration"_s};
    list.query.addQueryItem(u"stale"_s, {});
    return andThen(call(list), this,
                   [](const net::HttpResponse &response) { return ready(parseRaftServers(response.body)); });
}

Pending<> Client::removeRaftServer(const QString &id)
{
    Call removal{.method = "DELETE", .path = u"/v1/operator/raft/peer"_s};
    removal.query.addQueryItem(u"id"_s, Call::segment(id));
    return andThen(call(removal), this, [](const net::HttpResponse &) { return ready<void>({}); });
}

Pending<QList<Member>> Client::gossip()
{
    return andThen(call({.path = u"/v1/agent/members"_s}), this,
                   [](const net::HttpResponse &response) { return ready(parseGossip(response.body)); });
}

Pending<> Client::leave()
{
    Call goodbye = Call::put(u"/v1/agent/leave"_s, {});
    goodbye.wait = std::chrono::seconds(20); // it waits until the others have taken its vote
    return andThen(call(goodbye), this, [](const net::HttpResponse &) { return ready<void>({}); });
}

Pending<> Client::forceLeave(const QString &node)
{
    Call leave = Call::put(u"/v1/agent/force-leave/"_s + Call::segment(node), {});
    leave.query.addQueryItem(u"prune"_s, {});
    leave.wait = std::chrono::seconds(20); // it answers when its broadcast has gone round
    return andThen(call(leave), this, [](const net::HttpResponse &) { return ready<void>({}); });
}

} // namespace skep::consul
