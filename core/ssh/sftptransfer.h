// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/fileio.h"
#include "core/ssh/sftp.h"
#include "core/ssh/sftpclient.h"

#include <QElapsedTimer>

#include <functional>

namespace skep::ssh {

//! One copy of a file or folder between here and there. At most 64 pieces of 32 KB are under way, whatever
//! the size. A file is written under another name beside its target and renamed at the end; when the copy
//! fails or is cancelled, that one is removed. Session thread.
class SftpTransfer
{
    Q_DISABLE_COPY_MOVE(SftpTransfer)

public:
    using Tell = std::function<void(const TransferProgress &)>;

    SftpTransfer(SftpClient &client, std::function<bool()> isCancelled, Tell tell);

    Result<TransferReport> download(const QByteArray &remote, QByteArray local);
    Result<TransferReport> upload(const QByteArray &local, QByteArray remote);

private:
    Result<> downloadFolder(const QByteArray &remote, const QByteArray &local, int depth);
    Result<> downloadFile(const QByteArray &remote, const QByteArray &local,
                          const FileAttributes &attributes);
    Result<> receiveInto(int fd, const QByteArray &remote, quint64 size);
    Result<> uploadFolder(const QByteArray &local, const QByteArray &remote, quint32 mode, int depth);
    Result<> uploadFile(const QByteArray &local, const QByteArray &remote);
    Result<> sendFrom(int fd, const QByteArray &local, const QByteArray &remote);
    Result<> drain(const QByteArray &handle, qsizetype open, Error error);
    Result<> checkCancelled() const;
    void moved(quint64 bytes);
    void skip(const QByteArray &path) { m_report.skipped.append(shownName(path)); }

    SftpClient &m_client;
    std::function<bool()> m_isCancelled;
    Tell m_tell;
    TransferProgress m_progress;
    TransferReport m_report;
    QElapsedTimer m_sinceTold;
};

} // namespace skep::ssh
