// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/unfinishedfile.h"

#include "core/ssh/sftpnames.h"

namespace skep::ssh {

UnfinishedFile::UnfinishedFile(SftpClient &client, QByteArray path, FileIdentity of, Unfinished &memory)
    : m_client(client)
    , m_path(std::move(path))
    , m_of(of)
    , m_memory(memory)
    , m_writer(client)
{
}

bool UnfinishedFile::isWhole() const
{
    const auto known = m_memory.files.value(m_path);
    return known.isWhole && known.of == m_of;
}

Result<quint64> UnfinishedFile::open()
{
    const Unfinished::File known = m_memory.files.value(m_path);
    if (!known.isWhole && !known.name.isEmpty()) {
        const auto from = known.of == m_of ? resume(known) : Result<quint64>(fail(ErrorCode::Conflict, {}));
        if (from || from.error().code == ErrorCode::Network)
            return from;
        m_client.remove(known.name); // of what has changed since; when it is gone, that fails
    }
    m_memory.files.remove(m_path);
    m_name = unfinishedName(m_path);
    const auto opened =
        m_writer.open(m_name, SftpClient::Write | SftpClient::Create | SftpClient::Exclusive, 0);
    return opened ? Result<quint64>(0) : fail(opened.error());
}

Result<quint64> UnfinishedFile::resume(const Unfinished::File &known)
{
    const auto there = m_client.stat(known.name, false);
    if (!there)
        return fail(there.error());
    if (!there->isFile())
        return fail(ErrorCode::Conflict, {});
    const quint64 from = std::min(known.done, there->size);
    if (auto opened = m_writer.open(known.name, SftpClient::Write, from); !opened)
        return fail(opened.error());
    m_name = known.name;
    return from;
}

Result<> UnfinishedFile::finish(const Result<> &soFar, quint32 mode)
{
    Result<> result = m_writer.close(soFar);
    if (result)
        result = m_client.setMode(m_name, mode & 0777U);
    if (result)
        result = m_client.replace(m_name, m_path);
    if (!result)
        return dropped(result.error());
    m_memory.files.insert(m_path, {m_name, m_of, m_of.size, true});
    return {};
}

Result<> UnfinishedFile::dropped(Error error)
{
    if (error.code == ErrorCode::Network) {
        if (!m_name.isEmpty())
            m_memory.files.insert(m_path, {m_name, m_of, m_writer.whole(), false});
        return fail(std::move(error));
    }
    if (const auto room = m_client.isFull(m_path.left(m_path.lastIndexOf('/') + 1) + '.'); !room)
        error = room.error();
    if (!m_name.isEmpty()) {
        error.message.replace(shownName(m_name), shownName(m_path));
        m_client.remove(m_name); // where it was not even made, that fails, too
    }
    m_memory.files.remove(m_path);
    return fail(std::move(error));
}

} // namespace skep::ssh
