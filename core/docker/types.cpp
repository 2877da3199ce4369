// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/docker/types.h"

#include "core/base/jsonreader.h"

using namespace Qt::StringLiterals;

namespace skep::docker {

namespace {

constexpr qint64 nanosPerSecond = 1'000'000'000;

NodeState nodeState(const QString &name)
{
    if (name == "ready"_L1)
        return NodeState::Ready;
    if (name == "down"_L1)
        return NodeState::Down;
    return name == "disconnected"_L1 ? NodeState::Disconnected : NodeState::Unknown;
}

Availability availability(const QString &name)
{
    if (name == "drain"_L1)
        return Availability::Drain;
    return name == "pause"_L1 ? Availability::Pause : Availability::Active;
}

void readNodeSpec(JsonReader &spec, Node &node)
{
    QString role;
    QString available;
    spec.text("Role"_L1, role, JsonReader::Required);
    spec.text("Availability"_L1, available);
    spec.textMap("Labels"_L1, node.labels);
    node.role = role == "manager"_L1 ? NodeRole::Manager : NodeRole::Worker;
    node.availability = availability(available);
}

void readDescription(JsonReader &description, Node &node)
{
    description.text("Hostname"_L1, node.hostname);
    description.object("Platform"_L1, [&](JsonReader &r) { r.text("Architecture"_L1, node.architecture); });
    description.object("Engine"_L1, [&](JsonReader &r) { r.text("EngineVersion"_L1, node.engineVersion); });
    description.object("Resources"_L1, [&](JsonReader &r) {
        r.integer("NanoCPUs"_L1, node.nanoCpus);
        r.integer("MemoryBytes"_L1, node.memoryBytes);
    });
}

void readManagerStatus(JsonReader &status, Node &node)
{
    QString reachability;
    status.text("Reachability"_L1, reachability);
    status.boolean("Leader"_L1, node.isLeader);
    node.isReachableManager = reachability == "reachable"_L1;
}

void readNode(JsonReader &r, Node &node)
{
    r.text("ID"_L1, node.id, JsonReader::Required);
    r.object(
        "Spec"_L1, [&](JsonReader &spec) { readNodeSpec(spec, node); }, JsonReader::Required);
    r.object("Description"_L1, [&](JsonReader &description) { readDescription(description, node); });
    r.object("Status"_L1, [&](JsonReader &status) {
        QString state;
        status.text("State"_L1, state);
        status.text("Addr"_L1, node.address);
        status.text("Message"_L1, node.message);
        node.state = nodeState(state);
    });
    r.object("ManagerStatus"_L1, [&](JsonReader &status) { readManagerStatus(status, node); });
}

void readMode(JsonReader &mode, Service &service)
{
    for (const auto key : {"Global"_L1, "GlobalJob"_L1})
        mode.object(key, [&](JsonReader &) { service.isGlobal = true; });
    for (const auto key : {"ReplicatedJob"_L1, "GlobalJob"_L1})
        mode.object(key, [&](JsonReader &) { service.isJob = true; });
    mode.object("Replicated"_L1, [&](JsonReader &r) { r.integer("Replicas"_L1, service.wanted); });
    mode.object("ReplicatedJob"_L1, [&](JsonReader &r) { r.integer("MaxConcurrent"_L1, service.wanted); });
}

void readPort(JsonReader &r, Service &service)
{
    Port port;
    QString mode;
    r.text("Protocol"_L1, port.protocol);
    r.integer("TargetPort"_L1, port.target);
    r.integer("PublishedPort"_L1, port.published);
    r.text("PublishMode"_L1, mode);
    port.hostMode = mode == "host"_L1;
    service.ports.append(port);
}

void readServiceSpec(JsonReader &spec, Service &service)
{
    spec.text("Name"_L1, service.name, JsonReader::Required);
    spec.textMap("Labels"_L1, service.labels);
    service.stack = service.labels.value(u"com.docker.stack.namespace"_s);
    spec.object("TaskTemplate"_L1, [&](JsonReader &task) {
        task.object("ContainerSpec"_L1, [&](JsonReader &r) { r.text("Image"_L1, service.image); });
    });
    spec.object("Mode"_L1, [&](JsonReader &mode) { readMode(mode, service); });
    spec.object("UpdateConfig"_L1, [&](JsonReader &r) {
        qint64 delay = 0;
        r.integer("Delay"_L1, delay);
        service.updateDelaySeconds = static_cast<int>(delay / nanosPerSecond);
    });
    // Endpoint.Ports has the published port that the swarm chose; it wins over the wish when it is there.
    spec.object("EndpointSpec"_L1, [&](JsonReader &endpoint) {
        endpoint.objects("Ports"_L1, [&](JsonReader &r) { readPort(r, service); });
    });
}

void readService(JsonReader &r, Service &service)
{
    r.text("ID"_L1, service.id, JsonReader::Required);
    r.time("CreatedAt"_L1, service.createdAt);
    r.time("UpdatedAt"_L1, service.updatedAt);
    r.object("Version"_L1, [&](JsonReader &version) { version.integer("Index"_L1, service.version); });
    r.object(
        "Spec"_L1, [&](JsonReader &spec) { readServiceSpec(spec, service); }, JsonReader::Required);
    r.object("Endpoint"_L1, [&](JsonReader &endpoint) {
        const auto wished = std::exchange(service.ports, {});
        endpoint.objects("Ports"_L1, [&](JsonReader &port) { readPort(port, service); });
        if (service.ports.isEmpty())
            service.ports = wished;
    });
    r.object("UpdateStatus"_L1, [&](JsonReader &status) {
        status.text("State"_L1, service.updateState);
        status.text("Message"_L1, service.updateMessage);
    });
    r.object("ServiceStatus"_L1, [&](JsonReader &status) {
        status.integer("RunningTasks"_L1, service.running);
        if (service.isGlobal || service.isJob)
            status.integer("DesiredTasks"_L1, service.wanted);
    });
}

void readTask(JsonReader &r, Task &task)
{
    r.text("ID"_L1, task.id, JsonReader::Required);
    r.text("ServiceID"_L1, task.serviceId);
    r.text("NodeID"_L1, task.nodeId);
    r.text("DesiredState"_L1, task.desiredState);
    r.integer("Slot"_L1, task.slot);
    r.time("CreatedAt"_L1, task.createdAt);
    r.object("Spec"_L1, [&](JsonReader &spec) {
        spec.object("Resources"_L1, [&](JsonReader &resources) {
            resources.object("Reservations"_L1, [&](JsonReader &reserved) {
                reserved.integer("NanoCPUs"_L1, task.reservedNanoCpus);
                reserved.integer("MemoryBytes"_L1, task.reservedMemoryBytes);
            });
        });
    });
    r.object(
        "Status"_L1,
        [&](JsonReader &status) {
            status.text("State"_L1, task.state, JsonReader::Required);
            status.text("Message"_L1, task.message);
            status.text("Err"_L1, task.error);
            status.time("Timestamp"_L1, task.changedAt);
            status.object("ContainerStatus"_L1, [&](JsonReader &container) {
                container.text("ContainerID"_L1, task.containerId);
                container.integer("ExitCode"_L1, task.exitCode);
            });
        },
        JsonReader::Required);
}

QString hostOf(const QString &address)
{
    const auto colon = address.lastIndexOf(u':');
    QString host = colon < 0 ? address : address.left(colon);
    if (host.startsWith(u'[') && host.endsWith(u']'))
        host = host.mid(1, host.size() - 2);
    return host;
}

void readSwarm(JsonReader &swarm, Info &info)
{
    swarm.text("NodeID"_L1, info.swarmNodeId);
    swarm.text("NodeAddr"_L1, info.nodeAddress);
    swarm.text("LocalNodeState"_L1, info.swarmState);
    swarm.text("Error"_L1, info.swarmError);
    swarm.boolean("ControlAvailable"_L1, info.isManager);
    swarm.objects("RemoteManagers"_L1, [&](JsonReader &manager) {
        QString address;
        manager.text("Addr"_L1, address);
        info.managerHosts.append(hostOf(address));
    });
}

void readInfo(JsonReader &r, Info &info)
{
    r.text("ID"_L1, info.engineId);
    r.text("Name"_L1, info.name);
    r.text("ServerVersion"_L1, info.serverVersion, JsonReader::Required);
    r.text("OperatingSystem"_L1, info.operatingSystem);
    r.text("Architecture"_L1, info.architecture);
    r.text("KernelVersion"_L1, info.kernelVersion);
    r.text("Driver"_L1, info.storageDriver);
    r.integer("NCPU"_L1, info.cpus);
    r.integer("MemTotal"_L1, info.memoryBytes);
    r.integer("Containers"_L1, info.containers);
    r.integer("ContainersRunning"_L1, info.containersRunning);
    r.integer("ContainersPaused"_L1, info.containersPaused);
    r.integer("ContainersStopped"_L1, info.containersStopped);
    r.integer("Images"_L1, info.images);
    r.texts("Labels"_L1, info.labels);
    r.texts("Warnings"_L1, info.warnings);
    r.object("Swarm"_L1, [&](JsonReader &swarm) { readSwarm(swarm, info); });
}

template <typename T>
Result<T> parseOne(const QJsonObject &object, void (*read)(JsonReader &, T &))
{
    JsonReader reader(object);
    T value;
    read(reader, value);
    if (auto mistake = reader.error())
        return fail(*std::move(mistake));
    return value;
}

} // namespace

Result<Node> parseNode(const QJsonObject &object)
{
    return parseOne<Node>(object, readNode);
}

Result<Service> parseService(const QJsonObject &object)
{
    return parseOne<Service>(object, readService);
}

Result<Task> parseTask(const QJsonObject &object)
{
    return parseOne<Task>(object, readTask);
}

Result<Info> parseInfo(const QJsonObject &object)
{
    return parseOne<Info>(object, readInfo);
}

Result<Event> parseEvent(const QByteArray &line)
{
    return readJsonObject<Event>(line, [](JsonReader &r, Event &event) {
        r.text("Type"_L1, event.type, JsonReader::Required);
        r.text("Action"_L1, event.action);
        r.object("Actor"_L1, [&](JsonReader &actor) {
            actor.text("ID"_L1, event.actorId);
            actor.textMap("Attributes"_L1, event.attributes);
        });
    });
}

Result<QList<Node>> parseNodes(const QByteArray &answer)
{
    return readJsonList<Node>(answer, readNode);
}

Result<QList<Service>> parseServices(const QByteArray &answer)
{
    return readJsonList<Service>(answer, readService);
}

Result<QList<Task>> parseTasks(const QByteArray &answer)
{
    return readJsonList<Task>(answer, readTask);
}

} // namespace skep::docker
