// SPDX-License-Identifier: GPL-3.0-or-later
// A service's spec as the engine writes it → values.
#include "core/docker/servicespec.h"

#include "core/base/jsonreader.h"

using namespace Qt::StringLiterals;

namespace skep::docker {

namespace {

void readDuration(JsonReader &r, QLatin1StringView key, std::chrono::nanoseconds &out)
{
    qint64 nanos = out.count();
    r.integer(key, nanos);
    out = std::chrono::nanoseconds(nanos);
}

void readPort(JsonReader &r, ServiceSpec &spec)
{
    PortSpec port;
    QString mode;
    r.text("Protocol"_L1, port.protocol);
    r.integer("TargetPort"_L1, port.target);
    r.integer("PublishedPort"_L1, port.published);
    r.text("PublishMode"_L1, mode);
    port.isHostMode = mode == "host"_L1;
    port.raw = r.whole();
    spec.ports.append(port);
}

void readMount(JsonReader &r, ServiceSpec &spec)
{
    MountSpec mount;
    r.text("Type"_L1, mount.type);
    r.text("Source"_L1, mount.source);
    r.text("Target"_L1, mount.target);
    r.boolean("ReadOnly"_L1, mount.isReadOnly);
    mount.raw = r.whole();
    spec.mounts.append(mount);
}

void readNetwork(JsonReader &r, ServiceSpec &spec)
{
    NetworkSpec network;
    r.text("Target"_L1, network.target);
    r.texts("Aliases"_L1, network.aliases);
    network.raw = r.whole();
    spec.networks.append(network);
}

void readFile(JsonReader &r, QLatin1StringView kind, QList<FileSpec> &files)
{
    FileSpec file;
    r.text(QLatin1StringView(kind == "Secret"_L1 ? "SecretName" : "ConfigName"), file.name);
    r.text(QLatin1StringView(kind == "Secret"_L1 ? "SecretID" : "ConfigID"), file.id);
    r.object("File"_L1, [&](JsonReader &target) {
        target.text("Name"_L1, file.target);
        target.integer("Mode"_L1, file.mode);
    });
    file.raw = r.whole();
    files.append(file);
}

void readContainer(JsonReader &r, ServiceSpec &spec)
{
    r.text("Image"_L1, spec.image);
    r.texts("Command"_L1, spec.command);
    r.texts("Args"_L1, spec.arguments);
    r.texts("Env"_L1, spec.environment);
    r.textMap("Labels"_L1, spec.containerLabels);
    r.objects("Mounts"_L1, [&](JsonReader &mount) { readMount(mount, spec); });
    r.objects("Secrets"_L1, [&](JsonReader &file) { readFile(file, "Secret"_L1, spec.secrets); });
    r.objects("Configs"_L1, [&](JsonReader &file) { readFile(file, "Config"_L1, spec.configs); });
}

void readResources(JsonReader &r, QLatin1StringView key, ResourceSpec &resources)
{
    r.object(key, [&](JsonReader &part) {
        part.integer("NanoCPUs"_L1, resources.nanoCpus);
        part.integer("MemoryBytes"_L1, resources.memoryBytes);
    });
}

void readRestart(JsonReader &r, ServiceSpec &spec)
{
    RestartSpec restart;
    restart.delay = restart.window = std::chrono::nanoseconds(0); // what is left out is zero
    r.text("Condition"_L1, restart.condition);
    readDuration(r, "Delay"_L1, restart.delay);
    r.integer("MaxAttempts"_L1, restart.maxAttempts);
    readDuration(r, "Window"_L1, restart.window);
    restart.raw = r.whole();
    spec.restart = restart;
}

void readUpdate(JsonReader &r, std::optional<UpdateSpec> &out)
{
    UpdateSpec update;
    update.parallelism = 0;
    update.monitor = std::chrono::nanoseconds(0);
    r.integer("Parallelism"_L1, update.parallelism);
    readDuration(r, "Delay"_L1, update.delay);
    readDuration(r, "Monitor"_L1, update.monitor);
    r.text("FailureAction"_L1, update.failureAction);
    r.number("MaxFailureRatio"_L1, update.maxFailureRatio);
    r.text("Order"_L1, update.order);
    update.raw = r.whole();
    out = update;
}

void readTask(JsonReader &r, ServiceSpec &spec)
{
    r.object("ContainerSpec"_L1, [&](JsonReader &container) { readContainer(container, spec); });
    r.object("Resources"_L1, [&](JsonReader &resources) {
        readResources(resources, "Limits"_L1, spec.limits);
        readResources(resources, "Reservations"_L1, spec.reservations);
    });
    r.object("RestartPolicy"_L1, [&](JsonReader &restart) { readRestart(restart, spec); });
    r.object("Placement"_L1, [&](JsonReader &place) { place.texts("Constraints"_L1, spec.constraints); });
    r.objects("Networks"_L1, [&](JsonReader &network) { readNetwork(network, spec); });
    r.integer("ForceUpdate"_L1, spec.forceUpdate);
}

void readMode(JsonReader &r, ServiceSpec &spec)
{
    spec.mode = ServiceMode::Other;
    r.object("Global"_L1, [&](JsonReader &) { spec.mode = ServiceMode::Global; });
    r.object("Replicated"_L1, [&](JsonReader &replicated) {
        spec.mode = ServiceMode::Replicated;
        replicated.integer("Replicas"_L1, spec.replicas);
    });
}

} // namespace

Result<ServiceSpec> serviceSpecFromJson(const QJsonObject &object)
{
    ServiceSpec spec;
    JsonReader r(object);
    r.text("Name"_L1, spec.name, JsonReader::Required);
    r.textMap("Labels"_L1, spec.labels);
    r.object("TaskTemplate"_L1, [&](JsonReader &task) { readTask(task, spec); });
    r.object("Mode"_L1, [&](JsonReader &mode) { readMode(mode, spec); });
    r.object("UpdateConfig"_L1, [&](JsonReader &update) { readUpdate(update, spec.update); });
    r.object("RollbackConfig"_L1, [&](JsonReader &update) { readUpdate(update, spec.rollback); });
    r.object("EndpointSpec"_L1, [&](JsonReader &endpoint) {
        endpoint.text("Mode"_L1, spec.endpointMode);
        endpoint.objects("Ports"_L1, [&](JsonReader &port) { readPort(port, spec); });
    });
    if (auto mistake = r.error())
        return fail(*std::move(mistake));
    spec.raw = object;
    return spec;
}

} // namespace skep::docker
