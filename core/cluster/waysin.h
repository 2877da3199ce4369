// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/connected.h"
#include "core/local/places.h"

//! What this computer already knows of engines, here and elsewhere.
namespace skep::cluster {

//! A way to an engine, found on this computer.
struct WayIn
{
    enum class Source { LocalEngine, Environment, DockerContext, StoredMachine };
    Source source = Source::LocalEngine;
    QString name; //!< of the context or the machine; a proposal for the cluster's name
    QString address; //!< as entryFrom() reads it
    bool operator==(const WayIn &) const = default;
};

//! The engine of this computer, where its socket is, the one that DOCKER_HOST names, the contexts of the
//! docker client but those that Skep wrote for one of these clusters, and docker-machine's machines. Reads
//! files; any thread.
QList<WayIn> waysIn(const local::Places &places, const QStringList &clusterIds);

Result<Entry> entryOf(const WayIn &way, const local::Places &places);

} // namespace skep::cluster
Q_DECLARE_METATYPE(skep::cluster::WayIn)
