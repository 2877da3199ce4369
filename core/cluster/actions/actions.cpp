// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/actions/actions.h"

namespace skep::cluster {

plan::Actions creationActions(Site *site)
{
    plan::Actions actions;
    addKeyActions(actions, site);
    addCloudActions(actions, site);
    addMachineActions(actions, site);
    addLoginActions(actions, site);
    addEngineActions(actions, site);
    addEnginePortActions(actions, site);
    addSwarmActions(actions, site);
    addConsulActions(actions, site);
    addTokenActions(actions, site);
    addRegistrarActions(actions, site);
    addProofActions(actions, site);
    addServerActions(actions, site);
    return actions;
}

plan::Actions changeActions(Site *site)
{
    auto actions = creationActions(site);
    addNodeActions(actions, site);
    addLeaveActions(actions, site);
    addConsulServerActions(actions, site);
    addConsulLeaveActions(actions, site);
    addOperatorActions(actions, site);
    addListenActions(actions, site);
    return actions;
}

} // namespace skep::cluster
