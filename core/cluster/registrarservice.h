// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QJsonObject>

namespace skep::cluster {

//! The registrar's image as it lies beside the program.
struct RegistrarImage
{
    QString archivePath;
    QString id;
    QString architecture; //!< in the kernel's words: x86_64, aarch64
};

inline const QString registrarServiceName = QStringLiteral("skep-registrar");
inline const QString registrarSecretName = QStringLiteral("skep-registrar-token");

Result<RegistrarImage> registrarImage();
//! The service as the engine's API takes it: on every node, on the host's network, without any capability.
QJsonObject registrarService(const QString &imageId, const QString &secretId, const QString &clusterId);

} // namespace skep::cluster
