// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/async.h"
#include "core/ssh/shell.h"
#include "core/ssh/target.h"

#include <QObject>

#include <chrono>
#include <functional>
#include <memory>

class QTcpSocket;

namespace skep::ssh {

struct ExecResult
{
    int exitCode = -1;
    QByteArray out;
    QByteArray err;
    bool isSuccess() const { return exitCode == 0; }
};

//! One SSH session to one node. This object lives in the main thread; the libssh session and all its channels
//! live in a thread of their own, and nothing else touches them.
class Connection : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Connection)

public:
    enum class State { Closed, Opening, Open };
    Q_ENUM(State)
    using OutputHandler = std::function<void(const QByteArray &)>;

    explicit Connection(Target target, QObject *parent = nullptr);
    ~Connection() override; //!< closes at once, never waits for the network

    const Target &target() const;
    State state() const;

    //! One attempt, at most \p limit. Errors: Network/Timeout (retryable: not there yet), HostKey (never
    //! retryable, nothing was sent), Auth (retryable is true: a machine that boots may not have the key yet).
    Pending<> open(std::chrono::milliseconds limit = std::chrono::seconds(10));

    //! Runs a command line that contains no data (a fixed string of ours); data goes by \p input, which is
    //! written to the command's stdin and closed; the command begins when all of it has arrived, and not at
    //! all when the connection is lost before. Output of each kind is capped at 16 MiB. A non-zero exit code
    //! is a result, not an error. \p output gets stdout and stderr as they come, in the main thread.
    Pending<ExecResult> exec(const QByteArray &command, const QByteArray &input = {},
                             std::chrono::milliseconds limit = std::chrono::minutes(10),
                             OutputHandler output = nullptr);

    //! The same as root: by sudo where another user is logged in (SudoTalk has the rules). A command that
    //! sudo does not let begin is an error of the code Auth, never a result.
    Pending<ExecResult> execAsRoot(const QByteArray &command, const QByteArray &input = {},
                                   std::chrono::milliseconds limit = std::chrono::minutes(10),
                                   OutputHandler output = nullptr);
    //! Whether commands can run as root; asked once. After a wrong password it stays an error, for the life
    //! of this object.
    Pending<> becomeRoot();

    //! Joins a connected local socket to a port or unix socket of the far side until either closes. Takes the
    //! socket over (it moves to the session's thread). \p opened is called in the main thread before any byte
    //! flows.
    void forwardTcp(QTcpSocket *socket, const QString &host, quint16 port,
                    std::function<void(const Result<> &)> opened);
    void forwardUnix(QTcpSocket *socket, const QString &path, std::function<void(const Result<> &)> opened);
    //! To stdin and stdout of a command that root runs; opens the connection where it is not.
    void relay(QTcpSocket *socket, const QByteArray &command, std::function<void(const Result<> &)> opened);
    int relayCount() const;

    //! Starts a shell or a command with live input and output; never null. Deleting it ends it.
    Shell *openShell(const ShellRequest &request, QObject *parent);
    const QString &banner() const; //!< what the server says to whoever logs in; plain text, may be empty
    int shellCount() const; //!< that run or wait for room; sshd allows ten sessions on a connection

signals:
    void stateChanged(skep::ssh::Connection::State state);
    void rootRefused(const skep::Error &error); //!< by sudo, where becomeRoot() was needed
    void lost(const skep::Error &error); //!< was open and is not any more, without our asking

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace skep::ssh
