// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/loginslot.h"

#include "core/ssh/interruption.h"

#include <QHash>

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <array>
#include <mutex>

namespace skep::ssh {

namespace {

constexpr unsigned most = 6; // sshd counts a login for a while after it has told its end

} // namespace

//! A semaphore of the kernel's, since one can wait for it and for the interruption at once.
struct LoginSlot::Places
{
    Q_DISABLE_COPY_MOVE(Places)

    Places()
        : fd(eventfd(most, EFD_CLOEXEC | EFD_NONBLOCK | EFD_SEMAPHORE))
    {
    }
    ~Places() { close(fd); }

    static std::shared_ptr<Places> of(const QString &host)
    {
        static std::mutex mutex;
        static auto *known = new QHash<QString, std::weak_ptr<Places>>; // outlives every thread
        const std::lock_guard lock(mutex);
        known->removeIf([](auto each) { return each->expired(); });
        auto places = known->value(host).lock();
        if (!places) {
            places = std::make_shared<Places>();
            known->insert(host, places);
        }
        return places;
    }

    const int fd;
};

LoginSlot::LoginSlot(const QString &host, quint16 port, const Interruption &interruption)
    : m_places(Places::of(host + u' ' + QString::number(port)))
{
    eventfd_t taken = 0;
    while (!(m_taken = eventfd_read(m_places->fd, &taken) == 0)
           && interruption.reason() == Interruption::Reason::None) {
        std::array<pollfd, 2> waits{{{m_places->fd, POLLIN, 0}, {interruption.wakeFd(), POLLIN, 0}}};
        poll(waits.data(), waits.size(), -1);
    }
}

LoginSlot::~LoginSlot()
{
    if (m_taken)
        eventfd_write(m_places->fd, 1);
}

} // namespace skep::ssh
