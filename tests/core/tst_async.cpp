// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/async.h"

#include <QtConcurrent>
#include <QtTest>
using namespace skep;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
class tst_Async : public QObject
{
    Q_OBJECT
private slots:
    void deliversInContextThread()
    {
        QObject ctx;
        int got = 0;
        QThread *th = nullptr;
        onResult(QtConcurrent::run([] {
                     QThread::msleep(20);
                     return Result<int>(4);
                 }),
                 &ctx, [&](Result<int> r) {
                     got = *r;
                     th = QThread::currentThread();
                 });
        QTRY_COMPARE(got, 4);
        QCOMPARE(th, thread());
    }
    void contextDiesFirst()
    {
        auto *ctx = new QObject;
        bool called = false;
        Completer<int> c;
        onResult(c.future(), ctx, [&](Result<int>) { called = true; });
        delete ctx;
        c.settle(3);
        QTest::qWait(20);
        QVERIFY(!called);
    }
    void manyObservers()
    {
        QObject ctx;
        Completer<int> c;
        int n = 0;
        for (int i = 0; i < 3; ++i)
            onResult(c.future(), &ctx, [&](Result<int> r) { n += *r; });
        c.settle(2);
        QTRY_COMPARE(n, 6);
    }
    void droppedCompleterIsCancelled()
    {
        QObject ctx;
        ErrorCode e = ErrorCode::Internal;
        {
            Completer<int> c;
            onResult(c.future(), &ctx, [&](Result<int> r) { e = r.error().code; });
        }
        QTRY_COMPARE(e, ErrorCode::Cancelled);
    }
    void chain()
    {
        QObject ctx;
        QString got;
        auto f = andThen(ready<int>(5), &ctx, [](int v) { return ready<QString>(QString::number(v * 2)); });
        onResult(f, &ctx, [&](Result<QString> r) { got = *r; });
        QTRY_COMPARE(got, u"10"_s);
    }
    void chainVoid()
    {
        QObject ctx;
        bool ok = false;
        auto f = andThen(ready<void>({}), &ctx, [] { return ready<void>({}); });
        onResult(f, &ctx, [&](Result<> r) { ok = r.has_value(); });
        QTRY_VERIFY(ok);
    }
    void chainErrorPassesThrough()
    {
        QObject ctx;
        bool ran = false;
        QString m;
        auto f = andThen(ready<int>(fail(ErrorCode::Auth, u"no"_s)), &ctx, [&](int) {
            ran = true;
            return ready<int>(1);
        });
        onResult(f, &ctx, [&](Result<int> r) { m = r.error().message; });
        QTRY_COMPARE(m, u"no"_s);
        QVERIFY(!ran);
    }
    void cancelReachesTheProducer()
    {
        QObject ctx;
        Completer<int> c;
        bool aborted = false;
        onCancelled(c.future(), &ctx, [&] {
            aborted = true;
            c.settle(fail(ErrorCode::Cancelled, {}));
        });
        auto leaf = andThen(andThen(c.future(), &ctx, [](int v) { return ready<int>(v); }), &ctx,
                            [](int v) { return ready<int>(v); });
        int calls = 0;
        onResult(leaf, &ctx, [&](Result<int> r) {
            ++calls;
            QCOMPARE(r.error().code, ErrorCode::Cancelled);
        });
        leaf.cancel();
        QTRY_VERIFY(aborted);
        QTRY_COMPARE(calls, 1);
    }
    void cancelReachesTheSecondLink()
    {
        QObject ctx;
        Completer<int> second;
        bool aborted = false;
        onCancelled(second.future(), &ctx, [&] { aborted = true; });
        auto leaf = andThen(ready<int>(1), &ctx, [&](int) { return second.future(); });
        QTest::qWait(20);
        leaf.cancel();
        QTRY_VERIFY(aborted);
    }
    void timeout()
    {
        QObject ctx;
        Completer<int> c;
        bool aborted = false;
        onCancelled(c.future(), &ctx, [&] { aborted = true; });
        ErrorCode e = ErrorCode::Internal;
        onResult(withTimeout(c.future(), 30ms, &ctx, u"slow"_s), &ctx,
                 [&](Result<int> r) { e = r.error().code; });
        QTRY_COMPARE(e, ErrorCode::Timeout);
        QTRY_VERIFY(aborted);
    }
    void retries()
    {
        QObject ctx;
        int n = 0;
        int got = 0;
        auto f = retry(&ctx, Backoff{5, 1ms, 5ms}, [&] {
            return ++n < 3 ? ready<int>(fail(ErrorCode::Network, u"x"_s, {}, true)) : ready<int>(n);
        });
        onResult(f, &ctx, [&](Result<int> r) { got = *r; });
        QTRY_COMPARE(got, 3);
    }
    void retryStopsOnFatal()
    {
        QObject ctx;
        int n = 0;
        bool done = false;
        auto f = retry(&ctx, Backoff{5, 1ms, 5ms}, [&] {
            ++n;
            return ready<int>(fail(ErrorCode::Auth, u"x"_s));
        });
        onResult(f, &ctx, [&](Result<int> r) { done = !r; });
        QTRY_VERIFY(done);
        QCOMPARE(n, 1);
    }
    void cancelEndsTheWaitBetweenTwoAttempts()
    {
        QObject ctx;
        int attempts = 0;
        auto f = retry(&ctx, Backoff{5, 60s, 60s}, [&] {
            ++attempts;
            return ready<int>(fail(ErrorCode::Network, u"x"_s, {}, true));
        });
        ErrorCode e = ErrorCode::Internal;
        onResult(f, &ctx, [&](Result<int> r) { e = r.error().code; });
        QTest::qWait(20);
        f.cancel();
        QTRY_COMPARE(e, ErrorCode::Cancelled);
        QCOMPARE(attempts, 1);
    }
    void waitsDoubleUpToTheMostAndJitterStaysInItsBounds()
    {
        const Backoff backoff{10, 100ms, 1000ms, 0.25};
        QCOMPARE(backoff.wait(1, 0.5), 100ms);
        QCOMPARE(backoff.wait(2, 0.5), 200ms);
        QCOMPARE(backoff.wait(4, 0.5), 800ms);
        QCOMPARE(backoff.wait(5, 0.5), 1000ms);
        QCOMPARE(backoff.wait(1000, 0.5), 1000ms);
        QCOMPARE(backoff.wait(1, 0.0), 75ms);
        QCOMPARE(backoff.wait(1, 1.0), 125ms);
    }
};
QTEST_GUILESS_MAIN(tst_Async)
#include "tst_async.moc"
