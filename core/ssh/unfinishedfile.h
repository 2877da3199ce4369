// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ssh/sftppieces.h"

#include <QHash>

namespace skep::ssh {

struct FileIdentity
{
    quint64 size = 0;
    qint64 modified = 0; //!< as fine as its side tells it

    bool operator==(const FileIdentity &) const = default;
};

//! What a copy to a node had done when its connection broke: given to the next try, that one goes on from
//! there. Between two tries nobody else uses it.
struct Unfinished
{
    struct File
    {
        QByteArray name; //!< that it has until it is whole
        FileIdentity of;
        quint64 done = 0; //!< bytes that the node has confirmed
        bool isWhole = false; //!< it lies under its own name
    };
    QHash<QByteArray, File> files; //!< by the paths they are for
};

//! One file on its way to a node: it lies there under another name until it is whole. Session thread.
class UnfinishedFile
{
    Q_DISABLE_COPY_MOVE(UnfinishedFile)

public:
    UnfinishedFile(SftpClient &client, QByteArray path, FileIdentity of, Unfinished &memory);

    bool isWhole() const; //!< an earlier try has finished it
    Result<quint64> open(); //!< from which byte on it is wanted
    PieceWriter &writer() { return m_writer; }
    //! Gives it its name, or removes it after an error; when nobody is there to remove it, remembers it.
    Result<> finish(const Result<> &soFar, quint32 mode);

private:
    Result<quint64> resume(const Unfinished::File &known);
    Result<> dropped(Error error);

    SftpClient &m_client;
    QByteArray m_path;
    FileIdentity m_of;
    Unfinished &m_memory;
    QByteArray m_name;
    PieceWriter m_writer;
};

} // namespace skep::ssh
