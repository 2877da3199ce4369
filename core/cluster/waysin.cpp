// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/waysin.h"

#include "core/cluster/entries.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace skep::cluster {

namespace {

const QString engineSocket = u"/var/run/docker.sock"_s;

} // namespace

QList<WayIn> waysIn(const local::Places &places, const QStringList &clusterIds)
{
    QList<WayIn> ways;
    if (QFileInfo::exists(engineSocket))
        ways.append({WayIn::Source::LocalEngine, {}, "unix://"_L1 + engineSocket});
    if (const QString named = qEnvironmentVariable("DOCKER_HOST"); !named.isEmpty())
        ways.append({WayIn::Source::Environment, {}, named});
    const auto contexts = local::DockerContexts(places.docker).all();
    for (const auto &context : contexts) {
        if (!clusterIds.contains(context.owner) && !context.host.isEmpty())
            ways.append({WayIn::Source::DockerContext, context.name, context.host});
    }
    const auto machines = local::readMachineStore(local::machineStoreFolder()).machines;
    for (const auto &machine : machines) {
        if (const auto entry = entryOf(machine))
            ways.append({WayIn::Source::StoredMachine, machine.name, describe(*entry)});
    }
    return ways;
}

Result<Entry> entryOf(const WayIn &way, const local::Places &places)
{
    if (way.source == WayIn::Source::DockerContext)
        return entryOf(local::DockerContexts(places.docker), way.name);
    if (way.source == WayIn::Source::StoredMachine) {
        const auto machines = local::readMachineStore(local::machineStoreFolder()).machines;
        for (const auto &machine : machines) {
            if (machine.name == way.name)
                return entryOf(machine);
        }
    }
    auto entry = entryFrom(way.address);
    if (entry && way.source == WayIn::Source::Environment && entry->kind == Entry::Kind::Endpoint)
        entry->certificates = qEnvironmentVariable("DOCKER_CERT_PATH");
    return entry;
}

} // namespace skep::cluster
