// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/waysin.h"

#include <QCoreApplication>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace skep::cluster {

namespace {

const QString engineSocket = u"/var/run/docker.sock"_s;

class Texts
{
    Q_DECLARE_TR_FUNCTIONS(skep::cluster::WaysIn)
};

} // namespace

QList<WayIn> waysIn(const local::Places &places)
{
    QList<WayIn> ways;
    if (QFileInfo::exists(engineSocket))
        ways.append({WayIn::Source::LocalEngine, {}, "unix://"_L1 + engineSocket});
    if (const QString named = qEnvironmentVariable("DOCKER_HOST"); !named.isEmpty())
        ways.append({WayIn::Source::Environment, {}, named});
    const auto contexts = local::DockerContexts(places.docker).all();
    for (const auto &context : contexts) {
        if (context.owner.isEmpty() && !context.host.isEmpty())
            ways.append({WayIn::Source::DockerContext, context.name, context.host});
    }
    return ways;
}

Result<Entry> entryOfContext(const local::DockerContexts &contexts, const QString &name)
{
    const auto context = contexts.find(name);
    if (!context)
        return fail(context.error());
    auto entry = entryFrom(context->host);
    if (!entry)
        return entry;
    entry->context = name;
    entry->certificates = contexts.certificatesOf(name);
    if (entry->kind == Entry::Kind::Endpoint && entry->certificates.isEmpty())
        return fail(ErrorCode::Config,
                    Texts::tr("The context “%1” has no certificates: whoever reaches %2 has root there, and "
                              "so would whoever listens. Skep does not use it; connect by SSH.")
                        .arg(name, context->host));
    return entry;
}

Result<Entry> entryOf(const WayIn &way, const local::Places &places)
{
    if (way.source == WayIn::Source::DockerContext)
        return entryOfContext(local::DockerContexts(places.docker), way.name);
    auto entry = entryFrom(way.address);
    if (entry && way.source == WayIn::Source::Environment && entry->kind == Entry::Kind::Endpoint)
        entry->certificates = qEnvironmentVariable("DOCKER_CERT_PATH");
    return entry;
}

} // namespace skep::cluster
