// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/agentview.h"

#include "core/base/fileio.h"
#include "core/ssh/interruption.h"

#include <QCoreApplication>
#include <QFile>
#include <QtEndian>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <mutex>
#include <optional>
#include <thread>

using namespace Qt::StringLiterals;

namespace skep::ssh {

namespace {

constexpr quint32 longestMessage = 256 * 1024; // the agent's own limit
constexpr quint32 mostKeys = 200;
constexpr char askForKeys = 11;
constexpr char hereAreKeys = 12;

bool sendAll(int fd, const QByteArray &bytes)
{
    qsizetype sent = 0;
    while (sent < bytes.size()) {
        const auto part = ::send(fd, bytes.constData() + sent, size_t(bytes.size() - sent), MSG_NOSIGNAL);
        if (part < 0 && errno == EINTR)
            continue;
        if (part <= 0)
            return false;
        sent += part;
    }
    return true;
}

bool receiveAll(int fd, char *to, qsizetype size)
{
    while (size > 0) {
        const auto part = ::recv(fd, to, size_t(size), 0);
        if (part < 0 && errno == EINTR)
            continue;
        if (part <= 0)
            return false;
        to += part;
        size -= part;
    }
    return true;
}

QByteArray number(quint32 value)
{
    QByteArray bytes(4, '\0');
    qToBigEndian(value, bytes.data());
    return bytes;
}

bool sendMessage(int fd, const QByteArray &message)
{
    return sendAll(fd, number(quint32(message.size())) + message);
}

std::optional<QByteArray> receiveMessage(int fd)
{
    std::array<char, 4> head{};
    if (!receiveAll(fd, head.data(), head.size()))
        return std::nullopt;
    const auto size = qFromBigEndian<quint32>(head.data());
    if (size == 0 || size > longestMessage)
        return std::nullopt;
    QByteArray message(qsizetype(size), '\0');
    if (!receiveAll(fd, message.data(), message.size()))
        return std::nullopt;
    return message;
}

//! A length and so many bytes at \p at, which moves on; none where the message is shorter.
std::optional<QByteArray> partOf(const QByteArray &message, qsizetype *at)
{
    if (message.size() - *at < 4)
        return std::nullopt;
    const auto size = qsizetype(qFromBigEndian<quint32>(message.constData() + *at));
    *at += 4;
    if (message.size() - *at < size)
        return std::nullopt;
    *at += size;
    return message.mid(*at - size, size);
}

std::optional<QList<QByteArray>> keysIn(const QByteArray &message)
{
    if (message.size() < 5 || message.at(0) != hereAreKeys)
        return std::nullopt;
    const auto count = qFromBigEndian<quint32>(message.constData() + 1);
    QList<QByteArray> keys;
    qsizetype at = 5;
    for (quint32 i = 0; i < std::min(count, mostKeys); ++i) {
        const auto blob = partOf(message, &at);
        const auto comment = partOf(message, &at);
        if (!blob || !comment)
            return std::nullopt;
        qsizetype inner = 0;
        if (const auto kind = partOf(*blob, &inner))
            keys.append(*kind + ' ' + blob->toBase64());
    }
    return keys;
}

Result<int> connectTo(const QString &path)
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const QByteArray name = QFile::encodeName(path);
    if (name.size() >= qsizetype(sizeof address.sun_path))
        return fail(ErrorCode::Auth, {});
    std::copy(name.begin(), name.end(), address.sun_path);
    const int fd = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd >= 0 && ::connect(fd, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0)
        return fd;
    const QString why = lastSystemError();
    ::close(fd);
    return fail(ErrorCode::Auth, {}, why);
}

} // namespace

//! Answers libssh: the list itself, everything else by the agent.
class AgentView::Relay
{
    Q_DISABLE_COPY_MOVE(Relay)

public:
    explicit Relay(int agent)
        : m_agent(agent)
    {
        std::array<int, 2> ends{-1, -1};
        ::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data());
        m_own = ends[0];
        m_libraryEnd = ends[1];
        m_thread = std::thread([this] { run(); });
    }
    ~Relay()
    {
        ::shutdown(m_agent, SHUT_RDWR);
        ::shutdown(m_own, SHUT_RDWR);
        m_thread.join();
        ::close(m_agent);
        ::close(m_own);
        if (m_libraryEnd >= 0)
            ::close(m_libraryEnd);
    }
    void show(const QByteArray &key)
    {
        const std::lock_guard lock(m_mutex);
        m_shown = QByteArray::fromBase64(key.mid(key.indexOf(' ') + 1));
    }
    int takeSocket() { return std::exchange(m_libraryEnd, -1); }

private:
    void run()
    {
        while (const auto asked = receiveMessage(m_own)) {
            const auto said = asked->at(0) == askForKeys ? std::optional(list()) : ask(*asked);
            if (!said || !sendMessage(m_own, *said))
                break;
        }
        ::shutdown(m_own, SHUT_RDWR); // whoever waits for an answer must see that none will come
    }
    std::optional<QByteArray> ask(const QByteArray &message) const
    {
        return sendMessage(m_agent, message) ? receiveMessage(m_agent) : std::nullopt;
    }
    QByteArray list()
    {
        const std::lock_guard lock(m_mutex);
        return hereAreKeys + number(1) + number(quint32(m_shown.size())) + m_shown + number(0);
    }

    const int m_agent;
    int m_own = -1;
    int m_libraryEnd = -1;
    std::mutex m_mutex;
    QByteArray m_shown;
    std::thread m_thread;
};

AgentView::AgentView(int agent, QList<QByteArray> keys)
    : m_keys(std::move(keys))
    , m_relay(std::make_unique<Relay>(agent))
{
}

AgentView::~AgentView() = default;

Result<std::unique_ptr<AgentView>> AgentView::open(const QString &path, Interruption &interruption)
{
    const auto agent = connectTo(path);
    if (!agent)
        return fail(agent.error());
    interruption.watchSocket(*agent); // an agent may ask its user and wait for as long
    const auto said = sendMessage(*agent, QByteArray(1, askForKeys)) ? receiveMessage(*agent) : std::nullopt;
    const auto keys = said ? keysIn(*said) : std::nullopt;
    if (!keys) {
        ::close(*agent);
        return fail(ErrorCode::Auth, {}, u"the agent does not answer as one"_s);
    }
    return std::unique_ptr<AgentView>(new AgentView(*agent, *keys));
}

void AgentView::show(const QByteArray &key)
{
    m_relay->show(key);
}

int AgentView::takeSocket()
{
    return m_relay->takeSocket();
}

} // namespace skep::ssh
