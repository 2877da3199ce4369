// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/jumphost.h"

#include "core/ssh/forwardchannel.h"
#include "core/ssh/session.h"

#include <QCoreApplication>

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <mutex>

using namespace Qt::StringLiterals;

namespace skep::ssh {

//! What the jump host's thread tells, and the waking of who waits for it.
struct JumpHost::Outcome
{
    Q_DISABLE_COPY_MOVE(Outcome)

    Outcome()
        : wake(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
    {
    }
    ~Outcome() { close(wake); }
    void settle(const std::optional<Error> &problem)
    {
        const std::lock_guard lock(mutex);
        result = problem ? Result<>(fail(*problem)) : Result<>();
        eventfd_write(wake, 1);
    }

    const int wake;
    std::mutex mutex;
    std::optional<Result<>> result;
};

JumpHost::JumpHost(const Target &target)
    : m_target(target)
    , m_session(new Session(Target(target)))
    , m_outcome(std::make_shared<Outcome>())
{
    m_thread.setObjectName("ssh "_L1 + target.host);
    m_session->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::finished, m_session, &QObject::deleteLater);
    m_thread.start();
}

JumpHost::~JumpHost()
{
    m_session->interruption().interrupt(Interruption::Reason::Cancelled);
    m_thread.quit();
    m_thread.wait();
}

Result<int> JumpHost::reach(const Target &target, Interruption &interruption)
{
    const auto tell = [outcome = m_outcome](const std::optional<Error> &problem) {
        outcome->settle(problem);
    };
    QObject::connect(m_session, &Session::settled, m_session, tell);
    QMetaObject::invokeMethod(m_session, &Session::open, Qt::QueuedConnection);
    if (auto opened = await(interruption); !opened)
        return fail(opened.error());

    auto *channel = new ForwardChannel(target.host, target.port);
    const quint64 id = channel->id();
    channel->moveToThread(&m_thread);
    QObject::connect(channel, &ForwardChannel::settled, m_session, tell);
    QMetaObject::invokeMethod(
        m_session, [to = m_session, channel] { to->add(channel); }, Qt::QueuedConnection);
    if (auto joined = await(interruption); !joined) {
        const Error &error = joined.error();
        if (error.code != ErrorCode::Remote)
            return fail(error);
        return fail(ErrorCode::Network,
                    QCoreApplication::translate("skep::ssh::JumpHost", "%1 cannot be reached from %2.")
                        .arg(target.host, m_target.host),
                    error.detail, true);
    }
    std::array<int, 2> ends{};
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
        return fail(ErrorCode::Io,
                    QCoreApplication::translate("skep::ssh::JumpHost", "There is no room for a connection."));
    QMetaObject::invokeMethod(
        m_session, [to = m_session, id, end = ends[1]] { to->join(id, end, {}); }, Qt::QueuedConnection);
    return ends[0];
}

Result<> JumpHost::await(Interruption &interruption)
{
    std::array<pollfd, 2> waits{{{m_outcome->wake, POLLIN, 0}, {interruption.wakeFd(), POLLIN, 0}}};
    for (;;) {
        {
            const std::lock_guard lock(m_outcome->mutex);
            if (const auto result = std::exchange(m_outcome->result, std::nullopt)) {
                eventfd_t told = 0;
                eventfd_read(m_outcome->wake, &told);
                return *result;
            }
        }
        const auto reason = interruption.reason();
        if (reason == Interruption::Reason::Timeout)
            return fail(ErrorCode::Timeout,
                        QCoreApplication::translate("skep::ssh::JumpHost", "%1 does not lead on in time.")
                            .arg(m_target.host),
                        {}, true);
        if (reason != Interruption::Reason::None)
            return fail(ErrorCode::Cancelled, {});
        poll(waits.data(), waits.size(), -1);
    }
}

} // namespace skep::ssh
