// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/session.h"

#include "core/base/log.h"
#include "core/ssh/forwardchannel.h"

#include <QSocketNotifier>
#include <QThread>

#include <libssh/server.h> // ssh_send_keepalive, which a client may use as well
#include <unistd.h>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace skep::ssh {

namespace {

// sshd allows 10 sessions on a connection (MaxSessions); neither kind may use up the other's.
constexpr int mostSessions = 10;
constexpr int mostOfAKind = 8;

constexpr std::chrono::seconds keepAliveInterval{15};
constexpr int silentTicksUntilLost = 3;
constexpr int roundsPerTurn = 32; //!< then the thread's event loop gets its turn

} // namespace

Session::Session(Target target)
    : m_target(std::move(target))
    , m_keepAlive(this)
    , m_again(this)
{
    m_again.setSingleShot(true);
    m_again.setInterval(0);
    connect(&m_again, &QTimer::timeout, this, &Session::pump);
    connect(&m_keepAlive, &QTimer::timeout, this, &Session::keepAlive);
}

Session::~Session()
{
    unwatch();
    for (auto &channel : m_channels) // while the session that they belong to is there
        delete channel.release();
    if (m_event && m_session)
        ssh_event_remove_session(m_event.get(), m_session.get());
}

void Session::open()
{
    Login login(m_target, m_interruption);
    auto session = login.run();
    m_interruption.forgetSockets();
    m_jump = login.takeJump();
    if (!login.banner().isEmpty())
        emit greeted(login.banner());
    if (session && m_interruption.reason() == Interruption::Reason::None) {
        m_session = *std::move(session);
        watch();
        emit settled(std::nullopt);
        return;
    }
    emit settled(session ? Error{ErrorCode::Cancelled, {}} : session.error());
}

void Session::watch()
{
    ssh_set_blocking(m_session.get(), 0);
    m_event.reset(ssh_event_new());
    ssh_event_add_session(m_event.get(), m_session.get());
    const int fd = ssh_get_fd(m_session.get());
    m_readable = new QSocketNotifier(fd, QSocketNotifier::Read, this);
    m_writable = new QSocketNotifier(fd, QSocketNotifier::Write, this);
    m_writable->setEnabled(false);
    connect(m_readable, &QSocketNotifier::activated, this, [this] {
        m_silentTicks = 0;
        pump();
    });
    connect(m_writable, &QSocketNotifier::activated, this, &Session::pump);
    m_keepAlive.start(keepAliveInterval);
}

void Session::add(Channel *channel)
{
    m_channels.emplace_back(channel);
    if (!m_session)
        return channel->lose(
            {ErrorCode::Network, tr("There is no connection to %1.").arg(m_target.host), {}, true});
    connect(channel, &Channel::wanted, this, &Session::pump);
    pump();
}

void Session::join(quint64 channel, int descriptor, const QByteArray &early)
{
    const auto found = std::find_if(m_channels.begin(), m_channels.end(), [channel](const auto &each) {
        return each->id() == channel && !each->isDone();
    });
    auto *forward = found == m_channels.end() ? nullptr : qobject_cast<ForwardChannel *>(found->get());
    if (forward)
        forward->join(descriptor, early);
    else
        close(descriptor);
}

void Session::stop()
{
    thread()->quit();
}

void Session::pump()
{
    // Channels ask for service from inside of their own service, too.
    if (m_pumping) {
        m_pumpAgain = true;
        return;
    }
    if (!m_session)
        return;
    m_pumping = true;
    bool moved = true;
    for (int round = 0; round < roundsPerTurn && moved && m_session; ++round) {
        m_pumpAgain = false;
        if (!poll())
            break;
        startWaiting();
        moved = serviceChannels() || m_pumpAgain;
        removeDone();
    }
    m_pumping = false;
    if (!m_session)
        return;
    m_writable->setEnabled((ssh_get_poll_flags(m_session.get()) & SSH_WRITE_PENDING) != 0);
    if (moved)
        m_again.start();
}

bool Session::poll()
{
    int rc = SSH_OK;
    for (int i = 0; i < roundsPerTurn && rc == SSH_OK; ++i)
        rc = ssh_event_dopoll(m_event.get(), 0);
    if (rc == SSH_ERROR || !ssh_is_connected(m_session.get())) {
        lose(shownLine(ssh_get_error(m_session.get())));
        return false;
    }
    return true;
}

bool Session::serviceChannels()
{
    bool moved = false;
    for (size_t i = 0; i < m_channels.size(); ++i) {
        if (m_channels[i]->isStarted())
            moved |= m_channels[i]->service();
    }
    return moved;
}

void Session::startWaiting()
{
    for (const auto &channel : m_channels) {
        if (channel->isReadyToStart() && hasRoom(channel->kind()))
            channel->start(m_session.get());
    }
}

bool Session::hasRoom(Channel::Kind kind) const
{
    if (kind == Channel::Kind::Forward)
        return true;
    const auto running = [this](Channel::Kind wanted) {
        return std::count_if(m_channels.begin(), m_channels.end(), [wanted](const auto &channel) {
            return channel->kind() == wanted && channel->isStarted() && !channel->isDone();
        });
    };
    return running(kind) < (kind == Channel::Kind::Relay ? mostRelaysOfASession : mostOfAKind)
        && running(Channel::Kind::Exec) + running(Channel::Kind::Shell) + running(Channel::Kind::Relay)
        < mostSessions;
}

void Session::removeDone()
{
    std::erase_if(m_channels, [](const auto &channel) { return channel->isDone(); });
}

void Session::unwatch()
{
    // The socket's number is about to be closed; the notifiers go later, as this may be a slot of one of
    // them.
    for (QSocketNotifier **notifier : {&m_readable, &m_writable}) {
        if (!*notifier)
            continue;
        (*notifier)->setEnabled(false);
        (*notifier)->deleteLater();
        *notifier = nullptr;
    }
}

void Session::keepAlive()
{
    if (++m_silentTicks > silentTicksUntilLost)
        return lose(u"no answer to keepalive requests"_s);
    // Without blocking a request is sent by one call and its answer collected by another: the first of these
    // two collects the last answer, if there is one, and the second then sends; else it is the other way
    // round.
    ssh_send_keepalive(m_session.get());
    ssh_send_keepalive(m_session.get());
    pump();
}

void Session::lose(const QString &detail)
{
    if (!m_session)
        return;
    const Error error{ErrorCode::Network, tr("The connection to %1 was lost.").arg(m_target.host), detail,
                      true};
    qCInfo(lcSsh) << error.message << detail;
    m_keepAlive.stop();
    unwatch();
    for (const auto &channel : m_channels)
        channel->lose(error);
    m_channels.clear();
    ssh_event_remove_session(m_event.get(), m_session.get());
    m_session.reset();
    emit lost(error);
}

} // namespace skep::ssh
