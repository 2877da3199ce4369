// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/hostile/hostilecluster.h"

using namespace Qt::StringLiterals;

namespace skep::test {

namespace {

consul::Instance instanceOf(const QString &text)
{
    consul::Instance instance;
    instance.id = text + u"/1"_s;
    instance.serviceId = instance.service = instance.node = instance.address = text;
    instance.tags = {text, text};
    instance.meta = {{text, text}};
    instance.state = consul::CheckState::Critical;
    instance.reason = instance.check = text;
    return instance;
}

void fillConsul(cluster::Facts &facts, const QString &text)
{
    facts.hasConsul = facts.consulKnown = true;
    facts.consulServers = {text};
    facts.consulTrouble = text;
    facts.members = {{text, text, consul::CheckState::Critical, true}};
    facts.catalog = {{text, {text}, 0, 0, 1}, {u"web"_s, {text}, 1, 0, 0}};
    facts.instances = {instanceOf(text)};
}

} // namespace

void fillHostile(cluster::Facts &facts, const QString &text)
{
    fillWorkloads(facts);
    for (docker::Node &node : facts.nodes) {
        node.hostname = node.engineVersion = node.architecture = node.message = node.address = text;
        node.labels = {{text, text}};
        facts.machineNames.insert(node.id, text);
    }
    facts.nodes[1].state = docker::NodeState::Down;
    for (docker::Service &service : facts.services) {
        service.name = service.image = service.stack = service.updateMessage = text;
        service.updateState = u"paused"_s;
        service.ports = {{text, 80, 8080, false}};
        service.labels = {{text, text}, {u"com.docker.stack.namespace"_s, text}};
    }
    for (docker::Task &task : facts.tasks) {
        task.containerId = task.message = task.error = text;
    }
    facts.tasks[0].state = facts.tasks[1].state = text;
    facts.swarmTrouble = text;
    fillConsul(facts, text);
}

void fillHostile(ScriptedOperations &operations, const QString &text)
{
    docker::Container container;
    container.id = container.name = container.image = container.command = text;
    container.state = u"running"_s;
    container.status = container.serviceName = container.taskId = text;
    container.labels = {{text, text}};
    container.ports = {{text, 80, 8080, true}};
    for (const char *machine : {"hive-manager-1", "hive-worker-1", "hive-worker-2"})
        operations.containerLists.insert(QString::fromLatin1(machine), {container});
    operations.containerLists.insert(text, {container});
    operations.imageList = {{text, {text, text}, {text}, 1000, {}, {{text, text}}}};
    operations.volumeList = {{text, text, text, {}, {{text, text}}}};
    docker::Network network;
    network.id = network.name = network.driver = network.scope = text;
    network.subnets = {text};
    network.labels = {{text, text}};
    operations.networkList = {network};
    operations.secretList = operations.configList = {{text, text, {}, {}, {{text, text}}}};
    operations.inspected = {{{text, text}, {text, {}, {{text, text}}}}, text};
    docker::Info &info = operations.engineInfo;
    info.name = info.serverVersion = info.operatingSystem = info.architecture = info.kernelVersion = text;
    info.storageDriver = info.swarmError = text;
    info.labels = info.warnings = {text};
    operations.detail.id = u"s1"_s;
    docker::ServiceSpec &spec = operations.detail.spec;
    spec.name = spec.image = text;
    spec.environment = spec.arguments = spec.command = spec.constraints = {text};
    spec.labels = spec.containerLabels = {{text, text}};
    spec.mounts = {{u"bind"_s, text, text}};
    spec.networks = {{text, {text}}};
    operations.stackPreview =
        cluster::StackPreview{{{text, text, text, 1, 2}}, {text, text}, text, text, true};
    operations.clientSays = {text.toUtf8()};
}

void fillHostile(ScriptedDiscovery &discovery, const QString &text)
{
    discovery.agentNames = {text, u"hive-worker-1"_s};
    discovery.answer = consul::explain(consul::dnsQuestionOf(u"web"_s), u"A"_s,
                                       {{.name = text, .type = u"A"_s, .address = text, .target = text}},
                                       {instanceOf(text)});
    discovery.found = cluster::Audit{{{cluster::Finding::Kind::TooOpen, text, text, text, true},
                                      {cluster::Finding::Kind::Missing, text, text, text, false}},
                                     3,
                                     4,
                                     5,
                                     true,
                                     {text},
                                     {text}};
    discovery.openNow = {{cluster::OpenPort::ConsulHttp, text}, {cluster::OpenPort::Engine, text}};
    discovery.stopped = text;
}

} // namespace skep::test
