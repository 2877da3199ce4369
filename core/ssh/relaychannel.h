// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ssh/forwardchannel.h"
#include "core/ssh/sudotalk.h"

namespace skep::ssh {

//! Joins a local socket to a command that root runs on the far side. Session thread.
class RelayChannel final : public ForwardChannel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RelayChannel)

public:
    RelayChannel(const SudoTalk &talk, const QByteArray &command);
    ~RelayChannel() override;

protected:
    int open() override;
    void opened() override { } // the command tells
    void startOver() override { m_requested = false; }
    bool transfer() override;

private:
    bool talk();

    SudoTalk m_talk;
    QByteArray m_command;
    QByteArray m_answer; //!< for sudo, what is not written yet of it
    QByteArray m_said; //!< on stdout, before the command
    bool m_hasBegun = false;
    bool m_requested = false;
};

} // namespace skep::ssh
