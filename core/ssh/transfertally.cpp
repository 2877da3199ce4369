// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/transfertally.h"

#include "core/ssh/sftppieces.h"

namespace skep::ssh {

namespace {
constexpr qint64 tellEvery = 100; //!< ms
} // namespace

TransferTally::TransferTally(std::function<bool()> isCancelled, Tell tell)
    : m_isCancelled(std::move(isCancelled))
    , m_tell(std::move(tell))
{
}

Result<> TransferTally::checkCancelled() const
{
    return m_isCancelled() ? Result<>(fail(ErrorCode::Cancelled, {})) : Result<>();
}

void TransferTally::begin(const QByteArray &file, quint64 size, quint64 from)
{
    m_progress.file = shownName(file);
    m_progress.size = size;
    m_progress.done = from;
}

void TransferTally::moved(quint64 bytes)
{
    m_progress.done += bytes;
    m_progress.allDone += bytes;
    m_report.bytes += bytes;
    if (m_sinceTold.isValid() && !m_sinceTold.hasExpired(tellEvery))
        return;
    m_sinceTold.start();
    m_tell(m_progress);
}

Result<> TransferTally::takeAnswer(PieceWriter &writer)
{
    if (writer.isIdle())
        return {};
    const auto bytes = writer.takeAnswer();
    if (!bytes)
        return fail(bytes.error());
    moved(*bytes);
    return checkCancelled();
}

void TransferTally::skip(const QByteArray &path)
{
    m_report.skipped.append(shownName(path));
}

TransferReport TransferTally::finish()
{
    m_tell(m_progress);
    return m_report;
}

} // namespace skep::ssh
