// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/term/localpty.h"

#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <utility>
#include <vector>

namespace skep::tests {

namespace {
constexpr qsizetype mostUnderWay = 1 << 20;
}

LocalPty::LocalPty(QObject *parent)
    : QObject(parent)
{
}

LocalPty::~LocalPty()
{
    if (m_reader.joinable()) {
        {
            const std::lock_guard guard(m_lock);
            m_isStopping = true;
        }
        m_hasRoom.notify_all();
        ::close(m_stop[1]);
        m_reader.join();
        ::close(m_stop[0]);
    }
    m_canWrite.reset();
    if (m_master >= 0)
        ::close(m_master); // the kernel hangs up the child
}

bool LocalPty::start(const QList<QByteArray> &command, int columns, int rows)
{
    std::vector<char *> arguments;
    for (const QByteArray &argument : command)
        arguments.push_back(const_cast<char *>(argument.constData()));
    arguments.push_back(nullptr);
    const winsize size{static_cast<unsigned short>(rows), static_cast<unsigned short>(columns), 0, 0};
    m_child = ::forkpty(&m_master, nullptr, nullptr, &size);
    if (m_child < 0)
        return false;
    if (m_child == 0) {
        ::setenv("TERM", "xterm-256color", 1);
        ::setenv("COLORTERM", "truecolor", 1);
        ::signal(SIGPIPE, SIG_DFL);
        ::execvp(arguments.front(), arguments.data());
        ::_exit(127);
    }
    ::fcntl(m_master, F_SETFD, FD_CLOEXEC);
    ::fcntl(m_master, F_SETFL, ::fcntl(m_master, F_GETFL) | O_NONBLOCK);
    if (::pipe2(m_stop, O_CLOEXEC) != 0)
        return false;
    m_canWrite = std::make_unique<QSocketNotifier>(m_master, QSocketNotifier::Write);
    m_canWrite->setEnabled(false);
    connect(m_canWrite.get(), &QSocketNotifier::activated, this, &LocalPty::flush);
    m_reader = std::thread([this] { read(); });
    return true;
}

bool LocalPty::waitForInput() const
{
    std::array<pollfd, 2> files{pollfd{m_master, POLLIN, 0}, pollfd{m_stop[0], POLLIN, 0}};
    const int ready = ::poll(files.data(), files.size(), -1);
    return (ready > 0 && files[1].revents == 0) || (ready < 0 && errno == EINTR);
}

void LocalPty::read()
{
    std::array<char, 65536> buffer;
    while (true) {
        const ssize_t size = ::read(m_master, buffer.data(), buffer.size());
        if (size < 0 && errno == EINTR)
            continue;
        if (size < 0 && errno == EAGAIN) {
            if (!waitForInput())
                return;
            continue;
        }
        std::unique_lock guard(m_lock);
        const bool isFirst = m_incoming.isEmpty();
        if (size <= 0)
            m_isAtEnd = true; // EIO: nobody has the other side open any more
        else
            m_incoming.append(buffer.data(), size);
        if (isFirst)
            QMetaObject::invokeMethod(this, &LocalPty::deliver, Qt::QueuedConnection);
        if (size <= 0)
            return;
        m_underWay += size;
        m_hasRoom.wait(guard, [this] { return m_isStopping || m_underWay < mostUnderWay; });
        if (m_isStopping)
            return;
    }
}

void LocalPty::deliver()
{
    std::unique_lock guard(m_lock);
    const QByteArray bytes = std::exchange(m_incoming, {});
    const bool isAtEnd = m_isAtEnd;
    guard.unlock();
    if (!bytes.isEmpty())
        emit received(bytes);
    if (isAtEnd)
        emit finished(reap());
}

void LocalPty::acknowledge(qsizetype bytes)
{
    const qsizetype before = m_underWay.fetch_sub(bytes);
    if (before >= mostUnderWay && before - bytes < mostUnderWay) {
        const std::lock_guard guard(m_lock);
        m_hasRoom.notify_one();
    }
}

int LocalPty::reap()
{
    int status = 0;
    while (::waitpid(m_child, &status, 0) < 0 && errno == EINTR) { }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

void LocalPty::write(const QByteArray &bytes)
{
    m_outgoing += bytes;
    if (!m_canWrite->isEnabled())
        flush();
}

void LocalPty::flush()
{
    while (!m_outgoing.isEmpty()) {
        const ssize_t size = ::write(m_master, m_outgoing.constData(), std::size_t(m_outgoing.size()));
        if (size < 0 && errno == EINTR)
            continue;
        if (size < 0) {
            if (errno != EAGAIN)
                m_outgoing.clear();
            break;
        }
        m_outgoing.remove(0, size);
    }
    m_canWrite->setEnabled(!m_outgoing.isEmpty());
}

void LocalPty::resize(int columns, int rows, int pixelWidth, int pixelHeight)
{
    using Short = unsigned short;
    const winsize size{Short(rows), Short(columns), Short(pixelWidth), Short(pixelHeight)};
    ::ioctl(m_master, TIOCSWINSZ, &size);
}

} // namespace skep::tests
