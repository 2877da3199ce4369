// SPDX-License-Identifier: GPL-3.0-or-later
// "skepctl ssh": a terminal on a node, or one command with its exit code.
#include "app/skepctl/commands.h"
#include "core/ssh/connection.h"
#include "core/ssh/shell.h"

#include <QSocketNotifier>

#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace skep::ctl {

namespace {

//! This terminal in raw mode for as long as the object lives: every key belongs to the far side.
class RawTerminal
{
public:
    RawTerminal()
        : m_active(isatty(STDIN_FILENO) != 0 && tcgetattr(STDIN_FILENO, &m_before) == 0)
    {
        if (!m_active)
            return;
        termios raw = m_before;
        cfmakeraw(&raw);
        tcsetattr(STDIN_FILENO, TCSANOW, &raw);
    }
    ~RawTerminal()
    {
        if (m_active)
            tcsetattr(STDIN_FILENO, TCSANOW, &m_before);
    }
    RawTerminal(const RawTerminal &) = delete;
    RawTerminal &operator=(const RawTerminal &) = delete;

private:
    termios m_before{};
    bool m_active;
};

void writeAll(int descriptor, const QByteArray &bytes)
{
    qsizetype done = 0;
    while (done < bytes.size()) {
        const auto written =
            ::write(descriptor, bytes.constData() + done, static_cast<size_t>(bytes.size() - done));
        if (written <= 0)
            return;
        done += written;
    }
}

QString machineNamed(const cluster::Cluster *cluster, const QString &node)
{
    const auto machines = cluster->machines();
    for (const auto &machine : machines) {
        if (machine.name == node || machine.name == cluster->name() + u'-' + node)
            return machine.name;
    }
    return {};
}

ssh::ShellRequest requestFor(const QStringList &command)
{
    ssh::ShellRequest request;
    request.command = command.join(u' ').toUtf8(); // what was typed is the far shell's to read, as with ssh
    request.pty = command.isEmpty();
    winsize size{};
    if (ioctl(STDIN_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
        request.columns = size.ws_col;
        request.rows = size.ws_row;
    }
    return request;
}

// Joins our stdin, stdout and stderr to the far side until that ends.
Pending<int> join(ssh::Connection *connection, const QStringList &command)
{
    Completer<int> ended;
    auto *shell = connection->openShell(requestFor(command), connection);
    const auto terminal = std::make_shared<std::unique_ptr<RawTerminal>>();
    if (command.isEmpty())
        *terminal = std::make_unique<RawTerminal>();
    auto *input = new QSocketNotifier(STDIN_FILENO, QSocketNotifier::Read, shell);
    QObject::connect(input, &QSocketNotifier::activated, shell, [shell, input] {
        QByteArray bytes(65536, Qt::Uninitialized);
        const auto count = ::read(STDIN_FILENO, bytes.data(), static_cast<size_t>(bytes.size()));
        if (count > 0)
            return shell->write(bytes.left(count));
        input->setEnabled(false);
        shell->closeInput();
    });
    QObject::connect(shell, &ssh::Shell::received, shell, [shell](const QByteArray &bytes) {
        writeAll(STDOUT_FILENO, bytes);
        shell->acknowledge(bytes.size());
    });
    QObject::connect(shell, &ssh::Shell::receivedError, shell, [shell](const QByteArray &bytes) {
        writeAll(STDERR_FILENO, bytes);
        shell->acknowledge(bytes.size());
    });
    QObject::connect(shell, &ssh::Shell::closed, shell, [ended, terminal](const ssh::ShellEnd &end) {
        terminal->reset();
        ended.settle(end.exitCode);
    });
    QObject::connect(shell, &ssh::Shell::failed, shell, [ended, terminal](const Error &error) {
        terminal->reset();
        ended.settle(fail(error));
    });
    return ended.future();
}

} // namespace

Pending<int> openShell(Session &session)
{
    const QString name = session.arguments().words.at(1);
    const QString node = session.arguments().words.at(2);
    const auto found = session.cluster(name);
    if (!found)
        return ready<int>(fail(found.error()));
    const QString machine = machineNamed(*found, node);
    if (machine.isEmpty())
        return ready<int>(
            fail(ErrorCode::NotFound,
                 QCoreApplication::translate("skepctl", "The cluster %1 has no node “%2”.").arg(name, node)));
    return andThen((*found)->connection(machine), *found, [&session](ssh::Connection *connection) {
        return join(connection, session.arguments().rest);
    });
}

} // namespace skep::ctl
