// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/async.h"
#include "core/ssh/remoteentry.h"
#include "core/ssh/target.h"

#include <QHash>
#include <QObject>
#include <QStringList>

#include <functional>
#include <memory>

namespace skep::ssh {

struct TransferProgress
{
    QString file; //!< the one under way; text of the far side, without control characters
    quint64 done = 0; //!< bytes of it
    quint64 size = 0; //!< as it was when it began
    quint64 allDone = 0; //!< bytes of all files
    int files = 0; //!< that are complete
};

struct TransferReport
{
    int files = 0;
    quint64 bytes = 0;
    QStringList skipped; //!< links, devices, and names that cannot be names here
};

struct Unfinished;
//! For the next try of a copy that broke off, see makeUnfinished(). Of one copy, and one try at a time.
using UnfinishedCopy = std::shared_ptr<Unfinished>;
UnfinishedCopy makeUnfinished();
QStringList leftNames(const UnfinishedCopy &unfinished); //!< of files that lie on a node unfinished

//! Files of a node over SFTP, one call after the other. It has a connection of its own, opened at the first
//! call and again after a loss: a copy fills the line for minutes, and over the node's own connection the API
//! would wait behind it. Main thread.
class Sftp : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Sftp)

public:
    using OnProgress = std::function<void(const TransferProgress &)>; //!< some ten times a second

    explicit Sftp(Target target, QObject *parent = nullptr,
                  std::chrono::milliseconds loginLimit = std::chrono::seconds(15));
    ~Sftp() override; //!< at once; a copy that is under way leaves its unfinished file under its other name

    Pending<QList<RemoteEntry>> list(const QByteArray &folder);
    Pending<FileAttributes> stat(const QByteArray &path); //!< of what a link leads to

    //! A file or a folder with what is in it. Into a folder that is there it goes under its own name. Links
    //! are not followed below \p remote, permissions are kept. Cancelling removes the unfinished file. When
    //! the connection breaks, what lies on the node is noted in \p unfinished, and with it the next try goes
    //! on from there.
    Pending<TransferReport> download(const QByteArray &remote, const QString &local,
                                     OnProgress progress = {});
    Pending<TransferReport> upload(const QString &local, const QByteArray &remote, OnProgress progress = {},
                                   UnfinishedCopy unfinished = makeUnfinished());
    //! To another node, through this computer; \p to gets a connection for this copy alone.
    Pending<TransferReport> copyTo(const Target &to, const QByteArray &source, const QByteArray &target,
                                   OnProgress progress = {}, UnfinishedCopy unfinished = makeUnfinished());
    //! There will be no next try: removes from the node what an upload has left there.
    void discard(const UnfinishedCopy &unfinished);

private:
    class Worker;
    template <typename T, typename Work>
    Pending<T> inThread(Work work);
    template <typename Run>
    Pending<TransferReport> transfer(OnProgress progress, Run run);

    Worker *m_worker; //!< lives in its thread, which deletes it
    QHash<quint64, OnProgress> m_progress; //!< of the transfers that are not over
    quint64 m_lastCall = 0;
    QTimer m_limit; //!< of a login
};

} // namespace skep::ssh
