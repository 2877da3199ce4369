// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/health.h"
#include "core/plan/step.h"

#include <QDateTime>
#include <QString>

//! Words for values, the same everywhere in the windows.
namespace skep::ui {

QString healthWord(cluster::Health health);
QString stateWord(plan::StepState state);
QString durationText(qint64 milliseconds); //!< "4.2 s", "1:07 min", "1:02:33 h"
QString ageText(const QDateTime &since, const QDateTime &now); //!< "12 s ago", "3 min ago"
QString memoryText(qint64 bytes); //!< "2 GiB"
QString listText(const QStringList &items); //!< "a, b and c"

} // namespace skep::ui
