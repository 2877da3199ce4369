// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/forwardchannel.h"

#include <QSocketNotifier>

#include <fcntl.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <utility>

// Stands in for libssh's own function, which it asks before it opens a channel to a unix socket: libssh 0.10
// reads the minor version at a fixed place, so that a server from OpenSSH 10 on counts as none at all. The
// dynamic linker prefers the program's definition. Not in this file's namespace, for the same reason.
extern "C" int ssh_get_openssh_version(ssh_session session)
{
    constexpr const char mark[] = "OpenSSH_";
    const char *banner = session ? ssh_get_serverbanner(session) : nullptr;
    const char *version = banner ? std::strstr(banner, mark) : nullptr;
    if (!version)
        return 0;
    char *end = nullptr;
    const long major = std::strtol(version + sizeof mark - 1, &end, 10);
    const long minor = end && *end == '.' ? std::strtol(end + 1, nullptr, 10) : 0;
    return major > 0 && major < 1000 && minor >= 0 && minor < 100 ? SSH_VERSION_INT(int(major), int(minor), 0)
                                                                  : 0;
}

namespace skep::ssh {

namespace {

constexpr qsizetype highWater = 1024 * 1024;
constexpr qsizetype chunk = 128 * 1024;

} // namespace

ForwardChannel::ForwardChannel(QString host, quint16 port)
    : Channel(Kind::Forward)
    , m_host(std::move(host))
    , m_port(port)
{
}

ForwardChannel::ForwardChannel(Kind kind)
    : Channel(kind)
{
}

ForwardChannel::ForwardChannel(QString unixPath)
    : ForwardChannel(std::move(unixPath), 0)
{
}

ForwardChannel::~ForwardChannel()
{
    closeNear();
}

int ForwardChannel::open()
{
    const QByteArray host = m_host.toUtf8();
    // The origin is told to the server's log only.
    return m_port == 0 ? ssh_channel_open_forward_unix(raw(), host.constData(), "localhost", 0)
                       : ssh_channel_open_forward(raw(), host.constData(), m_port, "localhost", 0);
}

void ForwardChannel::opened()
{
    emit settled(std::nullopt);
}

void ForwardChannel::failed(const Error &error)
{
    if (m_fd < 0)
        emit settled(error);
    closeNear();
}

void ForwardChannel::join(int descriptor, const QByteArray &early)
{
    m_fd = descriptor;
    fcntl(m_fd, F_SETFL, fcntl(m_fd, F_GETFL) | O_NONBLOCK);
    const int on = 1;
    setsockopt(m_fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    m_outgoing = early;
    m_readable = new QSocketNotifier(m_fd, QSocketNotifier::Read, this);
    m_writable = new QSocketNotifier(m_fd, QSocketNotifier::Write, this);
    m_writable->setEnabled(false);
    connect(m_readable, &QSocketNotifier::activated, this, &Channel::wanted);
    connect(m_writable, &QSocketNotifier::activated, this, &Channel::wanted);
    emit wanted();
}

bool ForwardChannel::transfer()
{
    if (m_fd < 0)
        return false; // not joined yet
    bool moved = toFarSide();
    moved |= toNearSide();
    if (m_fd >= 0) {
        m_readable->setEnabled(!m_nearEnded && m_outgoing.isEmpty());
        m_writable->setEnabled(!m_incoming.isEmpty());
    }
    if (m_nearToldEnd && (m_farToldEnd || isClosedByPeer()))
        finish();
    return moved;
}

bool ForwardChannel::toFarSide()
{
    bool moved = false;
    // Reading first makes use of the window at once; nothing is read while the window holds something back.
    while (m_outgoing.isEmpty() && readNear()) {
        const qsizetype count = write(m_outgoing, 0);
        moved |= count > 0;
        m_outgoing.remove(0, count);
    }
    if (!m_outgoing.isEmpty()) {
        const qsizetype count = write(m_outgoing, 0);
        moved |= count > 0;
        m_outgoing.remove(0, count);
    }
    if (m_nearEnded && m_outgoing.isEmpty() && !m_farToldEnd) {
        m_farToldEnd = true;
        ssh_channel_send_eof(raw());
        return true;
    }
    return moved;
}

bool ForwardChannel::readNear()
{
    if (m_nearEnded || m_fd < 0)
        return false;
    m_outgoing.resize(chunk);
    const ssize_t count = ::read(m_fd, m_outgoing.data(), static_cast<size_t>(chunk));
    const int problem = errno;
    m_outgoing.resize(std::max<ssize_t>(count, 0));
    if (count == 0 || (count < 0 && problem != EAGAIN && problem != EINTR))
        m_nearEnded = true;
    return count > 0;
}

bool ForwardChannel::toNearSide()
{
    bool moved = false;
    for (;;) {
        const bool came = read(m_incoming, highWater);
        const bool went = writeNear();
        moved |= came || went;
        if (!came || !m_incoming.isEmpty())
            break;
    }
    if (m_fd >= 0 && m_incoming.isEmpty() && isAtEnd() && !m_nearToldEnd) {
        m_nearToldEnd = true;
        shutdown(m_fd, SHUT_WR);
        return true;
    }
    return moved;
}

bool ForwardChannel::writeNear()
{
    if (m_incoming.isEmpty())
        return false;
    const ssize_t count = ::send(m_fd, m_incoming.constData() + m_delivered,
                                 static_cast<size_t>(m_incoming.size() - m_delivered), MSG_NOSIGNAL);
    if (count < 0) {
        if (errno == EAGAIN || errno == EINTR)
            return false;
        closeNear(); // nobody is left to read
        finish();
        return true;
    }
    m_delivered += count;
    if (m_delivered == m_incoming.size()) {
        m_incoming.resize(0);
        m_delivered = 0;
    } else if (m_delivered >= highWater / 2) {
        m_incoming.remove(0, std::exchange(m_delivered, 0));
    }
    return count > 0;
}

void ForwardChannel::closeNear()
{
    for (QSocketNotifier **notifier : {&m_readable, &m_writable}) {
        if (!*notifier)
            continue;
        (*notifier)->setEnabled(false); // its signal may be the reason why we are here
        (*notifier)->deleteLater();
        *notifier = nullptr;
    }
    if (m_fd >= 0)
        close(std::exchange(m_fd, -1));
    m_nearEnded = true;
    m_incoming.clear();
    m_delivered = 0;
}

} // namespace skep::ssh
