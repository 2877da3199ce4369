// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/scriptedoperations.h"

using namespace Qt::StringLiterals;

namespace skep::test {

using cluster::ContainerVerb;
using cluster::Login;

namespace {

//! Deep: the secret wipes the bytes that a shallow copy would share.
QByteArray copied(const Secret &secret)
{
    return {secret.reveal().constData(), secret.reveal().size()};
}

} // namespace

template <typename T>
Pending<T> ScriptedOperations::changed(const QString &call, Result<T> answer)
{
    calls.append(call);
    return ready<T>(refusal ? Result<T>(tl::unexpected(*refusal)) : std::move(answer));
}

template <typename T>
Pending<T> ScriptedOperations::told(const QString &machine, const T &answer)
{
    const auto silent = silentMachines.constFind(machine);
    return ready<T>(silent == silentMachines.cend() ? Result<T>(answer) : Result<T>(fail(*silent)));
}

Pending<docker::ServiceDetail> ScriptedOperations::serviceDetail(const QString &idOrName)
{
    calls.append(u"detail "_s + idOrName);
    return ready<docker::ServiceDetail>(detail);
}

Pending<QString> ScriptedOperations::createService(const docker::ServiceSpec &spec, const Login &login)
{
    sent = spec;
    sentSecret = login && login->password ? copied(*login->password) : QByteArray();
    return changed<QString>(u"create "_s + spec.name, u"new-id"_s);
}

Pending<QStringList> ScriptedOperations::updateService(const QString &id, qint64 version,
                                                       const docker::ServiceSpec &spec, const Login &)
{
    sent = spec;
    return changed<QStringList>(u"update %1 %2"_s.arg(id).arg(version));
}

Pending<QStringList> ScriptedOperations::scaleService(const QString &id, qint64 replicas)
{
    return changed<QStringList>(u"scale %1 %2"_s.arg(id).arg(replicas));
}

Pending<QStringList> ScriptedOperations::restartService(const QString &id)
{
    return changed<QStringList>(u"restart "_s + id);
}

Pending<QStringList> ScriptedOperations::rollBackService(const QString &id)
{
    return changed<QStringList>(u"rollback "_s + id);
}

Pending<> ScriptedOperations::control(const QString &machine, const QString &container, ContainerVerb verb)
{
    const QString words[] = {u"start"_s, u"stop"_s, u"restart"_s, u"rm"_s};
    return changed<>(u"%1 %2 on %3"_s.arg(words[int(verb)], container, machine));
}

Pending<QString> ScriptedOperations::runContainer(const QString &machine, const docker::ContainerSpec &spec,
                                                  const Login &)
{
    sentContainer = spec;
    return changed<QString>(u"run %1 on %2"_s.arg(spec.name, machine), u"c-new"_s);
}

Pending<docker::Inspection> ScriptedOperations::inspect(docker::ObjectKind, const QString &id,
                                                        const QString &machine)
{
    calls.append(u"inspect %1 on %2"_s.arg(id, machine));
    return ready<docker::Inspection>(inspected);
}

Pending<> ScriptedOperations::remove(docker::ObjectKind, const QString &id, const QString &machine)
{
    return changed<>(u"remove %1 on %2"_s.arg(id, machine));
}

Pending<QString> ScriptedOperations::createNetwork(const docker::Network &network)
{
    sentNetwork = network;
    return changed<QString>(u"network "_s + network.name, u"n-new"_s);
}

Pending<QString> ScriptedOperations::createSecret(const QString &name, const SecretPtr &value,
                                                  const QMap<QString, QString> &labels)
{
    sentSecret = copied(*value);
    sentLabels = labels;
    return changed<QString>(u"secret "_s + name, u"x-new"_s);
}

Pending<QString> ScriptedOperations::createConfig(const QString &name, const QByteArray &value,
                                                  const QMap<QString, QString> &labels)
{
    sentSecret = value;
    sentLabels = labels;
    return changed<QString>(u"config "_s + name, u"x-new"_s);
}

Pending<> ScriptedOperations::createVolume(const QString &machine, const docker::Volume &volume)
{
    sentLabels = volume.labels;
    return changed<>(u"volume %1 on %2"_s.arg(volume.name, machine));
}

Pending<cluster::StackPreview> ScriptedOperations::previewStack(const cluster::StackWish &wish)
{
    sentStack = wish;
    calls.append(u"preview "_s + wish.name);
    return ready<cluster::StackPreview>(stackPreview);
}

Pending<QString> ScriptedOperations::deployStack(const cluster::StackWish &wish,
                                                 const cluster::SayMessage &say)
{
    sentStack = wish;
    for (const QByteArray &piece : std::as_const(clientSays))
        say(piece);
    return changed<QString>(u"deploy "_s + wish.name, QString::fromUtf8(clientSays.join()));
}

Pending<QStringList> ScriptedOperations::removeStack(const QString &name)
{
    return changed<QStringList>(u"stack rm "_s + name);
}

Pending<> ScriptedOperations::checkLogin(const docker::RegistryLogin &login, const QString &machine)
{
    sentLogin = {login.server, login.user};
    sentSecret = copied(*login.password);
    calls.append(u"login %1 at %2 by %3"_s.arg(login.user, login.server, machine));
    return ready<>(loginRefusal ? Result<>(fail(*loginRefusal)) : Result<>());
}

Pending<QList<docker::Container>> ScriptedOperations::containers(const QString &machine)
{
    return told(machine, containerLists.value(machine));
}

Pending<QList<docker::Image>> ScriptedOperations::images(const QString &machine)
{
    return told(machine, imageList);
}

Pending<QList<docker::Volume>> ScriptedOperations::volumes(const QString &machine)
{
    return told(machine, volumeList);
}

Pending<QList<docker::Network>> ScriptedOperations::networks()
{
    return told({}, networkList);
}

Pending<QList<docker::SwarmFile>> ScriptedOperations::secrets()
{
    return told({}, secretList);
}

Pending<QList<docker::SwarmFile>> ScriptedOperations::configs()
{
    return told({}, configList);
}

Pending<docker::Info> ScriptedOperations::info(const QString &machine)
{
    return told(machine, engineInfo);
}

namespace {

docker::Task task(const QString &id, const QString &service, const QString &node, int slot,
                  const QString &state)
{
    docker::Task made;
    made.id = id;
    made.serviceId = service;
    made.nodeId = node;
    made.slot = slot;
    made.state = state;
    made.desiredState = u"running"_s;
    made.createdAt = made.changedAt = QDateTime(QDate(2026, 8, 14), QTime(10, 24), Qt::UTC);
    return made;
}

} // namespace

void fillWorkloads(cluster::Facts &facts)
{
    facts.live = cluster::LiveState::Live;
    facts.lastHeard = QDateTime::currentDateTimeUtc();
    const QDateTime old = facts.lastHeard.addSecs(-3600);
    const QString names[] = {u"hive-manager-1"_s, u"hive-worker-1"_s, u"hive-worker-2"_s};
    for (int i = 0; i < 3; ++i) {
        docker::Node node;
        node.id = u"node%1"_s.arg(i);
        node.hostname = names[i];
        node.role = i == 0 ? docker::NodeRole::Manager : docker::NodeRole::Worker;
        node.isLeader = node.isReachableManager = i == 0;
        node.state = docker::NodeState::Ready;
        node.address = u"10.88.0.%1"_s.arg(i + 2);
        node.nanoCpus = 2'000'000'000;
        node.memoryBytes = qint64(4) << 30;
        facts.nodes << node;
        facts.machineNames.insert(node.id, node.hostname);
    }
    docker::Service web;
    web.id = u"s1"_s;
    web.name = u"web"_s;
    web.image = u"registry.example.org/shop/web:2.4@sha256:0123456789abcdef"_s;
    web.wanted = 3;
    web.running = 2;
    web.stack = u"shop"_s;
    web.ports = {{u"tcp"_s, 8080, 18080, false}};
    web.createdAt = web.updatedAt = old;
    web.labels = {{u"com.docker.stack.namespace"_s, u"shop"_s}, {u"team"_s, u"front"_s}};
    docker::Service agent;
    agent.id = u"s2"_s;
    agent.name = u"agent"_s;
    agent.image = u"registry.example.org/ops/agent:1"_s;
    agent.isGlobal = true;
    agent.wanted = agent.running = 3;
    agent.createdAt = agent.updatedAt = old;
    facts.services << web << agent;
    facts.tasks << task(u"t1"_s, u"s1"_s, u"node1"_s, 1, u"running"_s)
                << task(u"t2"_s, u"s1"_s, u"node2"_s, 2, u"running"_s)
                << task(u"t3"_s, u"s1"_s, {}, 3, u"pending"_s)
                << task(u"t0"_s, u"s1"_s, u"node1"_s, 1, u"failed"_s);
    facts.tasks[2].error = u"no suitable node (insufficient resources on 3 nodes)"_s;
    facts.tasks[3].desiredState = u"shutdown"_s;
    facts.tasks[3].error = u"task: non-zero exit (137)"_s;
    facts.tasks[3].exitCode = 137;
    facts.tasks[3].createdAt = facts.tasks[3].changedAt = facts.tasks[0].createdAt.addSecs(-600);
    for (int i = 0; i < 3; ++i)
        facts.tasks << task(u"g%1"_s.arg(i), u"s2"_s, u"node%1"_s.arg(i), 0, u"running"_s);
}

} // namespace skep::test
