// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <memory>

namespace skep::ssh {

class Interruption;

//! One of the few places to log in to a host at the same time: sshd drops new connections at random while ten
//! are not logged in yet (MaxStartups). Session threads.
class LoginSlot
{
    Q_DISABLE_COPY_MOVE(LoginSlot)

public:
    //! Waits until there is a place, or until the login is interrupted.
    LoginSlot(const QString &host, quint16 port, const Interruption &interruption);
    ~LoginSlot();

private:
    struct Places;
    std::shared_ptr<Places> m_places;
    bool m_taken = false;
};

} // namespace skep::ssh
