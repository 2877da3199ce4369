// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/step.h"

namespace skep::cluster {

class Site;

plan::Actions creationActions(Site *site); //!< all kinds that planCreation() uses
plan::Actions destructionActions(Site *site); //!< all kinds that planDestruction() uses

plan::Actions changeActions(Site *site); //!< all kinds that planChange() uses

// One function per file of this folder.
void addKeyActions(plan::Actions &actions, Site *site);
void addCloudActions(plan::Actions &actions, Site *site);
void addMachineActions(plan::Actions &actions, Site *site);
void addLoginActions(plan::Actions &actions, Site *site);
void addEngineActions(plan::Actions &actions, Site *site);
void addSwarmActions(plan::Actions &actions, Site *site);
void addConsulActions(plan::Actions &actions, Site *site);
void addTokenActions(plan::Actions &actions, Site *site);
void addRegistrarActions(plan::Actions &actions, Site *site);
void addNodeActions(plan::Actions &actions, Site *site);
void addLeaveActions(plan::Actions &actions, Site *site);
void addConsulServerActions(plan::Actions &actions, Site *site);
void addConsulLeaveActions(plan::Actions &actions, Site *site);
void addListenActions(plan::Actions &actions, Site *site);
void addEnginePortActions(plan::Actions &actions, Site *site);
void addOperatorActions(plan::Actions &actions, Site *site);
void addProofActions(plan::Actions &actions, Site *site);
void addServerActions(plan::Actions &actions, Site *site);

} // namespace skep::cluster
