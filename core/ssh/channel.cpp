// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/channel.h"

#include "core/ssh/sudotalk.h"

#include <openssl/crypto.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <csignal>
#include <cstring>
#include <utility>

namespace skep::ssh {

namespace {

constexpr qsizetype chunk = 64 * 1024;
constexpr size_t longestLine = 1024;

// sshd counts a session until its command has ended, also when the channel was closed long before: after
// cancelled commands it may have no room for a while.
constexpr int attemptsToOpen = 40;
constexpr std::chrono::milliseconds pauseToOpen{250};

int signalNumber(const char *name)
{
    static constexpr std::array<std::pair<const char *, int>, 12> known{{{"ABRT", SIGABRT},
                                                                         {"ALRM", SIGALRM},
                                                                         {"FPE", SIGFPE},
                                                                         {"HUP", SIGHUP},
                                                                         {"ILL", SIGILL},
                                                                         {"INT", SIGINT},
                                                                         {"KILL", SIGKILL},
                                                                         {"PIPE", SIGPIPE},
                                                                         {"QUIT", SIGQUIT},
                                                                         {"SEGV", SIGSEGV},
                                                                         {"TERM", SIGTERM},
                                                                         {"USR1", SIGUSR1}}};
    for (const auto &[text, number] : known) {
        if (name && std::strcmp(text, name) == 0)
            return number;
    }
    return 127; // told to have died by a signal without a name of its own
}

} // namespace

QString shownLine(const char *text)
{
    QString line = QString::fromUtf8(text, text ? static_cast<qsizetype>(strnlen(text, longestLine)) : 0);
    for (QChar &each : line) {
        if (!each.isPrint())
            each = u' ';
    }
    return line.simplified();
}

QString shownText(const char *text)
{
    constexpr qsizetype mostLines = 50;
    const QByteArray bytes(text, static_cast<qsizetype>(strnlen(text, longestLine * mostLines)));
    QStringList lines;
    for (const QByteArray &line : bytes.split('\n').mid(0, mostLines))
        lines.append(shownLine(line.constData()));
    return lines.join(u'\n').trimmed();
}

Channel::Channel(Kind kind)
    : m_kind(kind)
    , m_pause(this)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(pauseToOpen);
    connect(&m_pause, &QTimer::timeout, this, &Channel::wanted);
    static std::atomic<quint64> last{0};
    m_id = ++last;
    m_callbacks.userdata = this;
    m_callbacks.channel_data_function = &Channel::onData;
    m_callbacks.channel_eof_function = &Channel::onEof;
    m_callbacks.channel_close_function = &Channel::onClose;
    m_callbacks.channel_exit_status_function = &Channel::onExitStatus;
    m_callbacks.channel_exit_signal_function = &Channel::onExitSignal;
    ssh_callbacks_init(&m_callbacks);
}

Channel::~Channel()
{
    release();
}

void Channel::release()
{
    if (!m_channel)
        return;
    ssh_remove_channel_callbacks(m_channel, &m_callbacks);
    ssh_channel_free(std::exchange(m_channel, nullptr));
}

void Channel::start(ssh_session session)
{
    m_session = session;
    m_channel = ssh_channel_new(session);
    ssh_set_channel_callbacks(m_channel, &m_callbacks);
}

bool Channel::service()
{
    if (m_done)
        return false;
    if (!m_open)
        return advance();
    if (m_aborted) {
        if (m_kind == Kind::Exec) // closing the channel alone leaves a silent command running
            ssh_channel_request_send_signal(m_channel, "TERM");
        finish();
        return true;
    }
    return transfer();
}

bool Channel::advance()
{
    const int rc = open();
    if (rc == SSH_AGAIN)
        return false;
    if (rc == SSH_OK) {
        m_open = true;
        if (!m_aborted)
            opened();
        return true;
    }
    if (comeAgain())
        return false;
    finish();
    const QString reason = shownLine(ssh_get_error(m_session));
    failed({ErrorCode::Remote, tr("The server refused to open a channel."), reason});
    return true;
}

bool Channel::comeAgain()
{
    const bool refused = !ssh_channel_is_open(m_channel) && ssh_is_connected(m_session);
    if (m_kind == Kind::Forward || m_aborted || !refused || ++m_attempts >= attemptsToOpen)
        return false;
    release();
    startOver();
    m_pause.start();
    return true;
}

void Channel::lose(const Error &error)
{
    if (m_done)
        return;
    finish();
    failed(error);
}

void Channel::abort()
{
    m_aborted = true;
    if (!m_channel)
        finish();
    // Not at once: many may be aborted together, and none of them should be started first.
    QTimer::singleShot(0, this, &Channel::wanted);
}

bool Channel::read(QByteArray &into, qsizetype most, bool ofStderr)
{
    bool &readable = m_readable[ofStderr ? 1 : 0];
    const qsizetype before = into.size();
    while (readable && into.size() < most) {
        const qsizetype size = into.size();
        const qsizetype room = std::min(chunk, most - size);
        into.resize(size + room);
        const int count = ssh_channel_read_nonblocking(m_channel, into.data() + size,
                                                       static_cast<uint32_t>(room), ofStderr);
        into.resize(size + std::max(count, 0));
        readable = count > 0;
    }
    return into.size() > before;
}

qsizetype Channel::write(const QByteArray &data, qsizetype offset)
{
    qsizetype written = 0;
    // libssh queues without limit what the socket does not take: stop while anything waits there.
    while (offset + written < data.size() && !(ssh_get_poll_flags(m_session) & SSH_WRITE_PENDING)) {
        const auto window = static_cast<qsizetype>(ssh_channel_window_size(m_channel));
        const qsizetype size = std::min({data.size() - offset - written, window, chunk});
        if (size <= 0)
            break;
        const int count =
            ssh_channel_write(m_channel, data.constData() + offset + written, static_cast<uint32_t>(size));
        if (count <= 0)
            break;
        written += count;
    }
    return written;
}

bool Channel::answer(SudoTalk &talk, QByteArray &rest)
{
    if (rest.isEmpty())
        rest = talk.takeAnswer();
    if (rest.isEmpty())
        return false;
    const qsizetype written = write(rest, 0);
    OPENSSL_cleanse(rest.data(), static_cast<size_t>(written));
    rest.remove(0, written);
    return written > 0;
}

bool Channel::isAtEnd() const
{
    return (m_eof || m_closed) && !m_readable[0] && !m_readable[1];
}

int Channel::onData(ssh_session, ssh_channel, void *, uint32_t, int isStderr, void *self)
{
    static_cast<Channel *>(self)->m_readable[isStderr ? 1 : 0] = true;
    return 0; // stays with libssh until it is read: so its window pushes back
}

void Channel::onEof(ssh_session, ssh_channel, void *self)
{
    static_cast<Channel *>(self)->m_eof = true;
}

void Channel::onClose(ssh_session, ssh_channel, void *self)
{
    static_cast<Channel *>(self)->m_closed = true;
}

void Channel::onExitStatus(ssh_session, ssh_channel, int status, void *self)
{
    static_cast<Channel *>(self)->m_exitCode = status;
}

void Channel::onExitSignal(ssh_session, ssh_channel, const char *signal, int, const char *text, const char *,
                           void *self)
{
    auto *channel = static_cast<Channel *>(self);
    channel->m_exitCode = 128 + signalNumber(signal);
    channel->m_exitSignal = {shownLine(signal), shownLine(text)};
}

} // namespace skep::ssh
