// SPDX-License-Identifier: GPL-3.0-or-later
// A cluster on servers of the user's own: how they are reached.
#include "core/cluster/cluster_p.h"
#include "core/cluster/compose.h"
#include "core/cluster/serverlogins.h"
#include "core/ssh/way.h"

using namespace Qt::StringLiterals;

namespace skep::cluster {

//! None where the keychain has none: most logins need no answer.
Pending<ServerAnswers> Cluster::Private::serverAnswers()
{
    const auto read = transform<ServerAnswers>(site->secret(serverLoginsKey), site.get(),
                                               [](const SecretPtr &secret) { return unpacked(secret); });
    return orElse(read, site.get(), [](const Error &) { return ready<ServerAnswers>(ServerAnswers()); });
}

void Cluster::Private::enterOwnServers()
{
    Links *links = site->links();
    links->setSpace(file.id); // host names are not ours, and may be the same in another cluster
    for (auto &machine : file.machines) {
        for (const auto &server : std::as_const(file.spec.servers)) {
            if (server.label() != machine.name)
                continue;
            file.hostKeys.insert(machine.name, server.hostKeys.value(server.hostKeys.size() - 1));
            if (machine.address.isEmpty()) // for people; the way is asked for each time
                machine.address = server.address.isEmpty() ? server.server : server.address;
            if (machine.privateAddress.isEmpty())
                machine.privateAddress = server.address;
            if (links->hasRoute(machine.name))
                continue;
            Route route;
            route.target = [this, server] { return serverTarget(server); };
            links->setRoute(machine.name, route);
            links->learn(machine.name, file.whereabouts(machine));
        }
    }
}

Pending<ssh::Target> Cluster::Private::serverTarget(const OwnServer &server)
{
    return transform<ssh::Target>(
        serverAnswers(), site.get(),
        [server](const ServerAnswers &answers) -> Result<ssh::Target> { return targetOf(server, answers); });
}

Pending<> Cluster::takeLogins(const SecretPtr &logins)
{
    d->site->hold(serverLoginsKey, logins);
    return d->site->keep(serverLoginsKey, logins);
}

} // namespace skep::cluster
