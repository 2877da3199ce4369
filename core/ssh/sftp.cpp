// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/sftp.h"

#include "core/ssh/sessionthread.h"
#include "core/ssh/sftpline.h"
#include "core/ssh/sftprelay.h"
#include "core/ssh/sftptransfer.h"
#include "core/ssh/unfinishedfile.h"

#include <QFile>
#include <QThread>

#include <mutex>

namespace skep::ssh {

UnfinishedCopy makeUnfinished()
{
    return std::make_shared<Unfinished>();
}

QStringList leftNames(const UnfinishedCopy &unfinished)
{
    QStringList names;
    for (const Unfinished::File &file : std::as_const(unfinished->files)) {
        if (!file.isWhole)
            names.append(shownName(file.name));
    }
    return names;
}

//! The blocking half: its connection and the calls over it. Session thread.
class Sftp::Worker : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Worker)

public:
    explicit Worker(Target target)
        : m_line(std::move(target), [this](bool isRunning) { emit loggingIn(isRunning); })
    {
    }

    void interrupt(Interruption::Reason reason) //!< any thread
    {
        m_line.interrupt(reason);
        const std::lock_guard lock(m_mutex);
        m_isEnding |= reason == Interruption::Reason::Cancelled;
        if (m_other)
            m_other->interrupt(reason);
    }
    SftpLine &line() { return m_line; }

    //! Calls \p use with a connection to another node, which ends with it.
    Result<TransferReport> withOther(const Target &target,
                                     const std::function<Result<TransferReport>(SftpClient &)> &use)
    {
        SftpLine other(target, [this](bool isRunning) { emit loggingIn(isRunning); });
        setOther(&other);
        const auto client = other.client();
        Result<TransferReport> result = client ? use(**client) : Result<TransferReport>(fail(client.error()));
        setOther(nullptr);
        return result;
    }

signals:
    void loggingIn(bool isRunning);
    void progressed(quint64 call, const skep::ssh::TransferProgress &now);

private:
    void setOther(SftpLine *other)
    {
        const std::lock_guard lock(m_mutex);
        m_other = other;
        if (other && m_isEnding)
            other->interrupt(Interruption::Reason::Cancelled);
    }

    SftpLine m_line;
    std::mutex m_mutex; //!< of the two below
    SftpLine *m_other = nullptr;
    bool m_isEnding = false;
};

Sftp::Sftp(Target target, QObject *parent, std::chrono::milliseconds loginLimit)
    : QObject(parent)
{
    const QString host = target.host;
    m_worker = new Worker(std::move(target));
    connect(m_worker, &Worker::progressed, this, [this](quint64 call, const TransferProgress &now) {
        if (const auto progress = m_progress.value(call))
            progress(now);
    });
    m_limit.setSingleShot(true);
    m_limit.setInterval(loginLimit);
    connect(&m_limit, &QTimer::timeout, this, [this] { m_worker->interrupt(Interruption::Reason::Timeout); });
    connect(m_worker, &Worker::loggingIn, this, [this](bool isRunning) {
        if (isRunning)
            m_limit.start();
        else
            m_limit.stop();
    });
    startSessionThread(m_worker, host);
}

Sftp::~Sftp()
{
    m_worker->interrupt(Interruption::Reason::Cancelled);
    QMetaObject::invokeMethod(
        m_worker, [worker = m_worker] { worker->thread()->quit(); }, Qt::QueuedConnection);
}

template <typename T, typename Work>
Pending<T> Sftp::inThread(Work work)
{
    Completer<T> completer;
    QMetaObject::invokeMethod(
        m_worker,
        [worker = m_worker, completer, work] {
            if (completer.isCancelled())
                return completer.settle(fail(ErrorCode::Cancelled, {}));
            const auto client = worker->line().client();
            Result<T> result = client ? work(**client, completer) : Result<T>(fail(client.error()));
            if (!result && result.error().code == ErrorCode::Network)
                worker->line().hangUp();
            completer.settle(std::move(result));
        },
        Qt::QueuedConnection);
    return completer.future();
}

template <typename Run>
Pending<TransferReport> Sftp::transfer(OnProgress progress, Run run)
{
    const quint64 call = ++m_lastCall;
    const auto copying = inThread<TransferReport>(
        [worker = m_worker, call, run](SftpClient &client, const Completer<TransferReport> &completer) {
            TransferTally tally([completer] { return completer.isCancelled(); },
                                [&](const TransferProgress &now) { emit worker->progressed(call, now); });
            return run(client, tally);
        });
    if (progress) {
        m_progress.insert(call, std::move(progress));
        onResult(copying, this, [this, call](const auto &) { m_progress.remove(call); });
    }
    return copying;
}

Pending<QList<RemoteEntry>> Sftp::list(const QByteArray &folder)
{
    return inThread<QList<RemoteEntry>>(
        [folder](SftpClient &client, const auto &) { return client.list(folder); });
}

Pending<FileAttributes> Sftp::stat(const QByteArray &path)
{
    return inThread<FileAttributes>(
        [path](SftpClient &client, const auto &) { return client.stat(path, true); });
}

Pending<TransferReport> Sftp::download(const QByteArray &remote, const QString &local, OnProgress progress)
{
    return transfer(std::move(progress), [remote, local](SftpClient &client, TransferTally &tally) {
        Unfinished none; // what is not whole here is removed, as here one can
        return SftpTransfer(client, tally, none).download(remote, QFile::encodeName(local));
    });
}

Pending<TransferReport> Sftp::upload(const QString &local, const QByteArray &remote, OnProgress progress,
                                     UnfinishedCopy unfinished)
{
    return transfer(std::move(progress), [=](SftpClient &client, TransferTally &tally) {
        return SftpTransfer(client, tally, *unfinished).upload(QFile::encodeName(local), remote);
    });
}

Pending<TransferReport> Sftp::copyTo(const Target &to, const QByteArray &source, const QByteArray &target,
                                     OnProgress progress, UnfinishedCopy unfinished)
{
    return transfer(std::move(progress),
                    [=, worker = m_worker](SftpClient &from, TransferTally &tally) -> Result<TransferReport> {
                        return worker->withOther(to, [&](SftpClient &other) {
                            return SftpRelay(from, other, tally, *unfinished).copy(source, target);
                        });
                    });
}

void Sftp::discard(const UnfinishedCopy &unfinished)
{
    inThread<bool>([unfinished](SftpClient &client, const auto &) -> Result<bool> {
        for (const Unfinished::File &file : std::as_const(unfinished->files)) {
            if (!file.isWhole)
                client.remove(file.name); // when that fails, it was gone
        }
        unfinished->files.clear();
        return true;
    });
}

} // namespace skep::ssh

#include "sftp.moc"
