// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/ssh/hostkeyscan.h"
#include "core/ssh/interruption.h"
#include "core/ssh/jumphost.h"
#include "core/ssh/loginslot.h"
#include "core/ssh/target.h"

#include <libssh/libssh.h>

#include <memory>
#include <optional>

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
    HostSight look(const QList<QByteArray> &preferredKinds); //!< as far as the host key
    std::unique_ptr<JumpHost> takeJump() { return std::move(m_jump); } //!< what the session needs to go on
    const QString &banner() const { return m_banner; } //!< what the server says to whoever logs in

private:
    enum class Stage { Reaching, Greeting };

    Result<SessionPtr> meet(const QByteArray &algorithms); //!< its key is not proved yet
    Result<int> reach();
    Result<int> reachByName();
    Result<int> connectTo(const struct addrinfo &address);
    Result<> greet(ssh_session session, int fd, const QByteArray &algorithms);
    Result<> checkHostKey(ssh_session session) const;
    Result<> setOptions(ssh_session session, int fd, const QByteArray &algorithms) const;
    tl::unexpected<Error> noUsableKey(const QString &detail) const;
    tl::unexpected<Error>
    stopped(const QString &detail) const; //!< interrupted or broken in the current stage
    tl::unexpected<Error> unreachable(int systemError) const;
    tl::unexpected<Error> hostKeyChanged(const QString &offered) const;

    const Target &m_target;
    Interruption &m_interruption;
    Stage m_stage = Stage::Reaching;
    std::unique_ptr<JumpHost> m_jump;
    std::optional<LoginSlot> m_slot;
    QString m_software;
    QString m_banner;
};

} // namespace skep::ssh
