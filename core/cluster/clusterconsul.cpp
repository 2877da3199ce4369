// SPDX-License-Identifier: GPL-3.0-or-later
// An existing Consul beside a connected cluster: named by its user, asked, and shown from then on.
#include "core/cluster/cluster_p.h"
#include "core/cluster/compose.h"
#include "core/cluster/findconsul.h"

using namespace Qt::StringLiterals;

namespace skep::cluster {

Pending<> Cluster::useConsul(const QUrl &agent, const SecretPtr &token)
{
    if (!connected())
        return ready<>(
            fail(ErrorCode::Conflict, tr("Skep has made %1: it has a Consul of its own.").arg(name())));
    const bool isUrl = agent.isEmpty()
        || (agent.isValid() && !agent.host().isEmpty()
            && (agent.scheme() == "http"_L1 || agent.scheme() == "https"_L1));
    if (!isUrl)
        return ready<>(fail(
            ErrorCode::Config,
            tr("“%1” is no address of Consul: it looks like http://10.0.0.5:8500.").arg(agent.toString())));
    const QString first = d->file.machines.constFirst().name;
    const QUrl before = d->file.connected->consul;
    const SecretPtr heldBefore = d->site->held(consulToken);
    d->site->hold(consulToken, token ? token : makeSecret({}));
    // Also where only the token is another one: what has the old one goes.
    const auto ask = [this, first](const QUrl &url) {
        links()->setConsulUrl({}, first);
        links()->setConsulUrl(url, first);
    };
    ask(agent);
    const QString inside = links()->gatewayName(first) + "-consul"_L1;
    const auto answer = agent.isEmpty() ? ready<>({}) : readConsul(links(), first);
    const auto asked = orElse(answer, this, [=](Error error) {
        if (error.message.contains(inside)) // a name of ours says nothing to people
            error.message = tr("No Consul answers at %1.").arg(agent.toString());
        return ready<>(fail(std::move(error)));
    });
    const auto kept = andThen(asked, this, [this, token] {
        const bool isKept = token && !token->isEmpty();
        return isKept ? d->site->keep(consulToken, token) : ready<>({});
    });
    onResult(kept, this, [=, this](const Result<> &done) {
        if (!done) {
            d->site->hold(consulToken, heldBefore);
            return ask(before);
        }
        d->change([&] {
            Connected &connected = *d->file.connected;
            connected.consul = agent;
            connected.secrets.removeAll(consulToken);
            if (token && !token->isEmpty())
                connected.secrets.append(consulToken);
        });
        d->restartMonitor();
        emit consulChanged();
    });
    return shared(kept, this);
}

} // namespace skep::cluster
