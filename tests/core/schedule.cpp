// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/schedule.h"

#include "core/cluster/destruction.h"
#include "core/cluster/planner.h"
#include "core/plan/runner.h"
#include "tests/core/modelcloud.h"
#include "tests/support/plans.h"

#include <QCoreApplication>
#include <QRandomGenerator>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace skep::test {

namespace {

constexpr int mostRuns = 60;

cluster::ClusterSpec specFrom(const Schedule &schedule)
{
    auto spec = specOf(schedule.managers, schedule.workers, schedule.consulServers);
    spec.managerOptions.antiAffinity = schedule.keepsApart;
    return spec;
}

//! One cluster's life under a schedule: each run of a plan is a program that may be killed.
class Life
{
public:
    Life(const Schedule &schedule, Mistake mistake)
        : m_schedule(schedule)
        , m_mistake(mistake)
        , m_spec(specFrom(schedule))
        , m_machine(schedule, mistake)
    {
    }

    QString live()
    {
        const auto planned = cluster::planCreation(m_spec, {clusterId});
        if (!planned)
            return planned.error().message;
        for (int i = 0; !runPlan(*planned, m_journal); ++i) {
            if (const QString broken = check(); !broken.isEmpty())
                return broken;
            if (i == mostRuns)
                return u"the creation does not come to its end"_s;
        }
        if (const QString broken = check(); !broken.isEmpty())
            return broken;
        if (m_machine.count(ModelKind::Machine) != cluster::machines(m_spec).size())
            return u"the creation is complete, but not all machines are there"_s;
        return destroyAll();
    }

    void addTo(Figures &figures) const
    {
        figures.kills += m_machine.kills;
        figures.faults += m_machine.faultsMet;
        figures.machines += m_machine.made(ModelKind::Machine);
        figures.runs += m_runs;
    }

private:
    QString destroyAll()
    {
        for (int i = 0; i <= mostRuns; ++i) {
            m_destroyJournal.clear(); // as the product does: that plan is made anew from what the cloud has
            m_machine.settleLists();
            const bool complete =
                runPlan(cluster::planDestruction(m_machine.inventory(clusterId)), m_destroyJournal);
            if (const QString broken = check(); !broken.isEmpty())
                return broken;
            if (complete)
                return m_machine.isEmpty() ? QString() : u"destroyed, but something is left"_s;
        }
        return u"the destruction does not come to its end"_s;
    }

    // True when it came to its end with all steps done.
    bool runPlan(const QList<plan::Step> &steps, QByteArray &bytes)
    {
        ++m_runs;
        m_machine.begin(m_runs <= m_schedule.kills.size() ? m_schedule.kills.at(m_runs - 1) : 0);
        auto journal = std::make_shared<ModelJournal>(bytes, m_machine);
        if (!journal->isGood())
            return false;
        bool ended = false;
        bool complete = false;
        plan::Runner runner(steps, modelActions(m_machine, steps), journal, m_schedule.atOnce);
        QObject::connect(&runner, &plan::Runner::finished, &runner, [&](bool all) {
            ended = true;
            complete = all;
        });
        runner.start();
        while (!ended && !m_machine.isDead())
            QCoreApplication::processEvents();
        return complete && !m_machine.isDead();
    }

    QString check() const { return m_machine.broken(m_journal, cluster::machines(m_spec).size()); }

    Schedule m_schedule;
    Mistake m_mistake;
    cluster::ClusterSpec m_spec;
    ModelCloud m_machine;
    QByteArray m_journal;
    QByteArray m_destroyJournal;
    int m_runs = 0;
};

QString nameOf(Fault fault)
{
    switch (fault) {
    case Fault::LostBefore:
        return u"lost before"_s;
    case Fault::LostAfter:
        return u"lost after"_s;
    case Fault::Refused:
        return u"refused"_s;
    }
    return {};
}

// Every way to make a schedule simpler by one thing.
QList<Schedule> simpler(const Schedule &schedule)
{
    QList<Schedule> list;
    const auto add = [&](auto change) {
        list.append(schedule);
        change(list.last());
    };
    for (qsizetype i = 0; i < schedule.faults.size(); ++i)
        add([i](Schedule &s) { s.faults.remove(i); });
    for (qsizetype i = 0; i < schedule.kills.size(); ++i)
        add([i](Schedule &s) { s.kills.remove(i); });
    if (schedule.workers > 0)
        add([](Schedule &s) { --s.workers; });
    if (schedule.managers > 1)
        add([](Schedule &s) { s.managers -= 2; });
    if (schedule.consulServers > 0)
        add([](Schedule &s) { s.consulServers = 0; });
    if (schedule.keepsApart)
        add([](Schedule &s) { s.keepsApart = false; });
    if (schedule.lag > 0)
        add([](Schedule &s) { s.lag = 0; });
    if (schedule.atOnce != 1)
        add([](Schedule &s) { s.atOnce = 1; });
    return list;
}

} // namespace

Schedule scheduleOf(quint32 seed)
{
    QRandomGenerator random(seed);
    const auto drawn = [&](int most) { return random.bounded(most + 1); };
    Schedule schedule;
    schedule.managers = drawn(3) == 0 ? 3 : 1;
    schedule.workers = drawn(2);
    schedule.consulServers = drawn(1);
    schedule.keepsApart = drawn(3) == 0;
    schedule.atOnce = drawn(3) == 0 ? 1 : 64;
    schedule.lag = drawn(1) == 0 ? 0 : 1 + drawn(7);
    for (int i = drawn(3); i > 0; --i)
        schedule.kills.append((1 + drawn(120)) * (drawn(3) == 0 ? -1 : 1));
    for (int i = drawn(4); i > 0; --i)
        schedule.faults.append({drawn(40), static_cast<Fault>(drawn(2))});
    return schedule;
}

QString describe(const Schedule &schedule)
{
    QStringList parts{u"%1 managers, %2 workers, %3 Consul servers, %4 at once, lists lag by %5 looks"_s
                          .arg(schedule.managers)
                          .arg(schedule.workers)
                          .arg(schedule.consulServers)
                          .arg(schedule.atOnce)
                          .arg(schedule.lag)};
    for (const int kill : schedule.kills)
        parts.append(u"killed after %1 effects"_s.arg(kill));
    for (const auto &[call, fault] : schedule.faults)
        parts.append(u"call %1 %2"_s.arg(call).arg(nameOf(fault)));
    return parts.join(u"; "_s);
}

QString run(const Schedule &schedule, Mistake mistake, Figures *figures)
{
    Life life(schedule, mistake);
    const QString trouble = life.live();
    if (figures)
        life.addTo(*figures);
    return trouble;
}

Schedule shrunk(Schedule schedule, Mistake mistake)
{
    for (bool isSmaller = true; isSmaller;) {
        isSmaller = false;
        for (const Schedule &candidate : simpler(schedule)) {
            if (run(candidate, mistake).isEmpty())
                continue;
            schedule = candidate;
            isSmaller = true;
            break;
        }
    }
    return schedule;
}

} // namespace skep::test
