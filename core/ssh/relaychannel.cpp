// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/relaychannel.h"

namespace skep::ssh {

namespace {

constexpr qsizetype mostStderr = 64 * 1024;

} // namespace

RelayChannel::RelayChannel(const SudoTalk &talk, const QByteArray &command)
    : ForwardChannel(Kind::Relay)
    , m_talk(talk)
    , m_command(talk.commandFor(command))
{
}

RelayChannel::~RelayChannel() = default;

int RelayChannel::open()
{
    if (!m_requested) {
        const int rc = ssh_channel_open_session(raw());
        if (rc != SSH_OK)
            return rc;
        m_requested = true;
    }
    return ssh_channel_request_exec(raw(), m_command.constData());
}

bool RelayChannel::transfer()
{
    const bool talked = talk();
    return m_talk.hasBegun() ? ForwardChannel::transfer() || talked : talked;
}

bool RelayChannel::talk()
{
    QByteArray err;
    const bool came = read(err, mostStderr, true);
    if (m_talk.hasBegun())
        return came; // nobody reads it, but it must not fill the window
    m_talk.take(err);
    if (m_talk.hasBegun()) {
        emit settled(std::nullopt);
        return true;
    }
    if (m_talk.isRefused() || (isClosedByPeer() && isAtEnd())) {
        finish();
        failed(m_talk.problem(exitCode()));
        return true;
    }
    return answer(m_talk, m_answer) || came;
}

} // namespace skep::ssh
