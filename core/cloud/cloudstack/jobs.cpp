// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloud/cloudstack/jobs.h"

#include "core/cloud/cloudstack/parse.h"
#include "core/cloud/cloudstack/refusal.h"

namespace skep::cloud::cloudstack {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

constexpr auto longestWait = 15min; // big templates are copied to a host before the first start
constexpr int toleratedFailures = 4; // in a row; the fifth ends the wait

JobWait::JobWait(Transport *transport, QString jobId)
    : QObject(transport)
    , m_transport(transport)
    , m_id(std::move(jobId))
{
    m_clock.start();
    onCancelled(m_done.future(), this, [this] {
        m_current.cancel();
        settle(fail(ErrorCode::Cancelled, {}));
    });
}

Pending<QJsonObject> JobWait::start(Transport *transport, const QString &jobId)
{
    auto *wait = new JobWait(transport, jobId);
    const auto future = wait->m_done.future();
    wait->poll();
    return future;
}

// Rules and tags are done within a second; a machine takes a minute.
std::chrono::milliseconds JobWait::pauseAt(std::chrono::milliseconds elapsed)
{
    if (elapsed < 60s)
        return std::clamp<std::chrono::milliseconds>(elapsed / 2, 250ms, 2s);
    return 5s;
}

void JobWait::poll()
{
    m_current = m_transport->send(u"queryAsyncJobResult"_s, {{u"jobid"_s, m_id}}, 1);
    onResult(m_current, this, [this](const Result<QJsonObject> &job) { answered(job); });
}

void JobWait::answered(const Result<QJsonObject> &job)
{
    if (!job) {
        if (!job.error().retryable || ++m_failures > toleratedFailures)
            return settle(fail(job.error()));
    } else {
        m_failures = 0;
        const auto status = numberOf(job->value("jobstatus"_L1));
        if (!status || *status < 0 || *status > 2)
            return settle(
                fail(ErrorCode::Protocol, tr("The cloud answered with a job in an unknown state.")));
        // some servers say "success" and a code of failure
        if (*status == 2 || (*status == 1 && numberOf(job->value("jobresultcode"_L1)).value_or(0) != 0))
            return settle(fail(jobFailure(*job)));
        if (*status == 1)
            return settle(job->value("jobresult"_L1).toObject());
    }
    const std::chrono::milliseconds elapsed(m_clock.elapsed());
    if (elapsed > longestWait)
        return settle(fail(ErrorCode::Timeout, tr("The cloud has not finished the job after 15 minutes."),
                           u"job "_s + m_id, true));
    QTimer::singleShot(pauseAt(elapsed), this, &JobWait::poll);
}

void JobWait::settle(Result<QJsonObject> result)
{
    m_done.settle(std::move(result));
    deleteLater();
}

} // namespace skep::cloud::cloudstack
