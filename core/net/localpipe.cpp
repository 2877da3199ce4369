// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/localpipe.h"

#include <utility>

namespace skep::net {

namespace {

constexpr qint64 highWater = 1024 * 1024;

} // namespace

LocalPipe::LocalPipe(QTcpSocket *socket, const QString &path, std::function<void(bool)> opened,
                     QObject *parent)
    : QObject(parent)
    , m_tcp(socket)
    , m_opened(std::move(opened))
{
    m_tcp->setParent(this);
    m_tcp->setReadBufferSize(highWater);
    m_local.setReadBufferSize(highWater);
    connect(&m_local, &QLocalSocket::connected, this, [this] { answer(true); });
    connect(&m_local, &QLocalSocket::errorOccurred, this, [this] { answer(false); });
    connect(&m_local, &QLocalSocket::disconnected, this, &LocalPipe::close);
    connect(m_tcp, &QTcpSocket::disconnected, this, &LocalPipe::close);
    connect(m_tcp, &QTcpSocket::readyRead, this, [this] { move(*m_tcp, m_local); });
    connect(m_tcp, &QTcpSocket::bytesWritten, this, [this] { move(m_local, *m_tcp); });
    connect(&m_local, &QLocalSocket::readyRead, this, [this] { move(m_local, *m_tcp); });
    connect(&m_local, &QLocalSocket::bytesWritten, this, [this] { move(*m_tcp, m_local); });
    m_local.connectToServer(path);
}

void LocalPipe::answer(bool good)
{
    if (const auto opened = std::exchange(m_opened, nullptr))
        opened(good);
    if (!good)
        close();
}

void LocalPipe::move(QIODevice &from, QIODevice &to)
{
    if (!m_opened && from.bytesAvailable() > 0 && to.bytesToWrite() < highWater)
        to.write(from.read(highWater));
}

void LocalPipe::close()
{
    move(m_local, *m_tcp);
    m_tcp->disconnect(this);
    m_local.disconnect(this);
    // What is on its way to the reader still arrives; then everything goes.
    if (m_tcp->state() == QAbstractSocket::UnconnectedState)
        return deleteLater();
    connect(m_tcp, &QTcpSocket::disconnected, this, &QObject::deleteLater);
    m_tcp->disconnectFromHost();
}

} // namespace skep::net
