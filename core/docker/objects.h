// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/docker/types.h"

//! What else lies on an engine or in a swarm, as list calls tell it. Parsers as in types.h.
namespace skep::docker {

enum class ObjectKind { Service, Task, Node, Container, Image, Network, Volume, Secret, Config };

struct Container
{
    QString id;
    QString name;
    QString image;
    QString command;
    QString state; //!< created, running, paused, restarting, exited, dead
    QString status; //!< "Up 2 hours", as the engine says it
    QDateTime createdAt;
    QList<Port> ports;
    QMap<QString, QString> labels;
    QString serviceName; //!< of the task that it runs; empty: it stands alone
    QString taskId;
    bool operator==(const Container &) const = default;
};

struct Image
{
    QString id;
    QStringList tags;
    QStringList digests;
    qint64 sizeBytes = 0;
    QDateTime createdAt;
    QMap<QString, QString> labels;
    bool operator==(const Image &) const = default;
};

struct Network
{
    QString id;
    QString name;
    QString driver;
    QString scope; //!< local, swarm
    bool isInternal = false;
    bool isAttachable = false;
    bool isIngress = false;
    bool isEncrypted = false; //!< between the nodes
    QStringList subnets;
    QDateTime createdAt;
    QMap<QString, QString> labels;
    bool operator==(const Network &) const = default;
};

struct Volume
{
    QString name;
    QString driver;
    QString mountpoint;
    QDateTime createdAt;
    QMap<QString, QString> labels;
    bool operator==(const Volume &) const = default;
};

//! A secret or a config of the swarm, without its value.
struct SwarmFile
{
    QString id;
    QString name;
    QDateTime createdAt;
    QDateTime updatedAt;
    QMap<QString, QString> labels;
    bool operator==(const SwarmFile &) const = default;
};

inline constexpr QLatin1StringView stackLabel{"com.docker.stack.namespace"};
inline constexpr QLatin1StringView encryptedOption{"encrypted"}; // of an overlay network

// Whole answers of list calls; any thread.
Result<QList<Container>> parseContainers(const QByteArray &answer);
Result<QList<Image>> parseImages(const QByteArray &answer);
Result<QList<Network>> parseNetworks(const QByteArray &answer);
Result<QList<Volume>> parseVolumes(const QByteArray &answer);
Result<QList<SwarmFile>> parseSwarmFiles(const QByteArray &answer);

//! Where one object is asked for and removed. A name that leads elsewhere (slashes, dots, control characters)
//! is an error.
Result<QString> objectPath(ObjectKind kind, const QString &idOrName);

} // namespace skep::docker
