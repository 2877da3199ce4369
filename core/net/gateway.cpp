// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/gateway.h"

#include "core/base/log.h"
#include "core/net/localpipe.h"
#include "core/net/sockshandshake.h"
#include "core/ssh/connection.h"
#include "core/ssh/enginedoor.h"

#include <QRegularExpression>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>
#include <QUrl>

#include <openssl/rand.h>

using namespace Qt::StringLiterals;

namespace skep::net {

namespace {

constexpr std::chrono::seconds handshakeLimit{5};
constexpr int mostHandshakes = 128; //!< at one time; what is joined does not count

struct Route
{
    QString service;
    QString node;
};

//! <service>.<node>.skep
std::optional<Route> routeOf(const QString &host)
{
    static const QRegularExpression name(u"\\A([a-z0-9-]+)\\.([a-z0-9-]+)\\.skep\\z"_s);
    const auto match = name.match(host.toLower());
    if (!match.hasMatch())
        return std::nullopt;
    return Route{match.captured(1), match.captured(2)};
}

QUrl urlOf(const QString &service, const QString &node, int port = -1)
{
    QUrl url;
    url.setScheme(u"http"_s);
    url.setHost(u"%1.%2.skep"_s.arg(service, node));
    url.setPort(port);
    return url;
}

void answer(QTcpSocket *socket, SocksHandshake::Reply code)
{
    socket->write(SocksHandshake::reply(code));
    socket->flush();
}

} // namespace

class Gateway::Private : public QObject
{
public:
    //! Where a node's names lead: a connection or a unix socket of this computer.
    struct Node
    {
        QPointer<ssh::Connection> connection;
        std::shared_ptr<ssh::EngineDoor> door; //!< of the connection
        QString unixPath;
        QString host; //!< as the connection's far end sees it
    };

    void accept();
    void greet(QTcpSocket *socket);
    void route(QTcpSocket *socket, const QString &host, quint16 port);
    void refuse(QTcpSocket *socket, SocksHandshake::Reply code);

    QTcpServer server;
    QByteArray user = "skep";
    QByteArray password;
    QHash<QString, Node> nodes;
    int handshakes = 0;
};

void Gateway::Private::accept()
{
    while (auto *socket = server.nextPendingConnection()) {
        if (handshakes >= mostHandshakes) {
            qCWarning(lcNet) << "the gateway has too many unfinished handshakes";
            delete socket;
            continue;
        }
        greet(socket);
    }
}

void Gateway::Private::greet(QTcpSocket *socket)
{
    // The talk is an object of its own, so that everything about it ends in one place when it ends.
    auto *talk = new QObject(socket);
    auto handshake = std::make_shared<SocksHandshake>(user, password);
    ++handshakes;
    connect(talk, &QObject::destroyed, this, [this] { --handshakes; });
    connect(socket, &QTcpSocket::disconnected, talk, [socket] { socket->deleteLater(); });
    QTimer::singleShot(handshakeLimit, talk, [socket] { socket->abort(); });
    socket->setReadBufferSize(4096);
    connect(socket, &QTcpSocket::readyRead, talk, [this, socket, talk, handshake] {
        socket->write(handshake->feed(socket->readAll()));
        if (handshake->state() == SocksHandshake::State::Failed)
            return socket->disconnectFromHost();
        if (handshake->state() == SocksHandshake::State::Asked) {
            const auto done = handshake; // the talk owns this function
            delete talk;
            route(socket, done->host(), done->port());
        }
    });
}

void Gateway::Private::route(QTcpSocket *socket, const QString &host, quint16 port)
{
    const auto wanted = routeOf(host);
    if (!wanted)
        return refuse(socket, SocksHandshake::NotAllowed);
    const Node node = nodes.value(wanted->node);
    const bool isEngine = wanted->service == "engine"_L1;
    if (!node.unixPath.isEmpty() && isEngine) {
        new LocalPipe(
            socket, node.unixPath,
            [socket](bool good) {
                answer(socket, good ? SocksHandshake::Succeeded : SocksHandshake::Refused);
            },
            this);
        return;
    }
    if (!node.connection || node.connection->state() != ssh::Connection::State::Open)
        return refuse(socket, SocksHandshake::NetworkUnreachable);
    const auto opened = [socket, host](const Result<> &result) {
        if (!result)
            qCInfo(lcNet) << "no channel to" << host << result.error().message << result.error().detail;
        answer(socket, result ? SocksHandshake::Succeeded : SocksHandshake::Refused);
    };
    if (isEngine)
        node.door->join(socket, opened);
    else
        node.connection->forwardTcp(socket, node.host, port, opened);
}

void Gateway::Private::refuse(QTcpSocket *socket, SocksHandshake::Reply code)
{
    connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    answer(socket, code);
    socket->disconnectFromHost();
}

Gateway::Gateway(QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>())
{
    connect(&d->server, &QTcpServer::newConnection, d.get(), [this] { d->accept(); });
}

Gateway::~Gateway() = default;

Result<> Gateway::listen()
{
    QByteArray random(32, '\0');
    if (RAND_bytes(reinterpret_cast<unsigned char *>(random.data()), static_cast<int>(random.size())) != 1)
        return fail(ErrorCode::Internal, tr("This computer gives no random numbers."));
    d->password = random.toHex();
    if (!d->server.listen(QHostAddress::LocalHost))
        return fail(ErrorCode::Io, tr("No local port could be opened for the way to the nodes."),
                    d->server.errorString());
    return {};
}

QNetworkProxy Gateway::proxy() const
{
    return {QNetworkProxy::Socks5Proxy, u"127.0.0.1"_s, d->server.serverPort(), QString::fromLatin1(d->user),
            QString::fromLatin1(d->password)};
}

void Gateway::addNode(const QString &node, ssh::Connection *connection, const QString &host)
{
    d->nodes.insert(node.toLower(), {connection, std::make_shared<ssh::EngineDoor>(connection), {}, host});
}

void Gateway::removeNode(const QString &node)
{
    d->nodes.remove(node.toLower());
}

void Gateway::addUnixSocket(const QString &node, const QString &path)
{
    d->nodes.insert(node.toLower(), {nullptr, nullptr, path, {}});
}

QUrl Gateway::engineUrl(const QString &node)
{
    return urlOf(u"engine"_s, node);
}

QUrl Gateway::consulUrl(const QString &node)
{
    return urlOf(u"consul"_s, node, 8500);
}

QUrl Gateway::portUrl(const QString &node, quint16 port)
{
    return urlOf(u"port"_s, node, port);
}

} // namespace skep::net
