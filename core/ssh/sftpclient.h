// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/ssh/remoteentry.h"

#include <QByteArray>
#include <QList>

#include <libssh/libssh.h>

#include <memory>
#include <optional>

namespace skep::ssh {

//! The SFTP protocol, version 3, over a blocking session: packets out, packets in, each reply checked. Own
//! lines, as libssh 0.10 writes with one request in flight only and waits a round trip for each. Session
//! thread.
class SftpClient
{
    Q_DISABLE_COPY_MOVE(SftpClient)

public:
    static constexpr quint32 chunk = 32000; //!< with its header it fills a packet of the channel
    enum Open : quint32 { Read = 1, Write = 2, Create = 8, Exclusive = 32 };

    struct Reply
    {
        quint32 id = 0;
        quint8 type = 0;
        QByteArray body; //!< behind the id
    };

    static Result<std::unique_ptr<SftpClient>> start(ssh_session session, const QString &host);
    ~SftpClient();

    Result<FileAttributes> stat(const QByteArray &path, bool followLink);
    Result<QList<RemoteEntry>> list(const QByteArray &folder); //!< without "." and ".."
    Result<QByteArray> open(const QByteArray &path, quint32 how, quint32 mode = 0600); //!< a handle
    Result<> close(const QByteArray &handle);
    Result<> setMode(const QByteArray &path, quint32 mode);
    Result<> makeFolder(const QByteArray &path);
    Result<> remove(const QByteArray &path);
    Result<> replace(const QByteArray &from, const QByteArray &to);
    Result<> isFull(const QByteArray &path); //!< an error when no block is left there

    // In flight at once; the replies may come in another order.
    Result<quint32> sendRead(const QByteArray &handle, quint64 offset, quint32 size); //!< its id
    Result<quint32> sendWrite(const QByteArray &handle, quint64 offset, const QByteArray &bytes);
    Result<Reply> receive();
    Result<> checkStatus(const Reply &reply, const QByteArray &path) const;
    //! Of a read of at most \p most bytes; empty: the file ends there.
    Result<QByteArray> data(const Reply &reply, quint32 most, const QByteArray &path) const;

private:
    SftpClient(ssh_session session, QString host);
    Result<> begin();
    Result<Reply> ask(quint8 type, const QByteArray &body);
    Result<> askStatus(quint8 type, const QByteArray &body, const QByteArray &path);
    Result<quint32> send(quint8 type, const QByteArray &body);
    Result<> readExactly(char *into, quint32 size);
    tl::unexpected<Error> broken(const QString &detail) const;
    tl::unexpected<Error> statusError(quint32 status, const QByteArray &path, const QString &text) const;

    ssh_session m_session;
    ssh_channel m_channel;
    QString m_host;
    quint32 m_lastId = 0;
    bool m_canReplace = false; //!< posix-rename@openssh.com
    bool m_canTellRoom = false; //!< statvfs@openssh.com
};

} // namespace skep::ssh
