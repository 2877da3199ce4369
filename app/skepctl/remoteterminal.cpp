// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/skepctl/remoteterminal.h"

#include "app/skepctl/rawterminal.h"
#include "core/ssh/connection.h"

#include <QCoreApplication>
#include <QSocketNotifier>

#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <optional>
#include <utility>

namespace skep::ctl {

namespace {

int wake[2] = {-1, -1}; //!< a byte for each change of the window's size

void noteResize(int)
{
    const int saved = errno;
    const char byte = 0;
    if (::write(wake[1], &byte, 1) < 0) // full: there is a byte already
        errno = saved;
    errno = saved;
}

//! Finds "~." at the start of a line, which ends us as it ends ssh. "~~" is a "~".
class Escape
{
public:
    //! What is for the far side; sets isEnd() when the rest is not.
    QByteArray filter(const QByteArray &typed)
    {
        QByteArray passed;
        for (const char key : typed) {
            if (std::exchange(m_afterTilde, false)) {
                m_isEnd = key == '.';
                if (m_isEnd)
                    break;
                if (key != '~')
                    passed += '~';
            } else if (m_atStart && key == '~') {
                m_afterTilde = true;
                continue;
            }
            passed += key;
            m_atStart = key == '\r' || key == '\n';
        }
        return passed;
    }
    bool isEnd() const { return m_isEnd; }

private:
    bool m_atStart = true;
    bool m_afterTilde = false;
    bool m_isEnd = false;
};

ssh::ShellRequest requestFor(const QStringList &command)
{
    ssh::ShellRequest request;
    request.command = command.join(u' ').toUtf8(); // what was typed is the far shell's to read, as with ssh
    request.pty = command.isEmpty();
    const winsize size = windowSize();
    request.columns = size.ws_col;
    request.rows = size.ws_row;
    return request;
}

void followWindow(ssh::Shell *shell)
{
    if (pipe2(wake, O_CLOEXEC | O_NONBLOCK) != 0)
        return;
    auto *notifier = new QSocketNotifier(wake[0], QSocketNotifier::Read, shell);
    QObject::connect(notifier, &QSocketNotifier::activated, shell, [shell] {
        char bytes[64];
        while (::read(wake[0], bytes, sizeof bytes) > 0) { }
        const winsize size = windowSize();
        shell->resize(size.ws_col, size.ws_row);
    });
    std::signal(SIGWINCH, noteResize);
}

using Settle = std::function<void(Result<int>)>;

void readKeys(ssh::Shell *shell, bool isTerminal, const Settle &settle)
{
    auto *input = new QSocketNotifier(STDIN_FILENO, QSocketNotifier::Read, shell);
    const auto escape = std::make_shared<Escape>();
    QObject::connect(input, &QSocketNotifier::activated, shell, [=] {
        QByteArray bytes(65536, Qt::Uninitialized);
        const auto count = ::read(STDIN_FILENO, bytes.data(), static_cast<size_t>(bytes.size()));
        if (count < 0 && (errno == EINTR || errno == EAGAIN))
            return;
        if (count <= 0) {
            input->setEnabled(false);
            return shell->closeInput();
        }
        bytes.truncate(count);
        shell->write(isTerminal ? escape->filter(bytes) : bytes);
        if (escape->isEnd())
            settle(fail(ErrorCode::Cancelled, QCoreApplication::translate("skepctl", "Closed by ~.")));
    });
}

void showOutput(ssh::Shell *shell)
{
    const auto show = [shell](int descriptor) {
        return [shell, descriptor](const QByteArray &bytes) {
            writeAll(descriptor, bytes);
            shell->acknowledge(bytes.size());
        };
    };
    QObject::connect(shell, &ssh::Shell::received, shell, show(STDOUT_FILENO));
    QObject::connect(shell, &ssh::Shell::receivedError, shell, show(STDERR_FILENO));
}

} // namespace

Pending<int> joinTerminal(ssh::Connection *connection, const QStringList &command)
{
    const bool isTerminal = command.isEmpty();
    Completer<int> ended;
    auto *shell = connection->openShell(requestFor(command), connection);
    const auto terminal = std::make_shared<std::optional<RawTerminal>>();
    if (isTerminal) {
        if (!connection->banner().isEmpty())
            writeAll(STDERR_FILENO, connection->banner().toUtf8() + '\n');
        terminal->emplace();
        followWindow(shell);
    }
    const Settle settle = [ended, terminal](Result<int> result) {
        terminal->reset(); // before anything is told
        ended.settle(std::move(result));
    };
    readKeys(shell, isTerminal && RawTerminal::isActive(), settle);
    showOutput(shell);
    QObject::connect(shell, &ssh::Shell::closed, shell, [settle, isTerminal](const ssh::ShellEnd &end) {
        if (end.exitCode < 0 || (isTerminal && !end.detail.isEmpty()))
            return settle(fail(ErrorCode::Remote, end.message, end.detail));
        settle(end.exitCode);
    });
    QObject::connect(shell, &ssh::Shell::failed, shell,
                     [settle](const Error &error) { settle(fail(error)); });
    return ended.future();
}

} // namespace skep::ctl
