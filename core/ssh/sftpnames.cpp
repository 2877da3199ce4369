// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/sftpnames.h"

#include <QRandomGenerator>
#include <QString> // joins byte arrays, too

#include <algorithm>

namespace skep::ssh {

bool isPlainName(const QByteArray &name)
{
    return !name.isEmpty() && name.size() <= 255 && name != "." && name != ".."
        && std::none_of(name.begin(), name.end(), [](char c) {
               const auto byte = static_cast<unsigned char>(c);
               return byte == '/' || byte < 0x20 || byte == 0x7f;
           });
}

QByteArray baseName(const QByteArray &path)
{
    qsizetype end = path.size();
    while (end > 1 && path.at(end - 1) == '/')
        --end;
    return path.mid(path.lastIndexOf('/', end - 1) + 1, end - path.lastIndexOf('/', end - 1) - 1);
}

QByteArray joined(const QByteArray &folder, const QByteArray &name)
{
    return folder + (folder.endsWith('/') ? "" : "/") + name;
}

QByteArray unfinishedName(const QByteArray &path)
{
    const qsizetype slash = path.lastIndexOf('/') + 1;
    return path.left(slash) + '.' + path.mid(slash).left(200) + ".part-"
        + QByteArray::number(QRandomGenerator::system()->generate64(), 36);
}

} // namespace skep::ssh
