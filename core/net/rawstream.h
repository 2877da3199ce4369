// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/httpendpoint.h"

#include <QTcpSocket>
#include <QTimer>

namespace skep::net {

//! A connection that begins as one HTTP request and goes on as bytes in both directions, as an engine's exec
//! and attach do ("101 UPGRADED", or 200 without a length). Made by HttpEndpoint::rawStream; deleting it ends
//! it. Main thread.
class RawStream final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RawStream)

public:
    RawStream(const QNetworkProxy &proxy, const HttpRequest &request, QObject *parent);

    void write(const QByteArray &bytes);
    //! Tells that so many bytes of received() were used up. The far side is held back while more than 1 MiB
    //! is not acknowledged.
    void acknowledge(qsizetype bytes);

signals:
    void opened();
    void received(const QByteArray &bytes);
    void refused(const skep::net::HttpResponse &response); //!< the last signal: another answer than hoped for
    void closed(); //!< the last signal: the far side ended it
    void failed(const skep::Error &error); //!< the last signal: not reached, or broken

private:
    void reach(const HttpRequest &request);
    void ask(const HttpRequest &request);
    void read();
    void readHead();
    void readRefusal();
    void onDisconnected();
    void fail(const Error &error);
    bool end(); //!< false: it was ended before

    QTcpSocket *m_socket;
    QTimer m_limit;
    QString m_host;
    QByteArray m_head;
    HttpResponse m_response;
    qsizetype m_refusalSize = 0;
    qsizetype m_outstanding = 0;
    bool m_open = false;
    bool m_ended = false;
};

} // namespace skep::net
