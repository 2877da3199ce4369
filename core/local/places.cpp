// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/local/places.h"

#include <QDir>
#include <QFile>

#include <pwd.h>
#include <unistd.h>

#include <array>

using namespace Qt::StringLiterals;

namespace skep::local {

// ssh takes the home of the password file, whatever HOME says.
static QString homeOfAccount()
{
    passwd entry{};
    passwd *found = nullptr;
    std::array<char, 16384> buffer{};
    if (::getpwuid_r(::getuid(), &entry, buffer.data(), buffer.size(), &found) != 0 || !found)
        return QDir::homePath();
    return QFile::decodeName(found->pw_dir);
}

Places Places::ofUser()
{
    const QString config = qEnvironmentVariable("DOCKER_CONFIG");
    return {homeOfAccount() + u"/.ssh"_s, config.isEmpty() ? QDir::homePath() + u"/.docker"_s : config};
}

} // namespace skep::local
