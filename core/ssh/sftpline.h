// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ssh/interruption.h"
#include "core/ssh/jumphost.h"
#include "core/ssh/session.h"
#include "core/ssh/sftpclient.h"
#include "core/ssh/target.h"

#include <functional>
#include <memory>
#include <mutex>

namespace skep::ssh {

//! A connection to one node for files alone: logs in when it is first used, and again after a loss. Session
//! thread, but for interrupt().
class SftpLine
{
    Q_DISABLE_COPY_MOVE(SftpLine)

public:
    using LoggingIn = std::function<void(bool isRunning)>;

    SftpLine(Target target, LoggingIn loggingIn);

    Result<SftpClient *> client();
    void hangUp();
    void interrupt(Interruption::Reason reason); //!< any thread: what blocks on the network ends
    const Target &target() const { return m_target; }

private:
    Target m_target;
    LoggingIn m_loggingIn;
    std::mutex m_mutex; //!< of the two below
    std::unique_ptr<Interruption> m_interruption = std::make_unique<Interruption>();
    bool m_isEnding = false;
    std::unique_ptr<JumpHost> m_jump;
    SessionPtr m_session;
    std::unique_ptr<SftpClient> m_client;
};

} // namespace skep::ssh
