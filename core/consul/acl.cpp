// SPDX-License-Identifier: GPL-3.0-or-later
// Policies and tokens (Consul 1.4 and newer).
#include "core/base/jsonreader.h"
#include "core/consul/calls.h"

using namespace Qt::StringLiterals;

namespace skep::consul {

namespace {

Result<QString> idIn(const QByteArray &answer, QLatin1StringView key)
{
    return readJsonObject<QString>(
        answer, [key](JsonReader &r, QString &id) { r.text(key, id, JsonReader::Required); });
}

} // namespace

Pending<QString> Client::policyId(const QString &name)
{
    return andThen(call({.path = u"/v1/acl/policies"_s}), this, [name](const net::HttpResponse &response) {
        return ready(parseJsonArray(response.body).map([&](const QJsonArray &policies) {
            for (const auto &policy : policies) {
                if (policy["Name"_L1].toString() == name)
                    return policy["ID"_L1].toString();
            }
            return QString();
        }));
    });
}

Pending<QString> Client::putPolicy(const Policy &policy)
{
    return andThen(policyId(policy.name), this, [this, policy](const QString &id) {
        const QJsonObject body{{u"Name"_s, policy.name}, {u"Rules"_s, policy.rules}};
        const QString path = id.isEmpty() ? u"/v1/acl/policy"_s : u"/v1/acl/policy/"_s + Call::segment(id);
        return andThen(call(Call::put(path, body)), this,
                       [](const net::HttpResponse &response) { return ready(idIn(response.body, "ID"_L1)); });
    });
}

Pending<> Client::putToken(const SecretPtr &secretId, const QString &description,
                           const QStringList &policyNames, std::chrono::seconds lifetime)
{
    QJsonArray policies;
    for (const auto &name : policyNames)
        policies.append(QJsonObject{{u"Name"_s, name}});
    const auto put = [=, this](const QString &accessor) -> Pending<> {
        QJsonObject body{{u"SecretID"_s, QString::fromUtf8(secretId->reveal())},
                         {u"Description"_s, description},
                         {u"Policies"_s, policies}};
        if (lifetime.count() > 0)
            body.insert(u"ExpirationTTL"_s, QString(QString::number(lifetime.count()) + u's'));
        QString path = u"/v1/acl/token"_s;
        if (!accessor.isEmpty()) {
            body.insert(u"AccessorID"_s, accessor);
            path += u'/' + Call::segment(accessor);
        }
        return andThen(call(Call::put(path, body)), this,
                       [](const net::HttpResponse &) { return ready<void>({}); });
    };
    // Asked with the token itself: an unknown one is refused, which is the answer "not there".
    Completer<> completer;
    auto self = call({.path = u"/v1/acl/token/self"_s, .token = secretId});
    onCancelled(completer.future(), this, [self]() mutable { self.cancel(); });
    onResult(self, this, [this, completer, put](Result<net::HttpResponse> known) {
        if (completer.isCancelled())
            return completer.settle(fail(ErrorCode::Cancelled, {}));
        Result<QString> accessor = QString();
        if (known)
            accessor = idIn(known->body, "AccessorID"_L1);
        else if (known.error().detail.startsWith("HTTP 403"_L1) || known.error().code == ErrorCode::NotFound)
            accessor = QString();
        else
            accessor = fail(known.error());
        if (!accessor)
            return completer.settle(fail(accessor.error()));
        onResult(put(*accessor), this, [completer](Result<> result) { completer.settle(std::move(result)); });
    });
    return completer.future();
}

Pending<> Client::revokeToken(const SecretPtr &secretId)
{
    const auto self = call({.path = u"/v1/acl/token/self"_s, .token = secretId});
    return andThen(self, this, [this](const net::HttpResponse &response) -> Pending<> {
        const auto accessor = idIn(response.body, "AccessorID"_L1);
        if (!accessor)
            return ready<>(fail(accessor.error()));
        return andThen(call({.method = "DELETE", .path = u"/v1/acl/token/"_s + Call::segment(*accessor)}),
                       this, [](const net::HttpResponse &) { return ready<void>({}); });
    });
}

Pending<QStringList> Client::tokensWith(const QString &policyName)
{
    return andThen(
        call({.path = u"/v1/acl/tokens"_s}), this, [policyName](const net::HttpResponse &response) {
            return ready(parseJsonArray(response.body).map([&](const QJsonArray &tokens) {
                QStringList accessors;
                for (const auto &token : tokens) {
                    const auto policies = token["Policies"_L1].toArray();
                    if (std::any_of(policies.begin(), policies.end(), [&](const QJsonValue &policy) {
                            return policy["Name"_L1].toString() == policyName;
                        }))
                        accessors.append(token["AccessorID"_L1].toString());
                }
                return accessors;
            }));
        });
}

Pending<> Client::revokePolicy(const QString &name)
{
    const auto removeAt = [this](const QString &path) {
        return andThen(call({.method = "DELETE", .path = path}), this,
                       [](const net::HttpResponse &) { return ready<void>({}); });
    };
    return andThen(tokensWith(name), this, [=, this](const QStringList &accessors) {
        auto revoked = ready<>({});
        for (const QString &accessor : accessors)
            revoked = andThen(revoked, this,
                              [=] { return removeAt(u"/v1/acl/token/"_s + Call::segment(accessor)); });
        return andThen(revoked, this, [=, this] {
            return andThen(policyId(name), this, [=](const QString &id) {
                return id.isEmpty() ? ready<>({}) : removeAt(u"/v1/acl/policy/"_s + Call::segment(id));
            });
        });
    });
}

Pending<> Client::deregisterNode(const QString &node)
{
    return andThen(call(Call::put(u"/v1/catalog/deregister"_s, {{u"Node"_s, node}})), this,
                   [](const net::HttpResponse &) { return ready<void>({}); });
}

} // namespace skep::consul
