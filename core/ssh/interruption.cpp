// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/interruption.h"

#include <fcntl.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

namespace skep::ssh {

Interruption::Interruption()
    : m_wake(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
{
}

Interruption::~Interruption()
{
    forgetSocket();
    if (m_wake >= 0)
        close(m_wake);
}

void Interruption::interrupt(Reason reason)
{
    Reason none = Reason::None;
    m_reason.compare_exchange_strong(none, reason);
    eventfd_write(m_wake, 1);
    const std::lock_guard lock(m_mutex);
    if (m_socket >= 0)
        shutdown(m_socket, SHUT_RDWR);
}

void Interruption::watchSocket(int fd)
{
    const std::lock_guard lock(m_mutex);
    m_socket = fcntl(fd, F_DUPFD_CLOEXEC, 3);
    if (m_reason != Reason::None && m_socket >= 0)
        shutdown(m_socket, SHUT_RDWR);
}

void Interruption::forgetSocket()
{
    const std::lock_guard lock(m_mutex);
    if (m_socket >= 0)
        close(m_socket);
    m_socket = -1;
}

} // namespace skep::ssh
