// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QNetworkProxy>
#include <QObject>
#include <QUrl>

#include <memory>

namespace skep::ssh {
class Connection;
}

namespace skep::net {

//! The one listening socket of the process: a SOCKS5 server on a loopback port that demands a random 256-bit
//! password and maps made-up host names to channels of SSH connections (RFC 1928, RFC 1929). Main thread.
//!
//! Names: engine.<node>.skep = the node's engine (ssh::EngineDoor); <anything>.<node>.skep:PORT =
//! 127.0.0.1:PORT on the node. <node> is the id given to addNode: letters, digits and hyphens.
class Gateway : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Gateway)

public:
    explicit Gateway(QObject *parent = nullptr);
    ~Gateway() override;

    Result<> listen();
    QNetworkProxy proxy() const; //!< with the password; for HttpEndpoint and QTcpSocket

    //! The connection is not owned. \p host: another one than the node itself, which the node reaches.
    void addNode(const QString &node, ssh::Connection *connection,
                 const QString &host = QStringLiteral("127.0.0.1"));
    void removeNode(const QString &node);
    void addUnixSocket(const QString &node, const QString &path); //!< a local engine; engine.<node>.skep

    static QUrl engineUrl(const QString &node); //!< http://engine.<node>.skep
    static QUrl consulUrl(const QString &node); //!< http://consul.<node>.skep:8500
    static QUrl portUrl(const QString &node, quint16 port); //!< http://port.<node>.skep:PORT

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace skep::net
