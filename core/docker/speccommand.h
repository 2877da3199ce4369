// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/docker/servicespec.h"

namespace skep::docker {

//! The `docker service create` that stands for a spec, quoted for a shell: shown to a person, never run.
//! Pure; any thread.
QString createCommand(const ServiceSpec &spec, bool withRegistryLogin);

//! One word for a POSIX shell: as it is where nothing in it means anything to the shell, else in quotes.
QString shellWord(const QString &text);
//! The value of --mount, not yet quoted for a shell.
QString mountOption(const MountSpec &mount);

} // namespace skep::docker
