// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/net/httpendpoint.h"

#include <QNetworkReply>
#include <QSslError>

//! What the exchange and the stream share: how a request is dressed and what its failures are called.
namespace skep::net {

//! The request with everything switched off that would make Qt act on its own.
QNetworkRequest dressed(const HttpRequest &request);

//! Nothing but http and https to a named host, without a password in the address.
Result<> checkUrl(const QUrl &url);

//! Deletes a manager with its answers away from the main thread: its destructor waits for its own thread, up
//! to 5 s when a server keeps that busy with headers without end.
void disposeOf(QNetworkAccessManager *manager);

//! Sends \p request through \p manager. Qt resends a request when a connection breaks before the answer; a
//! body is given in a way that cannot be sent twice.
QNetworkReply *start(QNetworkAccessManager &manager, const HttpRequest &request);

int statusOf(const QNetworkReply &reply); //!< 0 when no status line came
bool isTransportFailure(const QNetworkReply &reply); //!< and not merely a status of 4xx or 5xx
Error transportError(const QNetworkReply &reply, const QList<QSslError> &tlsErrors);
Result<> checkPeer(const QNetworkReply &reply); //!< from encrypted(): else the answer must be aborted
Error timeoutError(const QUrl &url, const QString &what);

//! The mistakes that show in the head of an answer: a redirect, a compressed body, a body without end mark
//! (unless \p endless), a body that will be larger than \p maxBody.
Result<> checkHead(const QNetworkReply &reply, bool endless, qint64 maxBody);

} // namespace skep::net
