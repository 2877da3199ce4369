// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ssh/sftpclient.h"
#include "core/ssh/transfertally.h"

namespace skep::ssh {

class PieceReader;
class PieceWriter;
struct Unfinished;

//! One copy of a file or folder from a node to another, through this computer's memory and never its disk: at
//! most 64 pieces of 32 KB are under way on each side. The nodes need no way to each other. Session thread.
class SftpRelay
{
    Q_DISABLE_COPY_MOVE(SftpRelay)

public:
    SftpRelay(SftpClient &from, SftpClient &to, TransferTally &tally, Unfinished &memory)
        : m_from(from)
        , m_to(to)
        , m_tally(tally)
        , m_memory(memory)
    {
    }

    Result<TransferReport> copy(const QByteArray &source, QByteArray target);

private:
    Result<> copyFolder(const QByteArray &source, const QByteArray &target, quint32 mode, int depth);
    Result<> copyFile(const QByteArray &source, const QByteArray &target, const FileAttributes &attributes);
    Result<> pump(PieceReader &reader, PieceWriter &writer);

    SftpClient &m_from;
    SftpClient &m_to;
    TransferTally &m_tally;
    Unfinished &m_memory;
};

} // namespace skep::ssh
