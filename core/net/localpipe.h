// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLocalSocket>
#include <QTcpSocket>

#include <functional>

namespace skep::net {

//! Joins a TCP socket to a unix socket of this computer until either ends; owns the TCP socket and deletes
//! itself. Main thread.
class LocalPipe final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LocalPipe)

public:
    //! \p opened is called once, before any byte flows.
    LocalPipe(QTcpSocket *socket, const QString &path, std::function<void(bool)> opened, QObject *parent);

private:
    void answer(bool good);
    void move(QIODevice &from, QIODevice &to);
    void close();

    QTcpSocket *m_tcp;
    QLocalSocket m_local;
    std::function<void(bool)> m_opened;
};

} // namespace skep::net
