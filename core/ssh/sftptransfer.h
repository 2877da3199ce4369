// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ssh/sftpclient.h"
#include "core/ssh/transfertally.h"

namespace skep::ssh {

class PieceReader;
class PieceWriter;
struct Unfinished;

//! One copy of a file or folder between here and there. At most 64 pieces of 32 KB are under way, whatever
//! the size. A file is written under another name beside its target and renamed at the end; when the copy
//! fails or is cancelled, that one is removed, or remembered where the connection is gone. Session thread.
class SftpTransfer
{
    Q_DISABLE_COPY_MOVE(SftpTransfer)

public:
    SftpTransfer(SftpClient &client, TransferTally &tally, Unfinished &memory)
        : m_client(client)
        , m_tally(tally)
        , m_memory(memory)
    {
    }

    Result<TransferReport> download(const QByteArray &remote, QByteArray local);
    Result<TransferReport> upload(const QByteArray &local, QByteArray remote);

private:
    Result<> downloadFolder(const QByteArray &remote, const QByteArray &local, int depth);
    Result<> downloadFile(const QByteArray &remote, const QByteArray &local,
                          const FileAttributes &attributes);
    Result<> receiveInto(int fd, const QByteArray &local, PieceReader &reader);
    Result<> uploadFolder(const QByteArray &local, const QByteArray &remote, quint32 mode, int depth);
    Result<> uploadFile(const QByteArray &local, const QByteArray &remote);
    Result<> sendFrom(int fd, const QByteArray &local, quint64 offset, PieceWriter &writer);

    SftpClient &m_client;
    TransferTally &m_tally;
    Unfinished &m_memory;
};

} // namespace skep::ssh
