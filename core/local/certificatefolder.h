// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>

namespace skep::local {

//! What the docker client looks for in DOCKER_CERT_PATH: ca.pem, cert.pem and key.pem, readable for this user
//! alone. Any thread. Conflict: the folder is there and has something in it. Io.
Result<> writeCertificates(const QString &folder, const QByteArray &authority, const QByteArray &certificate,
                           const QByteArray &key);

} // namespace skep::local
