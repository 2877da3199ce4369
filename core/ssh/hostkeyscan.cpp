// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/hostkeyscan.h"

#include "core/ssh/interruption.h"
#include "core/ssh/login.h"
#include "core/ssh/sessionthread.h"

#include <QCoreApplication>
#include <QThread>

namespace skep::ssh {

namespace {

//! One look, which blocks a thread of its own.
class Look final : public QObject
{
    Q_DISABLE_COPY_MOVE(Look)

public:
    Look(Target target, QList<QByteArray> kinds, std::shared_ptr<Interruption> interruption,
         Completer<HostSight> completer)
        : m_target(std::move(target))
        , m_kinds(std::move(kinds))
        , m_interruption(std::move(interruption))
        , m_completer(std::move(completer))
    {
    }
    void run()
    {
        Login login(m_target, *m_interruption);
        const HostSight sight = login.look(m_kinds);
        m_interruption->forgetSockets();
        const bool isUnwanted = m_interruption->reason() == Interruption::Reason::Cancelled;
        m_completer.settle(isUnwanted ? Result<HostSight>(fail(ErrorCode::Cancelled, {})) : sight);
        thread()->quit();
    }

private:
    const Target m_target;
    const QList<QByteArray> m_kinds;
    const std::shared_ptr<Interruption> m_interruption;
    const Completer<HostSight> m_completer;
};

//! Knows the looks that go on. Main thread.
class RunningLooks
{
public:
    static void add(const std::shared_ptr<Interruption> &look)
    {
        auto &all = list();
        all.removeIf([](const std::weak_ptr<Interruption> &known) { return known.expired(); });
        all.append(look);
    }

private:
    // No event loop times them out any more, and a thread that goes on while the process destroys its globals
    // uses what is gone.
    static void endAll()
    {
        for (const auto &known : std::as_const(list())) {
            if (const auto running = known.lock())
                running->interrupt(Interruption::Reason::Cancelled);
        }
    }
    static QList<std::weak_ptr<Interruption>> &list()
    {
        static auto *looks = [] {
            // The last one added runs first: the threads are waited for after this.
            qAddPostRoutine(&RunningLooks::endAll);
            return new QList<std::weak_ptr<Interruption>>;
        }();
        return *looks;
    }
};

} // namespace

Pending<HostSight> lookAtHost(const Target &target, const QList<QByteArray> &preferredKinds,
                              std::chrono::milliseconds limit)
{
    auto good = checkAddress(target);
    if (good && target.jump)
        good = checkTarget(*target.jump);
    if (!good)
        return ready<HostSight>(fail(good.error()));
    Target unpinned = target;
    unpinned.pinnedHostKey.clear();
    Completer<HostSight> completer;
    const auto interruption = std::make_shared<Interruption>();
    const auto end = [weak = std::weak_ptr(interruption)](Interruption::Reason reason) {
        if (const auto running = weak.lock())
            running->interrupt(reason);
    };
    QTimer::singleShot(limit, qApp, [end] { end(Interruption::Reason::Timeout); });
    onCancelled(completer.future(), qApp, [end] { end(Interruption::Reason::Cancelled); });
    auto *look = new Look(unpinned, preferredKinds, interruption, completer);
    startSessionThread(look, target.host);
    RunningLooks::add(interruption);
    QMetaObject::invokeMethod(look, &Look::run, Qt::QueuedConnection);
    return completer.future();
}

Pending<QByteArray> offeredHostKey(const QString &host, quint16 port)
{
    Target target;
    target.host = host;
    target.port = port;
    Completer<QByteArray> completer;
    auto sight = lookAtHost(target);
    onCancelled(completer.future(), qApp, [sight]() mutable { sight.cancel(); });
    onResult(sight, qApp, [completer](const Result<HostSight> &seen) {
        if (!seen)
            completer.settle(fail(seen.error()));
        else if (seen->hostKey.isEmpty())
            completer.settle(fail(seen->problem));
        else
            completer.settle(seen->hostKey);
    });
    return completer.future();
}

} // namespace skep::ssh
