// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/async.h"

#include <QEventLoop>

namespace skep::test {

//! Lets the event loop run until \p future has ended, and gives its result; Timeout after \p limit.
template <typename T>
Result<T> await(const QFuture<Result<T>> &future, std::chrono::milliseconds limit = std::chrono::seconds(30))
{
    QEventLoop loop;
    Result<T> taken = fail(ErrorCode::Timeout, QStringLiteral("The test waited too long."));
    onResult(future, &loop, [&](Result<T> result) {
        taken = std::move(result);
        loop.quit();
    });
    QTimer::singleShot(limit, &loop, &QEventLoop::quit);
    loop.exec();
    return taken;
}

} // namespace skep::test
