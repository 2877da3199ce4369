// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/httperrors.h"

#include "core/net/tlserrors.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QPointer>
#include <QSslConfiguration>
#include <QThread>

using namespace Qt::StringLiterals;

namespace skep::net {

namespace {

//! A request body that can be read once. Qt asks a body to rewind before it sends a request again.
class OneWayBody final : public QIODevice
{
public:
    OneWayBody(QByteArray bytes, QObject *parent)
        : QIODevice(parent)
        , m_bytes(std::move(bytes))
    {
        open(QIODevice::ReadOnly);
    }
    bool isSequential() const override { return true; }
    bool atEnd() const override { return m_read == m_bytes.size(); }
    bool reset() override { return false; }
    qint64 bytesAvailable() const override { return m_bytes.size() - m_read + QIODevice::bytesAvailable(); }

protected:
    qint64 readData(char *data, qint64 most) override
    {
        const qint64 count = std::min<qint64>(most, m_bytes.size() - m_read);
        std::copy_n(m_bytes.constData() + m_read, count, data);
        m_read += count;
        return count == 0 && most > 0 ? -1 : count;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArray m_bytes;
    qint64 m_read = 0;
};

QString tr(const char *text)
{
    return QCoreApplication::translate("skep::net", text);
}

//! The server's name for a person; the gateway's names are "<service>.<node>.skep".
QString hostOf(const QUrl &url)
{
    const auto labels = url.host().split(u'.');
    if (labels.size() == 3 && labels.at(2) == "skep"_L1) {
        const QString service = labels.at(0) == "port"_L1 ? QString::number(url.port()) : labels.at(0);
        return tr("%1 (%2)").arg(labels.at(1), service);
    }
    return url.port() > 0 ? u"%1:%2"_s.arg(url.host(), QString::number(url.port())) : url.host();
}

bool looksLikeTls(const QNetworkReply &reply)
{
    // A server that misses our certificate under TLS 1.3 says so after the handshake: Qt calls it unknown.
    return reply.error() == QNetworkReply::SslHandshakeFailedError
        || (reply.error() == QNetworkReply::UnknownNetworkError && reply.url().scheme() == "https"_L1
            && reply.errorString().contains("alert"_L1));
}

Error protocolError(const QNetworkReply &reply, const QString &sentence, const QString &detail = {})
{
    return {ErrorCode::Protocol, sentence.arg(hostOf(reply.url())), detail};
}

} // namespace

namespace {

//! Those that are at work; main thread.
QList<QPointer<QThread>> &undertakers()
{
    static QList<QPointer<QThread>> threads;
    return threads;
}

// A thread that outlives what Qt keeps for it complains on stderr. One that waits for a bad server is left.
void awaitUndertakers()
{
    QDeadlineTimer deadline(500);
    for (const auto &thread : std::exchange(undertakers(), {})) {
        if (thread)
            thread->wait(deadline);
    }
}

} // namespace

QNetworkRequest dressed(const HttpRequest &request)
{
    QNetworkRequest out(request.url);
    out.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    out.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    out.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    out.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    out.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    out.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    out.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    out.setHeader(QNetworkRequest::UserAgentHeader, u"skep/" SKEP_VERSION ""_s);
    out.setRawHeader("Accept-Encoding", "identity");
    for (const auto &[name, value] : request.headers)
        out.setRawHeader(name, value);
    QSslConfiguration tls = request.tls.value_or(QSslConfiguration::defaultConfiguration());
    tls.setProtocol(QSsl::TlsV1_2OrLater);
    tls.setPeerVerifyMode(QSslSocket::VerifyPeer); // also where no certificate of an authority is given
    out.setSslConfiguration(tls);
    return out;
}

Result<> checkUrl(const QUrl &url)
{
    const bool knownScheme = url.scheme() == "https"_L1 || url.scheme() == "http"_L1;
    if (!url.isValid() || !knownScheme || url.host().isEmpty() || !url.userInfo().isEmpty())
        return fail(
            ErrorCode::Config,
            tr("The address %1 is not an http or https address of a server.").arg(url.toDisplayString()));
    return {};
}

void disposeOf(QNetworkAccessManager *manager)
{
    manager->setParent(nullptr);
    auto *undertaker = QThread::create([manager] { delete manager; });
    if (undertakers().isEmpty())
        qAddPostRoutine(awaitUndertakers);
    undertakers().removeIf([](const auto &thread) { return !thread; });
    undertakers().append(undertaker);
    QObject::connect(undertaker, &QThread::finished, undertaker, &QObject::deleteLater);
    manager->moveToThread(undertaker);
    undertaker->start();
}

QNetworkReply *start(QNetworkAccessManager &manager, const HttpRequest &request)
{
    QNetworkRequest out = dressed(request);
    if (request.method == "HEAD") // Qt would wait for the body of a custom HEAD
        return manager.head(out);
    if (request.method == "GET" && request.body.isEmpty())
        return manager.get(out);
    out.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
    out.setHeader(QNetworkRequest::ContentLengthHeader, request.body.size());
    auto *body = new OneWayBody(request.body, nullptr);
    auto *reply = manager.sendCustomRequest(out, request.method, body);
    body->setParent(reply);
    return reply;
}

int statusOf(const QNetworkReply &reply)
{
    return reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
}

bool isTransportFailure(const QNetworkReply &reply)
{
    const auto error = reply.error();
    if (error == QNetworkReply::NoError)
        return false;
    const bool ofTheStatus = error > QNetworkReply::UnknownProxyError
        && error != QNetworkReply::ContentReSendError && error != QNetworkReply::ProtocolFailure
        && error != QNetworkReply::ProtocolUnknownError;
    return statusOf(reply) < 400 || !ofTheStatus;
}

Result<> checkPeer(const QNetworkReply &reply)
{
    return checkPeerName(reply.sslConfiguration().peerCertificate(), reply.url().host(), hostOf(reply.url()));
}

Error transportError(const QNetworkReply &reply, const QList<QSslError> &tlsErrors)
{
    const QString host = hostOf(reply.url());
    const QString detail = reply.errorString();
    if (looksLikeTls(reply))
        return tlsError(host, tlsErrors, detail);
    switch (reply.error()) {
    case QNetworkReply::ConnectionRefusedError:
        return {ErrorCode::Network, tr("%1 refuses connections: nothing listens there.").arg(host), detail,
                true};
    case QNetworkReply::HostNotFoundError:
        return {ErrorCode::Network, tr("The name %1 cannot be found.").arg(host), detail, true};
    case QNetworkReply::TimeoutError:
    case QNetworkReply::ProxyTimeoutError:
        return {ErrorCode::Timeout, tr("%1 does not answer.").arg(host), detail, true};
    case QNetworkReply::RemoteHostClosedError:
    case QNetworkReply::ContentReSendError: // the connection broke and the body cannot be sent twice
        return {ErrorCode::Network, tr("%1 closed the connection before the answer was complete.").arg(host),
                detail, true};
    case QNetworkReply::ProtocolFailure:
    case QNetworkReply::ProtocolUnknownError:
    case QNetworkReply::UnknownContentError:
        return {ErrorCode::Protocol, tr("%1 does not speak HTTP as expected.").arg(host), detail};
    default:
        return {ErrorCode::Network, tr("The connection to %1 failed.").arg(host), detail, true};
    }
}

Error timeoutError(const QUrl &url, const QString &what)
{
    return {ErrorCode::Timeout, tr("%1 does not answer.").arg(hostOf(url)), what, true};
}

Result<> checkHead(const QNetworkReply &reply, bool endless, qint64 maxBody)
{
    const int status = statusOf(reply);
    if (status < 100 || status > 599) // Qt hands on whatever number it reads there
        return fail(protocolError(reply, tr("%1 does not speak HTTP as expected."), QString::number(status)));
    if (status >= 300 && status < 400) {
        return fail(protocolError(reply, tr("%1 redirects to another address, which is not followed."),
                                  QString::fromUtf8(reply.rawHeader("location"))));
    }
    const QByteArray encoding = reply.rawHeader("content-encoding").trimmed().toLower();
    if (!encoding.isEmpty() && encoding != "identity")
        return fail(protocolError(reply, tr("%1 compressed its answer although it was asked not to."),
                                  QString::fromUtf8(encoding)));
    const bool hasLength = reply.hasRawHeader("content-length");
    if (hasLength && reply.rawHeader("content-length").toLongLong() > maxBody)
        return fail(protocolError(reply, tr("The answer of %1 is too large.")));
    const bool chunked = reply.rawHeader("transfer-encoding").toLower().contains("chunked");
    const bool bodiless = status == 204 || reply.operation() == QNetworkAccessManager::HeadOperation;
    if (!hasLength && !chunked && !endless && !bodiless)
        return fail(protocolError(
            reply, tr("The answer of %1 does not say where it ends, so it cannot be trusted.")));
    return {};
}

} // namespace skep::net
