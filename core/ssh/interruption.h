// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <atomic>
#include <mutex>
#include <vector>

namespace skep::ssh {

//! Ends a blocking login from another thread: wakes its waits and shuts its socket down. Any thread.
class Interruption
{
    Q_DISABLE_COPY_MOVE(Interruption)

public:
    enum class Reason { None, Cancelled, Timeout };

    Interruption();
    ~Interruption();

    void interrupt(Reason reason); //!< the first reason stays
    Reason reason() const { return m_reason; }

    int wakeFd() const { return m_wake; } //!< readable once interrupted
    void watchSocket(int fd); //!< from now on interrupt() shuts this socket down, too
    void forgetSockets();

private:
    std::atomic<Reason> m_reason{Reason::None};
    int m_wake = -1;
    std::mutex m_mutex;
    std::vector<int> m_sockets; //!< duplicates, so that a number cannot belong to somebody else meanwhile
};

} // namespace skep::ssh
