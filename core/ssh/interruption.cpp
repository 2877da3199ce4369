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
    forgetSockets();
    if (m_wake >= 0)
        close(m_wake);
}

void Interruption::interrupt(Reason reason)
{
    Reason none = Reason::None;
    m_reason.compare_exchange_strong(none, reason);
    eventfd_write(m_wake, 1);
    const std::lock_guard lock(m_mutex);
    for (const int socket : m_sockets)
        shutdown(socket, SHUT_RDWR);
}

void Interruption::watchSocket(int fd)
{
    const std::lock_guard lock(m_mutex);
    const int socket = fcntl(fd, F_DUPFD_CLOEXEC, 3);
    if (socket < 0)
        return;
    m_sockets.push_back(socket);
    if (m_reason != Reason::None)
        shutdown(socket, SHUT_RDWR);
}

void Interruption::forgetSockets()
{
    const std::lock_guard lock(m_mutex);
    for (const int socket : m_sockets)
        close(socket);
    m_sockets.clear();
}

} // namespace skep::ssh
