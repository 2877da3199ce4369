// SPDX-License-Identifier: GPL-3.0-or-later
// The engines' own port, with mutual TLS, when it is opened or closed.
#include "core/cluster/actions/engineport.h"

#include "core/cluster/actions/action.h"
#include "core/cluster/actions/actions.h"
#include "core/cluster/daemonconfig.h"
#include "core/crypto/authority.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace skep::cluster {

Result<QList<NamedSecret>> engineAuthority(const QString &clusterName)
{
    auto made = crypto::createAuthority(clusterName + u" engine authority"_s);
    if (!made)
        return fail(std::move(made).error());
    return QList<NamedSecret>{{engineAuthorityKey, made->privateKey},
                              {engineAuthorityCertificate, makeSecret(made->certificate)}};
}

namespace {

//! Once made it stays until the port is closed: another one would shut out whoever has a certificate.
class MakeEngineAuthority : public Action
{
public:
    using Action::Action;
    Pending<bool> isDone(const plan::ContextPtr &context) override
    {
        if (!context->output(context->step().id).contains("made"_L1))
            return no();
        return transform<bool>(site()->secret(engineAuthorityKey), site(),
                               [](const SecretPtr &) { return true; });
    }
    Pending<QJsonObject> run(const plan::ContextPtr &) override
    {
        const auto secrets = engineAuthority(site()->spec().name);
        if (!secrets)
            return ready<QJsonObject>(fail(secrets.error()));
        const auto kept = oneByOne(*secrets, site(), [here = site()](const NamedSecret &entry) {
            return here->keep(entry.purpose, entry.secret);
        });
        return transform<QJsonObject>(kept, site(), [] { return QJsonObject{{u"made"_s, true}}; });
    }
};

class ForgetEngineAuthority : public Action
{
public:
    using Action::Action;
    Pending<bool> isDone(const plan::ContextPtr &) override { return no(); }
    Pending<QJsonObject> run(const plan::ContextPtr &) override
    {
        const QStringList purposes{engineAuthorityKey, engineAuthorityCertificate};
        return doneAfter(oneByOne(purposes, site(),
                                  [here = site()](const QString &purpose) { return here->forget(purpose); }));
    }
};

//! Has one engine listen with a certificate of its own, or as before. What it does not start with is taken
//! back by the script, so that the cluster loses no node.
class ListenEngine : public Action
{
public:
    using Action::Action;
    Pending<bool> isDone(const plan::ContextPtr &) override { return no(); } // the script asks and acts
    Pending<QJsonObject> run(const plan::ContextPtr &context) override
    {
        const QString machine = machineOf(context);
        const bool isOpening = context->step().input.value("open"_L1).toBool();
        return doneAfter(andThen(runScript(site(), machine, u"read-daemon-json.sh"_s), site(),
                                 [=, this](const QByteArray &existing) -> Pending<> {
                                     const auto config =
                                         isOpening ? withEnginePort(existing) : withoutEnginePort(existing);
                                     if (!config)
                                         return ready<>(fail(config.error()));
                                     return isOpening ? open(context, machine, *config)
                                                      : close(context, machine, *config);
                                 }));
    }

private:
    Pending<> open(const plan::ContextPtr &context, const QString &machine, const QByteArray &config) const
    {
        return andThen(site()->secret(engineAuthorityKey), site(), [=, this](const SecretPtr &key) {
            return andThen(site()->secret(engineAuthorityCertificate), site(),
                           [=, this](const SecretPtr &certificate) -> Pending<> {
                               const auto input = inputFor(machine, {certificate->reveal(), key}, config);
                               if (!input)
                                   return ready<>(fail(input.error()));
                               return ignoreValue(runScript(site(), machine, u"open-engine-port.sh"_s, *input,
                                                            context, 5min),
                                                  site());
                           });
        });
    }

    Pending<> close(const plan::ContextPtr &context, const QString &machine, const QByteArray &config) const
    {
        return ignoreValue(runScript(site(), machine, u"close-engine-port.sh"_s, config, context, 5min),
                           site());
    }

    Result<QByteArray> inputFor(const QString &machine, const crypto::Certificate &authority,
                                const QByteArray &config) const
    {
        const auto known = site()->links()->whereabouts(machine);
        crypto::CertificateRequest request;
        request.commonName = machine;
        request.dnsNames = {machine, u"localhost"_s};
        request.addresses = {u"127.0.0.1"_s, known.address, known.privateAddress};
        request.addresses.removeAll(QString());
        request.addresses.removeDuplicates();
        request.usage = crypto::Usage::Server;
        const auto leaf = crypto::issue(authority, request);
        if (!leaf)
            return fail(leaf.error());
        QByteArray input;
        const auto add = [&input](const char *name, const QByteArray &content) {
            input += QByteArray(name) + ' ' + content.toBase64() + '\n';
        };
        add("ca.pem", authority.certificate);
        add("cert.pem", leaf->certificate);
        add("key.pem", leaf->privateKey->reveal());
        add("daemon.json", config);
        return input;
    }
};

} // namespace

void addEnginePortActions(plan::Actions &actions, Site *site)
{
    actions.insert(u"engine-authority"_s, std::make_shared<MakeEngineAuthority>(site));
    actions.insert(u"engine-listen"_s, std::make_shared<ListenEngine>(site));
    actions.insert(u"engine-forget"_s, std::make_shared<ForgetEngineAuthority>(site));
}

} // namespace skep::cluster
