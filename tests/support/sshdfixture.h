// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ssh/target.h"

#include <QProcess>
#include <QSet>
#include <QTemporaryDir>

namespace skep::test {

//! A real sshd on a high port of 127.0.0.1 with a temporary host key, keys only, run as whoever runs the
//! test.
class SshdFixture final : public QObject
{
    Q_OBJECT

public:
    //! Why it cannot run here; empty when it can. For QSKIP.
    static QString missing();

    //! Waits until the port answers. Of two equal settings sshd takes the first, which is the caller's.
    bool start(const QStringList &configuration = {});
    //! Before start(): the machine of this sshd has one more user, "guest", with a password that PAM checks.
    //! That is so in a mount namespace of its own alone, which takes root to make.
    void addGuest(const QByteArray &password);
    static QString guestMissing(); //!< why there can be none here
    void stop();
    void halt(); //!< the port refuses; what is connected stays
    bool restart(); //!< on the same port, after halt() or with what changed
    void changeHostKey(); //!< to otherHostKey(), from the next restart() on

    quint16 port() const { return m_port; }
    ssh::Target target() const; //!< everything right
    QByteArray userKey() const { return m_userKey; } //!< private, OpenSSH
    QByteArray otherUserKey() const { return m_otherUserKey; } //!< not authorised
    QByteArray hostKey() const { return m_hostKey; } //!< public
    QByteArray otherHostKey() const { return m_otherHostKey; } //!< public, of nobody
    QByteArray log() const; //!< sshd's own
    QString folder() const { return m_folder.path(); }
    //! Makes "guest" or any other key file with a passphrase; its path.
    QString makeProtectedKey(const QString &name, const QString &passphrase, const QStringList &options = {});
    //! Kills the processes that serve connections, not the listener; how many there were.
    int killConnections();
    int freezeConnections(); //!< they stay open and answer nothing more; stop() ends them, too

private:
    bool launch();
    int signalConnections(int signal);
    QList<qint64> children() const; //!< the processes that serve connections
    QByteArray makeKey(const QString &name, const QString &type = QStringLiteral("ed25519"));

    QTemporaryDir m_folder;
    bool m_hasGuest = false;
    QProcess m_sshd;
    QSet<qint64> m_served; //!< by listeners that are gone
    quint16 m_port = 0;
    QByteArray m_userKey;
    QByteArray m_otherUserKey;
    QByteArray m_hostKey;
    QByteArray m_otherHostKey;
};

} // namespace skep::test
