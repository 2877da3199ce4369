// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QObject>

namespace skep::ssh {

//! What to start: a login shell, or a fixed command line of ours.
struct ShellRequest
{
    QByteArray command = {}; //!< empty: the user's login shell
    bool pty = true;
    int columns = 80;
    int rows = 24;
    QByteArray terminal = "xterm-256color";
};

//! How a shell or command ended, as the far side told it.
struct ShellEnd
{
    int exitCode = -1; //!< 128 + n after a signal; -1 when none was told
    QString message = {}; //!< one sentence for a person
    QString detail = {}; //!< what the far side said besides: its text about a signal
};

//! A running shell or command with live input and output, made by Connection::openShell; deleting it ends it.
//! Main thread.
class Shell final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Shell)

public:
    void write(const QByteArray &bytes);
    void closeInput(); //!< the command's stdin ends; after what was written
    void resize(int columns, int rows);
    //! Tells that so many bytes of received() and receivedError() were used up. The far side is held back
    //! while more than 1 MiB is not acknowledged.
    void acknowledge(qsizetype bytes);

signals:
    void opened();
    void received(const QByteArray &bytes);
    void receivedError(const QByteArray &bytes); //!< stderr; never with a pty
    void closed(const skep::ssh::ShellEnd &end); //!< the last signal: it ended by itself
    void failed(const skep::Error &error); //!< instead of closed: refused, or the connection was lost

    // For the channel in the session's thread.
    void toWrite(const QByteArray &bytes, QPrivateSignal);
    void toCloseInput(QPrivateSignal);
    void toResize(int columns, int rows, QPrivateSignal);
    void acknowledged(qsizetype bytes, QPrivateSignal);

private:
    friend class Connection;
    explicit Shell(QObject *parent)
        : QObject(parent)
    {
    }
};

} // namespace skep::ssh

Q_DECLARE_METATYPE(skep::ssh::ShellEnd)
