// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QList>

#include <memory>

namespace skep::ssh {

class Interruption;

//! The user's ssh-agent during one login: libssh would offer all its keys, so it gets a socket behind which
//! there is only the one whose turn it is. A thread of its own passes on what is asked. Session thread.
class AgentView
{
    Q_DISABLE_COPY_MOVE(AgentView)

public:
    //! Errors: Auth (there is no agent, or what answers is none).
    static Result<std::unique_ptr<AgentView>> open(const QString &path, Interruption &interruption);
    ~AgentView();

    const QList<QByteArray> &keys() const { return m_keys; } //!< "ssh-ed25519 AAAA…", in the agent's order
    void show(const QByteArray &key); //!< this one alone from now on
    int takeSocket(); //!< for libssh, which closes it; once

private:
    class Relay;
    AgentView(int agent, QList<QByteArray> keys);

    QList<QByteArray> m_keys;
    std::unique_ptr<Relay> m_relay;
};

} // namespace skep::ssh
