// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/portscan.h"

#include <QNetworkProxy>
#include <QTcpSocket>
#include <QTimer>

#include <algorithm>

namespace skep::net {

namespace {

//! One look at one host; deletes itself when it is over. Main thread.
class PortScan : public QObject
{
    Q_DISABLE_COPY_MOVE(PortScan)

public:
    PortScan(const QString &address, const QList<int> &ports, std::chrono::milliseconds patience,
             QObject *parent)
        : QObject(parent)
        , m_waiting(ports.size())
    {
        for (const int port : ports)
            knock(address, port);
        QTimer::singleShot(patience, this, [this] { finish(); });
    }
    Pending<QList<int>> result() const { return m_done.future(); }

private:
    void knock(const QString &address, int port)
    {
        auto *socket = new QTcpSocket(this);
        socket->setProxy(QNetworkProxy(QNetworkProxy::NoProxy));
        connect(socket, &QTcpSocket::connected, this, [this, socket, port] {
            m_open.append(port);
            socket->abort();
            settleOne();
        });
        connect(socket, &QTcpSocket::errorOccurred, this, [this] { settleOne(); });
        socket->connectToHost(address, quint16(port));
    }
    void settleOne()
    {
        if (--m_waiting == 0)
            finish();
    }
    void finish()
    {
        std::sort(m_open.begin(), m_open.end());
        m_done.settle(m_open);
        deleteLater();
    }

    Completer<QList<int>> m_done;
    QList<int> m_open;
    qsizetype m_waiting;
};

} // namespace

Pending<QList<int>> openTcpPorts(const QString &address, const QList<int> &ports, QObject *context,
                                 std::chrono::milliseconds patience)
{
    if (address.isEmpty() || ports.isEmpty())
        return ready<QList<int>>(QList<int>());
    return (new PortScan(address, ports, patience, context))->result();
}

} // namespace skep::net
