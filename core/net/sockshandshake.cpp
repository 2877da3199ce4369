// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/sockshandshake.h"

#include <openssl/crypto.h>

namespace skep::net {

namespace {

constexpr quint8 socksVersion = 5;
constexpr quint8 passwordVersion = 1;
constexpr quint8 passwordMethod = 2;
constexpr quint8 connectCommand = 1;
constexpr quint8 domainName = 3;
constexpr qsizetype longestMessage = 1024; //!< more than any message of the protocol

bool equal(const QByteArray &a, const QByteArray &b)
{
    return a.size() == b.size()
        && CRYPTO_memcmp(a.constData(), b.constData(), static_cast<size_t>(a.size())) == 0;
}

} // namespace

SocksHandshake::SocksHandshake(QByteArray user, QByteArray password)
    : m_user(std::move(user))
    , m_password(std::move(password))
{
}

QByteArray SocksHandshake::feed(const QByteArray &bytes)
{
    QByteArray out;
    if (m_state != State::Running)
        return out;
    m_buffer += bytes;
    bool took = true;
    while (took && m_state == State::Running) {
        switch (m_step) {
        case Step::Greeting:
            took = takeGreeting(out);
            break;
        case Step::Password:
            took = takePassword(out);
            break;
        case Step::Request:
            took = takeRequest(out);
            break;
        }
    }
    // Nothing may follow the request before it was answered.
    if (m_buffer.size() > longestMessage || (m_state == State::Asked && !m_buffer.isEmpty()))
        m_state = State::Failed;
    return out;
}

QByteArray SocksHandshake::reply(Reply code)
{
    const QByteArray anyAddress(6, '\0');
    return QByteArray("\x05", 1) + static_cast<char>(code) + QByteArray("\x00\x01", 2) + anyAddress;
}

bool SocksHandshake::takeGreeting(QByteArray &out)
{
    if (m_buffer.isEmpty())
        return false;
    if (at(0) != socksVersion)
        return failWith(out, {});
    if (m_buffer.size() < 2 || m_buffer.size() < 2 + at(1))
        return false;
    const bool offered = m_buffer.mid(2, at(1)).contains(static_cast<char>(passwordMethod));
    if (!offered)
        return failWith(out, QByteArray("\x05\xff", 2));
    m_buffer.remove(0, 2 + at(1));
    m_step = Step::Password;
    out += QByteArray("\x05\x02", 2);
    return true;
}

bool SocksHandshake::takePassword(QByteArray &out)
{
    if (m_buffer.isEmpty())
        return false;
    if (at(0) != passwordVersion)
        return failWith(out, {});
    if (m_buffer.size() < 2 || m_buffer.size() < 3 + at(1))
        return false;
    const qsizetype userSize = at(1);
    const qsizetype passwordSize = at(2 + userSize);
    if (m_buffer.size() < 3 + userSize + passwordSize)
        return false;
    const bool userIsRight = equal(m_buffer.mid(2, userSize), m_user);
    const bool passwordIsRight = equal(m_buffer.mid(3 + userSize, passwordSize), m_password);
    if (!userIsRight || !passwordIsRight)
        return failWith(out, QByteArray("\x01\x01", 2));
    m_buffer.remove(0, 3 + userSize + passwordSize);
    m_step = Step::Request;
    out += QByteArray("\x01\x00", 2);
    return true;
}

bool SocksHandshake::takeRequest(QByteArray &out)
{
    if (m_buffer.size() < 5)
        return false;
    if (at(0) != socksVersion || at(2) != 0)
        return failWith(out, {});
    if (at(1) != connectCommand)
        return failWith(out, reply(NoSuchCommand));
    if (at(3) != domainName) // an address would be a way around the names
        return failWith(out, reply(NotAllowed));
    const qsizetype nameSize = at(4);
    if (m_buffer.size() < 7 + nameSize)
        return false;
    m_host = QString::fromLatin1(m_buffer.mid(5, nameSize));
    m_port = static_cast<quint16>(at(5 + nameSize) << 8 | at(6 + nameSize));
    m_buffer.remove(0, 7 + nameSize);
    m_state = State::Asked;
    return true;
}

bool SocksHandshake::failWith(QByteArray &out, const QByteArray &answer)
{
    out += answer;
    m_state = State::Failed;
    return true;
}

} // namespace skep::net
