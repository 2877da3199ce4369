// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/atomicfile.h"

#include "core/base/crc32c.h"
#include "core/base/fileio.h"
#include "core/base/log.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <csignal>

namespace skep {

using namespace Qt::StringLiterals;

static QString tr(const char *text)
{
    return QCoreApplication::translate("skep", text);
}

static QByteArray native(const QString &path)
{
    return QFile::encodeName(path);
}

static tl::unexpected<Error> cannotWrite(const QString &path)
{
    const bool full = errno == ENOSPC || errno == EDQUOT;
    const QString why = lastSystemError();
    return fail(ErrorCode::Io,
                full ? tr("Cannot write %1: the disk is full.").arg(path)
                     : tr("Cannot write %1: %2.").arg(path, why),
                why);
}

static QByteArray sealed(const QByteArray &bytes)
{
    return "skep-file 1 " + QByteArray::number(bytes.size()) + ' ' + QByteArray::number(crc32c(bytes), 16)
        + '\n' + bytes;
}

static const QString newerSeal = u"a seal of another version"_s;

static Result<QByteArray> unsealed(const QByteArray &file, const QString &path)
{
    const qsizetype line = file.indexOf('\n');
    const QList<QByteArray> words = file.left(line).split(' ');
    const bool isSeal = line >= 0 && words.size() > 1 && words[0] == "skep-file";
    const QByteArray bytes = file.mid(line + 1);
    const bool isWhole = isSeal && words.size() == 4 && QByteArray::number(bytes.size()) == words[2]
        && QByteArray::number(crc32c(bytes), 16) == words[3];
    // One that fits but for its version is ours, with a flipped bit; so is one whose space has become a
    // digit.
    if (isSeal && !isWhole && words[1].size() <= 2 && words[1].toInt() > 1)
        return fail(ErrorCode::Config,
                    tr("The file %1 was written by a newer version of Skep. Use that version.").arg(path),
                    newerSeal);
    if (!isWhole || words[1] != "1")
        return fail(ErrorCode::Config, tr("The file %1 is damaged.").arg(path),
                    isSeal ? u"the checksum does not fit"_s : u"no seal in the first line"_s);
    return bytes;
}

static Result<QByteArray> readOne(const QString &path)
{
    const FileDescriptor fd(::open(native(path).constData(), O_RDONLY | O_CLOEXEC));
    if (!fd.isOpen() && errno == ENOENT)
        return fail(ErrorCode::NotFound, tr("There is no file %1.").arg(path));
    QByteArray file;
    if (!fd.isOpen() || !readAll(fd.value(), &file))
        return fail(ErrorCode::Io, tr("Cannot read %1: %2.").arg(path, lastSystemError()));
    return unsealed(file, path);
}

static bool isNewer(const Error &error)
{
    return error.detail == newerSeal;
}

static bool isAlive(pid_t pid)
{
    return ::kill(pid, 0) == 0 || errno != ESRCH;
}

// Left behind by a program that was killed while it wrote: ".<name>.<process>.<n>.new".
static void sweepStrays(const QString &path)
{
    const QFileInfo info(path);
    const QString prefix = u'.' + info.fileName() + u'.';
    QDir folder(info.absolutePath());
    const auto names = folder.entryList({prefix + u"*.new"_s}, QDir::Files | QDir::Hidden);
    for (const QString &name : names) {
        bool ok = false;
        const int pid = name.mid(prefix.size()).section(u'.', 0, 0).toInt(&ok);
        if (ok && pid > 0 && !isAlive(pid))
            folder.remove(name);
    }
}

static QString temporaryFor(const QString &path)
{
    static std::atomic<int> counter{0};
    const QFileInfo info(path);
    return u"%1/.%2.%3.%4.new"_s.arg(info.absolutePath(), info.fileName()).arg(::getpid()).arg(++counter);
}

static Result<> writeTemporary(const QString &temporary, const QByteArray &file)
{
    FileDescriptor fd(
        ::open(native(temporary).constData(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600));
    QByteArray back;
    if (!fd.isOpen() || !writeAll(fd.value(), file) || ::fsync(fd.value()) != 0 || !readAll(fd.value(), &back)
        || !fd.close())
        return cannotWrite(temporary);
    if (back != file)
        return fail(ErrorCode::Io,
                    tr("The disk gave back other bytes than were written to %1.").arg(temporary));
    return {};
}

// Through a link, so that there is no moment without a file; a damaged one never replaces the good
// generation.
static bool keepGeneration(const QString &path)
{
    if (!readOne(path))
        return true;
    const QByteArray kept = native(path + u".1"_s);
    const QByteArray link = native(temporaryFor(path));
    if (::link(native(path).constData(), link.constData()) != 0)
        return ::rename(native(path).constData(), kept.constData()) == 0; // a file system without links
    if (::rename(link.constData(), kept.constData()) == 0) {
        ::unlink(link.constData()); // rename() of two links of one file does nothing
        return true;
    }
    ::unlink(link.constData());
    return false;
}

Result<> writeAtomically(const QString &path, const QByteArray &bytes)
{
    if (const auto known = readOne(path); !known && isNewer(known.error()))
        return fail(known.error()); // it stays as it is
    sweepStrays(path);
    const QString temporary = temporaryFor(path);
    if (auto ok = writeTemporary(temporary, sealed(bytes)); !ok) {
        ::unlink(native(temporary).constData());
        return ok;
    }
    if (!keepGeneration(path) || ::rename(native(temporary).constData(), native(path).constData()) != 0) {
        auto error = cannotWrite(path);
        ::unlink(native(temporary).constData());
        return error;
    }
    if (!syncFolderOf(path))
        return cannotWrite(path);
    return {};
}

Result<QByteArray> readChecked(const QString &path)
{
    auto current = readOne(path);
    if (current)
        return current;
    if (current.error().code == ErrorCode::Io || isNewer(current.error()))
        return current;
    auto before = readOne(path + u".1"_s);
    if (!before)
        return current;
    qCWarning(lcFile).noquote() << current.error().message << "Using the generation before.";
    return before;
}

std::optional<Error> damageOf(const QString &path)
{
    const auto current = readOne(path);
    if (current || isNewer(current.error()) || current.error().code == ErrorCode::Io
        || !readOne(path + u".1"_s))
        return {};
    return Error{
        ErrorCode::Config,
        tr("The file %1 is damaged or gone. What it held before its last change is used instead; what "
           "was done since then is looked up again where it can be.")
            .arg(path),
        current.error().detail};
}

Result<> removeChecked(const QString &path)
{
    // the old generation first: it must not come back when the new one is gone
    for (const QString &each : {QString(path + u".1"_s), path}) {
        if (::unlink(native(each).constData()) != 0 && errno != ENOENT)
            return cannotWrite(each);
    }
    if (!syncFolderOf(path))
        return cannotWrite(path);
    return {};
}

} // namespace skep
