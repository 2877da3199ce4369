// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/term/localpty.h"

#include <fcntl.h>
#include <pty.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <vector>

namespace skep::tests {

namespace {
constexpr qsizetype mostUnderWay = 1 << 20;
constexpr std::size_t mostInTurn = 1 << 16; // of the event loop
constexpr std::chrono::milliseconds rest{1};
// The kernel keeps some 12 KB for the reader; what comes faster than that in each rest would be held up by
// it.
constexpr qsizetype mostInMillisecond = 8192;
constexpr qint64 windowMilliseconds = 8;
constexpr qint64 readsOfTrickle = 2; // in a millisecond
} // namespace

LocalPty::LocalPty(QObject *parent)
    : QObject(parent)
{
    m_rest.setSingleShot(true);
    m_rest.setTimerType(Qt::PreciseTimer);
    connect(&m_rest, &QTimer::timeout, this, &LocalPty::read);
}

LocalPty::~LocalPty()
{
    m_canRead.reset();
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
    m_canRead = std::make_unique<QSocketNotifier>(m_master, QSocketNotifier::Read);
    connect(m_canRead.get(), &QSocketNotifier::activated, this, &LocalPty::read);
    m_canWrite = std::make_unique<QSocketNotifier>(m_master, QSocketNotifier::Write);
    m_canWrite->setEnabled(false);
    connect(m_canWrite.get(), &QSocketNotifier::activated, this, &LocalPty::flush);
    return true;
}

void LocalPty::read()
{
    // The kernel hands out no more at a time, and needs a while to have the next: parse in between.
    std::array<char, 4096> buffer;
    std::size_t size = 0;
    bool isAtEnd = false;
    while (size < mostInTurn && m_underWay < mostUnderWay) {
        const ssize_t got = ::read(m_master, buffer.data(), buffer.size());
        if (got < 0 && errno == EINTR)
            continue;
        isAtEnd = got == 0 || (got < 0 && errno != EAGAIN); // EIO: nobody has the other side open any more
        if (got <= 0)
            break;
        size += std::size_t(got);
        m_underWay += qsizetype(got);
        emit received(QByteArray(buffer.data(), qsizetype(got)));
    }
    const bool isResting = !isAtEnd && m_underWay < mostUnderWay && isTrickle(size);
    m_canRead->setEnabled(!isAtEnd && m_underWay < mostUnderWay && !isResting);
    if (isResting)
        m_rest.start(rest);
    if (isAtEnd)
        emit finished(reap());
}

//! Little comes, but many times, and nobody has asked for it. Judged by the last few milliseconds.
bool LocalPty::isTrickle(std::size_t size)
{
    const qint64 elapsed = m_window.isValid() ? m_window.elapsed() : 0;
    m_windowBytes += qsizetype(size);
    ++m_windowReads;
    if (elapsed >= windowMilliseconds || !m_window.isValid()) {
        const bool isSlow = elapsed > 0 && m_windowBytes / elapsed < mostInMillisecond;
        m_isTrickle = isSlow && (m_isTrickle || m_windowReads / elapsed >= readsOfTrickle);
        judgeAnew();
    }
    m_isTrickle = m_isTrickle && size > 0;
    return m_isTrickle;
}

void LocalPty::judgeAnew()
{
    m_window.start();
    m_windowBytes = 0;
    m_windowReads = 0;
}

void LocalPty::acknowledge(qsizetype bytes)
{
    const bool wasFull = m_underWay >= mostUnderWay;
    m_underWay -= bytes;
    if (wasFull && m_underWay < mostUnderWay)
        m_canRead->setEnabled(true);
}

int LocalPty::reap()
{
    int status = 0;
    while (::waitpid(m_child, &status, 0) < 0 && errno == EINTR) { }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

void LocalPty::write(const QByteArray &bytes)
{
    m_isTrickle = false; // what comes next may be the answer, for which somebody waits
    judgeAnew();
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
