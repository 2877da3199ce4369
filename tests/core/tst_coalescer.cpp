// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/coalescer.h"

#include <QElapsedTimer>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace skep;
using namespace std::chrono_literals;

class tst_Coalescer : public QObject
{
    Q_OBJECT

private slots:
    void manyKeysComeOnceAndTogether()
    {
        QList<QSet<QString>> calls;
        Coalescer<QString> coalescer([&](const QSet<QString> &keys) { calls.append(keys); });
        for (int i = 0; i < 100; ++i)
            coalescer.add(i % 2 ? u"node"_s : u"service"_s);
        QVERIFY(calls.isEmpty());
        QTRY_COMPARE(calls.size(), 1);
        QCOMPARE(calls.first(), (QSet<QString>{u"node"_s, u"service"_s}));
        QTest::qWait(150);
        QCOMPARE(calls.size(), 1);
    }

    void aStormDoesNotPutTheCallOffForEver()
    {
        QElapsedTimer clock;
        qint64 first = -1;
        Coalescer<int> coalescer([&](const QSet<int> &) { first = first < 0 ? clock.elapsed() : first; },
                                 50ms, 150ms);
        QTimer storm;
        connect(&storm, &QTimer::timeout, this, [&] { coalescer.add(1); });
        clock.start();
        coalescer.add(1);
        storm.start(5ms);
        QTRY_VERIFY(first >= 0);
        QVERIFY2(first >= 100, qPrintable(QString::number(first)));
    }

    void keysAddedByTheHandlerComeInTheNextCall()
    {
        int calls = 0;
        Coalescer<int> *self = nullptr;
        Coalescer<int> coalescer([&](const QSet<int> &keys) {
            QCOMPARE(keys.size(), 1);
            if (++calls == 1)
                self->add(2);
        });
        self = &coalescer;
        coalescer.add(1);
        QTRY_COMPARE(calls, 2);
        QVERIFY(coalescer.isEmpty());
    }

    void flushIsAtOnceAndOnlyWithKeys()
    {
        int calls = 0;
        Coalescer<int> coalescer([&](const QSet<int> &) { ++calls; });
        coalescer.flush();
        QCOMPARE(calls, 0);
        coalescer.add(1);
        coalescer.flush();
        QCOMPARE(calls, 1);
        QTest::qWait(50);
        QCOMPARE(calls, 1);
    }
};

QTEST_GUILESS_MAIN(tst_Coalescer)
#include "tst_coalescer.moc"
