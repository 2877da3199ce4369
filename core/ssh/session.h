// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ssh/channel.h"
#include "core/ssh/login.h"

#include <QTimer>

#include <memory>
#include <optional>
#include <vector>

class QSocketNotifier;

namespace skep::ssh {

inline constexpr int mostRelaysOfASession = 5; //!< the other sessions are for commands and shells

//! The libssh session and its channels, alone in a thread of their own: nothing else touches them. Logs in
//! blocking, then works from socket notifications.
class Session : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Session)

public:
    explicit Session(Target target);
    ~Session() override;

    //! Any thread: ends a login that is under way.
    Interruption &interruption() { return m_interruption; }

    void open();
    void add(Channel *channel); //!< takes it over; it starts when its kind has room
    //! Starts the flow of a forward that was settled; closes \p descriptor when it is gone meanwhile.
    void join(quint64 channel, int descriptor, const QByteArray &early);
    void stop(); //!< ends the thread's event loop

signals:
    void greeted(const QString &banner); //!< what the server says to whoever logs in
    void settled(const std::optional<skep::Error> &problem); //!< the login succeeded or failed
    void lost(const skep::Error &error);

private:
    struct EventDeleter
    {
        void operator()(ssh_event event) const { ssh_event_free(event); }
    };
    struct ChannelDeleter // later, since a channel may be in the middle of a signal of its own
    {
        void operator()(Channel *channel) const
        {
            channel->release();
            channel->deleteLater();
        }
    };

    void watch();
    void pump();
    bool poll();
    bool serviceChannels();
    void startWaiting();
    bool hasRoom(Channel::Kind kind) const;
    void removeDone();
    void unwatch();
    void keepAlive();
    void lose(const QString &detail);

    Target m_target;
    Interruption m_interruption;
    std::unique_ptr<JumpHost> m_jump; //!< outlives the session that goes through it
    SessionPtr m_session;
    std::unique_ptr<ssh_event_struct, EventDeleter> m_event;
    std::vector<std::unique_ptr<Channel, ChannelDeleter>> m_channels;
    QSocketNotifier *m_readable = nullptr;
    QSocketNotifier *m_writable = nullptr;
    QTimer m_keepAlive;
    QTimer m_again;
    int m_silentTicks = 0;
    bool m_pumping = false;
    bool m_pumpAgain = false;
};

} // namespace skep::ssh
