// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ssh/sftp.h"

#include <QElapsedTimer>

#include <functional>

namespace skep::ssh {

class PieceWriter;

//! How far a copy is, told to whoever waits some ten times a second, and whether anybody still wants it.
//! Session thread.
class TransferTally
{
    Q_DISABLE_COPY_MOVE(TransferTally)

public:
    using Tell = std::function<void(const TransferProgress &)>;

    TransferTally(std::function<bool()> isCancelled, Tell tell);

    Result<> checkCancelled() const;
    void begin(const QByteArray &file, quint64 size, quint64 from = 0);
    void moved(quint64 bytes);
    Result<> takeAnswer(PieceWriter &writer); //!< one, if any is to come, and counts what it was for
    void fileDone() { m_progress.files = ++m_report.files; }
    void skip(const QByteArray &path);
    TransferReport finish();

private:
    std::function<bool()> m_isCancelled;
    Tell m_tell;
    TransferProgress m_progress;
    TransferReport m_report;
    QElapsedTimer m_sinceTold;
};

} // namespace skep::ssh
