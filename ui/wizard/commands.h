// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/wizard/wizardservices.h"

namespace skep::ui {

//! The commands that a plan stands for, as somebody would type them: for reading, nothing runs them.
QString equivalentCommands(const cluster::ClusterSpec &spec, const QList<cluster::PlannedMachine> &machines,
                           const QList<FirewallLine> &firewall);

} // namespace skep::ui
