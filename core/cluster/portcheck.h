// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/serverprobe.h"

#include <QElapsedTimer>
#include <QPointer>

namespace skep::ssh {
class Connection;
class Shell;
} // namespace skep::ssh

namespace skep::cluster {

//! Tries the ports between servers: each listens for some seconds and asks each other one. A port that is
//! found open let a packet through and an answer back; one that is in use already is asked as it is. Main
//! thread.
class PortCheck final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PortCheck)

public:
    struct Server
    {
        int row = 0;
        QString name;
        QString address; //!< at which the others try it
        QPointer<ssh::Connection> connection;
    };

    PortCheck(QList<Server> servers, QList<ProbePort> ports, QObject *parent);
    ~PortCheck() override;
    void start();

signals:
    void judged(int row, const skep::cluster::ProbeCell &cell);
    void finished();

private:
    struct Peer;
    void begin(Peer &peer);
    void read(Peer &peer, const QByteArray &bytes);
    void readLine(Peer &peer, const QString &line);
    void drop(Peer &peer, const QString &why);
    void goOn(); //!< to the next part, once all are through with this one
    void tell(); //!< whom to try
    void judge();
    ProbeCell cellOf(const Peer &peer) const;

    const QList<ProbePort> m_ports;
    const QByteArray m_nonce;
    std::vector<std::unique_ptr<Peer>> m_peers;
    bool m_isBegun = false;
    bool m_isTold = false;
    bool m_isJudged = false;
};

} // namespace skep::cluster
