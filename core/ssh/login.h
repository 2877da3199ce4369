// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/ssh/interruption.h"
#include "core/ssh/jumphost.h"
#include "core/ssh/target.h"

#include <libssh/libssh.h>

#include <functional>
#include <memory>

namespace skep::ssh {

struct SessionDeleter
{
    void operator()(ssh_session session) const;
};
using SessionPtr = std::unique_ptr<ssh_session_struct, SessionDeleter>;

//! The blocking way to a logged-in session: reach, greet, prove the host key, log in. Session thread.
class Login
{
public:
    Login(const Target &target, Interruption &interruption);

    Result<SessionPtr> run();
    std::unique_ptr<JumpHost> takeJump() { return std::move(m_jump); } //!< what the session needs to go on
    const QString &banner() const { return m_banner; } //!< what the server says to whoever logs in

private:
    enum class Stage { Reaching, Greeting, LoggingIn };

    Result<int> reach();
    Result<int> reachByName();
    Result<int> connectTo(const struct addrinfo &address);
    Result<> greet(ssh_session session, int fd);
    Result<> checkHostKey(ssh_session session) const;
    Result<> authenticate(ssh_session session);
    Result<int> tryKey(ssh_session session); //!< an SSH_AUTH_… that is a refusal, or success
    Result<int> tryAgent(ssh_session session);
    int answer(ssh_session session, const std::function<int()> &ask) const;
    tl::unexpected<Error> refused(ssh_session session, const QString &said) const;
    Result<> setOptions(ssh_session session, int fd) const;
    tl::unexpected<Error>
    stopped(const QString &detail) const; //!< interrupted or broken in the current stage
    tl::unexpected<Error> unreachable(int systemError) const;
    tl::unexpected<Error> hostKeyChanged(const QString &offered) const;

    const Target &m_target;
    Interruption &m_interruption;
    Stage m_stage = Stage::Reaching;
    std::unique_ptr<JumpHost> m_jump;
    QString m_banner;
    QString m_tried; //!< ways to log in, for who reads why it failed
};

} // namespace skep::ssh
