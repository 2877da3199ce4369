// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/monitor.h"

#include "core/base/log.h"
#include "core/cluster/consulwatch.h"
#include "core/cluster/enginewatch.h"
#include "core/cluster/snapshot.h"
#include "core/cluster/swarmwatch.h"

#include <QCoreApplication>
#include <QThreadPool>

namespace skep::cluster {

namespace {

constexpr auto batchTime = std::chrono::milliseconds(20); // answers that come together are told together
constexpr auto saveEvery = std::chrono::seconds(30);

//! Where snapshots are written: elsewhere, since it waits for the disk; one after the other, since they go to
//! one file. All is written before the application is gone: a thread that goes on while the process destroys
//! its globals uses what is gone, too.
QThreadPool &writers()
{
    static QThreadPool *const pool = [] {
        auto *made = new QThreadPool;
        made->setMaxThreadCount(1);
        qAddPostRoutine([] { writers().waitForDone(); });
        return made;
    }();
    return *pool;
}

} // namespace

class Monitor::Private
{
public:
    Private(Store *store, const Sources &sources)
        : writer(store)
        , kind(sources.kind)
        , swarm(store, sources)
        , engine(store, sources)
        , consul(store, sources)
    {
        commit.setSingleShot(true);
        commit.setInterval(batchTime);
        save.setSingleShot(true);
        save.setInterval(saveEvery);
        if (writer.facts().exposures != sources.exposures
            || writer.facts().consulServers != sources.consulServers || writer.facts().engine != sources.kind
            || writer.facts().hasConsul == sources.agents.isEmpty()) {
            writer.edit().exposures = sources.exposures;
            writer.edit().consulServers = sources.consulServers;
            writer.edit().engine = sources.kind;
            writer.edit().hasConsul = !sources.agents.isEmpty();
            writer.commit();
        }
    }

    void saveNow()
    {
        save.stop();
        if (snapshotFile.isEmpty() || !writer.facts().lastHeard.isValid())
            return;
        writers().start([path = snapshotFile, facts = writer.facts()] {
            if (const auto saved = saveSnapshot(path, facts); !saved)
                qCWarning(lcCluster) << saved.error().message << saved.error().detail;
        });
    }

    StoreWriter writer;
    EngineKind kind; //!< which of the two is at work
    SwarmWatch swarm;
    EngineWatch engine;
    ConsulWatch consul;
    QString snapshotFile;
    QTimer commit;
    QTimer save;
};

Monitor::Monitor(Store *store, Sources sources, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(store, sources))
{
    const auto changed = [this] {
        if (!d->commit.isActive())
            d->commit.start();
        if (!d->save.isActive() && !d->snapshotFile.isEmpty())
            d->save.start();
    };
    connect(&d->swarm, &SwarmWatch::changed, this, changed);
    connect(&d->consul, &ConsulWatch::changed, this, changed);
    connect(&d->swarm, &SwarmWatch::refused, this, &Monitor::refused);
    connect(&d->engine, &EngineWatch::changed, this, changed);
    connect(&d->engine, &EngineWatch::refused, this, &Monitor::refused);
    connect(&d->commit, &QTimer::timeout, this, [this] {
        d->writer.commit();
        d->swarm.committed();
    });
    connect(&d->save, &QTimer::timeout, this, [this] { d->saveNow(); });
}

Monitor::~Monitor() = default;

void Monitor::setSnapshotFile(const QString &path)
{
    d->snapshotFile = path;
    if (d->writer.facts().live != LiveState::Never)
        return;
    const bool hasConsul = d->writer.facts().hasConsul;
    const auto exposures = d->writer.facts().exposures;
    const auto servers = d->writer.facts().consulServers;
    auto known = loadSnapshot(path);
    if (!known)
        return; // a first start, or a damaged file: it only held what will be read anew
    d->writer.edit() = *std::move(known);
    d->writer.edit().hasConsul = hasConsul;
    d->writer.edit().exposures = exposures;
    d->writer.edit().consulServers = servers;
    d->writer.edit().engine = d->kind;
    d->writer.commit();
}

void Monitor::start()
{
    if (d->kind == EngineKind::Swarm)
        d->swarm.start();
    else
        d->engine.start();
    d->consul.start();
}

void Monitor::stop()
{
    d->swarm.stop();
    d->engine.stop();
    d->consul.stop();
    if (d->writer.facts().live == LiveState::Live || d->writer.facts().live == LiveState::Reconnecting)
        d->writer.edit().live = LiveState::Stale;
    d->commit.stop();
    d->writer.commit();
    d->saveNow();
}

void Monitor::setVisible(bool visible)
{
    d->swarm.setVisible(visible);
    d->engine.setVisible(visible);
}

void Monitor::refresh()
{
    if (d->kind == EngineKind::Swarm)
        d->swarm.refresh();
    else
        d->engine.refresh();
    d->consul.refresh();
}

} // namespace skep::cluster
