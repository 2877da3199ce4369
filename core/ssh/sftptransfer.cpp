// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/sftptransfer.h"

#include "core/base/fileio.h"
#include "core/ssh/sftpnames.h"
#include "core/ssh/unfinishedfile.h"

#include <QCoreApplication>
#include <QDir>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

using namespace Qt::StringLiterals;

namespace skep::ssh {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("skep::ssh::Sftp", text);
}

bool writeAt(int fd, const QByteArray &bytes, quint64 offset)
{
    qsizetype done = 0;
    while (done < bytes.size()) {
        const ssize_t count = ::pwrite(fd, bytes.constData() + done, static_cast<size_t>(bytes.size() - done),
                                       static_cast<off_t>(offset) + done);
        if (count < 0)
            return false;
        done += count;
    }
    return true;
}

tl::unexpected<Error> localError(const QByteArray &path)
{
    const QString detail = lastSystemError();
    const QString name = shownName(path);
    switch (errno) {
    case ENOSPC:
    case EDQUOT:
        return fail(ErrorCode::Io, tr("There is no room on this computer for “%1”.").arg(name), detail);
    case EACCES:
    case EPERM:
    case EROFS:
        return fail(ErrorCode::Io, tr("This computer does not permit that with “%1”.").arg(name), detail);
    case ENOENT:
        return fail(ErrorCode::NotFound, tr("There is no “%1” on this computer.").arg(name), detail);
    default:
        return fail(ErrorCode::Io, tr("“%1” cannot be read or written here.").arg(name), detail);
    }
}

} // namespace

Result<TransferReport> SftpTransfer::download(const QByteArray &remote, QByteArray local)
{
    const auto attributes = m_client.stat(remote, true);
    if (!attributes)
        return fail(attributes.error());
    struct stat here
    {
    };
    const bool isInto = stat(local.constData(), &here) == 0 && S_ISDIR(here.st_mode);
    if (isInto && isPlainName(baseName(remote)))
        local = joined(local, baseName(remote));
    const auto done =
        attributes->isFolder() ? downloadFolder(remote, local, 0) : downloadFile(remote, local, *attributes);
    if (!done)
        return fail(done.error());
    return m_tally.finish();
}

Result<> SftpTransfer::downloadFolder(const QByteArray &remote, const QByteArray &local, int depth)
{
    const auto entries = m_client.list(remote);
    if (!entries)
        return fail(entries.error());
    const auto attributes = m_client.stat(remote, true);
    struct stat here
    {
    };
    const bool isThere = lstat(local.constData(), &here) == 0;
    if (isThere && !S_ISDIR(here.st_mode))
        return fail(ErrorCode::Conflict, tr("“%1” is there already and no folder.").arg(shownName(local)));
    if (!isThere && mkdir(local.constData(), 0700) != 0)
        return localError(local);
    for (const RemoteEntry &entry : *entries) {
        const QByteArray path = joined(remote, entry.name);
        const bool isFolder = entry.attributes.isFolder();
        if (!isPlainName(entry.name) || (!isFolder && !entry.attributes.isFile())
            || (isFolder && depth >= deepestFolder)) {
            m_tally.skip(path);
            continue;
        }
        const QByteArray target = joined(local, entry.name);
        const auto done =
            isFolder ? downloadFolder(path, target, depth + 1) : downloadFile(path, target, entry.attributes);
        if (!done)
            return done;
    }
    if (!isThere && attributes && attributes->mode != 0)
        chmod(local.constData(), attributes->mode & 0777U);
    return {};
}

Result<> SftpTransfer::downloadFile(const QByteArray &remote, const QByteArray &local,
                                    const FileAttributes &attributes)
{
    if (auto good = m_tally.checkCancelled(); !good)
        return good;
    m_tally.begin(remote, attributes.size);
    const QByteArray unfinished = unfinishedName(local);
    FileDescriptor file(::open(unfinished.constData(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600));
    if (!file.isOpen())
        return localError(local);
    PieceReader reader(m_client, remote, attributes.size);
    auto result = reader.open();
    if (result)
        result = reader.close(receiveInto(file.value(), local, reader));
    if (result && attributes.mode != 0)
        fchmod(file.value(), attributes.mode & 0777U);
    if (result && (!file.close() || rename(unfinished.constData(), local.constData()) != 0))
        result = localError(local);
    if (!result) {
        unlink(unfinished.constData());
        return result;
    }
    m_tally.fileDone();
    return {};
}

Result<> SftpTransfer::receiveInto(int fd, const QByteArray &local, PieceReader &reader)
{
    for (;;) {
        const auto piece = reader.next();
        if (!piece)
            return fail(piece.error());
        if (piece->bytes.isEmpty())
            return {};
        if (auto good = m_tally.checkCancelled(); !good)
            return good;
        if (!writeAt(fd, piece->bytes, piece->offset))
            return localError(local);
        m_tally.moved(static_cast<quint64>(piece->bytes.size()));
    }
}

Result<TransferReport> SftpTransfer::upload(const QByteArray &local, QByteArray remote)
{
    struct stat here
    {
    };
    if (stat(local.constData(), &here) != 0)
        return localError(local);
    if (const auto there = m_client.stat(remote, true); there && there->isFolder())
        remote = joined(remote, baseName(local));
    const auto done =
        S_ISDIR(here.st_mode) ? uploadFolder(local, remote, here.st_mode, 0) : uploadFile(local, remote);
    if (!done)
        return fail(done.error());
    return m_tally.finish();
}

Result<> SftpTransfer::uploadFolder(const QByteArray &local, const QByteArray &remote, quint32 mode,
                                    int depth)
{
    const auto there = m_client.stat(remote, true);
    if (there && !there->isFolder())
        return fail(ErrorCode::Conflict, tr("“%1” is there already and no folder.").arg(shownName(remote)));
    if (!there) {
        if (auto made = m_client.makeFolder(remote); !made)
            return made;
    }
    const QDir folder(QFile::decodeName(local));
    const auto entries =
        folder.entryInfoList(QDir::AllEntries | QDir::System | QDir::Hidden | QDir::NoDotAndDotDot);
    if (!folder.isReadable()) {
        errno = EACCES;
        return localError(local);
    }
    for (const QFileInfo &entry : entries) {
        const QByteArray path = QFile::encodeName(entry.filePath());
        const QByteArray target = joined(remote, QFile::encodeName(entry.fileName()));
        struct stat each
        {
        };
        if (lstat(path.constData(), &each) != 0)
            return localError(path);
        const bool isFolder = S_ISDIR(each.st_mode);
        if ((!isFolder && !S_ISREG(each.st_mode)) || (isFolder && depth >= deepestFolder)) {
            m_tally.skip(path);
            continue;
        }
        const auto done =
            isFolder ? uploadFolder(path, target, each.st_mode, depth + 1) : uploadFile(path, target);
        if (!done)
            return done;
    }
    return there ? Result<>() : m_client.setMode(remote, mode & 0777U);
}

Result<> SftpTransfer::uploadFile(const QByteArray &local, const QByteArray &remote)
{
    if (auto good = m_tally.checkCancelled(); !good)
        return good;
    const FileDescriptor file(::open(local.constData(), O_RDONLY | O_CLOEXEC));
    struct stat here
    {
    };
    if (!file.isOpen() || fstat(file.value(), &here) != 0)
        return localError(local);
    const FileIdentity identity{static_cast<quint64>(here.st_size),
                                here.st_mtim.tv_sec * 1'000'000'000LL + here.st_mtim.tv_nsec};
    UnfinishedFile there(m_client, remote, identity, m_memory);
    if (!there.isWhole()) {
        const auto from = there.open();
        m_tally.begin(local, identity.size, from.value_or(0));
        const auto sent = from ? sendFrom(file.value(), local, *from, there.writer()) : fail(from.error());
        if (auto done = there.finish(sent, here.st_mode); !done)
            return done;
    }
    m_tally.fileDone();
    return {};
}

Result<> SftpTransfer::sendFrom(int fd, const QByteArray &local, quint64 offset, PieceWriter &writer)
{
    for (bool isEnded = false; !isEnded || !writer.isIdle();) {
        while (!isEnded && !writer.isFull()) {
            QByteArray bytes(SftpClient::chunk, Qt::Uninitialized);
            const ssize_t count =
                ::pread(fd, bytes.data(), static_cast<size_t>(bytes.size()), static_cast<off_t>(offset));
            if (count < 0)
                return localError(local);
            isEnded = count == 0;
            if (isEnded)
                break;
            bytes.truncate(count);
            if (auto sent = writer.send({offset, bytes}); !sent)
                return sent;
            offset += static_cast<quint64>(count);
        }
        if (auto good = m_tally.takeAnswer(writer); !good)
            return good;
    }
    return {};
}

} // namespace skep::ssh
