// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <atomic>
#include <mutex>

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
    void watchSocket(int fd); //!< from now on interrupt() shuts this socket down
    void forgetSocket();

private:
    std::atomic<Reason> m_reason{Reason::None};
    int m_wake = -1;
    std::mutex m_mutex;
    int m_socket = -1; //!< a duplicate, so that the number cannot belong to somebody else meanwhile
};

} // namespace skep::ssh
