// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/sftprelay.h"

#include "core/ssh/sftpnames.h"
#include "core/ssh/unfinishedfile.h"

#include <QCoreApplication>

namespace skep::ssh {

Result<TransferReport> SftpRelay::copy(const QByteArray &source, QByteArray target)
{
    const auto attributes = m_from.stat(source, true);
    if (!attributes)
        return fail(attributes.error());
    if (const auto there = m_to.stat(target, true);
        there && there->isFolder() && isPlainName(baseName(source)))
        target = joined(target, baseName(source));
    const auto done = attributes->isFolder() ? copyFolder(source, target, attributes->mode, 0)
                                             : copyFile(source, target, *attributes);
    if (!done)
        return fail(done.error());
    return m_tally.finish();
}

Result<> SftpRelay::copyFolder(const QByteArray &source, const QByteArray &target, quint32 mode, int depth)
{
    const auto entries = m_from.list(source); // before it is made: a folder may be copied into itself
    if (!entries)
        return fail(entries.error());
    const auto there = m_to.stat(target, false);
    if (there && !there->isFolder())
        return fail(ErrorCode::Conflict,
                    QCoreApplication::translate("skep::ssh::Sftp", "“%1” is there already and no folder.")
                        .arg(shownName(target)));
    if (!there) {
        if (auto made = m_to.makeFolder(target); !made)
            return made;
    }
    for (const RemoteEntry &entry : *entries) {
        const QByteArray path = joined(source, entry.name);
        const bool isFolder = entry.attributes.isFolder();
        if (!isPlainName(entry.name) || (!isFolder && !entry.attributes.isFile())
            || (isFolder && depth >= deepestFolder)) {
            m_tally.skip(path);
            continue;
        }
        const QByteArray under = joined(target, entry.name);
        const auto done = isFolder ? copyFolder(path, under, entry.attributes.mode, depth + 1)
                                   : copyFile(path, under, entry.attributes);
        if (!done)
            return done;
    }
    return there ? Result<>() : m_to.setMode(target, mode & 0777U);
}

Result<> SftpRelay::copyFile(const QByteArray &source, const QByteArray &target,
                             const FileAttributes &attributes)
{
    if (auto good = m_tally.checkCancelled(); !good)
        return good;
    UnfinishedFile there(m_to, target, {attributes.size, attributes.modified}, m_memory);
    if (!there.isWhole()) {
        const auto from = there.open();
        m_tally.begin(source, attributes.size, from.value_or(0));
        PieceReader reader(m_from, source, attributes.size, from.value_or(0));
        Result<> result = from ? reader.open() : fail(from.error());
        if (result)
            result = reader.close(pump(reader, there.writer()));
        if (auto done = there.finish(result, attributes.mode == 0 ? 0644 : attributes.mode); !done)
            return done;
    }
    m_tally.fileDone();
    return {};
}

Result<> SftpRelay::pump(PieceReader &reader, PieceWriter &writer)
{
    for (;;) {
        const auto piece = reader.next();
        if (!piece)
            return fail(piece.error());
        if (piece->bytes.isEmpty())
            break;
        while (writer.isFull()) {
            if (auto good = m_tally.takeAnswer(writer); !good)
                return good;
        }
        if (auto sent = writer.send(*piece); !sent)
            return sent;
    }
    while (!writer.isIdle()) {
        if (auto good = m_tally.takeAnswer(writer); !good)
            return good;
    }
    return {};
}

} // namespace skep::ssh
