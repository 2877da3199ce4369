// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QList>
#include <QSslCertificate>
#include <QSslError>

//! What makes a server's proof of identity worthless, and the sentence for each kind of it. Any thread.
namespace skep::net {

//! \p detail is what the library said, where it told no \p errors.
Error tlsError(const QString &host, const QList<QSslError> &errors, const QString &detail);

//! Qt takes a certificate whose subject alone has the host's name; no authority vouches for that any more.
//! To be asked when the handshake is done and before anything is sent.
Result<> checkPeerName(const QSslCertificate &certificate, const QString &host, const QString &shownHost);

} // namespace skep::net
