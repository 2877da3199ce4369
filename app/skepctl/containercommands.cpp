// SPDX-License-Identifier: GPL-3.0-or-later
// Commands about single containers on a node, and the logs of them and of services.
#include "app/skepctl/commands.h"
#include "app/skepctl/logprinter.h"
#include "app/skepctl/rawterminal.h"
#include "app/skepctl/serviceoptions.h"
#include "core/cluster/compose.h"
#include "core/docker/execsession.h"

#include <QJsonDocument>
#include <QSocketNotifier>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace skep::ctl {

namespace {

constexpr int stopSeconds = 10;

QString tr(const char *text)
{
    return QCoreApplication::translate("skepctl", text);
}

//! \p work with the engine of the node that the command names.
Pending<int> onNode(Session &session,
                    const std::function<Pending<int>(cluster::Cluster *, docker::Client *)> &work)
{
    const auto found = readyCluster(session, session.arguments().words.at(2));
    if (!found)
        return ready<int>(fail(found.error()));
    auto *cluster = *found;
    return andThen(engineOf(cluster, session.arguments().words.at(3)), cluster,
                   [=](docker::Client *engine) { return work(cluster, engine); });
}

//! One call for the container that the command names; the call itself says nothing.
Pending<int> act(Session &session, const QString &did,
                 const std::function<Pending<>(docker::Client *, const QString &)> &call)
{
    return onNode(session, [=, &session](cluster::Cluster *, docker::Client *engine) {
        const QString name = session.arguments().words.at(4);
        // The grammar of the name, and whether it is there, before anything is done.
        const auto there = andThen(engine->inspect(docker::ObjectKind::Container, name), engine,
                                   [=](const QJsonObject &) { return call(engine, name); });
        return andThen(there, engine, [=, &session] { return done(session, {{did, name}}, name); });
    });
}

QString portsText(const QList<docker::Port> &ports)
{
    QStringList texts;
    for (const auto &port : ports)
        texts.append((port.published > 0 ? u"%1->"_s.arg(port.published) : QString())
                     + u"%1/%2"_s.arg(port.target).arg(port.protocol));
    return texts.join(u' ');
}

void addContainer(const QString &node, const docker::Container &container, QJsonArray &list,
                  QList<QStringList> &rows)
{
    QJsonArray ports;
    for (const auto &port : container.ports)
        ports.append(QJsonObject{
            {u"target"_s, port.target}, {u"published"_s, port.published}, {u"protocol"_s, port.protocol}});
    list.append(QJsonObject{{u"id"_s, container.id},
                            {u"name"_s, container.name},
                            {u"node"_s, node},
                            {u"image"_s, container.image},
                            {u"state"_s, container.state},
                            {u"status"_s, container.status},
                            {u"service"_s, container.serviceName},
                            {u"ports"_s, ports},
                            {u"labels"_s, textMapOf(container.labels)}});
    rows.append({container.id.left(12), node, container.name, container.image, container.status,
                 portsText(container.ports)});
}

Pending<int> join(docker::ExecSession *exec, bool isTty)
{
    Completer<int> ended;
    const auto terminal = std::make_shared<std::unique_ptr<RawTerminal>>();
    if (isTty) {
        *terminal = std::make_unique<RawTerminal>();
        auto *input = new QSocketNotifier(STDIN_FILENO, QSocketNotifier::Read, exec);
        QObject::connect(input, &QSocketNotifier::activated, exec, [exec, input] {
            QByteArray bytes(65536, Qt::Uninitialized);
            const auto count = ::read(STDIN_FILENO, bytes.data(), static_cast<size_t>(bytes.size()));
            if (count > 0)
                exec->write(bytes.left(count));
            else
                input->setEnabled(false);
        });
    }
    const auto printer = [exec](int descriptor) {
        return [exec, descriptor](const QByteArray &bytes) {
            writeAll(descriptor, bytes);
            exec->acknowledge(bytes.size());
        };
    };
    QObject::connect(exec, &TerminalSource::received, exec, printer(STDOUT_FILENO));
    QObject::connect(exec, &docker::ExecSession::receivedError, exec, printer(STDERR_FILENO));
    QObject::connect(exec, &TerminalSource::stateChanged, exec, [=] {
        const auto &state = exec->state();
        if (state.phase != TerminalSource::Phase::Closed)
            return;
        terminal->reset();
        if (state.exitCode)
            return ended.settle(*state.exitCode);
        const bool isMissing = state.message.startsWith("No such container"_L1);
        ended.settle(fail(isMissing ? ErrorCode::NotFound : ErrorCode::Network, state.message, state.detail));
    });
    const winsize size = windowSize();
    exec->start(size.ws_col, size.ws_row);
    return ended.future();
}

//! The containers of a service's tasks, each with the way to its node.
QList<docker::LogSource> sourcesOf(cluster::Cluster *cluster, const docker::Service &service,
                                   const QList<docker::Task> &tasks, const QList<docker::Node> &nodes)
{
    QList<docker::LogSource> sources;
    for (const auto &task : tasks) {
        if (task.serviceId != service.id || task.containerId.isEmpty())
            continue;
        const auto node =
            std::find_if(nodes.begin(), nodes.end(), [&](const auto &one) { return one.id == task.nodeId; });
        const QString host = node == nodes.end() ? task.nodeId : node->hostname;
        const QString slot = service.isGlobal ? host : QString::number(task.slot);
        sources.append({task.containerId, service.name + u'.' + slot, host,
                        [cluster, host] { return engineOf(cluster, host); }});
    }
    return sources;
}

Pending<QList<docker::LogSource>> findSources(cluster::Cluster *cluster, docker::Client *engine,
                                              const QString &name)
{
    return andThen(engine->findService(name), engine, [=](const std::optional<docker::Service> &service) {
        if (!service)
            return ready<QList<docker::LogSource>>(
                fail(ErrorCode::NotFound, tr("There is no service “%1”.").arg(name)));
        return andThen(engine->nodes(), engine, [=](const QList<docker::Node> &nodes) {
            return cluster::transform<QList<docker::LogSource>>(
                engine->tasks(), engine,
                [=](const QList<docker::Task> &tasks) { return sourcesOf(cluster, *service, tasks, nodes); });
        });
    });
}

} // namespace

Pending<int> listContainers(Session &session)
{
    const auto found = readyCluster(session, session.arguments().words.at(2));
    if (!found)
        return ready<int>(fail(found.error()));
    auto *cluster = *found;
    const QStringList nodes =
        session.arguments().has(u"node"_s) ? session.arguments().values(u"node"_s) : swarmMachines(cluster);
    const bool all = session.arguments().has(u"all"_s);
    struct Answer
    {
        QJsonArray list;
        QList<QStringList> rows;
    };
    auto answer = std::make_shared<Answer>();
    const auto asked = cluster::oneByOne(nodes, cluster, [=](const QString &node) {
        return andThen(engineOf(cluster, node), cluster, [=](docker::Client *engine) {
            return cluster::transform<void>(
                engine->containerList(all), engine, [=](const auto &containers) -> Result<> {
                    const auto machine = machineNamed(cluster, node);
                    for (const auto &container : containers)
                        addContainer(*machine, container, answer->list, answer->rows);
                    return {};
                });
        });
    });
    return andThen(asked, cluster, [answer, &session] {
        session.print(answer->list, table(answer->rows));
        return ready<int>(int(Done));
    });
}

Pending<int> runContainer(Session &session)
{
    const auto spec = containerFromOptions(session);
    if (!spec)
        return ready<int>(fail(spec.error()));
    const QString command = docker::runCommand(*spec);
    if (session.arguments().has(u"dry-run"_s))
        return done(session, {{u"spec"_s, docker::toJson(*spec)}, {u"command"_s, command}}, command);
    return andThen(loginFor(session, spec->image), session.workspace(),
                   [=, &session](const std::optional<docker::RegistryLogin> &login) {
                       return onNode(session, [=, &session](cluster::Cluster *, docker::Client *engine) {
                           return andThen(
                               engine->startNewContainer(spec->name, docker::toJson(*spec), login), engine,
                               [=, &session](const QString &id) {
                                   return done(
                                       session,
                                       {{u"id"_s, id}, {u"name"_s, spec->name}, {u"command"_s, command}}, id);
                               });
                       });
                   });
}

Pending<int> stopContainer(Session &session)
{
    return act(session, u"stopped"_s, [](docker::Client *engine, const QString &name) {
        return engine->stopContainer(name, stopSeconds);
    });
}

Pending<int> startContainer(Session &session)
{
    return act(session, u"started"_s,
               [](docker::Client *engine, const QString &name) { return engine->startContainer(name); });
}

Pending<int> restartContainer(Session &session)
{
    return act(session, u"restarted"_s, [](docker::Client *engine, const QString &name) {
        return engine->restartContainer(name, stopSeconds);
    });
}

Pending<int> removeContainer(Session &session)
{
    const bool byForce = session.arguments().has(u"force"_s);
    return act(session, u"removed"_s, [byForce](docker::Client *engine, const QString &name) {
        return byForce ? engine->removeContainer(name) : engine->remove(docker::ObjectKind::Container, name);
    });
}

Pending<int> inspectContainer(Session &session)
{
    return onNode(session, [&session](cluster::Cluster *, docker::Client *engine) {
        return andThen(engine->inspect(docker::ObjectKind::Container, session.arguments().words.at(4)),
                       engine, [&session](const QJsonObject &object) {
                           return done(session, object, QString::fromUtf8(QJsonDocument(object).toJson()));
                       });
    });
}

Pending<int> followContainerLogs(Session &session)
{
    const auto request = logRequest(session);
    if (!request)
        return ready<int>(fail(request.error()));
    return onNode(session, [=, &session](cluster::Cluster *cluster, docker::Client *engine) {
        return andThen(engine->inspect(docker::ObjectKind::Container, session.arguments().words.at(4)),
                       engine, [=, &session](const QJsonObject &container) {
                           const QString node = session.arguments().words.at(3);
                           auto *printer = new LogPrinter(session, *request, cluster);
                           printer->stream()->setSources(
                               {{container.value("Id"_L1).toString(), session.arguments().words.at(4), node,
                                 [cluster, node] { return engineOf(cluster, node); }}});
                           return printer->ended();
                       });
    });
}

Pending<int> followServiceLogs(Session &session)
{
    const auto request = logRequest(session);
    if (!request)
        return ready<int>(fail(request.error()));
    return withManager(session, 2, [=, &session](cluster::Cluster *cluster, docker::Client *engine) {
        const QString name = session.arguments().words.at(3);
        return andThen(findSources(cluster, engine, name), engine,
                       [=, &session](const QList<docker::LogSource> &sources) {
                           if (sources.isEmpty())
                               return done(session, {}, {});
                           auto *printer = new LogPrinter(session, *request, cluster);
                           printer->stream()->setSources(sources);
                           if (request->follow) { // new tasks of the service join in
                               auto *look = new QTimer(printer);
                               QObject::connect(look, &QTimer::timeout, printer, [=] {
                                   onResult(findSources(cluster, engine, name), printer,
                                            [printer](const Result<QList<docker::LogSource>> &now) {
                                                if (now)
                                                    printer->stream()->setSources(*now);
                                            });
                               });
                               look->start(std::chrono::seconds(2));
                           }
                           return printer->ended();
                       });
    });
}

Pending<int> execInContainer(Session &session)
{
    const auto found = readyCluster(session, session.arguments().words.at(2));
    if (!found)
        return ready<int>(fail(found.error()));
    auto *cluster = *found;
    const QString node = session.arguments().words.at(3);
    if (const auto machine = machineNamed(cluster, node); !machine)
        return ready<int>(fail(machine.error()));
    const bool isTty = isatty(STDIN_FILENO) != 0;
    auto *exec = new docker::ExecSession(
        [cluster, node] { return engineOf(cluster, node); },
        {.container = session.arguments().words.at(4), .command = session.arguments().rest, .isTty = isTty},
        cluster);
    return join(exec, isTty);
}

} // namespace skep::ctl
