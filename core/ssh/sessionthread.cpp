// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/sessionthread.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QPointer>
#include <QThread>

#include <csignal>

using namespace Qt::StringLiterals;

namespace skep::ssh {

namespace {

//! Knows the running session threads. Main thread.
class RunningThreads
{
public:
    static RunningThreads &instance()
    {
        static auto *running = new RunningThreads; // outlives every thread
        return *running;
    }
    void add(QThread *thread)
    {
        m_threads.removeIf([](const QPointer<QThread> &known) { return !known; });
        m_threads.append(thread);
    }

private:
    RunningThreads() { qAddPostRoutine(&RunningThreads::waitForAll); }
    // A thread counts until it has ended, not until it says so: its session is deleted in between.
    static void waitForAll()
    {
        const QDeadlineTimer deadline(std::chrono::seconds(3));
        for (const auto &thread : std::as_const(instance().m_threads)) {
            if (thread)
                thread->wait(deadline);
        }
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }

    QList<QPointer<QThread>> m_threads;
};

// libssh writes to the user's agent without MSG_NOSIGNAL: one that has hung up would end the program.
void blockBrokenPipe()
{
    sigset_t signalSet;
    sigemptyset(&signalSet);
    sigaddset(&signalSet, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &signalSet, nullptr);
}

} // namespace

void startSessionThread(QObject *worker, const QString &host)
{
    auto *thread = new QThread;
    thread->setObjectName("ssh "_L1 + host);
    worker->moveToThread(thread);
    QObject::connect(thread, &QThread::started, &blockBrokenPipe); // in the thread: there is no receiver
    QObject::connect(thread, &QThread::finished, worker, &QObject::deleteLater);
    QObject::connect(thread, &QThread::finished, thread, &QObject::deleteLater);
    RunningThreads::instance().add(thread);
    thread->start();
}

} // namespace skep::ssh
