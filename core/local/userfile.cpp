// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/local/userfile.h"

#include "core/base/fileio.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

using namespace Qt::StringLiterals;

namespace skep::local {

namespace {

struct Files
{
    Q_DECLARE_TR_FUNCTIONS(skep::local::Files)
};

} // namespace

Result<QByteArray> readUserFile(const QString &path, qint64 most)
{
    // Without waiting for a writer, should it be a pipe.
    const FileDescriptor fd(::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (!fd.isOpen() && errno == ENOENT)
        return QByteArray();
    struct stat about = {};
    if (!fd.isOpen() || ::fstat(fd.value(), &about) != 0)
        return fail(ErrorCode::Io, Files::tr("Cannot read %1: %2.").arg(path, lastSystemError()));
    if (!S_ISREG(about.st_mode))
        return fail(ErrorCode::Io, Files::tr("%1 is no file.").arg(path));
    if (about.st_size > most)
        return fail(ErrorCode::Io, Files::tr("%1 is larger than such a file can be.").arg(path));
    QByteArray bytes;
    if (!readAll(fd.value(), &bytes))
        return fail(ErrorCode::Io, Files::tr("Cannot read %1: %2.").arg(path, lastSystemError()));
    return bytes;
}

Result<> replaceUserFile(const QString &path, const QByteArray &bytes, unsigned mode)
{
    const QString real = QFileInfo::exists(path) ? QFileInfo(path).canonicalFilePath() : path;
    struct stat before = {};
    if (::stat(QFile::encodeName(real).constData(), &before) == 0)
        mode = before.st_mode & 07777;
    const QByteArray temporary = QFile::encodeName(u"%1.skep-%2"_s.arg(real).arg(::getpid()));
    const auto cannotWrite = [&] {
        const Error error{ErrorCode::Io, Files::tr("Cannot write %1: %2.").arg(path, lastSystemError())};
        ::unlink(temporary.constData());
        return fail(error);
    };
    ::unlink(temporary.constData()); // of a process of the same number that was killed
    FileDescriptor fd(
        ::open(temporary.constData(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (!fd.isOpen() || ::fchmod(fd.value(), mode) != 0 || !writeAll(fd.value(), bytes)
        || ::fsync(fd.value()) != 0 || !fd.close()
        || ::rename(temporary.constData(), QFile::encodeName(real).constData()) != 0)
        return cannotWrite();
    syncFolderOf(real);
    return {};
}

} // namespace skep::local
