// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/rawstream.h"

#include "core/net/httperrors.h"
#include "core/net/tlserrors.h"

#include <QSslSocket>

using namespace Qt::StringLiterals;

namespace skep::net {

namespace {

constexpr qsizetype window = 1024 * 1024;
constexpr qsizetype mostHead = 16 * 1024;
constexpr qsizetype mostRefusal = 64 * 1024;
constexpr int plainPort = 80;
constexpr int tlsPort = 443;

} // namespace

RawStream::RawStream(const QNetworkProxy &proxy, const HttpRequest &request, QObject *parent)
    : QObject(parent)
    , m_socket(request.url.scheme() == "https"_L1 ? new QSslSocket(this) : new QTcpSocket(this))
    , m_host(request.url.host())
{
    m_socket->setProxy(proxy);
    m_socket->setReadBufferSize(window);
    connect(m_socket, &QTcpSocket::readyRead, this, &RawStream::read);
    connect(m_socket, &QTcpSocket::disconnected, this, &RawStream::onDisconnected);
    connect(m_socket, &QTcpSocket::errorOccurred, this, [this](QAbstractSocket::SocketError error) {
        if (error == QAbstractSocket::SslHandshakeFailedError)
            fail(tlsError(m_host, {}, m_socket->errorString()));
        else if (error != QAbstractSocket::RemoteHostClosedError) // told by disconnected()
            fail({ErrorCode::Network, tr("The connection to %1 failed.").arg(m_host), m_socket->errorString(),
                  true});
    });
    m_limit.setSingleShot(true);
    connect(&m_limit, &QTimer::timeout, this, [this] {
        fail({ErrorCode::Timeout, tr("%1 did not answer in time.").arg(m_host), {}, true});
    });
    m_limit.start(request.idleTimeout);
    reach(request);
}

void RawStream::reach(const HttpRequest &request)
{
    auto *tls = qobject_cast<QSslSocket *>(m_socket);
    if (!tls) {
        connect(m_socket, &QTcpSocket::connected, this, [this, request] { ask(request); });
        m_socket->connectToHost(m_host, static_cast<quint16>(request.url.port(plainPort)));
        return;
    }
    tls->setSslConfiguration(dressed(request).sslConfiguration());
    connect(tls, &QSslSocket::sslErrors, this,
            [this](const QList<QSslError> &errors) { fail(tlsError(m_host, errors, {})); });
    connect(tls, &QSslSocket::encrypted, this, [this, tls, request] {
        if (const auto good = checkPeerName(tls->peerCertificate(), m_host, m_host); !good)
            return fail(good.error());
        ask(request);
    });
    tls->connectToHostEncrypted(m_host, static_cast<quint16>(request.url.port(tlsPort)));
}

void RawStream::ask(const HttpRequest &request)
{
    const QByteArray target =
        request.url.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority | QUrl::RemoveFragment);
    QByteArray text = request.method + ' ' + target + " HTTP/1.1\r\nHost: " + m_host.toLatin1()
        + "\r\nConnection: Upgrade\r\nUpgrade: tcp\r\nContent-Length: "
        + QByteArray::number(request.body.size()) + "\r\n";
    for (const auto &[name, value] : request.headers)
        text += name + ": " + value + "\r\n";
    m_socket->write(text + "\r\n" + request.body);
}

void RawStream::write(const QByteArray &bytes)
{
    if (m_open && !m_ended)
        m_socket->write(bytes);
}

void RawStream::acknowledge(qsizetype bytes)
{
    m_outstanding = std::max<qsizetype>(0, m_outstanding - bytes);
    // What waits in the socket announces itself no second time.
    if (m_socket->bytesAvailable() > 0)
        QTimer::singleShot(0, this, &RawStream::read);
    else if (m_open && m_socket->state() == QAbstractSocket::UnconnectedState)
        QTimer::singleShot(0, this, &RawStream::onDisconnected);
}

void RawStream::read()
{
    if (m_ended)
        return;
    if (!m_open && m_response.status == 0)
        readHead();
    if (!m_open)
        return m_response.status != 0 && !m_ended ? readRefusal() : void();
    const QPointer<RawStream> alive(this);
    if (!m_head.isEmpty()) {
        m_outstanding += m_head.size();
        emit received(std::exchange(m_head, {}));
    }
    while (alive && !m_ended && m_outstanding < window && m_socket->bytesAvailable() > 0) {
        const QByteArray bytes = m_socket->read(window - m_outstanding);
        m_outstanding += bytes.size();
        emit received(bytes);
    }
}

void RawStream::readHead()
{
    m_head += m_socket->read(mostHead);
    const auto end = m_head.indexOf("\r\n\r\n");
    if (end < 0 || !m_head.startsWith("HTTP/1.")) {
        if (m_head.size() >= mostHead || (m_head.size() >= 7 && !m_head.startsWith("HTTP/1.")))
            fail({ErrorCode::Protocol, tr("%1 sent an answer that is not HTTP.").arg(m_host)});
        return;
    }
    const auto lines = m_head.left(end).split('\n');
    m_response.status = lines.first().mid(9, 3).toInt();
    for (const auto &line : lines.mid(1)) {
        const auto colon = line.indexOf(':');
        m_response.headers.insert(line.left(std::max<qsizetype>(colon, 0)).toLower(),
                                  line.mid(colon + 1).trimmed());
    }
    m_head.remove(0, end + 4);
    if (m_response.status != 101 && m_response.status != 200) {
        m_refusalSize =
            std::min<qsizetype>(mostRefusal, m_response.headers.value("content-length").toLongLong());
        return;
    }
    m_limit.stop();
    m_open = true;
    emit opened();
}

void RawStream::readRefusal()
{
    m_response.body += std::exchange(m_head, {}) + m_socket->read(mostRefusal);
    if (m_response.body.size() < m_refusalSize && m_socket->state() == QAbstractSocket::ConnectedState)
        return;
    if (end())
        emit refused(m_response);
}

void RawStream::onDisconnected()
{
    const QPointer<RawStream> alive(this);
    read();
    if (!alive || m_ended || m_socket->bytesAvailable() > 0) // the rest is read when there is room for it
        return;
    if (!m_open)
        return fail({ErrorCode::Network, tr("%1 closed the connection.").arg(m_host), {}, true});
    if (end())
        emit closed();
}

void RawStream::fail(const Error &error)
{
    if (end())
        emit failed(error);
}

bool RawStream::end()
{
    if (std::exchange(m_ended, true))
        return false;
    m_limit.stop();
    m_socket->disconnect(this);
    m_socket->abort();
    return true;
}

} // namespace skep::net
