// SPDX-License-Identifier: GPL-3.0-or-later
// "skepctl ssh": a terminal on a node, or one command with its exit code.
#include "app/skepctl/access.h"
#include "app/skepctl/commands.h"
#include "app/skepctl/rawterminal.h"
#include "core/ssh/connection.h"
#include "core/ssh/shell.h"

#include <QSocketNotifier>

#include <sys/ioctl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace skep::ctl {

namespace {

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
    const auto machine = machineNamed(*found, node);
    if (!machine)
        return ready<int>(fail(machine.error()));
    return andThen((*found)->connection(*machine), *found, [&session](ssh::Connection *connection) {
        return join(connection, session.arguments().rest);
    });
}

} // namespace skep::ctl
