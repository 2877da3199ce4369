// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/execchannel.h"

#include "core/ssh/wholeinput.h"

#include <openssl/crypto.h>

namespace skep::ssh {

namespace {

constexpr qsizetype outputLimit = 16 * 1024 * 1024;

} // namespace

ExecChannel::ExecChannel(QByteArray command, const QByteArray &input, std::chrono::milliseconds limit)
    : Channel(Kind::Exec)
    , m_command(input.isEmpty() ? std::move(command) : onlyWithAllInput(command))
    , m_input(input.isEmpty() ? QByteArray() : allInput(input))
    , m_limit(this)
{
    m_limit.setSingleShot(true);
    m_limit.setInterval(limit);
    connect(&m_limit, &QTimer::timeout, this, [this] {
        settle(fail(ErrorCode::Timeout,
                    tr("A command did not end within %n seconds.", nullptr, m_limit.interval() / 1000),
                    QString::fromUtf8(m_command), true));
        abort();
    });
}

ExecChannel::~ExecChannel() = default;

void ExecChannel::asRoot(const SudoTalk &talk)
{
    m_command = talk.commandFor(m_command);
    m_talk = talk;
}

int ExecChannel::open()
{
    if (!m_requested) {
        const int rc = ssh_channel_open_session(raw());
        if (rc != SSH_OK)
            return rc;
        m_requested = true;
        m_limit.start();
    }
    return ssh_channel_request_exec(raw(), m_command.constData());
}

bool ExecChannel::transfer()
{
    bool moved = collect(m_result.out, false);
    moved |= collect(m_result.err, true);
    moved |= waitsForSudo() ? answerSudo() : feed();
    if (!isDone() && isClosedByPeer() && isAtEnd()) {
        m_result.exitCode = exitCode();
        settle(waitsForSudo() ? Result<ExecResult>(fail(m_talk->problem(exitCode())))
                              : Result<ExecResult>(std::move(m_result)));
        finish();
    }
    return moved;
}

bool ExecChannel::answerSudo()
{
    if (m_talk->isRefused()) {
        settle(fail(m_talk->problem(-1)));
        abort();
        return false;
    }
    return answer(*m_talk, m_answer);
}

bool ExecChannel::collect(QByteArray &whole, bool ofStderr)
{
    const qsizetype before = whole.size();
    if (!read(whole, outputLimit + 1, ofStderr))
        return false;
    if (ofStderr && waitsForSudo())
        m_talk->take(whole);
    if (whole.size() > before)
        emit output(whole.mid(before));
    if (whole.size() > outputLimit) {
        settle(fail(ErrorCode::Protocol,
                    tr("A command printed more than %1 MiB.").arg(outputLimit / (1024 * 1024)),
                    QString::fromUtf8(m_command)));
        abort();
    }
    return true;
}

bool ExecChannel::feed()
{
    const qsizetype count = write(m_input, m_written);
    m_written += count;
    if (m_written < m_input.size() || m_inputEnded)
        return count > 0;
    m_inputEnded = true;
    OPENSSL_cleanse(m_input.data(), static_cast<size_t>(m_input.size())); // it may hold secrets
    m_input.clear();
    m_written = 0;
    ssh_channel_send_eof(raw());
    return true;
}

void ExecChannel::failed(const Error &error)
{
    settle(fail(error));
}

void ExecChannel::settle(Result<ExecResult> result)
{
    m_limit.stop();
    m_done.settle(std::move(result));
}

} // namespace skep::ssh
