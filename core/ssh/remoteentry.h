// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace skep::ssh {

struct FileAttributes
{
    quint64 size = 0;
    quint32 mode = 0; //!< type and permissions as in stat(2); 0: not told
    qint64 modified = 0; //!< seconds since 1970

    bool isFolder() const { return (mode & 0170000U) == 0040000U; }
    bool isFile() const { return (mode & 0170000U) == 0100000U; }
    bool isLink() const { return (mode & 0170000U) == 0120000U; }
};

struct RemoteEntry
{
    QByteArray name; //!< as the server says it: anything
    FileAttributes attributes;
};

QString shownName(const QByteArray &path); //!< for messages: one line, no control characters

} // namespace skep::ssh
