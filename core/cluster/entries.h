// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/connected.h"
#include "core/local/dockercontexts.h"
#include "core/local/machinestore.h"

//! What other programs know of a machine, as a way in. Nothing is copied: keys and certificates stay where
//! they are.
namespace skep::cluster {

//! By SSH, with docker-machine's own key if it is there. Errors: Config (it has no address, or a user that is
//! none).
Result<Entry> entryOf(const local::StoredMachine &machine);

//! Errors: NotFound, Config (another kind of address; an engine that anybody may use).
Result<Entry> entryOf(const local::DockerContexts &contexts, const QString &name);

} // namespace skep::cluster
