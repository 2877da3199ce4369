// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/proofrun.h"

#include "core/cluster/auditrun.h"
#include "core/cluster/compose.h"
#include "core/cluster/registrarservice.h"
#include "core/consul/client.h"
#include "core/consul/dns.h"
#include "core/crypto/keys.h"
#include "core/docker/client.h"
#include "core/net/gateway.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace skep::cluster {

namespace {

const QString serviceName = u"skep-proof"_s;
const QString dnsName = u"skep-proof.service.consul"_s;
constexpr int webPort = 80;
constexpr int dnsPort = 53;

// Fixed text; what the page says comes by the environment.
const QString webScript = u"mkdir -p /tmp/www && echo \"$SKEP_PROOF\" >/tmp/www/index.html && "
                          "exec httpd -f -p 80 -h /tmp/www"_s;
const QString dnsScript =
    u"nslookup -type=a skep-proof.service.consul; nslookup -type=srv skep-proof.service.consul"_s;

QJsonObject webService(const QString &image, const QString &nonce)
{
    const QJsonObject container{
        {u"Image"_s, image},
        {u"StopSignal"_s, u"SIGKILL"_s}, // the first process of a container ignores SIGTERM
        {u"Command"_s, QJsonArray{u"sh"_s, u"-c"_s, webScript}},
        {u"Env"_s, QJsonArray{QString(u"SKEP_PROOF="_s + nonce)}}};
    const QJsonObject port{
        {u"Protocol"_s, u"tcp"_s}, {u"TargetPort"_s, webPort}, {u"PublishMode"_s, u"host"_s}};
    return {{u"Name"_s, serviceName},
            {u"TaskTemplate"_s, QJsonObject{{u"ContainerSpec"_s, container}}},
            {u"Mode"_s, QJsonObject{{u"Replicated"_s, QJsonObject{{u"Replicas"_s, 1}}}}},
            {u"EndpointSpec"_s, QJsonObject{{u"Mode"_s, u"dnsrr"_s}, {u"Ports"_s, QJsonArray{port}}}}};
}

// From this computer, beside all else. Where the machines have no firewall that Skep has made there is none
// to judge.
Pending<Audit> lookFromOutside(Site *site, QObject *context)
{
    if (!site->provider())
        return ready<Audit>({});
    AuditSubject subject{site->spec(), {}, site->labels()};
    const auto machines = site->machines();
    for (const auto &machine : machines) {
        if (const auto where = site->links()->whereabouts(machine.name); !where.address.isEmpty())
            subject.addresses.insert(machine.name, where.address);
    }
    return runAudit(subject, site->provider(), context);
}

//! Opened that widely by the user, who was asked twice.
bool isChosen(const ClusterSpec &spec, const Finding &finding)
{
    QStringList sources = spec.operatorCidrs;
    for (const auto &exposure : spec.exposures)
        sources.append(exposure.to);
    return finding.kind == Finding::Kind::TooOpen
        && std::any_of(sources.begin(), sources.end(),
                       [&](const QString &source) { return finding.sentence.contains(source); });
}

} // namespace

ProofRun::ProofRun(Site *site, QObject *parent)
    : QObject(parent)
    , m_site(site)
    , m_consul(site->spec().consulServers > 0)
    , m_proof(emptyProof(m_consul))
    , m_nonce(crypto::newUuid())
{
}

QStringList ProofRun::nodes() const
{
    QStringList names;
    const auto &all = m_site->machines();
    for (const auto &machine : all) {
        if (machine.role != MachineRole::ConsulServer)
            names.append(machine.name);
    }
    return names;
}

Pending<Proof> ProofRun::run()
{
    QList<std::function<Pending<>()>> stages;
    const auto add = [&](const QString &id, Pending<QString> (ProofRun::*work)()) {
        stages.append([=, this] { return stage(id, [=, this] { return (this->*work)(); }); });
    };
    add(u"deploy"_s, &ProofRun::deploy);
    if (m_consul) {
        add(u"catalog"_s, &ProofRun::untilInCatalog);
        add(u"dns-node"_s, &ProofRun::askOnNodes);
        add(u"dns-container"_s, &ProofRun::askInContainers);
    }
    add(u"fetch"_s, &ProofRun::fetch);
    add(u"exposure"_s, &ProofRun::judgeExposure);
    add(u"remove"_s, &ProofRun::remove);
    m_audit = lookFromOutside(m_site, this);
    const auto proven = orElse(andThen(oneByOne(stages, this, [](const auto &next) { return next(); }), this,
                                       [this] {
                                           m_proof.passed = true;
                                           return ready<>({});
                                       }),
                               this, [this](const Error &) { return afterFailure(); });
    return transform<Proof>(proven, this, [this] {
        m_proof.at = QDateTime::currentDateTimeUtc();
        emit changed();
        return m_proof;
    });
}

Pending<> ProofRun::stage(const QString &id, std::function<Pending<QString>()> work)
{
    set(id, ProofStage::State::Running);
    const auto told = transform<void>(work(), this, [this, id](const QString &seen) -> Result<> {
        set(id, ProofStage::State::Passed, seen);
        return {};
    });
    return orElse(told, this, [this, id](const Error &error) {
        set(id, ProofStage::State::Failed, error.message);
        return ready<>(fail(error));
    });
}

void ProofRun::set(const QString &id, ProofStage::State state, const QString &detail)
{
    for (auto &stage : m_proof.stages) {
        if (stage.id != id)
            continue;
        stage.state = state;
        stage.detail = detail;
    }
    emit changed();
}

Pending<QString> ProofRun::deploy()
{
    return andThen(cleanUp(), this, [this] { // what an earlier run may have left
        return andThen(m_site->links()->engine(m_site->firstManager()), this, [this](docker::Client *engine) {
            return andThen(engine->createService(webService(m_site->spec().webImage, m_nonce)), this,
                           [this](const QString &id) { return untilRunning(id); });
        });
    });
}

Pending<QString> ProofRun::untilRunning(const QString &serviceId)
{
    m_serviceId = serviceId;
    auto seen = std::make_shared<QString>();
    const auto ask = [this, serviceId, seen] {
        return andThen(m_site->links()->engine(m_site->firstManager()), this,
                       [=, this](docker::Client *engine) {
                           return andThen(engine->tasks(), this, [=, this](const QList<docker::Task> &tasks) {
                               for (const auto &task : tasks) {
                                   if (task.serviceId != serviceId)
                                       continue;
                                   if (task.state == "running"_L1)
                                       m_nodeId = task.nodeId;
                                   else
                                       *seen = task.error.isEmpty() ? task.message : task.error;
                               }
                               return transform<bool>(engine->nodes(), this,
                                                      [=, this](const QList<docker::Node> &swarm) {
                                                          for (const auto &node : swarm) {
                                                              if (!m_nodeId.isEmpty() && node.id == m_nodeId)
                                                                  m_machine = node.hostname;
                                                          }
                                                          return !m_machine.isEmpty();
                                                      });
                           });
                       });
    };
    const auto late = [seen](const Error &last) {
        return Error{ErrorCode::Timeout,
                     tr("The web service does not run: %1").arg(seen->isEmpty() ? last.message : *seen),
                     {},
                     true};
    };
    return transform<QString>(waitUntil(this, {200ms, 60s}, ask, late), this,
                              [this] { return tr("It runs on %1.").arg(m_machine); });
}

Pending<QString> ProofRun::untilInCatalog()
{
    auto seen = std::make_shared<QString>();
    const auto ask = [this, seen] {
        return andThen(m_site->links()->consul(m_machine), this, [=, this](consul::Client *consul) {
            return transform<bool>(consul->instancesOf(serviceName), this,
                                   [=, this](const QList<consul::Instance> &instances) {
                                       for (const auto &instance : instances) {
                                           // What an earlier proof left may still pass for a moment.
                                           if (instance.node != m_machine
                                               || instance.meta.value(u"swarm-service-id"_s) != m_serviceId)
                                               continue;
                                           *seen = instance.reason;
                                           if (instance.state != consul::CheckState::Passing)
                                               continue;
                                           m_instance = instance;
                                           m_port = instance.port;
                                           return true;
                                       }
                                       return false;
                                   });
        });
    };
    const auto late = [](const Error &last) { return Error{ErrorCode::Timeout, last.message, {}, true}; };
    const auto found =
        orElse(waitUntil(this, {200ms, 30s}, ask, late), this, [this, seen](const Error &error) {
            return andThen(whyNotInCatalog(seen->isEmpty() ? error.message : *seen), this,
                           [](const QString &why) { return ready<>(fail(ErrorCode::Remote, why)); });
        });
    return transform<QString>(found, this, [this] {
        return tr("%1 at %2, port %3, passing.").arg(serviceName, m_instance.address).arg(m_port);
    });
}

Pending<bool> ProofRun::registrarRuns()
{
    return andThen(m_site->links()->engine(m_site->firstManager()), this, [this](docker::Client *engine) {
        return andThen(
            engine->findService(registrarServiceName), this,
            [=, this](const std::optional<docker::Service> &registrar) -> Pending<bool> {
                if (!registrar)
                    return ready<bool>(false);
                return transform<bool>(engine->tasks(), this, [=, this](const QList<docker::Task> &tasks) {
                    return std::any_of(tasks.begin(), tasks.end(), [&](const docker::Task &task) {
                        return task.serviceId == registrar->id && task.nodeId == m_nodeId
                            && task.state == "running"_L1 && task.desiredState == "running"_L1;
                    });
                });
            });
    });
}

Pending<QString> ProofRun::whyNotInCatalog(const QString &seen)
{
    return transform<QString>(registrarRuns(), this, [this, seen](bool isRunning) {
        if (!isRunning)
            return tr("The service is not in Consul's catalog: the registrar does not run on %1.")
                .arg(m_machine);
        if (!seen.isEmpty())
            return tr("The service is in Consul's catalog but not passing: %1").arg(seen);
        return tr("The service is not in Consul's catalog though the registrar of %1 runs: look at the "
                  "registrar's log; its token may be refused.")
            .arg(m_machine);
    });
}

Pending<QString> ProofRun::askOnNodes()
{
    const auto asked = allAtOnce(nodes(), this, [this](const QString &machine) {
        // DNS is answered by any server, also by one that is a moment behind the leader.
        constexpr Backoff moment{.attempts = 8, .first = 200ms, .most = 500ms};
        return andThen(retry(this, moment, [=, this] { return askOnNode(machine, u"A"_s); }), this,
                       [=, this] { return askOnNode(machine, u"SRV"_s); });
    });
    return transform<QString>(asked, this, [this] {
        return tr("%1 and its SRV record with port %2 resolve on every node.").arg(dnsName).arg(m_port);
    });
}

Pending<> ProofRun::askOnNode(const QString &machine, const QString &type)
{
    const auto asked = andThen(m_site->links()->connection(machine), this, [=, this](ssh::Connection *) {
        return consul::queryDns(m_site->gateway()->proxy(),
                                net::Gateway::portUrl(m_site->links()->gatewayName(machine), dnsPort).host(),
                                dnsPort, dnsName, type, this);
    });
    const auto judged = transform<
        void>(asked, this, [=, this](const QList<consul::DnsRecord> &records) -> Result<> {
        if (records.isEmpty())
            return fail(
                ErrorCode::Remote,
                tr("Consul's DNS on %1 does not know %2, though the catalog has it: the agent's DNS token is "
                   "missing or may not read services and nodes.")
                    .arg(machine, dnsName),
                {}, true);
        const bool isRight =
            std::any_of(records.begin(), records.end(), [&](const consul::DnsRecord &record) {
                return type == "SRV"_L1 ? record.type == type && record.port == m_port
                                        : record.type == type && record.address == m_instance.address;
            });
        if (!isRight)
            return fail(
                ErrorCode::Remote,
                tr("Consul's DNS on %1 answers something else for %2 (%3).").arg(machine, dnsName, type));
        return {};
    });
    return orElse(judged, this, [machine](const Error &error) {
        if (error.code != ErrorCode::Network && error.code != ErrorCode::Timeout)
            return ready<>(fail(error));
        Error silence = prefixed(tr("Nothing answers DNS on %1").arg(machine), error);
        silence.retryable = false;
        return ready<>(fail(silence));
    });
}

Pending<QString> ProofRun::askInContainers()
{
    const auto asked =
        allAtOnce(nodes(), this, [this](const QString &machine) { return askInContainer(machine); });
    return transform<QString>(asked, this,
                              [] { return tr("The name resolves inside a container on every node."); });
}

Pending<> ProofRun::askInContainer(const QString &machine)
{
    const QJsonObject spec{{u"Image"_s, m_site->spec().webImage},
                           {u"Entrypoint"_s, QJsonArray{}},
                           {u"Cmd"_s, QJsonArray{u"sh"_s, u"-c"_s, dnsScript}}};
    const auto asked = andThen(m_site->links()->engine(machine), this, [spec](docker::Client *engine) {
        return engine->runContainer(u"skep-proof-dns"_s, spec, 30s);
    });
    return transform<void>(asked, this, [this, machine](const docker::ContainerOutcome &outcome) -> Result<> {
        const QString said = QString::fromUtf8(outcome.out + outcome.err);
        const QString port = u' ' + QString::number(m_port) + u' ';
        if (said.contains(m_instance.address) && said.contains(port))
            return {};
        return fail(
            ErrorCode::Remote,
            tr("Inside a container on %1 the name %2 does not resolve. Containers ask the engine's name "
               "servers; is Consul's address the first of them?")
                .arg(machine, dnsName),
            said);
    });
}

Pending<> ProofRun::untilGone(std::chrono::seconds limit)
{
    const auto ask = [this]() -> Pending<bool> {
        if (!m_consul || m_machine.isEmpty()) // it ran nowhere, so nobody can have registered it
            return ready<bool>(true);
        return andThen(m_site->links()->consul(m_machine), this, [this](consul::Client *consul) {
            return transform<bool>(
                consul->instancesOf(serviceName), this,
                [](const QList<consul::Instance> &instances) { return instances.isEmpty(); });
        });
    };
    const auto late = [](const Error &last) {
        return Error{ErrorCode::Timeout, tr("The removed service is still in Consul's catalog."),
                     last.message, true};
    };
    return andThen(cleanUp(), this, [=, this] { return waitUntil(this, {200ms, limit}, ask, late); });
}

Pending<QString> ProofRun::remove()
{
    const auto gone = orElse(untilGone(60s), this, [this](const Error &error) {
        return andThen(registrarRuns(), this, [this, error](bool isRunning) {
            const QString why = tr("The registrar does not run on %1.").arg(m_machine);
            return ready<>(fail(error.code, isRunning ? error.message : error.message + u' ' + why));
        });
    });
    return transform<QString>(gone, this, [] { return tr("It is gone."); });
}

// A machine that the firewall does not guard is no healthy one, however well it works.
Pending<QString> ProofRun::judgeExposure()
{
    return transform<QString>(m_audit, this, [this](const Audit &audit) -> Result<QString> {
        for (const auto &finding : audit.findings) {
            if (finding.isGrave && !isChosen(m_site->spec(), finding))
                return fail(ErrorCode::Remote, finding.sentence + u' ' + finding.advice);
        }
        if (audit.ports == 0)
            return tr("There is no firewall of Skep's to look at.");
        return tr("%1 rules and %2 ports were looked at: only what is meant to be is open.")
            .arg(audit.rules)
            .arg(audit.ports);
    });
}

//! Who asks next must not find what this proof left behind.
Pending<> ProofRun::afterFailure()
{
    const auto wasRemoved = std::any_of(m_proof.stages.begin(), m_proof.stages.end(), [](const auto &stage) {
        return stage.id == "remove"_L1 && stage.state == ProofStage::State::Failed;
    });
    const auto gone = wasRemoved ? cleanUp() : untilGone(20s);
    return orElse(gone, this, [this](const Error &error) {
        set(u"remove"_s, ProofStage::State::Failed, error.message);
        return ready<>({});
    });
}

Pending<QString> ProofRun::fetch()
{
    auto endpoint = std::make_shared<net::HttpEndpoint>(m_site->gateway()->proxy());
    const auto published = m_port > 0
        ? ready<int>(int(m_port))
        : andThen(m_site->links()->engine(m_machine), this, [this](docker::Client *engine) {
              return transform<int>(
                  engine->containers(false), this, [](const QJsonArray &containers) -> Result<int> {
                      for (const auto &container : containers) {
                          if (container[u"Labels"_s][u"com.docker.swarm.service.name"_s].toString()
                              == serviceName)
                              return container[u"Ports"_s][0][u"PublicPort"_s].toInt();
                      }
                      return fail(ErrorCode::NotFound, tr("The web service's container is gone."));
                  });
          });
    const auto answered = andThen(published, this, [=, this](int port) {
        m_port = port;
        net::HttpRequest request;
        request.url =
            net::Gateway::portUrl(m_site->links()->gatewayName(m_machine), static_cast<quint16>(port));
        return orElse(endpoint->send(request), this, [=, this](const Error &error) {
            return ready<net::HttpResponse>(fail(
                error.code,
                tr("Port %1 of %2 is closed: the web service cannot be fetched.").arg(port).arg(m_machine),
                error.message));
        });
    });
    return transform<QString>(
        answered, this, [this, endpoint](const net::HttpResponse &response) -> Result<QString> {
            if (!response.isSuccess() || !response.body.contains(m_nonce.toLatin1()))
                return fail(
                    ErrorCode::Remote,
                    tr("Port %1 of %2 answers, but not as the web service does.").arg(m_port).arg(m_machine));
            return tr("Port %1 of %2 answers.").arg(m_port).arg(m_machine);
        });
}

Pending<> ProofRun::cleanUp()
{
    return andThen(m_site->links()->engine(m_site->firstManager()), this,
                   [](docker::Client *engine) { return engine->removeService(serviceName); });
}

} // namespace skep::cluster
