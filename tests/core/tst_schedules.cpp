// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/schedule.h"

#include <QElapsedTimer>
#include <QHashSeed>
#include <QTest>

using namespace skep::test;

//! Random schedules of faults and kills: whatever happens, every object that costs money is in the journal or
//! is found by its label, none is made twice, and a destruction leaves nothing. SKEP_SCHEDULES says how many
//! schedules, SKEP_SCHEDULE_SEED where they begin.
class TestSchedules : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QHashSeed::setDeterministicGlobalSeed(); }
    void nothingIsLostAndNothingMadeTwice();
    void aMistakeIsFound_data();
    void aMistakeIsFound();
    void aFailingScheduleBecomesSmall();

private:
    static int number(const char *variable, int otherwise)
    {
        bool good = false;
        const int value = qEnvironmentVariableIntValue(variable, &good);
        return good ? value : otherwise;
    }
};

void TestSchedules::nothingIsLostAndNothingMadeTwice()
{
    const int first = number("SKEP_SCHEDULE_SEED", 1);
    const int count = number("SKEP_SCHEDULES", 1000);
    QElapsedTimer clock;
    clock.start();
    Figures figures;
    for (int seed = first; seed < first + count; ++seed) {
        const Schedule schedule = scheduleOf(static_cast<quint32>(seed));
        if (const QString trouble = run(schedule, Mistake::None, &figures); !trouble.isEmpty()) {
            const Schedule small = shrunk(schedule, Mistake::None);
            QFAIL(qPrintable(QStringLiteral("seed %1: %2\nshrunk: %3\n%4")
                                 .arg(seed)
                                 .arg(trouble, describe(small), run(small, Mistake::None))));
        }
    }
    qInfo("%d schedules from seed %d in %.1f s: %lld kills, %lld faults met, %lld machines made, %lld runs "
          "of a plan",
          count, first, double(clock.elapsed()) / 1000, static_cast<long long>(figures.kills),
          static_cast<long long>(figures.faults), static_cast<long long>(figures.machines),
          static_cast<long long>(figures.runs));
    QVERIFY(figures.kills > count / 2);
    QVERIFY(figures.faults > count / 2);
}

void TestSchedules::aMistakeIsFound_data()
{
    QTest::addColumn<Mistake>("mistake");
    QTest::newRow("creates again without looking") << Mistake::CreatesBlindly;
    QTest::newRow("looks once, though lists lag") << Mistake::LooksOnce;
    QTest::newRow("labels the machine afterwards") << Mistake::LabelsLater;
    QTest::newRow("says that it is gone before it is") << Mistake::ForgetsOnDestroy;
}

// What cannot fail proves nothing: each mistake that a program of this kind can have breaks the rules here.
void TestSchedules::aMistakeIsFound()
{
    QFETCH(Mistake, mistake);
    for (quint32 seed = 1; seed <= 2000; ++seed) {
        if (const QString trouble = run(scheduleOf(seed), mistake); !trouble.isEmpty()) {
            qInfo("found with seed %u: %s", seed, qPrintable(trouble));
            return;
        }
    }
    QFAIL("2000 schedules did not find it");
}

void TestSchedules::aFailingScheduleBecomesSmall()
{
    for (quint32 seed = 1; seed <= 2000; ++seed) {
        const Schedule schedule = scheduleOf(seed);
        if (run(schedule, Mistake::CreatesBlindly).isEmpty())
            continue;
        const Schedule small = shrunk(schedule, Mistake::CreatesBlindly);
        QVERIFY(!run(small, Mistake::CreatesBlindly).isEmpty());
        QVERIFY2(small.kills.size() + small.faults.size() <= 2, qPrintable(describe(small)));
        return;
    }
    QFAIL("no schedule failed");
}

QTEST_GUILESS_MAIN(TestSchedules)
#include "tst_schedules.moc"
