// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/enginedoor.h"

#include "core/ssh/connection.h"
#include "core/ssh/session.h"

#include <QTcpSocket>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace skep::ssh {

namespace {

const QString engineSocket = u"/var/run/docker.sock"_s;
// Where there is none, the socket's own refusal says so.
const QByteArray mayOpenEngine =
    "exec sh -c 'test ! -e /var/run/docker.sock || test -w /var/run/docker.sock'";
const QByteArray engineStream = "exec docker --host unix:///var/run/docker.sock system dial-stdio";
constexpr int mostFurther = 12;

} // namespace

EngineDoor::EngineDoor(Connection *connection, QObject *parent)
    : QObject(parent)
    , m_connection(connection)
{
    connect(connection, &Connection::stateChanged, this, [this] {
        m_needsRoot.reset();
        for (const auto &further : std::as_const(m_further)) {
            if (further)
                further->deleteLater();
        }
        m_further.clear();
    });
}

EngineDoor::~EngineDoor() = default;

void EngineDoor::join(QTcpSocket *socket, const Opened &opened)
{
    if (!m_connection)
        return socket->deleteLater();
    if (m_connection->target().user == "root"_L1)
        return m_connection->forwardUnix(socket, engineSocket, opened);
    connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    const auto refuse = [socket = QPointer(socket), opened](const Error &error) {
        if (!socket)
            return;
        opened(fail(error));
        socket->disconnectFromHost();
    };
    onResult(needsRoot(), this, [=, this, socket = QPointer(socket)](const Result<bool> &root) {
        if (!root)
            return refuse(root.error());
        if (!socket || !m_connection)
            return;
        if (!*root)
            return m_connection->forwardUnix(socket, engineSocket, opened);
        connectionWithRoom()->relay(socket, engineStream, opened);
    });
}

Pending<bool> EngineDoor::needsRoot()
{
    if (m_needsRoot)
        return ready<bool>(*m_needsRoot);
    Completer<bool> done;
    onResult(m_connection->exec(mayOpenEngine, {}, 15s), this,
             [this, done](const Result<ExecResult> &result) {
                 if (!result)
                     return done.settle(fail(result.error()));
                 m_needsRoot = !result->isSuccess();
                 done.settle(*m_needsRoot);
             });
    return done.future();
}

Connection *EngineDoor::connectionWithRoom()
{
    if (m_connection->relayCount() < mostRelaysOfASession)
        return m_connection;
    Connection *roomy = nullptr;
    for (const auto &each : std::as_const(m_further)) {
        if (each && each->relayCount() == 0 && each->state() == Connection::State::Closed)
            each->deleteLater(); // lost, or never opened
        else if (each && (!roomy || each->relayCount() < roomy->relayCount()))
            roomy = each;
    }
    m_further.removeIf([](const QPointer<Connection> &each) {
        return !each || (each->relayCount() == 0 && each->state() == Connection::State::Closed);
    });
    if (roomy && (roomy->relayCount() < mostRelaysOfASession || m_further.size() >= mostFurther))
        return roomy;
    m_further.append(new Connection(m_connection->target(), this));
    return m_further.constLast();
}

} // namespace skep::ssh
