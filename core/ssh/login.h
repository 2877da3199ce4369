// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/ssh/interruption.h"
#include "core/ssh/target.h"

#include <libssh/libssh.h>

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

private:
    enum class Stage { Reaching, Greeting, LoggingIn };

    Result<int> reach();
    Result<int> connectTo(const struct addrinfo &address);
    Result<> greet(ssh_session session, int fd);
    Result<> checkHostKey(ssh_session session) const;
    Result<> authenticate(ssh_session session) const;
    Result<> setOptions(ssh_session session, int fd) const;
    tl::unexpected<Error>
    stopped(const QString &detail) const; //!< interrupted or broken in the current stage
    tl::unexpected<Error> unreachable(int systemError) const;
    tl::unexpected<Error> hostKeyChanged(const QString &offered) const;

    const Target &m_target;
    Interruption &m_interruption;
    Stage m_stage = Stage::Reaching;
};

} // namespace skep::ssh
