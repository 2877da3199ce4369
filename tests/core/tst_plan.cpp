// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/runner.h"

#include <QSet>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace skep;
using namespace skep::plan;
using namespace Qt::StringLiterals;

namespace {

//! An action whose answers the test gives.
struct TestAction : StepAction
{
    QStringList asked;
    QStringList started;
    QHash<QString, ContextPtr> contexts;
    QHash<QString, Completer<QJsonObject>> open;
    QSet<QString> already;
    QSet<QString> failing;
    bool autoDone = true;
    std::function<void(const ContextPtr &)> onRun;

    Pending<bool> isDone(const ContextPtr &context) override
    {
        asked << context->step().id;
        return ready<bool>(already.contains(context->step().id));
    }
    Pending<QJsonObject> run(const ContextPtr &context) override
    {
        const QString id = context->step().id;
        started << id;
        contexts.insert(id, context);
        if (onRun)
            onRun(context);
        if (failing.contains(id))
            return ready<QJsonObject>(fail(ErrorCode::Remote, u"bad"_s, u"raw text"_s));
        if (autoDone)
            return ready<QJsonObject>(QJsonObject{{u"ip"_s, id}});
        Completer<QJsonObject> completer;
        open.insert(id, completer);
        // a cancelled step ends when its action says so
        onCancelled(completer.future(), qApp,
                    [completer] { completer.settle(fail(ErrorCode::Cancelled, {})); });
        return completer.future();
    }
};

//! A journal in memory that writes down the order of things and can refuse to write.
struct TestJournal : Journal
{
    QHash<QString, Record> known;
    QStringList log;
    int failFrom = -1; // number of the first write that fails
    Result<> write(const QString &stepId, const Record &record) override
    {
        if (failFrom >= 0 && log.size() >= failFrom)
            return fail(ErrorCode::Io, u"The disk is full."_s);
        known.insert(stepId, record);
        log << stepId + u':' + QString::number(static_cast<int>(record.state));
        return {};
    }
    QHash<QString, Record> records() const override { return known; }
    Result<> clear() override
    {
        known.clear();
        return {};
    }
};

QList<Step> diamond()
{
    return {{u"a"_s, u"k"_s, {}, {}, {}},
            {u"b"_s, u"k"_s, u"h1"_s, {u"a"_s}, {}},
            {u"c"_s, u"k"_s, u"h2"_s, {u"a"_s}, {}},
            {u"d"_s, u"k"_s, {}, {u"b"_s, u"c"_s}, {}}};
}

} // namespace

class tst_Plan : public QObject
{
    Q_OBJECT

    std::shared_ptr<TestAction> m_action;
    std::shared_ptr<TestJournal> m_journal;

    std::unique_ptr<Runner> runner(const QList<Step> &steps, int limit = 4)
    {
        return std::make_unique<Runner>(steps, Actions{{u"k"_s, m_action}}, m_journal, limit);
    }
    static bool runs(Runner &runner)
    {
        QSignalSpy finished(&runner, &Runner::finished);
        runner.start();
        return finished.wait() && finished.size() == 1 && finished[0][0].toBool();
    }

private slots:
    void init()
    {
        m_action = std::make_shared<TestAction>();
        m_journal = std::make_shared<TestJournal>();
    }

    void refusesImpossiblePlans()
    {
        QVERIFY(validate(diamond()));
        QVERIFY(validate({}));
        QCOMPARE(
            validate({{u"a"_s, u"k"_s, {}, {u"b"_s}, {}}, {u"b"_s, u"k"_s, {}, {u"a"_s}, {}}}).error().code,
            ErrorCode::Config);
        QVERIFY(validate({{u"a"_s, u"k"_s, {}, {u"x"_s}, {}}}).error().message.contains(u"x"_s));
        QVERIFY(!validate({{u"a"_s, u"k"_s, {}, {u"a"_s}, {}}}));
        QVERIFY(!validate({{u"a"_s, u"k"_s, {}, {}, {}}, {u"a"_s, u"k"_s, {}, {}, {}}}));
        QVERIFY(!validate({{{}, u"k"_s, {}, {}, {}}}));
    }

    void anImpossiblePlanEndsWithAReason()
    {
        auto r = runner({{u"a"_s, u"k"_s, {}, {u"x"_s}, {}}});
        QVERIFY(!runs(*r));
        QVERIFY(r->error().message.contains(u"x"_s));
        QVERIFY(m_action->started.isEmpty());
    }

    void runsInOrderAndReadsEarlierOutput()
    {
        QString seen;
        m_action->onRun = [&](const ContextPtr &context) {
            if (context->step().id == "d"_L1)
                seen = context->output(u"b"_s)["ip"_L1].toString();
        };
        auto r = runner(diamond());
        QVERIFY(runs(*r));
        QCOMPARE(m_action->started.first(), u"a"_s);
        QCOMPARE(m_action->started.last(), u"d"_s);
        QCOMPARE(seen, u"b"_s);
        QCOMPARE(r->record(u"b"_s).output["ip"_L1].toString(), u"b"_s);
        QVERIFY(r->record(u"b"_s).started.isValid());
        QVERIFY(r->record(u"b"_s).ended >= r->record(u"b"_s).started);
        QVERIFY(r->error().message.isEmpty());
    }

    void anEmptyPlanIsComplete()
    {
        auto r = runner({});
        QVERIFY(runs(*r));
    }

    void parallelWithinTheLimitAndOnePerHost()
    {
        m_action->autoDone = false;
        QList<Step> steps;
        for (int i = 0; i < 5; ++i)
            steps << Step{QString::number(i), u"k"_s, i < 2 ? u"same"_s : QString(), {}, {}};
        auto r = runner(steps, 3);
        r->start();
        QTRY_COMPARE(m_action->started, (QStringList{u"0"_s, u"2"_s, u"3"_s}));
        m_action->open[u"2"_s].settle(QJsonObject{});
        QTRY_COMPARE(m_action->started, (QStringList{u"0"_s, u"2"_s, u"3"_s, u"4"_s}));
        m_action->open[u"0"_s].settle(QJsonObject{});
        QTRY_COMPARE(m_action->started.last(), u"1"_s);
    }

    void failureStopsOnlyItsDependentsAndRetryGoesOn()
    {
        m_action->failing = {u"b"_s};
        auto r = runner(diamond());
        QVERIFY(!runs(*r));
        QCOMPARE(r->record(u"c"_s).state, StepState::Done);
        QCOMPARE(r->record(u"d"_s).state, StepState::Waiting);
        QCOMPARE(r->record(u"b"_s).error.message, u"bad"_s);
        QCOMPARE(r->record(u"b"_s).error.detail, u"raw text"_s);
        m_action->failing.clear();
        m_action->started.clear();
        QVERIFY(runs(*r)); // the same runner again
        QCOMPARE(m_action->started, (QStringList{u"b"_s, u"d"_s}));
        QCOMPARE(r->record(u"b"_s).attempts, 2);
        QVERIFY(r->record(u"b"_s).error.message.isEmpty());
    }

    void doneIsTrustedTheRestIsAsked()
    {
        m_journal->known = {{u"a"_s, {StepState::Done, 1, {}, {}, {}, {}}},
                            {u"b"_s, {StepState::Running, 1, {}, {{u"id"_s, u"x-1"_s}}, {}, {}}},
                            {u"c"_s, {StepState::Cancelled, 1, {}, {}, {}, {}}}};
        m_action->already = {u"b"_s};
        auto r = runner(diamond());
        QCOMPARE(r->record(u"b"_s).state, StepState::Waiting);
        QVERIFY(runs(*r));
        QVERIFY(!m_action->asked.contains(u"a"_s));
        QCOMPARE(m_action->started, (QStringList{u"c"_s, u"d"_s}));
        QCOMPARE(r->record(u"b"_s).output["id"_L1].toString(), u"x-1"_s); // what was noted is kept
        QCOMPARE(r->record(u"b"_s).attempts, 2);
    }

    void intentIsWrittenBeforeTheCallAndTheIdAtOnce()
    {
        QStringList logAtRun;
        QJsonObject journaled;
        m_action->onRun = [&](const ContextPtr &context) {
            logAtRun = m_journal->log;
            QVERIFY(context->note({{u"id"_s, u"i-1"_s}}));
            journaled = m_journal->known.value(context->step().id).output;
        };
        auto r = runner({{u"a"_s, u"k"_s, {}, {}, {}}});
        QVERIFY(runs(*r));
        QCOMPARE(logAtRun, QStringList{u"a:1"_s}); // Running
        QCOMPARE(journaled["id"_L1].toString(), u"i-1"_s);
        QCOMPARE(m_journal->log, (QStringList{u"a:1"_s, u"a:1"_s, u"a:2"_s}));
        QCOMPARE(r->record(u"a"_s).output, (QJsonObject{{u"id"_s, u"i-1"_s}, {u"ip"_s, u"a"_s}}));
        QVERIFY(!m_action->contexts[u"a"_s]->note({})); // it has ended
    }

    void whatCannotBeWrittenIsNotDone()
    {
        m_journal->failFrom = 0;
        auto r = runner(diamond());
        QVERIFY(!runs(*r));
        QVERIFY(m_action->asked.isEmpty());
        QVERIFY(m_action->started.isEmpty());
        QCOMPARE(r->error().code, ErrorCode::Io);
        QCOMPARE(r->record(u"a"_s).state, StepState::Failed);
        m_journal->failFrom = -1;
        QVERIFY(runs(*r));
        // and in the middle: no step after it starts
        init();
        m_journal->failFrom = 1;
        r = runner(diamond());
        QVERIFY(!runs(*r));
        QCOMPARE(m_action->started, QStringList{u"a"_s});
        QCOMPARE(r->record(u"a"_s).state, StepState::Failed);
    }

    void cancelEndsRunningSteps()
    {
        m_action->autoDone = false;
        auto r = runner(diamond());
        QSignalSpy finished(r.get(), &Runner::finished);
        r->start();
        QTRY_COMPARE(m_action->started.size(), 1);
        r->cancel();
        QTRY_COMPARE(finished.size(), 1);
        QCOMPARE(finished[0][0].toBool(), false);
        QCOMPARE(r->record(u"a"_s).state, StepState::Cancelled);
        QCOMPARE(m_action->started.size(), 1);
        QVERIFY(!r->isRunning());
        m_action->autoDone = true;
        QVERIFY(runs(*r));
        r->cancel(); // nothing runs: nothing to say
        QTest::qWait(10);
        QCOMPARE(finished.size(), 2);
    }

    void aStepEndsAfterItsRunner()
    {
        m_action->autoDone = false;
        auto r = runner(diamond());
        r->start();
        QTRY_COMPARE(m_action->started.size(), 1);
        r.reset();
        const auto context = m_action->contexts[u"a"_s];
        QVERIFY(!context->note({{u"id"_s, 1}}));
        context->say(u"nobody listens"_s);
        QVERIFY(context->output(u"a"_s).isEmpty());
        QTest::qWait(10);
    }

    void unknownKindsFailWithASentence()
    {
        auto r = runner({{u"a"_s, u"other"_s, {}, {}, {}}, {u"b"_s, u"k"_s, {}, {}, {}}});
        QVERIFY(!runs(*r));
        QVERIFY(r->record(u"a"_s).error.message.contains(u"other"_s));
        QCOMPARE(r->record(u"b"_s).state, StepState::Done);
    }

    void saysWhatItDoes()
    {
        m_action->onRun = [](const ContextPtr &context) { context->say(u"hello"_s); };
        auto r = runner({{u"a"_s, u"k"_s, {}, {}, {}}});
        QSignalSpy said(r.get(), &Runner::stepSaid);
        QVERIFY(runs(*r));
        QCOMPARE(said.size(), 1);
        QCOMPARE(said[0][0].toString(), u"a"_s);
        QCOMPARE(said[0][1].toString(), u"hello"_s);
    }

    void manyStepsEndInTime()
    {
        QList<Step> steps;
        for (int i = 0; i < 600; ++i) {
            steps << Step{u"s%1"_s.arg(i),
                          u"k"_s,
                          u"h%1"_s.arg(i % 50),
                          i < 50 ? QStringList{} : QStringList{u"s%1"_s.arg(i - 50)},
                          {}};
        }
        auto r = runner(steps, 64);
        QElapsedTimer timer;
        timer.start();
        QVERIFY(runs(*r));
        QVERIFY2(timer.elapsed() < 3000, qPrintable(QString::number(timer.elapsed())));
    }
};

QTEST_GUILESS_MAIN(tst_Plan)
#include "tst_plan.moc"
