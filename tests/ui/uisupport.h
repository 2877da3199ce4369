// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/store.h"
#include "core/plan/step.h"
#include "ui/dashboard/comb.h"

#include <QWidget>

class QTableView;

//! What the tests of the windows share.
namespace skep::test {

//! Settings of the test go into a folder of its own; the theme is the light one.
void prepareApplication();

//! Draws the widget at the given size and keeps the picture in SKEP_SCREENSHOTS, where that is set. A
//! sentence that is cut off in it, or in a dialog as large as it is by itself, fails the test.
QImage shot(QWidget *widget, const QString &name, QSize size);

//! The table that a screen reader calls so; null: there is none.
QTableView *tableNamed(const QWidget *in, const QString &name);

std::vector<ui::CombCell> manyCells(int count);

//! A plan as creating 1 Consul, 1 manager and 2 workers makes it.
QList<plan::Step> samplePlan();

} // namespace skep::test
