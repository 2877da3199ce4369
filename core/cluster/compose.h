// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/async.h"

//! Small joints between futures that the actions of a cluster are put together with.
namespace skep::cluster {

//! On success \p fn(T) gives the value, or the Result, of the returned future.
template <typename U, typename T, typename Fn>
Pending<U> transform(const QFuture<Result<T>> &first, QObject *context, Fn fn)
{
    return andThen(first, context, [fn = std::move(fn)](auto &&...value) mutable -> Pending<U> {
        return ready<U>(Result<U>(fn(std::forward<decltype(value)>(value)...)));
    });
}

//! Success without a value.
template <typename T>
Pending<> ignoreValue(const QFuture<Result<T>> &first, QObject *context)
{
    return andThen(first, context, [](const T &) { return ready<>({}); });
}

//! On failure \p fn(Error) gives what the returned future ends with: another error, or a value after all.
template <typename T, typename Fn>
Pending<T> orElse(QFuture<Result<T>> first, QObject *context, Fn fn)
{
    Completer<T> completer;
    auto running = std::make_shared<QFuture<Result<T>>>(first);
    onCancelled(completer.future(), context, [running] { running->cancel(); });
    onResult(first, context, [=, fn = std::move(fn)](Result<T> result) mutable {
        if (result || result.error().code == ErrorCode::Cancelled)
            return completer.settle(std::move(result));
        *running = fn(result.error());
        onResult(*running, context, [completer](Result<T> last) { completer.settle(std::move(last)); });
    });
    return completer.future();
}

//! A view of a future that several ask for: cancelling it does not cancel the work of the others.
template <typename T>
Pending<T> shared(const QFuture<Result<T>> &work, QObject *context)
{
    Completer<T> completer;
    onResult(work, context, [completer](Result<T> result) { completer.settle(std::move(result)); });
    onCancelled(completer.future(), context,
                [completer] { completer.settle(fail(ErrorCode::Cancelled, {})); });
    return completer.future();
}

//! \p fn(item) for one item after the other; stops at the first error.
template <typename Item, typename Fn>
Pending<> oneByOne(QList<Item> items, QObject *context, Fn fn)
{
    if (items.isEmpty())
        return ready<>({});
    const Item first = items.takeFirst();
    return andThen(fn(first), context, [=] { return oneByOne(items, context, fn); });
}

//! \p work for all items at once; ends when all have ended, with the first error there was.
template <typename Item, typename Fn>
Pending<> allAtOnce(const QList<Item> &items, QObject *context, Fn fn)
{
    if (items.isEmpty())
        return ready<>({});
    struct State
    {
        qsizetype left;
        Result<> outcome;
        QList<Pending<>> running;
    };
    Completer<> completer;
    auto state = std::make_shared<State>(State{items.size(), {}, {}});
    onCancelled(completer.future(), context, [state] {
        for (auto work : std::as_const(state->running))
            work.cancel();
    });
    for (const Item &item : items)
        state->running.append(fn(item));
    for (const auto &work : std::as_const(state->running)) {
        onResult(work, context, [=](Result<> result) {
            if (!result && state->outcome)
                state->outcome = std::move(result);
            if (--state->left == 0)
                completer.settle(state->outcome);
        });
    }
    return completer.future();
}

struct Patience
{
    std::chrono::milliseconds interval{500};
    std::chrono::milliseconds limit{60'000};
};

//! Asks until the answer is true. An error that may pass is taken for "not yet" and told when the time is up;
//! \p late makes the error from the last of them (without message: there was none).
Pending<> waitUntil(QObject *context, Patience patience, std::function<Pending<bool>()> ask,
                    std::function<Error(const Error &last)> late);

} // namespace skep::cluster
