// SPDX-License-Identifier: GPL-3.0-or-later
// Reading the catalog: blocking queries, and the join of instances with their checks.
#include "core/consul/calls.h"

using namespace Qt::StringLiterals;

namespace skep::consul {

namespace {

constexpr int lanes = 3; // requests at a time; the other connections of the endpoint wait in blocking queries

const QString &checksPath()
{
    static const QString path = u"/v1/health/state/any"_s;
    return path;
}

//! Changes whenever something changed that an instance's entry in the catalog may depend on.
QHash<QString, size_t> signatures(const ServiceTags &names, quint64 catalogIndex, const QList<Check> &checks)
{
    QHash<QString, size_t> signatures;
    for (const auto &check : checks) {
        if (!check.service.isEmpty()) {
            // A sum does not depend on the order in which Consul lists the checks.
            signatures[check.service] +=
                qHashMulti(0, check.node, check.serviceId, check.checkId, check.modifyIndex);
        }
    }
    for (auto it = names.constBegin(); it != names.constEnd(); ++it) {
        auto &signature = signatures[it.key()];
        // Without checks only the catalog as a whole tells that something may have changed.
        signature = qHashMulti(signature, it.value(), signature == 0 ? catalogIndex : 0);
    }
    return signatures;
}

} // namespace

//! The services that must be read again, taken by a few lanes at a time.
struct Client::Refresh
{
    QList<std::pair<QString, size_t>> waiting;
    int running = 0;
    std::optional<Error> error;
    QHash<QString, Known> found; //!< all that the catalog has now
    Completer<QList<Instance>> done;
    QList<Check> checks;
};

Pending<Indexed<QList<Member>>> Client::members(quint64 index, std::chrono::seconds wait)
{
    auto serf = Call::blocking(checksPath(), index, wait);
    serf.query.addQueryItem(u"filter"_s, Call::segment(u"CheckID == \"serfHealth\""_s));
    return andThen(query<QList<Check>>(serf, parseChecks), this, [this](const Indexed<QList<Check>> &checks) {
        return andThen(query<QList<CatalogNode>>({.path = u"/v1/catalog/nodes"_s}, parseCatalogNodes), this,
                       [this, checks](const Indexed<QList<CatalogNode>> &nodes) {
                           return andThen(query<QList<Instance>>({.path = u"/v1/catalog/service/consul"_s},
                                                                 parseInstances),
                                          this, [checks, nodes](const Indexed<QList<Instance>> &consul) {
                                              QSet<QString> servers;
                                              for (const auto &server : consul.value)
                                                  servers.insert(server.node);
                                              return ready<Indexed<QList<Member>>>(Indexed<QList<Member>>{
                                                  consul::members(nodes.value, checks.value, servers),
                                                  checks.index, checks.knownLeader});
                                          });
                       });
    });
}

Pending<Indexed<QList<CatalogService>>> Client::services(quint64 index, std::chrono::seconds wait)
{
    auto names = query<ServiceTags>(Call::blocking(u"/v1/catalog/services"_s, index, wait), parseServiceTags);
    return andThen(names, this, [this](const Indexed<ServiceTags> &named) {
        return andThen(instances(), this, [named](const Indexed<QList<Instance>> &all) {
            return ready<Indexed<QList<CatalogService>>>(Indexed<QList<CatalogService>>{
                countInstances(named.value, all.value), named.index, named.knownLeader});
        });
    });
}

Pending<Indexed<QList<Instance>>> Client::instances(quint64 index, std::chrono::seconds wait)
{
    auto checks = query<QList<Check>>(Call::blocking(checksPath(), index, wait), parseChecks);
    return andThen(checks, this, [this](const Indexed<QList<Check>> &answer) {
        return andThen(join(answer.value), this, [answer](const QList<Instance> &instances) {
            return ready<Indexed<QList<Instance>>>(
                Indexed<QList<Instance>>{instances, answer.index, answer.knownLeader});
        });
    });
}

Pending<QList<Instance>> Client::join(const QList<Check> &checks)
{
    auto names = query<ServiceTags>({.path = u"/v1/catalog/services"_s}, parseServiceTags);
    return andThen(names, this, [this, checks](const Indexed<ServiceTags> &named) {
        auto refresh = std::make_shared<Refresh>();
        refresh->checks = checks;
        const auto current = signatures(named.value, named.index, checks);
        for (const auto &name : named.value.keys()) {
            const auto known = m_known.constFind(name);
            if (known != m_known.constEnd() && known->signature == current.value(name))
                refresh->found.insert(name, *known);
            else
                refresh->waiting.append({name, current.value(name)});
        }
        refreshNext(refresh);
        return refresh->done.future();
    });
}

void Client::refreshNext(const std::shared_ptr<Refresh> &refresh)
{
    if (refresh->error || refresh->done.isCancelled())
        refresh->waiting.clear();
    while (refresh->running < lanes && !refresh->waiting.isEmpty()) {
        const auto [name, signature] = refresh->waiting.takeFirst();
        ++refresh->running;
        onResult(
            query<QList<Instance>>({.path = "/v1/catalog/service/"_L1 + Call::segment(name)}, parseInstances),
            this,
            [this, refresh, name = name, signature = signature](Result<Indexed<QList<Instance>>> result) {
                --refresh->running;
                if (result)
                    refresh->found.insert(name, {signature, result->value});
                else
                    refresh->error = result.error();
                refreshNext(refresh);
            });
    }
    if (refresh->running > 0)
        return;
    if (refresh->error)
        return refresh->done.settle(fail(*refresh->error));
    m_known = refresh->found;
    QList<Instance> instances;
    for (const auto &known : std::as_const(m_known))
        instances += known.instances;
    applyChecks(instances, refresh->checks);
    std::sort(instances.begin(), instances.end(),
              [](const Instance &a, const Instance &b) { return a.id < b.id; });
    refresh->done.settle(instances);
}

Pending<QList<Instance>> Client::instancesOf(const QString &service)
{
    auto found = query<QList<Instance>>({.path = "/v1/health/service/"_L1 + Call::segment(service)},
                                        parseHealthOfService);
    return andThen(found, this, [](const Indexed<QList<Instance>> &instances) {
        return ready<QList<Instance>>(instances.value);
    });
}

} // namespace skep::consul
