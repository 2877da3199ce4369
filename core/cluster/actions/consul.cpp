// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/actions/action.h"
#include "core/cluster/actions/actions.h"
#include "core/cluster/consulconfig.h"
#include "core/consul/client.h"
#include "core/crypto/authority.h"
#include "core/docker/client.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace skep::cluster {

namespace {

constexpr QLatin1StringView containerName{"consul"};

//! Writes an agent's configuration and certificate to root-only files of the node.
class WriteConsulConfig : public Action
{
    Q_DECLARE_TR_FUNCTIONS(skep::cluster::WriteConsulConfig)

public:
    using Action::Action;
    Pending<bool> isDone(const plan::ContextPtr &) override
    {
        return no();
    } // rewriting is harmless, comparing is not
    Pending<QJsonObject> run(const plan::ContextPtr &context) override
    {
        const QString machine = machineOf(context);
        return doneAfter(andThen(version(machine), site(), [=, this](const QVersionNumber &version) {
            auto facts = std::make_shared<ConsulFacts>(knownFacts(context, machine));
            facts->version = version;
            return andThen(addSecrets(facts, machine), site(),
                           [=, this] { return write(context, machine, *facts); });
        }));
    }

private:
    Pending<QVersionNumber> version(const QString &machine) const
    {
        const auto tagged = consulVersion(site()->spec().consulImage);
        if (!tagged.isNull())
            return ready<QVersionNumber>(tagged);
        const QJsonObject spec{{u"Image"_s, site()->spec().consulImage},
                               {u"Entrypoint"_s, QJsonArray{u"consul"_s}},
                               {u"Cmd"_s, QJsonArray{u"version"_s}}};
        const auto asked = andThen(site()->links()->engine(machine), site(), [spec](docker::Client *engine) {
            return engine->runContainer(u"skep-consul-version"_s, spec, 60s);
        });
        return transform<QVersionNumber>(
            asked, site(), [](const docker::ContainerOutcome &outcome) -> Result<QVersionNumber> {
                const auto version = consulVersion(QString::fromUtf8(outcome.out));
                if (version.isNull())
                    return fail(ErrorCode::Protocol,
                                tr("The image does not say which version of Consul it has."),
                                QString::fromUtf8(outcome.out + outcome.err));
                return version;
            });
    }

    ConsulFacts knownFacts(const plan::ContextPtr &context, const QString &machine) const
    {
        ConsulFacts facts;
        facts.isServer = context->step().input.value("server"_L1).toBool();
        facts.joins = context->step().input.value("joins"_L1).toBool();
        facts.nodeName = machine;
        facts.address = text(context->output(machine + u"/address"_s), "privateAddress"_L1);
        facts.dockerAddress = text(context->output(machine + u"/engine"_s), "dockerAddress"_L1);
        facts.resolvers = texts(context->output(machine + u"/prepare"_s), "resolvers"_L1);
        const auto servers = site()->consulServers();
        for (const QString &server : servers)
            facts.servers.append(text(context->output(server + u"/address"_s), "privateAddress"_L1));
        return facts;
    }

    Pending<> addSecrets(const std::shared_ptr<ConsulFacts> &facts, const QString &machine) const
    {
        struct Wanted
        {
            QString purpose;
            QByteArray ConsulFacts::*member;
        };
        QList<Wanted> wanted{{u"gossip"_s, &ConsulFacts::gossipKey},
                             {u"consul-dns"_s, &ConsulFacts::dnsToken},
                             {u"consul-agent-"_s + machine, &ConsulFacts::agentToken}};
        if (facts->isServer)
            wanted.append({u"consul-management"_s, &ConsulFacts::managementToken});
        return oneByOne(wanted, site(), [here = site(), facts](const Wanted &entry) {
            return transform<void>(here->secret(entry.purpose), here,
                                   [=](const SecretPtr &secret) -> Result<> {
                                       const auto &bytes = secret->reveal(); // copied: it may be wiped first
                                       (*facts).*entry.member = QByteArray(bytes.constData(), bytes.size());
                                       return {};
                                   });
        });
    }

    Pending<> write(const plan::ContextPtr &context, const QString &machine, const ConsulFacts &facts)
    {
        const QByteArray authority = text(context->output(u"cluster/keys"_s), "authority"_L1).toLatin1();
        return andThen(site()->secret(u"authority"_s), site(), [=, this](const SecretPtr &key) -> Pending<> {
            crypto::CertificateRequest request;
            request.commonName = machine;
            request.dnsNames = {QString(QLatin1StringView(facts.isServer ? "server." : "client.")
                                        + QLatin1StringView(consulDatacenter) + u".consul"),
                                u"localhost"_s};
            request.addresses = {u"127.0.0.1"_s, facts.address};
            const auto leaf = crypto::issue({authority, key}, request);
            if (!leaf)
                return ready<>(fail(leaf.error()));
            return andThen(configOf(machine, facts), site(), [=, this](const QByteArray &config) {
                QByteArray input;
                const auto add = [&input](const char *name, const QByteArray &content) {
                    input += QByteArray(name) + ' ' + content.toBase64() + '\n';
                };
                add("consul.json", config);
                add("ca.pem", authority);
                add("cert.pem", leaf->certificate);
                add("key.pem", leaf->privateKey->reveal());
                return ignoreValue(runScript(site(), machine, u"write-consul-config.sh"_s, input), site());
            });
        });
    }

    // Where others may ask, the servers listen on more than loopback.
    Pending<QByteArray> configOf(const QString &machine, const ConsulFacts &facts) const
    {
        QList<OpenPort> open;
        for (const auto &exposure : site()->spec().exposures) {
            if (isOfConsul(exposure.port))
                open.append(exposure.port);
        }
        if (open.isEmpty() || !facts.isServer)
            return ready<QByteArray>(consulConfig(facts));
        return transform<QByteArray>(readConsul(site(), machine), site(),
                                     [config = consulConfig(facts), open](const ConsulOnNode &node) {
                                         return listeningConfig(config, open, node.addresses);
                                     });
    }
};

//! The agent's container: host network, restarted by the engine, and no more rights than port 53 needs.
class StartConsul : public Action
{
public:
    using Action::Action;
    Pending<bool> isDone(const plan::ContextPtr &context) override
    {
        const auto listed = andThen(site()->links()->engine(machineOf(context)), site(),
                                    [](docker::Client *engine) { return engine->containers(false); });
        return transform<bool>(listed, site(), [](const QJsonArray &containers) {
            return std::any_of(containers.begin(), containers.end(), [](const QJsonValue &container) {
                return container[u"Names"_s].toArray().contains(QString(u'/' + containerName));
            });
        });
    }
    Pending<QJsonObject> run(const plan::ContextPtr &context) override
    {
        const auto started = andThen(
            site()->links()->engine(machineOf(context)), site(), [here = site()](docker::Client *engine) {
                return andThen(engine->removeContainer(containerName), here, [=] {
                    return andThen(
                        engine->createContainer(containerName, container(here->spec(), here->clusterId())),
                        here, [engine](const QString &id) { return engine->startContainer(id); });
                });
            });
        return doneAfter(started);
    }

private:
    static QJsonObject container(const ClusterSpec &spec, const QString &clusterId)
    {
        const QString config = QLatin1StringView(consulConfigFolder);
        const QJsonObject host{
            {u"NetworkMode"_s, u"host"_s},
            {u"RestartPolicy"_s, QJsonObject{{u"Name"_s, u"always"_s}}},
            {u"Binds"_s,
             QJsonArray{QString(config + u':' + config + u":ro"),
                        QString(u"skep-consul:"_s + QLatin1StringView(consulDataFolder))}},
            {u"CapDrop"_s, QJsonArray{u"ALL"_s}},
            {u"CapAdd"_s, QJsonArray{u"NET_BIND_SERVICE"_s}},
            {u"LogConfig"_s,
             QJsonObject{{u"Type"_s, u"json-file"_s},
                         {u"Config"_s, QJsonObject{{u"max-size"_s, u"10m"_s}, {u"max-file"_s, u"3"_s}}}}},
        };
        // The image's own entry point would become another user, who cannot read the root-only files.
        return {{u"Image"_s, spec.consulImage},
                {u"User"_s, u"0"_s},
                {u"Entrypoint"_s, QJsonArray{u"consul"_s}},
                {u"Cmd"_s, QJsonArray{u"agent"_s, QString(u"-config-dir="_s + config)}},
                {u"Labels"_s, QJsonObject{{clusterLabel, clusterId}}},
                {u"HostConfig"_s, host}};
    }
};

//! The servers are ready when they have a leader and each of them has access control at work. Until it has, a
//! server knows no token, and any of them may be the one that answers an agent.
class WaitForLeader : public Action
{
    Q_DECLARE_TR_FUNCTIONS(skep::cluster::WaitForLeader)

public:
    using Action::Action;
    Pending<bool> isDone(const plan::ContextPtr &) override { return no(); }
    Pending<QJsonObject> run(const plan::ContextPtr &) override
    {
        const auto ask = [this] {
            const auto all = allAtOnce(site()->consulServers(), site(),
                                       [this](const QString &server) { return readiness(server); });
            return orElse(transform<bool>(all, site(), [] { return true; }), site(), [](Error error) {
                error.retryable = true; // it may still be starting
                return ready<bool>(fail(error));
            });
        };
        const auto late = [](const Error &last) {
            return Error{ErrorCode::Timeout,
                         tr("Consul's servers are not ready after a minute: %1").arg(last.message),
                         last.detail, true};
        };
        return doneAfter(explainedByFirewall(site(), waitUntil(site(), {200ms, 60s}, ask, late)));
    }

private:
    Pending<> readiness(const QString &server) const
    {
        return andThen(site()->links()->consul(server), site(), [=, this](consul::Client *consul) {
            const auto elected =
                transform<void>(consul->leader(), site(), [](const QString &leader) -> Result<> {
                    if (leader.isEmpty())
                        return fail(ErrorCode::Remote, tr("They have no leader."));
                    return {};
                });
            return andThen(elected, site(), [=, this] {
                return transform<void>(
                    consul->agentSelf(), site(), [server](const QJsonObject &self) -> Result<> {
                        // 1: at work; 2 and 3: in the way of old versions until all have told what they can.
                        if (self[u"Member"_s][u"Tags"_s][u"acls"_s].toString() == "1"_L1)
                            return {};
                        return fail(ErrorCode::Remote,
                                    tr("The access control of %1 is not at work yet.").arg(server));
                    });
            });
        });
    }
};

class WaitForAgent : public Action
{
    Q_DECLARE_TR_FUNCTIONS(skep::cluster::WaitForAgent)

public:
    using Action::Action;
    Pending<bool> isDone(const plan::ContextPtr &) override { return no(); }
    Pending<QJsonObject> run(const plan::ContextPtr &context) override
    {
        const QString machine = machineOf(context);
        const auto ask = [here = site(), machine] {
            const auto members = andThen(here->links()->consul(machine), here,
                                         [](consul::Client *consul) { return consul->members(); });
            const auto isMember = transform<bool>(
                members, here, [machine](const consul::Indexed<QList<consul::Member>> &known) {
                    return std::any_of(known.value.begin(), known.value.end(), [&](const auto &member) {
                        return member.name == machine && member.serf == consul::CheckState::Passing;
                    });
                });
            return orElse(isMember, here, [](const Error &error) {
                return ready<bool>(
                    fail(Error{error.code, error.message, error.detail, true})); // still starting
            });
        };
        const auto late = [machine](const Error &last) {
            return Error{ErrorCode::Timeout,
                         tr("The Consul agent of %1 does not join the servers.").arg(machine), last.message,
                         true};
        };
        return doneAfter(explainedByFirewall(site(), waitUntil(site(), {300ms, 60s}, ask, late)));
    }
};

} // namespace

void addConsulActions(plan::Actions &actions, Site *site)
{
    actions.insert(u"consul-config"_s, std::make_shared<WriteConsulConfig>(site));
    actions.insert(u"consul"_s, std::make_shared<StartConsul>(site));
    actions.insert(u"consul-leader"_s, std::make_shared<WaitForLeader>(site));
    actions.insert(u"consul-joined"_s, std::make_shared<WaitForAgent>(site));
}

} // namespace skep::cluster
