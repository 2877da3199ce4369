// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/relaychannel.h"

namespace skep::ssh {

namespace {

constexpr qsizetype mostSaid = 64 * 1024;
const QByteArray begun = "skep-relay-begun\n"; // what a shell's own start files print comes before it

} // namespace

RelayChannel::RelayChannel(const SudoTalk &talk, const QByteArray &command)
    : ForwardChannel(Kind::Relay)
    , m_talk(talk)
    , m_command(talk.commandFor("echo " + begun.trimmed() + "; " + command))
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
    return m_hasBegun ? ForwardChannel::transfer() || talked : talked;
}

bool RelayChannel::talk()
{
    QByteArray err;
    bool came = read(err, mostSaid, true);
    if (m_hasBegun)
        return came; // nobody reads it, but it must not fill the window
    m_talk.take(err);
    came |= read(m_said, mostSaid);
    if (const auto at = m_said.indexOf(begun); at >= 0 && m_talk.hasBegun()) {
        give(m_said.mid(at + begun.size()));
        m_said.clear();
        m_hasBegun = true;
        emit settled(std::nullopt);
        return true;
    }
    if (m_talk.isRefused() || m_said.size() >= mostSaid || (isClosedByPeer() && isAtEnd())) {
        finish();
        failed(m_talk.problem(exitCode()));
        return true;
    }
    return answer(m_talk, m_answer) || came;
}

} // namespace skep::ssh
