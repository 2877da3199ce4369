// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ssh/target.h"

#include <QThread>

#include <memory>
#include <optional>

namespace skep::ssh {

class Interruption;
class Session;

//! The session on a host on the way, with a forward through it: a whole session in a thread of its own, which
//! works while the session behind it logs in blocking. Owned and called by that session's thread.
class JumpHost
{
    Q_DISABLE_COPY_MOVE(JumpHost)

public:
    explicit JumpHost(const Target &target);
    ~JumpHost();

    //! Logs in there and reaches \p target from there; a connected socket, the caller's to close.
    Result<int> reach(const Target &target, Interruption &interruption);

private:
    struct Outcome;
    Result<> await(Interruption &interruption);

    Target m_target;
    QThread m_thread;
    Session *m_session; //!< lives in m_thread
    std::shared_ptr<Outcome> m_outcome; //!< of the step that runs in m_thread
};

} // namespace skep::ssh
