// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/journal.h"

#include "core/base/fileio.h"
#include "core/base/writerlock.h"
#include "core/plan/journalformat.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

namespace skep::plan {

using namespace Qt::StringLiterals;

static QString tr(const char *text)
{
    return QCoreApplication::translate("skep::plan", text);
}

static tl::unexpected<Error> cannotRead(const QString &path)
{
    return fail(ErrorCode::Io, tr("Cannot read the journal %1.").arg(path), lastSystemError());
}

static tl::unexpected<Error> cannotWrite(const QString &path)
{
    const bool full = errno == ENOSPC || errno == EDQUOT;
    const QString why = lastSystemError();
    return fail(ErrorCode::Io,
                full ? tr("Cannot write the journal %1: the disk is full.").arg(path)
                     : tr("Cannot write the journal %1: %2.").arg(path, why),
                why);
}

namespace {

//! The journal on disk; holds the lock as long as it lives.
class FileJournal : public Journal
{
public:
    FileJournal(QString path, WriterLock lock)
        : m_path(std::move(path))
        , m_lock(std::move(lock))
    {
    }

    Result<> load();
    Result<> write(const QString &stepId, const Record &record) override;
    QHash<QString, Record> records() const override { return m_records; }
    Result<> clear() override;

private:
    Result<> append(const QByteArray &bytes);

    QString m_path;
    WriterLock m_lock; // also covers clear(), which renames the journal itself
    FileDescriptor m_file;
    QHash<QString, Record> m_records;
    off_t m_size = 0;
    bool m_broken =
        false; // the kernel forgets unwritten pages after a failed sync, so nothing may follow one
};

Result<> FileJournal::load()
{
    m_file = FileDescriptor(::open(QFile::encodeName(m_path).constData(),
                                   O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0600));
    QByteArray bytes;
    if (!m_file.isOpen() || !readAll(m_file.value(), &bytes))
        return cannotRead(m_path);
    auto content = format::parse(bytes, m_path);
    if (!content)
        return fail(content.error());
    if (::fchmod(m_file.value(), 0600) != 0
        || (content->goodBytes < bytes.size() && ::ftruncate(m_file.value(), content->goodBytes) != 0))
        return cannotWrite(m_path);
    m_records = std::move(content->records);
    m_size = content->goodBytes;
    if (m_size == 0) {
        if (auto ok = append(format::header()); !ok)
            return ok;
    }
    if (!syncFolderOf(m_path))
        return cannotWrite(m_path);
    return {};
}

Result<> FileJournal::append(const QByteArray &bytes)
{
    if (m_broken)
        return fail(ErrorCode::Io,
                    tr("An earlier record of the journal %1 could not be written.").arg(m_path));
    if (!writeAll(m_file.value(), bytes)) {
        auto error = cannotWrite(m_path);
        m_broken = ::ftruncate(m_file.value(), m_size) != 0;
        return error;
    }
    if (::fdatasync(m_file.value()) != 0) {
        m_broken = true;
        return cannotWrite(m_path);
    }
    m_size += bytes.size();
    return {};
}

Result<> FileJournal::write(const QString &stepId, const Record &record)
{
    if (auto ok = append(format::encode(stepId, record)); !ok)
        return ok;
    m_records.insert(stepId, record);
    return {};
}

Result<> FileJournal::clear()
{
    if (::rename(QFile::encodeName(m_path).constData(), QFile::encodeName(m_path + u".1"_s).constData()) != 0)
        return cannotWrite(m_path);
    m_records.clear();
    m_broken = false;
    return load();
}

} // namespace

Result<std::shared_ptr<Journal>> Journal::open(const QString &path)
{
    auto lock = WriterLock::take(path + u".lock"_s);
    if (!lock)
        return fail(lock.error());
    auto journal = std::make_shared<FileJournal>(path, *std::move(lock));
    if (auto ok = journal->load(); !ok)
        return fail(ok.error());
    return journal;
}

Result<QHash<QString, Record>> Journal::readOnly(const QString &path)
{
    const FileDescriptor fd(::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC));
    if (!fd.isOpen() && errno == ENOENT)
        return QHash<QString, Record>{};
    QByteArray bytes;
    if (!fd.isOpen() || !readAll(fd.value(), &bytes))
        return cannotRead(path);
    auto content = format::parse(bytes, path);
    if (!content)
        return fail(content.error());
    return std::move(content->records);
}

} // namespace skep::plan
