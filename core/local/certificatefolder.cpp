// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/local/certificatefolder.h"

#include "core/base/fileio.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>

#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>

using namespace Qt::StringLiterals;

namespace skep::local {

namespace {

struct Certificates
{
    Q_DECLARE_TR_FUNCTIONS(skep::local::Certificates)
};

Result<> writeNew(const QString &path, const QByteArray &bytes)
{
    FileDescriptor fd(::open(QFile::encodeName(path).constData(),
                             O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (!fd.isOpen() || !writeAll(fd.value(), bytes) || !fd.close())
        return fail(ErrorCode::Io, Certificates::tr("Cannot write %1: %2.").arg(path, lastSystemError()));
    return {};
}

} // namespace

Result<> writeCertificates(const QString &folder, const QByteArray &authority, const QByteArray &certificate,
                           const QByteArray &key)
{
    const QByteArray name = QFile::encodeName(folder);
    if (::mkdir(name.constData(), 0700) != 0 && errno != EEXIST)
        return fail(ErrorCode::Io,
                    Certificates::tr("Cannot make the folder %1: %2.").arg(folder, lastSystemError()));
    if (!QDir(folder).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot))
        return fail(ErrorCode::Conflict,
                    Certificates::tr("%1 has something in it already. Choose an empty folder, or a new one.")
                        .arg(folder));
    if (::chmod(name.constData(), 0700) != 0)
        return fail(ErrorCode::Io, Certificates::tr("Cannot write %1: %2.").arg(folder, lastSystemError()));
    const std::pair<QString, QByteArray> files[] = {
        {u"key.pem"_s, key}, {u"cert.pem"_s, certificate}, {u"ca.pem"_s, authority}};
    for (const auto &[file, bytes] : files) {
        if (auto written = writeNew(folder + u'/' + file, bytes); !written)
            return written;
    }
    return {};
}

} // namespace skep::local
