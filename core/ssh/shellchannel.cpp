// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/shellchannel.h"

namespace skep::ssh {

namespace {

constexpr qsizetype highWater = 1024 * 1024;
constexpr qsizetype pieceLimit = 256 * 1024; //!< the receiver's event loop gets its turn between two pieces

} // namespace

ShellChannel::ShellChannel(ShellRequest request)
    : Channel(Kind::Shell)
    , m_request(std::move(request))
{
}

int ShellChannel::open()
{
    int rc = SSH_OK;
    if (m_step == Step::Open) {
        if (rc = ssh_channel_open_session(raw()); rc != SSH_OK)
            return rc;
        m_step = m_request.pty ? Step::Pty : Step::Command;
    }
    if (m_step == Step::Pty) {
        rc = ssh_channel_request_pty_size(raw(), m_request.terminal.constData(), m_request.columns,
                                          m_request.rows);
        if (rc != SSH_OK)
            return rc;
        m_step = Step::Command;
    }
    return m_request.command.isEmpty() ? ssh_channel_request_shell(raw())
                                       : ssh_channel_request_exec(raw(), m_request.command.constData());
}

void ShellChannel::opened()
{
    emit started();
}

bool ShellChannel::transfer()
{
    bool moved = receive(false);
    moved |= receive(true);
    if (const auto size = std::exchange(m_newSize, std::nullopt); size && m_request.pty)
        ssh_channel_change_pty_size(raw(), size->width(), size->height());
    moved |= sendPending();
    if (isClosedByPeer() && isAtEnd()) {
        emit closed({exitCode(), sentence(), exitSignal().text});
        finish();
    }
    return moved;
}

bool ShellChannel::receive(bool ofStderr)
{
    QByteArray bytes;
    if (!read(bytes, std::min(pieceLimit, highWater - m_unacknowledged), ofStderr))
        return false;
    m_unacknowledged += bytes.size();
    if (ofStderr)
        emit receivedError(bytes);
    else
        emit received(bytes);
    return true;
}

bool ShellChannel::sendPending()
{
    const qsizetype count = write(m_pending, 0);
    m_pending.remove(0, count);
    if (m_inputClosing && !m_inputClosed && m_pending.isEmpty()) {
        m_inputClosed = true;
        ssh_channel_send_eof(raw());
        return true;
    }
    return count > 0;
}

QString ShellChannel::sentence() const
{
    if (!exitSignal().name.isEmpty())
        return tr("It was ended by the signal %1.").arg(exitSignal().name);
    if (exitCode() < 0)
        return tr("The far side closed it without saying why.");
    return exitCode() == 0 ? tr("It ended.") : tr("It ended with exit code %1.").arg(exitCode());
}

void ShellChannel::failed(const Error &error)
{
    emit refused(error);
}

void ShellChannel::send(const QByteArray &bytes)
{
    m_pending += bytes;
    emit wanted();
}

void ShellChannel::closeInput()
{
    m_inputClosing = true;
    emit wanted();
}

void ShellChannel::resize(int columns, int rows)
{
    m_newSize = QSize(columns, rows);
    emit wanted();
}

void ShellChannel::acknowledge(qsizetype bytes)
{
    m_unacknowledged -= bytes;
    emit wanted();
}

} // namespace skep::ssh
