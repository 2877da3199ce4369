// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/httpendpoint.h"

#include "core/base/log.h"
#include "core/net/httperrors.h"
#include "core/net/httpstream.h"
#include "core/net/rawstream.h"

using namespace Qt::StringLiterals;

namespace skep::net {

//! One request on its way: collects the answer, watches the deadlines, settles once and deletes itself.
class Exchange final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Exchange)

public:
    Exchange(std::shared_ptr<QNetworkAccessManager> manager, const HttpRequest &request, QObject *parent)
        : QObject(parent)
        , m_manager(std::move(manager))
        , m_request(request)
        , m_reply(start(*m_manager, request))
    {
        watch(m_connecting, u"no connection"_s);
        watch(m_idle, u"silence"_s);
        watch(m_total, u"the exchange took too long"_s);
        m_total.start(m_request.totalTimeout);
        connect(m_reply, &QNetworkReply::socketStartedConnecting, this,
                [this] { m_connecting.start(m_request.connectTimeout); });
        connect(m_reply, &QNetworkReply::requestSent, this, &Exchange::heardOf);
        connect(m_reply, &QNetworkReply::uploadProgress, this, &Exchange::heardOf);
        connect(m_reply, &QNetworkReply::sslErrors, this,
                [this](const QList<QSslError> &errors) { m_tlsErrors += errors; });
        connect(m_reply, &QNetworkReply::encrypted, this, &Exchange::checkPeer);
        connect(m_reply, &QNetworkReply::metaDataChanged, this, &Exchange::readHead);
        connect(m_reply, &QNetworkReply::readyRead, this, &Exchange::read);
        connect(m_reply, &QNetworkReply::finished, this, &Exchange::finish);
        onCancelled(m_done.future(), this, [this] { give(Error{ErrorCode::Cancelled, {}}); });
    }

    ~Exchange() override
    {
        m_reply->disconnect(this);
        m_reply->abort();
        delete m_reply;
    }

    Pending<HttpResponse> future() const { return m_done.future(); }

signals:
    void timedOut();

private:
    void watch(QTimer &timer, const QString &what)
    {
        timer.setSingleShot(true);
        connect(&timer, &QTimer::timeout, this, [this, what] {
            emit timedOut();
            give(timeoutError(m_request.url, what));
        });
    }

    void heardOf()
    {
        m_connecting.stop();
        m_idle.start(m_request.idleTimeout);
    }

    // Qt's thread waits for this and sends the request only then.
    void checkPeer()
    {
        const auto good = net::checkPeer(*m_reply);
        if (good)
            return;
        give(good.error());
        m_reply->abort();
    }

    void readHead()
    {
        heardOf();
        if (statusOf(*m_reply) < 200)
            return;
        if (const auto good = checkHead(*m_reply, false, m_request.maxBody); !good)
            give(good.error());
    }

    void read()
    {
        heardOf();
        m_body += m_reply->readAll();
        if (m_body.size() > m_request.maxBody)
            give(Error{ErrorCode::Protocol, tr("The answer of %1 is too large.").arg(m_request.url.host())});
    }

    void finish()
    {
        m_body += m_reply->readAll();
        if (isTransportFailure(*m_reply))
            return give(transportError(*m_reply, m_tlsErrors));
        if (const auto good = checkHead(*m_reply, false, m_request.maxBody); !good)
            return give(good.error());
        HttpResponse response{statusOf(*m_reply), {}, std::move(m_body)};
        for (const auto &[name, value] : m_reply->rawHeaderPairs())
            response.headers.insert(name.toLower(), value);
        give(std::move(response));
    }

    void give(Result<HttpResponse> result)
    {
        m_reply->disconnect(this);
        m_done.settle(std::move(result));
        deleteLater();
    }
    void give(Error error)
    {
        qCDebug(lcNet) << m_request.method << m_request.url.host() << error.message << error.detail;
        give(Result<HttpResponse>(fail(std::move(error))));
    }

    std::shared_ptr<QNetworkAccessManager> m_manager;
    HttpRequest m_request;
    QNetworkReply *m_reply;
    Completer<HttpResponse> m_done;
    QTimer m_connecting;
    QTimer m_idle;
    QTimer m_total;
    QList<QSslError> m_tlsErrors;
    QByteArray m_body;
};

HttpEndpoint::HttpEndpoint(const QNetworkProxy &proxy, QObject *parent)
    : QObject(parent)
    , m_proxy(proxy)
{
}

HttpEndpoint::~HttpEndpoint() = default;

Pending<HttpResponse> HttpEndpoint::send(const HttpRequest &request)
{
    if (const auto good = checkUrl(request.url); !good)
        return ready<HttpResponse>(fail(good.error()));
    if (!m_manager) {
        m_manager = std::shared_ptr<QNetworkAccessManager>(new QNetworkAccessManager, &disposeOf);
        m_manager->setProxy(m_proxy);
    }
    auto *exchange = new Exchange(m_manager, secured(request), this);
    // A server that sends headers without end blocks the thread of its manager even after the request is
    // aborted: the next request gets a new manager, the old one goes with its last exchange.
    connect(exchange, &Exchange::timedOut, this, [this] { m_manager.reset(); });
    return exchange->future();
}

HttpRequest HttpEndpoint::secured(HttpRequest request) const
{
    if (!request.tls)
        request.tls = m_tls;
    return request;
}

HttpStream *HttpEndpoint::stream(const HttpRequest &request, QObject *parent)
{
    return new LiveStream(m_proxy, secured(request), parent);
}

RawStream *HttpEndpoint::rawStream(const HttpRequest &request, QObject *parent)
{
    return new RawStream(m_proxy, secured(request), parent);
}

} // namespace skep::net

#include "httpendpoint.moc"
