// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/workspace.h"
#include "core/local/places.h"
#include "core/secrets/sessionstore.h"
#include "tests/support/fakehttpserver.h"

#include <QCryptographicHash>
#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocalServer>
#include <QLocalSocket>
#include <QTemporaryDir>

//! What it takes to connect to a cluster in the window: an engine, and a computer that has none yet.
namespace skep::test {

inline QByteArray recordedClassic(const QString &name)
{
    QFile file(QStringLiteral(SKEP_SOURCE_DIR "/tests/core/data/classic/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

//! An engine behind a unix socket that answers what the test says.
class LocalEngine
{
public:
    explicit LocalEngine(const QString &path)
        : m_http([this](QTcpSocket *socket, const SeenRequest &request) { answer(socket, request); })
    {
        QObject::connect(&m_server, &QLocalServer::newConnection, &m_server, [this] {
            while (QLocalSocket *near = m_server.nextPendingConnection())
                join(near);
        });
        if (!m_server.listen(path))
            qFatal("the engine's socket cannot be made");
    }

    QByteArray info = recordedClassic(QStringLiteral("info.json"));
    QByteArray containers = recordedClassic(QStringLiteral("containers.json"));
    QHash<QByteArray, QByteArray> lists; //!< of a swarm, by a part of the path
    const QList<SeenRequest> &requests() const { return m_http.requests(); }

private:
    void join(QLocalSocket *near)
    {
        auto *far = new QTcpSocket(near);
        far->connectToHost(QHostAddress::LocalHost, m_http.port());
        QObject::connect(near, &QLocalSocket::readyRead, far, [=] { far->write(near->readAll()); });
        QObject::connect(far, &QTcpSocket::readyRead, near, [=] { near->write(far->readAll()); });
        QObject::connect(far, &QTcpSocket::disconnected, near, &QLocalSocket::disconnectFromServer);
        QObject::connect(near, &QLocalSocket::disconnected, near, &QObject::deleteLater);
    }
    void answer(QTcpSocket *socket, const SeenRequest &request)
    {
        if (request.path.contains("/events"))
            socket->write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        else if (request.path.contains("/_ping"))
            socket->write(FakeHttpServer::answer("OK"));
        else if (request.path.contains("/version"))
            socket->write(FakeHttpServer::answer(recordedClassic(QStringLiteral("version.json"))));
        else if (request.path.contains("/containers/json"))
            socket->write(FakeHttpServer::answer(containers));
        else if (request.path.contains("/info"))
            socket->write(FakeHttpServer::answer(info));
        else
            socket->write(FakeHttpServer::answer(listIn(request.path)));
    }

    QByteArray listIn(const QByteArray &path) const
    {
        for (auto it = lists.begin(); it != lists.end(); ++it) {
            if (path.contains(it.key()))
                return it.value();
        }
        return "[]";
    }

    QLocalServer m_server;
    FakeHttpServer m_http;
};

//! A user's computer without a cluster.
struct Desk
{
    QTemporaryDir folder;
    secrets::SessionStore secrets;
    local::Places places{folder.filePath(QStringLiteral("ssh")), folder.filePath(QStringLiteral("docker"))};
    std::unique_ptr<cluster::Workspace> workspace =
        std::make_unique<cluster::Workspace>(folder.filePath(QStringLiteral("state")), &secrets);

    Desk()
    {
        if (!workspace->load())
            qFatal("the workspace could not be read");
    }
    QString socket() const { return folder.filePath(QStringLiteral("engine.sock")); }
    void addContext(const QString &name, const QString &host) const
    {
        const QByteArray id = QCryptographicHash::hash(name.toUtf8(), QCryptographicHash::Sha256).toHex();
        const QString meta = places.docker + QStringLiteral("/contexts/meta/") + QString::fromLatin1(id);
        QDir().mkpath(meta);
        QFile file(meta + QStringLiteral("/meta.json"));
        if (!file.open(QIODevice::WriteOnly))
            qFatal("no context could be written");
        const QJsonObject docker{{QStringLiteral("Host"), host}};
        file.write(QJsonDocument(QJsonObject{{QStringLiteral("Name"), name},
                                             {QStringLiteral("Metadata"), QJsonObject()},
                                             {QStringLiteral("Endpoints"),
                                              QJsonObject{{QStringLiteral("docker"), docker}}}})
                       .toJson());
    }
};

} // namespace skep::test
