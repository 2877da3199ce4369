// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ssh/sftpclient.h"

#include <QHash>

#include <map>

namespace skep::ssh {

struct Piece
{
    quint64 offset = 0;
    QByteArray bytes;
};

//! A file of a node, read in pieces. Up to 64 are asked for at once, so that the line is full whatever its
//! delay; they come in any order. Session thread.
class PieceReader
{
    Q_DISABLE_COPY_MOVE(PieceReader)

public:
    PieceReader(SftpClient &client, QByteArray path, quint64 size, quint64 from = 0);

    Result<> open();
    Result<Piece> next(); //!< one without bytes: that was all
    Result<> close(const Result<> &soFar); //!< after open(), in any case; of two errors the first

private:
    struct Wish
    {
        quint64 offset = 0;
        quint32 size = 0;
    };
    Result<> ask(Wish wish);
    Result<> askAhead();
    Result<Piece> take();

    SftpClient &m_client;
    QByteArray m_path;
    QByteArray m_handle;
    quint64 m_size;
    quint64 m_next;
    bool m_isEnded = false;
    QHash<quint32, Wish> m_asked;
};

//! A file of a node, written in pieces of any order, up to 64 of them without an answer yet. Session thread.
class PieceWriter
{
    Q_DISABLE_COPY_MOVE(PieceWriter)

public:
    explicit PieceWriter(SftpClient &client)
        : m_client(client)
    {
    }

    Result<> open(const QByteArray &path, quint32 how, quint64 from);
    bool isFull() const; //!< take an answer before the next piece
    bool isIdle() const { return m_sent.isEmpty(); }
    Result<> send(const Piece &piece);
    Result<quint64> takeAnswer(); //!< how many bytes it was for
    quint64 whole() const { return m_whole; } //!< from the file's begin on, this many bytes are there
    Result<> close(const Result<> &soFar); //!< as PieceReader::close()

private:
    struct Sent
    {
        quint64 offset = 0;
        quint64 size = 0;
    };
    SftpClient &m_client;
    QByteArray m_path;
    QByteArray m_handle;
    QHash<quint32, Sent> m_sent;
    std::map<quint64, quint64> m_beyond; //!< written, but something before them is not; their sizes
    quint64 m_whole = 0;
};

} // namespace skep::ssh
