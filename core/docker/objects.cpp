// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/docker/objects.h"

#include "core/base/jsonreader.h"

#include <QCoreApplication>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace skep::docker {

namespace {

//! Containers and images tell their time as seconds since 1970.
void readSeconds(JsonReader &r, QDateTime &out)
{
    qint64 seconds = 0;
    r.integer("Created"_L1, seconds);
    if (seconds > 0)
        out = QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC);
}

void readContainer(JsonReader &r, Container &container)
{
    QStringList names;
    r.text("Id"_L1, container.id, JsonReader::Required);
    r.texts("Names"_L1, names);
    container.name = names.value(0).mid(names.value(0).startsWith(u'/') ? 1 : 0);
    r.text("Image"_L1, container.image);
    r.text("Command"_L1, container.command);
    r.text("State"_L1, container.state);
    r.text("Status"_L1, container.status);
    r.textMap("Labels"_L1, container.labels);
    readSeconds(r, container.createdAt);
    r.objects("Ports"_L1, [&](JsonReader &port) {
        Port read;
        port.text("Type"_L1, read.protocol);
        port.integer("PrivatePort"_L1, read.target);
        port.integer("PublicPort"_L1, read.published);
        read.hostMode = read.published > 0;
        if (!container.ports.contains(read)) // once for IPv4, once for IPv6
            container.ports.append(read);
    });
    container.serviceName = container.labels.value(u"com.docker.swarm.service.name"_s);
    container.taskId = container.labels.value(u"com.docker.swarm.task.id"_s);
}

void readImage(JsonReader &r, Image &image)
{
    r.text("Id"_L1, image.id, JsonReader::Required);
    r.texts("RepoTags"_L1, image.tags);
    r.texts("RepoDigests"_L1, image.digests);
    r.integer("Size"_L1, image.sizeBytes);
    r.textMap("Labels"_L1, image.labels);
    readSeconds(r, image.createdAt);
}

void readNetwork(JsonReader &r, Network &network)
{
    r.text("Id"_L1, network.id, JsonReader::Required);
    r.text("Name"_L1, network.name, JsonReader::Required);
    r.text("Driver"_L1, network.driver);
    r.text("Scope"_L1, network.scope);
    r.boolean("Internal"_L1, network.isInternal);
    r.boolean("Attachable"_L1, network.isAttachable);
    r.boolean("Ingress"_L1, network.isIngress);
    r.time("Created"_L1, network.createdAt);
    r.textMap("Labels"_L1, network.labels);
    QMap<QString, QString> options;
    r.textMap("Options"_L1, options);
    network.isEncrypted = options.contains(encryptedOption) && options.value(encryptedOption) != "false"_L1;
    r.object("IPAM"_L1, [&](JsonReader &addresses) {
        addresses.objects("Config"_L1, [&](JsonReader &config) {
            QString subnet;
            config.text("Subnet"_L1, subnet);
            network.subnets.append(subnet);
        });
    });
}

void readVolume(JsonReader &r, Volume &volume)
{
    r.text("Name"_L1, volume.name, JsonReader::Required);
    r.text("Driver"_L1, volume.driver);
    r.text("Mountpoint"_L1, volume.mountpoint);
    r.time("CreatedAt"_L1, volume.createdAt);
    r.textMap("Labels"_L1, volume.labels);
}

void readSwarmFile(JsonReader &r, SwarmFile &file)
{
    r.text("ID"_L1, file.id, JsonReader::Required);
    r.time("CreatedAt"_L1, file.createdAt);
    r.time("UpdatedAt"_L1, file.updatedAt);
    r.object(
        "Spec"_L1,
        [&](JsonReader &spec) {
            spec.text("Name"_L1, file.name, JsonReader::Required);
            spec.textMap("Labels"_L1, file.labels);
        },
        JsonReader::Required);
}

QString folder(ObjectKind kind)
{
    switch (kind) {
    case ObjectKind::Service:
        return u"/services/"_s;
    case ObjectKind::Task:
        return u"/tasks/"_s;
    case ObjectKind::Node:
        return u"/nodes/"_s;
    case ObjectKind::Container:
        return u"/containers/"_s;
    case ObjectKind::Image:
        return u"/images/"_s;
    case ObjectKind::Network:
        return u"/networks/"_s;
    case ObjectKind::Volume:
        return u"/volumes/"_s;
    case ObjectKind::Secret:
        return u"/secrets/"_s;
    case ObjectKind::Config:
        break;
    }
    return u"/configs/"_s;
}

} // namespace

Result<QList<Container>> parseContainers(const QByteArray &answer)
{
    return readJsonList<Container>(answer, readContainer);
}

Result<QList<Image>> parseImages(const QByteArray &answer)
{
    return readJsonList<Image>(answer, readImage);
}

Result<QList<Network>> parseNetworks(const QByteArray &answer)
{
    return readJsonList<Network>(answer, readNetwork);
}

Result<QList<Volume>> parseVolumes(const QByteArray &answer)
{
    return readJsonObject<QList<Volume>>(answer, [](JsonReader &r, QList<Volume> &volumes) {
        r.objects("Volumes"_L1, [&](JsonReader &one) {
            Volume volume;
            readVolume(one, volume);
            volumes.append(volume);
        });
    });
}

Result<QList<SwarmFile>> parseSwarmFiles(const QByteArray &answer)
{
    return readJsonList<SwarmFile>(answer, readSwarmFile);
}

Result<QString> objectPath(ObjectKind kind, const QString &idOrName)
{
    static const QRegularExpression segments(
        u"\\A[a-zA-Z0-9_][^\\s\\x00-\\x1f/]*(?:/[a-zA-Z0-9_][^\\s\\x00-\\x1f/]*)*\\z"_s);
    const bool mayHaveSlashes = kind == ObjectKind::Image;
    if (!segments.match(idOrName).hasMatch() || (!mayHaveSlashes && idOrName.contains(u'/')))
        return fail(ErrorCode::Config,
                    QCoreApplication::translate("skep::docker::Client", "“%1” is not a name or an id.")
                        .arg(idOrName));
    return folder(kind) + idOrName;
}

} // namespace skep::docker
