// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QMetaType>
#include <QPair>
#include <QString>

//! Schedules of faults and kills for the real planner, runner and journal format on a modelled cloud.
namespace skep::test {

enum class Fault {
    LostBefore, //!< the call never arrives
    LostAfter, //!< the call is done, its answer is lost
    Refused //!< nothing is done, and the cloud says so
};

//! Mistakes that the program could have; each has to be found.
enum class Mistake { None, CreatesBlindly, LooksOnce, LabelsLater, ForgetsOnDestroy };

//! All that happens to one cluster from its creation to its destruction.
struct Schedule
{
    int managers = 1;
    int workers = 0;
    int consulServers = 0;
    bool keepsApart = false;
    int atOnce = 64;
    int lag = 0; //!< looks that a new object stays unlisted for
    QList<int>
        kills; //!< after so many effects (journal writes and calls) of a run; a torn record where negative
    QList<QPair<int, Fault>> faults; //!< by the number of the changing call, over all runs
};

struct Figures
{
    qint64 kills = 0;
    qint64 faults = 0;
    qint64 machines = 0;
    qint64 runs = 0;
};

Schedule scheduleOf(quint32 seed);
QString describe(const Schedule &schedule);
//! Creates and destroys under the schedule. Gives the first rule that was broken; nothing when all held.
QString run(const Schedule &schedule, Mistake mistake, Figures *figures = nullptr);
//! The smallest schedule that was found to fail, beginning with one that does.
Schedule shrunk(Schedule schedule, Mistake mistake);

} // namespace skep::test

Q_DECLARE_METATYPE(skep::test::Mistake)
