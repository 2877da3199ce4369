// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/sftp.h"

#include "core/ssh/login.h"
#include "core/ssh/sessionthread.h"
#include "core/ssh/sftptransfer.h"

#include <QFile>
#include <QThread>

#include <mutex>

namespace skep::ssh {

//! The blocking half: its connection and the calls over it. Session thread.
class Sftp::Worker : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Worker)

public:
    explicit Worker(Target target)
        : m_target(std::move(target))
    {
    }

    //! Any thread: what blocks on the network ends.
    void interrupt(Interruption::Reason reason)
    {
        const std::lock_guard lock(m_mutex);
        m_isEnding |= reason == Interruption::Reason::Cancelled;
        m_interruption->interrupt(reason);
    }

    Result<SftpClient *> client()
    {
        if (m_client)
            return m_client.get();
        hangUp();
        if (auto good = checkTarget(m_target); !good)
            return fail(good.error());
        emit loggingIn(true);
        Login login(m_target, *m_interruption);
        auto session = login.run();
        emit loggingIn(false);
        m_jump = login.takeJump();
        if (!session)
            return fail(session.error());
        m_session = *std::move(session);
        auto started = SftpClient::start(m_session.get(), m_target.host);
        if (!started)
            return fail(started.error());
        m_client = *std::move(started);
        return m_client.get();
    }
    void hangUp()
    {
        m_client.reset();
        m_session.reset();
        m_jump.reset();
        const std::lock_guard lock(m_mutex);
        if (!m_isEnding) // an interruption holds for ever
            m_interruption = std::make_unique<Interruption>();
        m_interruption->forgetSockets();
    }

signals:
    void loggingIn(bool isRunning);
    void progressed(quint64 call, const skep::ssh::TransferProgress &now);

private:
    Target m_target;
    std::mutex m_mutex; //!< of the two below
    std::unique_ptr<Interruption> m_interruption = std::make_unique<Interruption>();
    bool m_isEnding = false;
    std::unique_ptr<JumpHost> m_jump;
    SessionPtr m_session;
    std::unique_ptr<SftpClient> m_client;
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
            const auto client = worker->client();
            Result<T> result = client ? work(**client, completer) : Result<T>(fail(client.error()));
            if (!result && result.error().code == ErrorCode::Network)
                worker->hangUp();
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
            SftpTransfer copy(
                client, [completer] { return completer.isCancelled(); },
                [&](const TransferProgress &now) { emit worker->progressed(call, now); });
            return run(copy);
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
    return transfer(std::move(progress), [remote, local](SftpTransfer &copy) {
        return copy.download(remote, QFile::encodeName(local));
    });
}

Pending<TransferReport> Sftp::upload(const QString &local, const QByteArray &remote, OnProgress progress)
{
    return transfer(std::move(progress), [remote, local](SftpTransfer &copy) {
        return copy.upload(QFile::encodeName(local), remote);
    });
}

} // namespace skep::ssh

#include "sftp.moc"
