// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/async.h"

#include <QHash>
#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QSslConfiguration>
#include <QUrl>

#include <chrono>
#include <memory>
#include <optional>

namespace skep::net {

//! One HTTP/1.1 request. Header names are ASCII; a body is sent exactly as it is (signatures depend on it).
struct HttpRequest
{
    QByteArray method = "GET";
    QUrl url = {};
    QList<QPair<QByteArray, QByteArray>> headers = {};
    QByteArray body = {};
    std::chrono::milliseconds connectTimeout{10'000};
    std::chrono::milliseconds idleTimeout{
        10'000}; //!< no byte for so long ends the request; of a stream: until it opens
    std::chrono::milliseconds totalTimeout{30'000}; //!< the whole exchange
    qint64 maxBody = 64 * 1024 * 1024; //!< bytes; a longer answer is an error, never cut
    std::optional<QSslConfiguration> tls =
        {}; //!< whom to trust and who we are; of the endpoint, where not set
};

//! An answer with any status but 3xx (a redirect is an error here: nothing follows one with credentials).
struct HttpResponse
{
    int status = 0;
    QHash<QByteArray, QByteArray> headers; //!< lower-case names
    QByteArray body;
    bool isSuccess() const { return status >= 200 && status < 300; }
};

class HttpStream;
class RawStream;

//! The one place where HTTP leaves the program: one QNetworkAccessManager for one server, without redirects,
//! HTTP/2, cookies or compression, with idle and total deadlines and a cap on the body. Main thread.
class HttpEndpoint : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HttpEndpoint)

public:
    //! Without a proxy argument it goes straight, whatever the environment says.
    explicit HttpEndpoint(const QNetworkProxy &proxy = QNetworkProxy(QNetworkProxy::NoProxy),
                          QObject *parent = nullptr);
    ~HttpEndpoint() override;

    //! For all requests from now on: a server that no public authority vouches for, or one that wants to know
    //! who asks.
    void setTls(const QSslConfiguration &tls) { m_tls = tls; }

    //! Errors: Timeout, Network, Tls, Protocol (redirect, cut or too large body), Cancelled. Network errors
    //! and timeouts are retryable; whether to retry is the caller's decision (never blindly for a creating
    //! call).
    Pending<HttpResponse> send(const HttpRequest &request);

    //! An answer without an end (events, logs): a manager of its own, since one manager has six connections
    //! only. The stream belongs to \p parent; deleting it ends the request.
    HttpStream *stream(const HttpRequest &request, QObject *parent);

    //! A request whose answer becomes a connection for bytes in both directions.
    RawStream *rawStream(const HttpRequest &request, QObject *parent);

private:
    HttpRequest secured(HttpRequest request) const;

    QNetworkProxy m_proxy;
    std::optional<QSslConfiguration> m_tls;
    std::shared_ptr<QNetworkAccessManager> m_manager;
};

//! One endless answer, cut into lines. Main thread.
class HttpStream : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HttpStream)

public:
    //! Nothing is read while paused: a few MiB wait here, the rest on the far side. Its end waits, too.
    virtual void setPaused(bool paused) = 0;
    //! Whether the server ended the answer itself; else the connection broke. Known when it ended.
    virtual bool isComplete() const = 0;

signals:
    void opened(); //!< 2xx was answered
    void received(const QByteArray &bytes); //!< raw bytes as they come
    void lineReceived(const QByteArray &line); //!< each complete line, without its end, at most 1 MiB
    void ended(const skep::Error &error); //!< once; the end of a stream always means "fetch again"

protected:
    using QObject::QObject;
};

} // namespace skep::net
