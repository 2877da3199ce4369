// SPDX-License-Identifier: GPL-3.0-or-later
#include "scriptedengine.h"

#include <QFile>
#include <QJsonDocument>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

ScriptedEngine::ScriptedEngine(const QString &socketPath)
    : m_path(socketPath)
{
    connect(&m_server, &QLocalServer::newConnection, this, [this] {
        while (auto *socket = m_server.nextPendingConnection()) {
            m_connections << socket;
            connect(socket, &QLocalSocket::readyRead, this, [this, socket] { read(socket); });
            connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        }
    });
}

bool ScriptedEngine::start()
{
    QFile::remove(m_path);
    return m_server.listen(m_path);
}

void ScriptedEngine::stop()
{
    m_server.close();
    for (const auto &socket : std::exchange(m_connections, {})) {
        if (socket)
            socket->abort();
    }
    m_listeners.clear();
}

QString ScriptedEngine::containerId(int digit)
{
    return QString(64, QChar(u'0' + digit));
}

void ScriptedEngine::setContainer(int digit, int hostPort, const QByteArray &status)
{
    const auto published = [hostPort](const QString &ip) {
        return QJsonObject{
            {u"IP"_s, ip}, {u"PrivatePort"_s, 80}, {u"PublicPort"_s, hostPort}, {u"Type"_s, u"tcp"_s}};
    };
    m_containers[digit] = QJsonObject{
        {u"Id"_s, containerId(digit)}, {u"Image"_s, u"tinyweb:1"_s},
        {u"State"_s, u"running"_s},    {u"Status"_s, QString::fromLatin1(status)},
        {u"Labels"_s, QJsonObject{}},  {u"Ports"_s, QJsonArray{published(u"0.0.0.0"_s), published(u"::"_s)}}};
}

void ScriptedEngine::removeContainer(int digit)
{
    m_containers.remove(digit);
}

void ScriptedEngine::setEnvironment(int digit, const QString &entry)
{
    m_environment[digit] = entry;
}

void ScriptedEngine::announce()
{
    const QByteArray event = R"({"Type":"container","Action":"start"})"
                             "\n";
    for (const auto &socket : std::as_const(m_listeners)) {
        if (socket) {
            socket->write(QByteArray::number(event.size(), 16) + "\r\n" + event + "\r\n");
            socket->flush();
        }
    }
}

qsizetype ScriptedEngine::listenerCount() const
{
    return std::count_if(m_listeners.begin(), m_listeners.end(),
                         [](const auto &socket) { return bool(socket); });
}

void ScriptedEngine::read(QLocalSocket *socket)
{
    // Requests have no body, so each ends with its first empty line.
    while (true) {
        const QByteArray waiting = socket->peek(65536);
        const auto end = waiting.indexOf("\r\n\r\n");
        if (end < 0)
            return;
        socket->read(end + 4);
        const QByteArray path = waiting.mid(4, waiting.indexOf(' ', 4) - 4);
        if (path.startsWith("/events?filters=")) {
            socket->write(
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
            m_listeners << socket;
            return;
        }
        socket->write(answer(path));
    }
}

QByteArray ScriptedEngine::answer(const QByteArray &path)
{
    QByteArray status = "200 OK";
    QByteArray body;
    if (path == "/containers/json") {
        ++m_lists;
        QJsonArray list;
        for (const auto &container : std::as_const(m_containers))
            list << container;
        body = QJsonDocument(list).toJson();
    } else {
        const int digit = path.mid(12, 1).toInt();
        const QJsonObject health{{u"Log"_s, QJsonArray{QJsonObject{{u"Output"_s, m_healthOutput}}}}};
        const QJsonObject details{
            {u"Config"_s, QJsonObject{{u"Env"_s, QJsonArray{m_environment.value(digit)}}}},
            {u"State"_s, QJsonObject{{u"Health"_s, health}}}};
        body = QJsonDocument(details).toJson();
        if (!m_containers.contains(digit))
            status = "404 Not Found";
    }
    return "HTTP/1.1 " + status + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n"
        + body;
}
