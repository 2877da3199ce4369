// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ssh/target.h"

namespace skep::ssh {

//! The talk with sudo before a command of ours begins, for a user who is not root. Session thread.
//!
//! The rules: the password is the user's, as for the login; it is written to sudo's stdin (never argv,
//! environment or a file), only when sudo asks, and once: a second question means that it was wrong, the
//! command is given up, and the connection never tries that password again, so that no account gets locked.
//! Without a password sudo runs with -n. The command says on stderr that it has begun before it does
//! anything: what came until then is sudo's (lecture, question) and no part of the output, and the command's
//! input waits for it, so that neither can be taken for the other.
class SudoTalk
{
public:
    explicit SudoTalk(const Target &target);

    QByteArray commandFor(const QByteArray &command) const; //!< a command line for the user's login shell
    void take(QByteArray &err); //!< reads what came on stderr; what is left there is the command's own
    QByteArray takeAnswer(); //!< to be written now; the caller wipes it
    bool hasBegun() const { return m_stage == Stage::Begun; }
    bool isRefused() const { return m_stage == Stage::Refused; }
    //! Why the command has not begun; \p exitCode: what it ended with. A wrong password comes as a Question.
    Error problem(int exitCode) const;

private:
    enum class Stage { Waiting, Asked, Begun, Refused };

    bool hasPassword() const { return m_password && !m_password->isEmpty(); }

    QString m_host;
    QString m_user;
    quint16 m_port;
    SecretPtr m_password;
    Stage m_stage = Stage::Waiting;
    bool m_isAnswered = false;
    QByteArray m_said; //!< by sudo, bounded
};

//! \p text as one word of a shell.
QByteArray shellWord(const QByteArray &text);

} // namespace skep::ssh
