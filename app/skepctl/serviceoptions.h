// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/skepctl/access.h"
#include "core/docker/containerspec.h"

//! The options that describe a service or a container.
namespace skep::ctl {

Result<> applyOptions(const Session &session, docker::ServiceSpec &spec); //!< on top of what it is
Result<docker::ServiceSpec>
specFromFile(const QString &path); //!< an engine's service spec as JSON; "-": stdin
Result<docker::ContainerSpec> containerFromOptions(const Session &session);
Result<docker::PortSpec> parsePublish(const QString &text); //!< [PUBLISHED:]TARGET[/PROTOCOL][,host]

//! The login that an image is pulled with: the one that the options name, its password from stdin, else the
//! one that is kept for its registry; none where there is neither.
Pending<std::optional<docker::RegistryLogin>> loginFor(Session &session, const QString &image);
std::optional<QString> keptRegistry(Session &session, const QString &image); //!< whose login is kept
Error problemsError(const QList<docker::FieldProblem> &problems);

} // namespace skep::ctl
