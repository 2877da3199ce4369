// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/step.h"

#include <functional>

namespace skep::ui {

//! What the plan view shows of any plan: its steps, what is known of each, and their words.
struct PlanFeed
{
    QList<plan::Step> steps;
    std::function<plan::Record(const QString &stepId)> record;
    std::function<QString(const plan::Step &step)> title;
};

} // namespace skep::ui
