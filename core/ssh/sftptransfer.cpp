// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/sftptransfer.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QHash>
#include <QRandomGenerator>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

using namespace Qt::StringLiterals;

namespace skep::ssh {

namespace {

constexpr qsizetype mostAtOnce = 64;
constexpr int deepest = 64; //!< folders in folders
constexpr qint64 tellEvery = 100; //!< ms

QString tr(const char *text)
{
    return QCoreApplication::translate("skep::ssh::Sftp", text);
}

//! Whether a name that the far side tells can be one here: not a path, not the way up, nothing that a
//! terminal would obey.
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

SftpTransfer::SftpTransfer(SftpClient &client, std::function<bool()> isCancelled, Tell tell)
    : m_client(client)
    , m_isCancelled(std::move(isCancelled))
    , m_tell(std::move(tell))
{
}

Result<> SftpTransfer::checkCancelled() const
{
    return m_isCancelled() ? Result<>(fail(ErrorCode::Cancelled, {})) : Result<>();
}

void SftpTransfer::moved(quint64 bytes)
{
    m_progress.done += bytes;
    m_progress.allDone += bytes;
    m_report.bytes += bytes;
    if (m_sinceTold.isValid() && !m_sinceTold.hasExpired(tellEvery))
        return;
    m_sinceTold.start();
    m_tell(m_progress);
}

// The answers that are still to come belong to what failed, not to what is asked next.
Result<> SftpTransfer::drain(const QByteArray &handle, qsizetype open, Error error)
{
    for (; open > 0 && error.code != ErrorCode::Network; --open) {
        if (const auto reply = m_client.receive(); !reply)
            error = reply.error();
    }
    if (error.code != ErrorCode::Network)
        m_client.close(handle); // the first error counts
    return fail(std::move(error));
}

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
    m_tell(m_progress);
    return m_report;
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
            || (isFolder && depth >= deepest)) {
            skip(path);
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
    if (auto good = checkCancelled(); !good)
        return good;
    m_progress.file = shownName(remote);
    m_progress.size = attributes.size;
    m_progress.done = 0;
    const QByteArray unfinished = unfinishedName(local);
    FileDescriptor file(::open(unfinished.constData(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600));
    if (!file.isOpen())
        return localError(local);
    auto result = receiveInto(file.value(), remote, attributes.size);
    if (result && attributes.mode != 0)
        fchmod(file.value(), attributes.mode & 0777U);
    if (result && (!file.close() || rename(unfinished.constData(), local.constData()) != 0))
        result = localError(local);
    if (!result) {
        unlink(unfinished.constData());
        return result;
    }
    m_progress.files = ++m_report.files;
    return {};
}

Result<> SftpTransfer::receiveInto(int fd, const QByteArray &remote, quint64 size)
{
    const auto handle = m_client.open(remote, SftpClient::Read);
    if (!handle)
        return fail(handle.error());
    struct Piece
    {
        quint64 offset;
        quint32 size;
    };
    QHash<quint32, Piece> asked;
    quint64 next = 0;
    bool isEnded = false;
    const auto ask = [&](Piece piece) {
        const auto id = m_client.sendRead(*handle, piece.offset, piece.size);
        if (id)
            asked.insert(*id, piece);
        return id ? Result<>() : Result<>(fail(id.error()));
    };
    while (!isEnded || !asked.isEmpty()) {
        // One piece is asked for beyond what the size says: the file may have grown, and some tell none.
        while (!isEnded && asked.size() < mostAtOnce && (next <= size || asked.isEmpty())) {
            if (auto good = ask({next, SftpClient::chunk}); !good)
                return good;
            next += SftpClient::chunk;
        }
        const auto reply = m_client.receive();
        if (!reply)
            return fail(reply.error());
        const auto found = asked.constFind(reply->id);
        if (found == asked.constEnd())
            return fail(ErrorCode::Network, tr("The file transfer broke off."), u"unknown answer"_s, true);
        const Piece piece = *found;
        asked.erase(found);
        const auto bytes = m_client.data(*reply, piece.size, remote);
        if (!bytes)
            return drain(*handle, asked.size(), bytes.error());
        if (auto good = checkCancelled(); !good)
            return drain(*handle, asked.size(), good.error());
        isEnded |= bytes->isEmpty();
        if (!writeAt(fd, *bytes, piece.offset))
            return drain(*handle, asked.size(), localError(remote).value());
        moved(static_cast<quint64>(bytes->size()));
        const auto got = static_cast<quint32>(bytes->size());
        if (got > 0 && got < piece.size) {
            if (auto good = ask({piece.offset + got, piece.size - got}); !good)
                return good;
        }
    }
    return m_client.close(*handle);
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
    m_tell(m_progress);
    return m_report;
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
        if ((!isFolder && !S_ISREG(each.st_mode)) || (isFolder && depth >= deepest)) {
            skip(path);
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
    if (auto good = checkCancelled(); !good)
        return good;
    const FileDescriptor file(::open(local.constData(), O_RDONLY | O_CLOEXEC));
    struct stat here
    {
    };
    if (!file.isOpen() || fstat(file.value(), &here) != 0)
        return localError(local);
    m_progress.file = shownName(local);
    m_progress.size = static_cast<quint64>(here.st_size);
    m_progress.done = 0;
    const QByteArray unfinished = unfinishedName(remote);
    auto result = sendFrom(file.value(), local, unfinished);
    if (result)
        result = m_client.setMode(unfinished, here.st_mode & 0777U);
    if (result)
        result = m_client.replace(unfinished, remote);
    if (!result) {
        Error error = result.error();
        if (error.code == ErrorCode::Network)
            return result; // nobody is left to remove it
        if (const auto room = m_client.isFull(remote.left(remote.lastIndexOf('/') + 1) + '.'); !room)
            error = room.error();
        error.message.replace(shownName(unfinished), shownName(remote));
        m_client.remove(unfinished); // where it was not even made, that fails, too
        return fail(error);
    }
    m_progress.files = ++m_report.files;
    return {};
}

Result<> SftpTransfer::sendFrom(int fd, const QByteArray &local, const QByteArray &remote)
{
    const auto handle = m_client.open(remote, SftpClient::Write | SftpClient::Create | SftpClient::Exclusive);
    if (!handle)
        return fail(handle.error());
    QHash<quint32, quint64> sent; // how much it was
    quint64 next = 0;
    bool isEnded = false;
    while (!isEnded || !sent.isEmpty()) {
        while (!isEnded && sent.size() < mostAtOnce) {
            QByteArray bytes(SftpClient::chunk, Qt::Uninitialized);
            const ssize_t count =
                ::pread(fd, bytes.data(), static_cast<size_t>(bytes.size()), static_cast<off_t>(next));
            if (count < 0)
                return drain(*handle, sent.size(), localError(local).value());
            isEnded = count == 0;
            if (isEnded)
                break;
            bytes.truncate(count);
            const auto id = m_client.sendWrite(*handle, next, bytes);
            if (!id)
                return fail(id.error());
            sent.insert(*id, static_cast<quint64>(count));
            next += static_cast<quint64>(count);
        }
        if (sent.isEmpty())
            break;
        const auto reply = m_client.receive();
        if (!reply)
            return fail(reply.error());
        if (!sent.contains(reply->id))
            return fail(ErrorCode::Network, tr("The file transfer broke off."), u"unknown answer"_s, true);
        const quint64 count = sent.take(reply->id);
        if (auto written = m_client.checkStatus(*reply, remote); !written)
            return drain(*handle, sent.size(), written.error());
        if (auto good = checkCancelled(); !good)
            return drain(*handle, sent.size(), good.error());
        moved(count);
    }
    return m_client.close(*handle);
}

} // namespace skep::ssh
