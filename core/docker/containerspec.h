// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/docker/speccheck.h"

namespace skep::docker {

//! What a person wants of one container on one node, as `docker run -d` takes it. Pure; any thread.
struct ContainerSpec
{
    QString name; //!< empty: the engine makes one up
    QString image;
    QStringList arguments;
    QStringList environment;
    QMap<QString, QString> labels;
    QList<PortSpec> ports;
    QList<MountSpec> mounts;
    QString network; //!< empty: the engine's bridge
    QString restart = QStringLiteral("no"); //!< no, on-failure, unless-stopped, always
    bool operator==(const ContainerSpec &) const = default;
};

QList<FieldProblem> check(const ContainerSpec &spec);
QJsonObject toJson(const ContainerSpec &spec);
//! The `docker run` that stands for it, quoted for a shell: shown to a person, never run.
QString runCommand(const ContainerSpec &spec);

} // namespace skep::docker
