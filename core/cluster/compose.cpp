// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/compose.h"

#include <QDeadlineTimer>

namespace skep::cluster {

namespace {

struct Wait
{
    QObject *context;
    Patience patience;
    std::function<Pending<bool>()> ask;
    std::function<Error(const Error &)> late;
    QDeadlineTimer deadline;
    Error last;
    Pending<bool> running;
    Completer<> completer;
};

void askOnce(const std::shared_ptr<Wait> &wait)
{
    if (wait->completer.isCancelled())
        return;
    wait->running = wait->ask();
    onResult(wait->running, wait->context, [wait](Result<bool> answer) {
        if (answer && *answer)
            return wait->completer.settle({});
        if (!answer && !answer.error().retryable)
            return wait->completer.settle(fail(answer.error()));
        wait->last = answer ? Error{} : answer.error();
        if (wait->deadline.hasExpired())
            return wait->completer.settle(fail(wait->late(wait->last)));
        QTimer::singleShot(wait->patience.interval, wait->context, [wait] { askOnce(wait); });
    });
}

} // namespace

Pending<> waitUntil(QObject *context, Patience patience, std::function<Pending<bool>()> ask,
                    std::function<Error(const Error &)> late)
{
    auto wait = std::make_shared<Wait>(Wait{
        context, patience, std::move(ask), std::move(late), QDeadlineTimer(patience.limit), Error{}, {}, {}});
    onCancelled(wait->completer.future(), context, [wait] {
        wait->running.cancel();
        wait->completer.settle(fail(ErrorCode::Cancelled, {}));
    });
    askOnce(wait);
    return wait->completer.future();
}

} // namespace skep::cluster
