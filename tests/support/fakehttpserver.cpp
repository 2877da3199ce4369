// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fakehttpserver.h"

#include <QPointer>

#include <memory>

using namespace Qt::StringLiterals;

namespace skep::test {

FakeHttpServer::FakeHttpServer(Handler handler, QObject *parent)
    : QObject(parent)
    , m_handler(std::move(handler))
{
    connect(&m_server, &QTcpServer::newConnection, this, [this] {
        while (auto *socket = m_server.nextPendingConnection())
            serve(socket);
    });
    if (!m_server.listen(QHostAddress::LocalHost))
        qFatal("the fake server cannot listen");
}

QUrl FakeHttpServer::url(const QString &path) const
{
    return QUrl(u"http://127.0.0.1:%1%2"_s.arg(QString::number(port()), path));
}

QByteArray FakeHttpServer::answer(const QByteArray &body, const QByteArray &status, const QByteArray &headers)
{
    return "HTTP/1.1 " + status + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n" + headers
        + "\r\n" + body;
}

void FakeHttpServer::serve(QTcpSocket *socket)
{
    ++m_connections;
    ++m_open;
    connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
        --m_open;
        socket->deleteLater();
    });
    auto buffer = std::make_shared<QByteArray>();
    connect(socket, &QTcpSocket::readyRead, this, [this, socket, buffer] {
        buffer->append(socket->readAll());
        SeenRequest request;
        const QPointer<QTcpSocket> alive(socket);
        while (alive && takeRequest(*buffer, request)) {
            m_requests.append(request);
            m_handler(socket, request);
        }
    });
}

bool FakeHttpServer::takeRequest(QByteArray &buffer, SeenRequest &request) const
{
    const qsizetype head = buffer.indexOf("\r\n\r\n");
    if (head < 0)
        return false;
    const auto lines = buffer.left(head).split('\n');
    const auto first = lines.first().trimmed().split(' ');
    request = {first.value(0), first.value(1), {}, {}};
    for (const auto &line : lines.mid(1)) {
        const qsizetype colon = line.indexOf(':');
        request.headers.insert(line.left(colon).toLower(), line.mid(colon + 1).trimmed());
    }
    const qsizetype length = request.headers.value("content-length").toLongLong();
    if (buffer.size() < head + 4 + length)
        return false;
    request.body = buffer.mid(head + 4, length);
    buffer.remove(0, head + 4 + length);
    return true;
}

} // namespace skep::test
