// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/writerlock.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <thread>

namespace skep {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

constexpr auto pause = 20ms;
constexpr int looksForHolder = 15; // who has just got the lock writes its name right after

static QString tr(const char *text)
{
    return QCoreApplication::translate("skep", text);
}

static tl::unexpected<Error> cannotLock(const QString &path)
{
    const QString why = lastSystemError();
    return fail(ErrorCode::Io, tr("Cannot write %1: %2.").arg(path, why), why);
}

static QString myself()
{
    return u"%1 (process %2)"_s.arg(QFileInfo(QCoreApplication::applicationFilePath()).fileName())
        .arg(::getpid());
}

// A name that a killed holder has left behind does not count.
static bool isOfLivingProcess(const QString &holder)
{
    bool ok = false;
    const int pid = holder.section(u' ', -1).chopped(holder.isEmpty() ? 0 : 1).toInt(&ok);
    return ok && pid > 0 && (::kill(pid, 0) == 0 || errno != ESRCH);
}

static QString holderOf(int fd)
{
    QString holder;
    for (int i = 0; i < looksForHolder; ++i) {
        QByteArray bytes;
        readAll(fd, &bytes);
        holder = QString::fromUtf8(bytes.left(200)).trimmed();
        if (isOfLivingProcess(holder))
            return holder;
        std::this_thread::sleep_for(pause);
    }
    return tr("a program that does not give its name");
}

static tl::unexpected<Error> isHeld(int fd, const QString &path)
{
    return fail(
        ErrorCode::Conflict,
        tr("Another program is working on this: %1. Wait until it is done, or end it.").arg(holderOf(fd)),
        path);
}

// A lock of the open file, not of the process: another part of this program is kept out, too, and closing
// some other handle of the file does not give it up.
static bool lock(int fd, int command, struct flock *wanted)
{
    *wanted = {};
    wanted->l_type = F_WRLCK;
    wanted->l_whence = SEEK_SET;
    return ::fcntl(fd, command, wanted) == 0;
}

Result<> WriterLock::look(const QString &path)
{
    const FileDescriptor fd(::open(QFile::encodeName(path).constData(), O_RDWR | O_CLOEXEC | O_NOFOLLOW));
    struct flock found = {};
    if (fd.isOpen() && lock(fd.value(), F_OFD_GETLK, &found) && found.l_type != F_UNLCK)
        return isHeld(fd.value(), path);
    return {};
}

Result<WriterLock> WriterLock::take(const QString &path, std::chrono::milliseconds patience)
{
    FileDescriptor fd(
        ::open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (!fd.isOpen())
        return cannotLock(path);
    struct flock wanted = {};
    while (!lock(fd.value(), F_OFD_SETLK, &wanted)) {
        if (errno != EAGAIN && errno != EACCES && errno != EINTR)
            return cannotLock(path);
        if (patience <= 0ms)
            return isHeld(fd.value(), path);
        std::this_thread::sleep_for(pause);
        patience -= pause;
    }
    // who holds it is for people only; a full disk is found by what is written next
    if (::ftruncate(fd.value(), 0) == 0)
        writeAll(fd.value(), myself().toUtf8());
    return WriterLock(std::move(fd));
}

} // namespace skep
