// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/secret.h"

#include <QByteArray>
#include <QUrl>

//! The signature EXO2-HMAC-SHA256: pure functions over exactly the bytes that are sent.
namespace skep::cloud::exoscale {

struct SignedRequest
{
    QByteArray method;
    QUrl url;
    QByteArray body = {};
    qint64 expires = 0; //!< UNIX seconds
};

QByteArray signedMessage(const SignedRequest &request);
QByteArray authorization(const SignedRequest &request, const QString &key, const Secret &secret);

} // namespace skep::cloud::exoscale
