// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ssh/channel.h"

#include <QByteArray>

#include <optional>

class QSocketNotifier;

namespace skep::ssh {

//! Joins a local socket to a port or unix socket of the far side, each direction with its own end. Session
//! thread.
class ForwardChannel : public Channel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ForwardChannel)

public:
    ForwardChannel(QString host, quint16 port);
    explicit ForwardChannel(QString unixPath);
    ~ForwardChannel() override;

public slots:
    //! Starts the flow; takes \p descriptor over. \p early was read from it already.
    void join(int descriptor, const QByteArray &early);

signals:
    void settled(const std::optional<skep::Error> &problem); //!< once: the far side accepted or refused

protected:
    explicit ForwardChannel(Kind kind);

    int open() override;
    void opened() override;
    bool transfer() override;
    void failed(const Error &error) override;
    void give(const QByteArray &early) { m_incoming = early; } //!< for the local socket, before anything else

private:
    bool toFarSide();
    bool toNearSide();
    bool readNear();
    bool writeNear();
    void closeNear();

    QString m_host; //!< or the path of a unix socket, when the port is 0
    quint16 m_port = 0;
    int m_fd = -1;
    QSocketNotifier *m_readable = nullptr;
    QSocketNotifier *m_writable = nullptr;
    QByteArray m_outgoing; //!< from the local socket
    QByteArray m_incoming; //!< for the local socket
    qsizetype m_delivered = 0; //!< of m_incoming
    bool m_nearEnded = false;
    bool m_farToldEnd = false;
    bool m_nearToldEnd = false;
};

} // namespace skep::ssh
