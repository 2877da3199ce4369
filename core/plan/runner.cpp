// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/runner.h"

#include <QCoreApplication>
#include <QPointer>
#include <QSet>
#include <QTimer>

#include <algorithm>

namespace skep::plan {

//! The runner's state; steps run as futures whose results come back to the runner's thread.
class Runner::Private
{
public:
    Runner *q = nullptr;
    QList<Step> steps;
    Actions actions;
    std::shared_ptr<Journal> journal;
    int limit = 1;
    QHash<QString, Record> records;
    QHash<QString, Pending<QJsonObject>> running;
    Error error = {ErrorCode::Internal, {}};
    bool active = false;
    bool stopping = false; // cancelled, or the journal cannot be written
    bool advanceQueued = false;

    bool isDone(const QString &id) const { return records.value(id).state == StepState::Done; }
    void load();
    void queueAdvance();
    void advance();
    void runStep(const Step &step);
    void stepEnded(const Step &step, const Result<QJsonObject> &result);
    Result<> write(const QString &id);
    Result<> note(const QString &id, const QJsonObject &output);
    void set(const QString &id, StepState state, const Error &why = {});
};

namespace {

void merge(QJsonObject &into, const QJsonObject &from)
{
    for (auto it = from.begin(); it != from.end(); ++it)
        into.insert(it.key(), it.value());
}

} // namespace

//! The window through which one running step sees the runner; empty-handed once that is gone.
class RunnerContext : public StepContext
{
public:
    RunnerContext(Runner *runner, Runner::Private *state, Step step)
        : m_runner(runner)
        , d(state)
        , m_step(std::move(step))
    {
    }
    const Step &step() const override { return m_step; }
    QJsonObject output(const QString &stepId) const override
    {
        return m_runner ? d->records.value(stepId).output : QJsonObject{};
    }
    Result<> note(const QJsonObject &output) override
    {
        if (!m_runner || !d->running.contains(m_step.id))
            return fail(ErrorCode::Cancelled,
                        QCoreApplication::translate("skep::plan", "The step has ended."));
        return d->note(m_step.id, output);
    }
    void say(const QString &line) override
    {
        if (m_runner)
            emit m_runner->stepSaid(m_step.id, line);
    }

private:
    QPointer<Runner> m_runner;
    Runner::Private *d;
    Step m_step;
};

Runner::Runner(QList<Step> steps, Actions actions, std::shared_ptr<Journal> journal, int limit,
               QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>())
{
    d->q = this;
    d->steps = std::move(steps);
    d->actions = std::move(actions);
    d->journal = std::move(journal);
    d->limit = std::max(limit, 1);
    d->load();
}

Runner::~Runner()
{
    for (auto work : std::as_const(d->running))
        work.cancel();
}

void Runner::Private::load()
{
    const auto known = journal->records();
    records = known; // outputs of what an earlier plan left there count, too
    for (const Step &step : std::as_const(steps)) {
        Record record = known.value(step.id);
        if (record.state == StepState::Running)
            record.state = StepState::Waiting; // of an earlier run that ended in the middle
        records.insert(step.id, record);
    }
}

void Runner::start()
{
    if (d->active)
        return;
    d->active = true;
    d->stopping = false;
    d->error = {ErrorCode::Internal, {}};
    if (auto ok = validate(d->steps); !ok) {
        d->error = ok.error();
        d->stopping = true;
    }
    for (const Step &step : std::as_const(d->steps)) {
        Record &record = d->records[step.id];
        if (record.state != StepState::Failed && record.state != StepState::Cancelled)
            continue;
        record.state = StepState::Waiting;
        emit stepChanged(step.id);
    }
    d->queueAdvance();
}

void Runner::cancel()
{
    if (!d->active)
        return;
    d->stopping = true;
    if (d->error.message.isEmpty())
        d->error = {ErrorCode::Cancelled, tr("Stopped on request.")};
    const auto running = d->running;
    for (auto work : running)
        work.cancel();
    d->queueAdvance();
}

bool Runner::isRunning() const
{
    return d->active;
}

const QList<Step> &Runner::steps() const
{
    return d->steps;
}

Record Runner::record(const QString &stepId) const
{
    return d->records.value(stepId);
}

Error Runner::error() const
{
    return d->error;
}

// From the event loop, so that neither start() nor a step's end calls back into who called it.
void Runner::Private::queueAdvance()
{
    if (std::exchange(advanceQueued, true))
        return;
    QTimer::singleShot(0, q, [this] {
        advanceQueued = false;
        advance();
    });
}

void Runner::Private::advance()
{
    QSet<QString> busyHosts;
    for (const Step &step : std::as_const(steps)) {
        if (running.contains(step.id) && !step.host.isEmpty())
            busyHosts.insert(step.host);
    }
    for (const Step &step : std::as_const(steps)) {
        if (stopping || running.size() >= limit)
            break;
        if (records.value(step.id).state != StepState::Waiting || busyHosts.contains(step.host)
            || !std::all_of(step.needs.begin(), step.needs.end(),
                            [this](const QString &id) { return isDone(id); }))
            continue;
        runStep(step);
        if (running.contains(step.id) && !step.host.isEmpty())
            busyHosts.insert(step.host);
    }
    if (!active || !running.isEmpty() || advanceQueued)
        return;
    active = false;
    emit q->finished(
        std::all_of(steps.begin(), steps.end(), [this](const Step &step) { return isDone(step.id); }));
}

void Runner::Private::runStep(const Step &step)
{
    Record &record = records[step.id];
    ++record.attempts;
    record.started = QDateTime::currentDateTimeUtc();
    record.ended = {};
    record.error = {};
    record.state = StepState::Running;
    if (auto ok = write(step.id); !ok)
        return set(step.id, StepState::Failed, ok.error());
    const auto action = actions.value(step.kind);
    if (!action) {
        queueAdvance();
        return set(
            step.id, StepState::Failed,
            {ErrorCode::Internal, Runner::tr("This version of Skep cannot do \"%1\".").arg(step.kind)});
    }
    const auto context = std::make_shared<RunnerContext>(q, this, step);
    running.insert(step.id, {}); // the step counts as running when the action notes or says something at once
    emit q->stepChanged(step.id);
    auto work = andThen(action->isDone(context), q, [action, context](bool done) {
        return done ? ready<QJsonObject>(QJsonObject{}) : action->run(context);
    });
    running.insert(step.id, work);
    onResult(work, q, [this, step](const Result<QJsonObject> &result) { stepEnded(step, result); });
}

void Runner::Private::stepEnded(const Step &step, const Result<QJsonObject> &result)
{
    running.remove(step.id);
    Record &record = records[step.id];
    record.ended = QDateTime::currentDateTimeUtc();
    if (result) {
        merge(record.output, *result);
        set(step.id, StepState::Done);
    } else {
        const bool cancelled = result.error().code == ErrorCode::Cancelled;
        set(step.id, cancelled ? StepState::Cancelled : StepState::Failed, result.error());
    }
    queueAdvance();
}

// What cannot be written down must not be done: the plan stops.
Result<> Runner::Private::write(const QString &id)
{
    auto ok = journal->write(id, records.value(id));
    if (!ok) {
        stopping = true;
        error = ok.error();
        queueAdvance();
    }
    return ok;
}

Result<> Runner::Private::note(const QString &id, const QJsonObject &output)
{
    merge(records[id].output, output);
    return write(id);
}

void Runner::Private::set(const QString &id, StepState state, const Error &why)
{
    Record &record = records[id];
    record.state = state;
    record.error = why;
    if (!record.ended.isValid())
        record.ended = QDateTime::currentDateTimeUtc();
    // a step that is done but not written down is not done: the next run asks the world again
    if (auto ok = write(id); !ok && state == StepState::Done) {
        record.state = StepState::Failed;
        record.error = ok.error();
    }
    emit q->stepChanged(id);
}

} // namespace skep::plan
