// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QStringList>

#include <memory>
#include <optional>

namespace skep::ssh {

//! What the user's ssh configuration says of one host, as written there: "~" and "%h" are not replaced yet,
//! but for hostName.
struct HostSettings
{
    QString hostName; //!< the alias itself where nothing else is said
    QString user = {}; //!< empty: not said
    quint16 port = 22;
    QStringList identityFiles = {};
    bool identitiesOnly = false;
    QString identityAgent = {}; //!< empty: not said
    QString proxyJump = {}; //!< "user@host:port,…"; empty: none
    QString hostKeyAlias = {};
    QStringList knownHostsFiles = {}; //!< empty: the usual ones
    QStringList notes = {}; //!< sentences on what ssh would do and Skep does not
};

//! ssh's client configuration: the user's file, then the system's, with what they include. Nothing in it is
//! ever run. A value; any thread.
class SshConfig
{
public:
    struct Places
    {
        QString userFile; //!< ~/.ssh/config
        QString systemFile = {};
        QString home = {}; //!< for "~"; in its .ssh are known_hosts, the keys and what is included
        QString localUser = {}; //!< for "Match localuser" and as the default user
        QString folder() const { return home + QStringLiteral("/.ssh"); }
        static Places ofUser();
    };

    //! Files that are not there are empty. Io: cannot be read, or others may write to it. Config: names file
    //! and line.
    static Result<SshConfig> read(const Places &places);
    static SshConfig empty(const Places &places); //!< as if there were no files

    //! Config: the host needs a program that ssh would run (ProxyCommand, Match exec), which Skep never does.
    //! \p user is who was named with the alias; it goes before what the files say.
    Result<HostSettings> settingsOf(const QString &alias, const QString &user = {}) const;
    QStringList hosts() const; //!< those with a name of their own, in the files' order; no patterns
    const Places &places() const { return m_places; }

    struct Line;

private:
    Places m_places;
    std::shared_ptr<const QList<Line>> m_lines;
};

} // namespace skep::ssh
