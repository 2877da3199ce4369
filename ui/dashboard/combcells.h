// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/store.h"
#include "core/cluster/workspace.h"
#include "ui/dashboard/comb.h"

//! What the comb shows of a store. Pure.
namespace skep::ui {

std::vector<CombCell> nodeCells(const cluster::Store &store);
std::vector<CombCell> taskCells(const cluster::Store &store); //!< those that should run
std::vector<CombCell> machineCells(const QList<cluster::MachineRecord> &machines);

//! "ok 36 · converging 1".
class HealthCounts
{
public:
    void add(cluster::Health health) { ++m_counts[size_t(health)]; }
    QString text() const;

private:
    int m_counts[5] = {};
};

} // namespace skep::ui
