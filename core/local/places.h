// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace skep::local {

//! The folders in which other programs of this user keep what they know.
struct Places
{
    QString ssh; //!< known_hosts and the user's keys
    QString docker; //!< the docker client's config.json and contexts

    static Places ofUser(); //!< where ssh and docker themselves look
};

} // namespace skep::local
