// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/step.h"

#include <QDateTime>

namespace skep::ui {

//! One field of the grid: the steps of one machine that belong to one stage.
struct StageCell
{
    QStringList stepIds;
};

struct StageRow
{
    QString name; //!< the machine's, or empty for what belongs to the whole cluster
    QList<StageCell> cells; //!< one for each stage; without steps where a machine has none of it
};

//! A plan as machines by stages, so that forty kinds of steps fit on one screen. Pure.
struct StageGrid
{
    QStringList stages; //!< titles, in the order of the work
    QList<StageRow> rows;
};

StageGrid stageGrid(const QList<plan::Step> &steps);

//! The steps of a field or of a plan taken together.
struct StageSummary
{
    plan::StepState state = plan::StepState::Waiting;
    int done = 0;
    int total = 0;
    QDateTime started;
    QDateTime ended; //!< invalid while something runs
};

StageSummary summary(const QList<plan::Record> &records);

} // namespace skep::ui
