// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QFuture>
#include <QFutureWatcher>
#include <QPointer>
#include <QPromise>
#include <QRandomGenerator>
#include <QTimer>

#include <chrono>
#include <cmath>
#include <concepts>
#include <functional>
#include <memory>

//! Rules for futures on Qt 6.4. QFuture::then(context, fn) aborts when the context dies first, keeps only
//! the last continuation, and never passes cancel() up the chain; so code uses these functions instead.
namespace skep {

template <typename T = void>
using Pending = QFuture<Result<T>>;

//! Calls \p fn(Result<T>) once, in the thread of \p context; never, if \p context dies first. To be called in
//! the thread of \p context, as all functions here.
template <typename T, typename Fn>
void onResult(const QFuture<Result<T>> &future, QObject *context, Fn fn)
{
    auto *watcher = new QFutureWatcher<Result<T>>(context);
    QObject::connect(
        watcher, &QFutureWatcherBase::finished, context, [watcher, fn = std::move(fn)]() mutable {
            watcher->deleteLater();
            const auto settled = watcher->future();
            fn(settled.resultCount() > 0 ? settled.result() : Result<T>(fail(ErrorCode::Cancelled, {})));
        });
    watcher->setFuture(future);
}

//! Calls \p fn when somebody cancels \p future: the producer's hook for aborting the real work.
template <typename T, typename Fn>
void onCancelled(const QFuture<T> &future, QObject *context, Fn fn)
{
    auto *watcher = new QFutureWatcher<T>(context);
    QObject::connect(watcher, &QFutureWatcherBase::canceled, context, std::move(fn));
    QObject::connect(watcher, &QFutureWatcherBase::finished, watcher, &QObject::deleteLater);
    watcher->setFuture(future);
}

//! The producing end: settles exactly once; dropping it unsettled cancels.
template <typename T = void>
class Completer
{
public:
    Completer()
        : m_promise(std::make_shared<QPromise<Result<T>>>())
    {
        m_promise->start();
    }
    Pending<T> future() const { return m_promise->future(); }
    bool isCancelled() const { return m_promise->isCanceled(); }
    void settle(Result<T> result) const
    {
        if (m_promise->future().isFinished())
            return;
        m_promise->addResult(std::move(result));
        m_promise->finish();
    }

private:
    std::shared_ptr<QPromise<Result<T>>> m_promise;
};

template <typename T = void>
Pending<T> ready(Result<T> result)
{
    Completer<T> completer;
    completer.settle(std::move(result));
    return completer.future();
}

template <typename T = void, std::same_as<tl::unexpected<Error>> E>
Pending<T> ready(E error)
{
    return ready<T>(Result<T>(std::move(error)));
}

template <typename R>
struct PendingTraits;
template <typename T>
struct PendingTraits<QFuture<Result<T>>>
{
    using Value = T;
};

template <typename Fn, typename T>
struct NextOf
{
    using Type = std::invoke_result_t<Fn &, T>;
};
template <typename Fn>
struct NextOf<Fn, void>
{
    using Type = std::invoke_result_t<Fn &>;
};

//! On success runs \p fn, which returns a Pending<U>; an error passes through; cancel() reaches the part that
//! runs.
template <typename T, typename Fn>
auto andThen(QFuture<Result<T>> first, QObject *context, Fn fn)
{
    using Next = typename NextOf<Fn, T>::Type;
    using U = typename PendingTraits<Next>::Value;
    Completer<U> completer;
    auto running = std::make_shared<std::function<void()>>([first]() mutable { first.cancel(); });
    onCancelled(completer.future(), context, [running] { (*running)(); });
    onResult(first, context, [completer, context, running, fn = std::move(fn)](Result<T> result) mutable {
        if (!result)
            return completer.settle(tl::unexpected(std::move(result).error()));
        if (completer.isCancelled())
            return completer.settle(fail(ErrorCode::Cancelled, {}));
        Next next = [&] {
            if constexpr (std::is_void_v<T>)
                return fn();
            else
                return fn(*std::move(result));
        }();
        *running = [next]() mutable { next.cancel(); };
        onResult(next, context, [completer](Result<U> r) { completer.settle(std::move(r)); });
    });
    return completer.future();
}

template <typename T>
Pending<T> withTimeout(QFuture<Result<T>> future, std::chrono::milliseconds limit, QObject *context,
                       const QString &message)
{
    Completer<T> completer;
    auto *timer = new QTimer(context);
    timer->setSingleShot(true);
    QObject::connect(timer, &QTimer::timeout, context, [completer, future, message]() mutable {
        completer.settle(fail(ErrorCode::Timeout, message, {}, true));
        future.cancel();
    });
    onCancelled(completer.future(), context, [future]() mutable { future.cancel(); });
    onResult(future, context, [completer, timer = QPointer(timer)](Result<T> r) {
        delete timer;
        completer.settle(std::move(r));
    });
    timer->start(limit);
    return completer.future();
}

struct Backoff
{
    int attempts = 5;
    std::chrono::milliseconds first{500};
    std::chrono::milliseconds most{30'000};
    double jitter =
        0.25; //!< each wait is longer or shorter by up to this part, so that many nodes do not ask at once

    //! The wait after the \p failed -th failure (from 1) for a \p random number in [0, 1).
    std::chrono::milliseconds wait(int failed, double random) const
    {
        const auto doubled =
            std::min<double>(std::ldexp(static_cast<double>(first.count()), std::min(failed, 40) - 1),
                             static_cast<double>(most.count()));
        return std::chrono::milliseconds(std::llround(doubled * (1.0 + jitter * (2.0 * random - 1.0))));
    }
};

//! Runs \p attempt until it succeeds, its error is not retryable, or the attempts are used up.
template <typename Fn>
auto retry(QObject *context, Backoff backoff, Fn attempt) -> decltype(attempt())
{
    using T = typename PendingTraits<decltype(attempt())>::Value;
    Completer<T> completer;
    struct State
    {
        Backoff backoff;
        Fn attempt;
        int done = 0;
        decltype(attempt()) current;
    };
    auto state = std::make_shared<State>(State{backoff, std::move(attempt), 0, {}});
    onCancelled(completer.future(), context, [state, completer] {
        state->current.cancel();
        completer.settle(fail(ErrorCode::Cancelled, {})); // also in the wait between two attempts
    });
    auto step = std::make_shared<std::function<void()>>();
    *step = [=, weak = std::weak_ptr(step)] {
        if (completer.isCancelled())
            return completer.settle(fail(ErrorCode::Cancelled, {}));
        state->current = state->attempt();
        onResult(state->current, context, [=, self = weak.lock()](Result<T> r) {
            ++state->done;
            if (r || !r.error().retryable || state->done >= state->backoff.attempts)
                return completer.settle(std::move(r));
            const auto wait = state->backoff.wait(state->done, QRandomGenerator::global()->generateDouble());
            QTimer::singleShot(wait, context, [self] { (*self)(); });
        });
    };
    (*step)();
    return completer.future();
}

} // namespace skep
