// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloud/exoscale/operations.h"

#include "core/cloud/exoscale/parse.h"
#include "core/cloud/exoscale/refusal.h"

namespace skep::cloud::exoscale {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

constexpr auto longestWait = 10min;
constexpr int toleratedFailures = 4; // in a row; the fifth ends the wait

OperationWait::OperationWait(Transport *transport, QString operationId)
    : QObject(transport)
    , m_transport(transport)
    , m_id(std::move(operationId))
{
    m_clock.start();
    onCancelled(m_done.future(), this, [this] {
        m_current.cancel();
        settle(fail(ErrorCode::Cancelled, {}));
    });
}

Pending<> OperationWait::start(Transport *transport, const QString &operationId)
{
    auto *wait = new OperationWait(transport, operationId);
    const auto future = wait->m_done.future();
    wait->poll();
    return future;
}

// Quick at first, since small things are done within a second; later as the vendor's client has it.
std::chrono::milliseconds OperationWait::pauseAt(std::chrono::milliseconds elapsed)
{
    if (elapsed < 30s)
        return std::clamp<std::chrono::milliseconds>(elapsed / 2, 250ms, 3s);
    const double seconds = std::chrono::duration<double>(elapsed).count();
    return std::chrono::milliseconds(
        qint64(1000 * std::clamp(57.0 / 870.0 * seconds + 3.0 - 30.0 * 57.0 / 870.0, 3.0, 60.0)));
}

void OperationWait::poll()
{
    m_current = m_transport->send({.path = u"/operation/"_s + m_id, .attempts = 1});
    onResult(m_current, this, [this](const Result<QJsonObject> &operation) { answered(operation); });
}

void OperationWait::answered(const Result<QJsonObject> &answer)
{
    const auto operation = answer ? parse<Operation>(*answer) : Result<Operation>(fail(answer.error()));
    if (!operation) {
        if (!operation.error().retryable || ++m_failures > toleratedFailures)
            return settle(fail(operation.error()));
    } else {
        m_failures = 0;
        if (operation->state == "success"_L1)
            return settle({});
        if (operation->state == "failure"_L1 || operation->state == "timeout"_L1)
            return settle(fail(operationFailure(*answer)));
        if (operation->state != "pending"_L1)
            return settle(fail(ErrorCode::Protocol,
                               tr("The cloud answered with an operation in the unknown state \"%1\".")
                                   .arg(operation->state.left(50))));
    }
    const std::chrono::milliseconds elapsed(m_clock.elapsed());
    if (elapsed > longestWait)
        return settle(fail(ErrorCode::Timeout,
                           tr("The cloud has not finished the operation after ten minutes."),
                           u"operation "_s + m_id, true));
    QTimer::singleShot(pauseAt(elapsed), this, &OperationWait::poll);
}

void OperationWait::settle(Result<> result)
{
    m_done.settle(std::move(result));
    deleteLater();
}

} // namespace skep::cloud::exoscale
