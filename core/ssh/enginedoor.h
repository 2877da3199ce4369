// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/async.h"

#include <QObject>

class QTcpSocket;

namespace skep::ssh {

class Connection;

//! The way to the engine of a host over its connection: the engine's socket where the login user may open it,
//! else `docker system dial-stdio`, which root runs. As sshd allows ten sessions on a connection, many of
//! those take further connections. Main thread.
class EngineDoor final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EngineDoor)

public:
    using Opened = std::function<void(const Result<> &)>;

    explicit EngineDoor(Connection *connection, QObject *parent = nullptr); //!< not owned
    ~EngineDoor() override;

    //! As Connection::forwardUnix.
    void join(QTcpSocket *socket, const Opened &opened);

private:
    Pending<bool> needsRoot();
    Connection *connectionWithRoom(); //!< perhaps one that is to be opened

    QPointer<Connection> m_connection;
    QList<QPointer<Connection>> m_further; //!< of relays alone
    std::optional<bool> m_needsRoot; //!< of the connection as it is open now
};

} // namespace skep::ssh
