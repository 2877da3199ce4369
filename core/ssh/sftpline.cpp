// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/sftpline.h"

#include "core/ssh/login.h"

namespace skep::ssh {

SftpLine::SftpLine(Target target, LoggingIn loggingIn)
    : m_target(std::move(target))
    , m_loggingIn(std::move(loggingIn))
{
}

void SftpLine::interrupt(Interruption::Reason reason)
{
    const std::lock_guard lock(m_mutex);
    m_isEnding |= reason == Interruption::Reason::Cancelled;
    m_interruption->interrupt(reason);
}

Result<SftpClient *> SftpLine::client()
{
    if (m_client)
        return m_client.get();
    hangUp();
    if (auto good = checkTarget(m_target); !good)
        return fail(good.error());
    m_loggingIn(true);
    Login login(m_target, *m_interruption);
    auto session = login.run();
    m_loggingIn(false);
    m_jump = login.takeJump();
    if (!session)
        return fail(session.error());
    m_session = *std::move(session);
    auto started = SftpClient::start(m_session.get(), m_target.host);
    if (!started)
        return fail(started.error());
    m_client = *std::move(started);
    return m_client.get();
}

void SftpLine::hangUp()
{
    m_client.reset();
    m_session.reset();
    m_jump.reset();
    const std::lock_guard lock(m_mutex);
    if (!m_isEnding) // an interruption holds for ever
        m_interruption = std::make_unique<Interruption>();
    m_interruption->forgetSockets();
}

} // namespace skep::ssh
