// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/async.h"
#include "core/ssh/shell.h"
#include "core/ssh/target.h"
#include "core/ssh/terminalsource.h"

#include <QElapsedTimer>

#include <functional>

namespace skep::ssh {

class Connection;

//! A terminal's shell, or one fixed command, on a node; comes back by itself after a lost network. Main
//! thread.
//!
//! It runs over the node's one connection. An own connection was measured against that (bench_sharing, 30 ms
//! and 20 Mbit/s): the first output took 281 ms instead of 98 ms, and the difference grows with the distance.
//! What the shared one costs is a slower API while a terminal is flooded: 320 ms for a call instead of 88 ms
//! (33 ms when nothing runs; without a slow network 2 ms and 1 ms). Floods are rare and end. As sshd allows
//! few sessions on a connection, a terminal that finds several there makes a connection of its own.
class TerminalSession final : public TerminalSource
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TerminalSession)

public:
    //! An open connection, as cluster::Cluster::connection() gives it; asked before each attempt.
    using Connect = std::function<Pending<Connection *>()>;

    //! \p request: what to start; its size comes from start(). \p backoff: the waits between attempts, of
    //! which there is no end.
    explicit TerminalSession(Connect connect, ShellRequest request = {}, QObject *parent = nullptr,
                             Backoff backoff = {});
    ~TerminalSession() override;

    void start(int columns, int rows) override;
    void write(const QByteArray &bytes) override;
    void resize(int columns, int rows) override;
    void acknowledge(qsizetype bytes) override;
    void reconnectNow() override;
    void close() override;

private:
    void attempt();
    void useOwn(const Target &target);
    void run(Connection *connection);
    void dropShell();
    void onReceived(const QByteArray &bytes);
    void onEnded(const ShellEnd &end);
    void onProblem(Error error);

    Connect m_connect;
    ShellRequest m_request;
    Backoff m_backoff;
    Pending<Connection *> m_connecting;
    std::unique_ptr<Connection> m_own;
    Shell *m_shell = nullptr;
    QTimer m_wait;
    QElapsedTimer m_open; //!< since the shell opened
    quint64 m_attempt = 0; //!< results of earlier attempts are nobody's
    int m_failures = 0; //!< in a row
    qsizetype m_outstanding = 0; //!< received from this shell and not acknowledged
    qsizetype m_stale = 0; //!< the same of earlier shells
};

} // namespace skep::ssh
