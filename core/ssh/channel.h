// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QObject>
#include <QTimer>

#include <libssh/callbacks.h>
#include <libssh/libssh.h>

namespace skep::ssh {

class SudoTalk;

//! Text of the far side as one bounded line without control characters, for messages.
QString shownLine(const char *text);
QString shownText(const char *text); //!< the same with its lines, at most 50

//! One channel of a session: opens without blocking, then moves bytes whenever the session serves it. Made in
//! the main thread, lives in the session's.
class Channel : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Channel)

public:
    //! sshd limits how many channels of these kinds a connection may have at once; forwards are not limited.
    enum class Kind { Exec, Shell, Relay, Forward };

    ~Channel() override;

    Kind kind() const { return m_kind; }
    quint64 id() const { return m_id; } //!< never used twice in the process
    bool isStarted() const { return m_channel != nullptr; }
    bool isReadyToStart() const { return !m_channel && !m_done && !m_pause.isActive(); }
    bool isDone() const { return m_done; }
    void start(ssh_session session);
    bool service(); //!< one round of work; true when something moved
    void lose(const Error &error); //!< the session is gone
    void release(); //!< gives the libssh channel back, while the session is there

public slots:
    void abort(); //!< somebody lost interest; ends the channel without a result

signals:
    void wanted(); //!< asks the session for service

protected:
    explicit Channel(Kind kind);

    virtual int open() = 0; //!< SSH_OK, SSH_AGAIN or SSH_ERROR; called again until it is not SSH_AGAIN
    virtual void opened() { }
    virtual void startOver() { } //!< open() begins anew, on another channel
    virtual bool transfer() = 0;
    virtual void failed(const Error &error) = 0; //!< was not opened, or lost before the end

    ssh_channel raw() const { return m_channel; }
    //! Appends what has come, at most until \p into holds \p most bytes; true when something came.
    bool read(QByteArray &into, qsizetype most, bool ofStderr = false);
    //! Sends from \p data from \p offset on as much as the window takes now; returns how much.
    qsizetype write(const QByteArray &data, qsizetype offset);
    //! Gives sudo what it asks for; \p rest is what of it the window does not take yet. True when something
    //! moved.
    bool answer(SudoTalk &talk, QByteArray &rest);
    bool isAtEnd() const; //!< the far side sends no more, and everything was read
    bool isClosedByPeer() const { return m_closed; }
    int exitCode() const { return m_exitCode; } //!< 128 + n after a signal; -1 when none was told
    struct ExitSignal
    {
        QString name; //!< "KILL"; empty: none
        QString text; //!< the far side's own words
    };
    const ExitSignal &exitSignal() const { return m_exitSignal; }
    void finish() { m_done = true; }

private:
    bool advance();
    bool comeAgain();
    static int onData(ssh_session, ssh_channel, void *, uint32_t, int isStderr, void *self);
    static void onEof(ssh_session, ssh_channel, void *self);
    static void onClose(ssh_session, ssh_channel, void *self);
    static void onExitStatus(ssh_session, ssh_channel, int status, void *self);
    static void onExitSignal(ssh_session, ssh_channel, const char *signal, int, const char *, const char *,
                             void *self);

    Kind m_kind;
    quint64 m_id;
    ssh_session m_session = nullptr;
    ssh_channel m_channel = nullptr;
    ssh_channel_callbacks_struct m_callbacks{};
    int m_exitCode = -1;
    ExitSignal m_exitSignal;
    bool m_readable[2] = {false, false}; //!< stdout, stderr: libssh may hold bytes
    QTimer m_pause; //!< between two attempts to open
    int m_attempts = 0;
    bool m_open = false;
    bool m_eof = false;
    bool m_closed = false;
    bool m_aborted = false;
    bool m_done = false;
};

} // namespace skep::ssh
