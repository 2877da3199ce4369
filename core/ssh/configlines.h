// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ssh/sshconfig.h"

namespace skep::ssh {

//! A line of the configuration, or the edge of an included file.
struct SshConfig::Line
{
    enum class Kind { Host, Match, Option, Enter, Leave };
    Kind kind = Kind::Option;
    QString keyword; //!< small letters
    QStringList words;
    QString place; //!< "line 3 of /home/me/.ssh/config"
    bool isTop = false; //!< Enter: a file that starts anew, not one that is included by a block
};

//! The lines of a file and of those that it includes; \p isUsers: only its owner may write to it.
Result<QList<SshConfig::Line>> readConfigLines(const QString &path, const SshConfig::Places &places,
                                               bool isUsers);

} // namespace skep::ssh
