// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace skep::net {

//! The server's half of a SOCKS5 handshake (RFC 1928) with user name and password (RFC 1929): bytes in, bytes
//! out.
class SocksHandshake
{
public:
    enum class State { Running, Asked, Failed };
    enum Reply : char {
        Succeeded = 0,
        NotAllowed = 2,
        NetworkUnreachable = 3,
        Refused = 5,
        NoSuchCommand = 7
    };

    SocksHandshake(QByteArray user, QByteArray password);

    //! Takes what came and returns what is to be sent back at once.
    QByteArray feed(const QByteArray &bytes);
    State state() const { return m_state; }
    //! The name and port that were asked for; once the state is Asked.
    const QString &host() const { return m_host; }
    quint16 port() const { return m_port; }

    static QByteArray reply(Reply code); //!< the answer to the request

private:
    enum class Step { Greeting, Password, Request };

    bool takeGreeting(QByteArray &out); //!< false: more bytes are needed
    bool takePassword(QByteArray &out);
    bool takeRequest(QByteArray &out);
    bool failWith(QByteArray &out, const QByteArray &answer);
    quint8 at(qsizetype index) const { return static_cast<quint8>(m_buffer.at(index)); }

    QByteArray m_user;
    QByteArray m_password;
    QByteArray m_buffer;
    Step m_step = Step::Greeting;
    State m_state = State::Running;
    QString m_host;
    quint16 m_port = 0;
};

} // namespace skep::net
