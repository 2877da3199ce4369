// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/docker/servicespec.h"

//! What can be said about a spec without asking an engine, one sentence per field. Pure; any thread.
namespace skep::docker {

struct FieldProblem
{
    QString field; //!< member of ServiceSpec; with an index where it is a list: "ports[1]"
    QString sentence;
    bool operator==(const FieldProblem &) const = default;
};

QList<FieldProblem> check(const ServiceSpec &spec);

//! The member that an engine's refusal of the spec is about; empty: no single one.
QString refusedField(const Error &error, const ServiceSpec &spec);

// The parts, for a form's fields and for containers; empty: nothing is wrong.
QString imageProblem(const QString &reference);
QString serviceNameProblem(const QString &name);
QString objectNameProblem(const QString &name); //!< of a secret, a config, a network, a volume or a container
QString stackNameProblem(const QString &name);
QString environmentProblem(const QString &assignment);
QString constraintProblem(const QString &constraint);
QString portProblem(const PortSpec &port);
QString mountProblem(const MountSpec &mount);

} // namespace skep::docker
