// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/sftppieces.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace skep::ssh {

namespace {

constexpr qsizetype mostAtOnce = 64;

tl::unexpected<Error> unknownAnswer()
{
    return fail(ErrorCode::Network,
                QCoreApplication::translate("skep::ssh::Sftp", "The file transfer broke off."),
                u"unknown answer"_s, true);
}

// The answers that are still to come belong to what failed, not to what is asked next.
Result<> endFile(SftpClient &client, const QByteArray &handle, qsizetype open, Result<> soFar)
{
    const auto isBroken = [&soFar] { return !soFar && soFar.error().code == ErrorCode::Network; };
    for (; open > 0 && !isBroken(); --open) {
        if (const auto reply = client.receive(); !reply)
            soFar = fail(reply.error());
    }
    if (isBroken() || handle.isEmpty())
        return soFar;
    const auto closed = client.close(handle);
    return soFar ? closed : soFar;
}

} // namespace

PieceReader::PieceReader(SftpClient &client, QByteArray path, quint64 size, quint64 from)
    : m_client(client)
    , m_path(std::move(path))
    , m_size(size)
    , m_next(from)
{
}

Result<> PieceReader::open()
{
    auto handle = m_client.open(m_path, SftpClient::Read);
    if (!handle)
        return fail(handle.error());
    m_handle = *std::move(handle);
    return {};
}

Result<> PieceReader::ask(Wish wish)
{
    const auto id = m_client.sendRead(m_handle, wish.offset, wish.size);
    if (!id)
        return fail(id.error());
    m_asked.insert(*id, wish);
    return {};
}

// One piece is asked for beyond what the size says: the file may have grown, and some tell none.
Result<> PieceReader::askAhead()
{
    while (!m_isEnded && m_asked.size() < mostAtOnce && (m_next <= m_size || m_asked.isEmpty())) {
        if (auto good = ask({m_next, SftpClient::chunk}); !good)
            return good;
        m_next += SftpClient::chunk;
    }
    return {};
}

Result<Piece> PieceReader::take()
{
    const auto reply = m_client.receive();
    if (!reply)
        return fail(reply.error());
    if (!m_asked.contains(reply->id))
        return unknownAnswer();
    const Wish wish = m_asked.take(reply->id);
    const auto bytes = m_client.data(*reply, wish.size, m_path);
    if (!bytes)
        return fail(bytes.error());
    const auto got = static_cast<quint32>(bytes->size());
    if (got > 0 && got < wish.size) {
        if (auto good = ask({wish.offset + got, wish.size - got}); !good)
            return fail(good.error());
    }
    return Piece{wish.offset, *bytes};
}

Result<Piece> PieceReader::next()
{
    for (;;) {
        if (auto good = askAhead(); !good)
            return fail(good.error());
        if (m_asked.isEmpty())
            return Piece();
        auto piece = take();
        if (!piece || !piece->bytes.isEmpty())
            return piece;
        m_isEnded = true;
    }
}

Result<> PieceReader::close(const Result<> &soFar)
{
    return endFile(m_client, m_handle, m_asked.size(), soFar);
}

Result<> PieceWriter::open(const QByteArray &path, quint32 how, quint64 from)
{
    auto handle = m_client.open(path, how);
    if (!handle)
        return fail(handle.error());
    m_path = path;
    m_handle = *std::move(handle);
    m_whole = from;
    return {};
}

bool PieceWriter::isFull() const
{
    return m_sent.size() >= mostAtOnce;
}

Result<> PieceWriter::send(const Piece &piece)
{
    const auto id = m_client.sendWrite(m_handle, piece.offset, piece.bytes);
    if (!id)
        return fail(id.error());
    m_sent.insert(*id, {piece.offset, static_cast<quint64>(piece.bytes.size())});
    return {};
}

Result<quint64> PieceWriter::takeAnswer()
{
    const auto reply = m_client.receive();
    if (!reply)
        return fail(reply.error());
    if (!m_sent.contains(reply->id))
        return unknownAnswer();
    const Sent sent = m_sent.take(reply->id);
    if (auto written = m_client.checkStatus(*reply, m_path); !written)
        return fail(written.error());
    m_beyond.emplace(sent.offset, sent.size);
    while (!m_beyond.empty() && m_beyond.begin()->first <= m_whole) {
        m_whole = std::max(m_whole, m_beyond.begin()->first + m_beyond.begin()->second);
        m_beyond.erase(m_beyond.begin());
    }
    return sent.size;
}

Result<> PieceWriter::close(const Result<> &soFar)
{
    return endFile(m_client, m_handle, m_sent.size(), soFar);
}

} // namespace skep::ssh
