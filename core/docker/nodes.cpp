// SPDX-License-Identifier: GPL-3.0-or-later
// The calls about a swarm's nodes.
#include "core/base/jsonreader.h"
#include "core/docker/calls.h"

using namespace Qt::StringLiterals;

namespace skep::docker {

namespace {

constexpr int attemptsAgainstOthers = 6;

bool isOutOfSequence(const Error &error)
{
    return error.detail.contains("out of sequence"_L1);
}

QString nameOf(Availability availability)
{
    switch (availability) {
    case Availability::Pause:
        return u"pause"_s;
    case Availability::Drain:
        return u"drain"_s;
    case Availability::Active:
        break;
    }
    return u"active"_s;
}

} // namespace

Pending<> Client::changeNode(const QString &id, std::function<void(QJsonObject &spec)> change)
{
    const auto attempt = [this, id, change = std::move(change)] {
        const auto known = call({.path = "/nodes/"_L1 + id});
        auto changed = andThen(known, this, [=, this](const net::HttpResponse &response) -> Pending<> {
            const auto node = parseJsonObject(response.body);
            if (!node)
                return ready<>(fail(node.error()));
            const auto before = node->value("Spec"_L1).toObject();
            auto spec = before;
            change(spec);
            if (spec == before)
                return ready<>({});
            const auto version = node->value("Version"_L1)["Index"_L1].toInteger();
            return command(Call::post("/nodes/"_L1 + id + "/update"_L1, spec)
                               .with(u"version"_s, QString::number(version)));
        });
        Completer<> completer;
        onCancelled(completer.future(), this, [changed]() mutable { changed.cancel(); });
        onResult(changed, this, [completer](Result<> result) {
            if (!result)
                result.error().retryable = isOutOfSequence(result.error());
            completer.settle(std::move(result));
        });
        return completer.future();
    };
    using namespace std::chrono_literals;
    return retry(this, {attemptsAgainstOthers, 50ms, 1s}, attempt);
}

Pending<> Client::setRole(const QString &nodeId, NodeRole role)
{
    return changeNode(nodeId, [role](QJsonObject &spec) {
        spec.insert(u"Role"_s, role == NodeRole::Manager ? u"manager"_s : u"worker"_s);
    });
}

Pending<> Client::setAvailability(const QString &nodeId, Availability availability)
{
    return changeNode(
        nodeId, [availability](QJsonObject &spec) { spec.insert(u"Availability"_s, nameOf(availability)); });
}

Pending<> Client::changeLabels(const QString &nodeId, const QMap<QString, QString> &set,
                               const QStringList &unset)
{
    return changeNode(nodeId, [set, unset](QJsonObject &spec) {
        auto labels = spec.value("Labels"_L1).toObject();
        for (auto it = set.begin(); it != set.end(); ++it)
            labels.insert(it.key(), it.value());
        for (const QString &name : unset)
            labels.remove(name);
        spec.insert(u"Labels"_s, labels);
    });
}

Pending<> Client::removeNode(const QString &id)
{
    const auto removed = call(Call{.method = "DELETE", .path = "/nodes/"_L1 + id}
                                  .with(u"force"_s, u"true"_s)
                                  .within(std::chrono::seconds(25), std::chrono::seconds(30)));
    return withoutValue(unlessMissing(removed, this, net::HttpResponse()), this);
}

} // namespace skep::docker
