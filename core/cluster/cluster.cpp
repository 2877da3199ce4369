// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/log.h"
#include "core/cluster/actions/actions.h"
#include "core/cluster/cluster_p.h"
#include "core/cluster/compose.h"
#include "core/cluster/planner.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace skep::cluster {

Cluster::Cluster(std::unique_ptr<Private> priv, QObject *parent)
    : QObject(parent)
    , d(std::move(priv))
{
    d->attach(this);
}

Cluster::~Cluster() = default;

QString Cluster::id() const
{
    return d->file.id;
}

QString Cluster::name() const
{
    return d->file.spec.name;
}

const ClusterSpec &Cluster::spec() const
{
    return d->file.spec;
}

Phase Cluster::phase() const
{
    return d->file.phase;
}

Error Cluster::error() const
{
    return d->file.error;
}

QList<MachineRecord> Cluster::machines() const
{
    return d->file.machines;
}

Proof Cluster::proof() const
{
    return d->proofRun ? d->proofRun->proof() : d->file.proof;
}

Receipt Cluster::receipt() const
{
    return d->receipt;
}

QList<plan::Step> Cluster::steps() const
{
    return d->steps;
}

plan::Record Cluster::record(const QString &stepId) const
{
    return d->runner ? d->runner->record(stepId) : d->records.value(stepId);
}

QString Cluster::stepTitle(const plan::Step &step)
{
    return titleOf(step);
}

Store *Cluster::store() const
{
    return d->store.get();
}

void Cluster::resume()
{
    if (d->runner || d->isStarting || phase() == Phase::Destroyed)
        return;
    if (phase() == Phase::Ready) {
        if (d->file.change)
            d->startChange(false);
        return;
    }
    if (phase() == Phase::Destroying)
        return d->startDestruction();
    d->startCreation();
}

void Cluster::cancel()
{
    if (d->runner)
        return d->runner->cancel();
    d->endsAtOnce = d->isStarting;
    if (d->isStarting && d->stopStarting)
        d->stopStarting();
}

void Cluster::destroy()
{
    if (d->isStarting || phase() == Phase::Destroyed || d->file.connected)
        return;
    if (!d->runner)
        return d->startDestruction();
    if (phase() == Phase::Destroying)
        return;
    d->destroyWhenStopped = true;
    d->runner->cancel();
}

void Cluster::prove()
{
    if (phase() != Phase::Ready || d->proofRun || d->file.connected)
        return;
    d->proofRun = std::make_unique<ProofRun>(d->site.get());
    connect(d->proofRun.get(), &ProofRun::changed, this, &Cluster::proofChanged);
    // without a way to the cloud its rules are not looked at, and the rest is proven all the same
    const auto cloud = orElse(d->surroundings.provider(d->file.account), this, [](const Error &) {
        return ready<cloud::CloudProvider *>(static_cast<cloud::CloudProvider *>(nullptr));
    });
    const auto proven = andThen(cloud, this, [this](cloud::CloudProvider *provider) {
        d->site->setProvider(provider);
        return d->proofRun->run();
    });
    onResult(proven, this, [this](const Result<Proof> &result) {
        Proof proof = result ? *result : d->proofRun->proof();
        if (!result) { // not a stage but the way to the cluster failed
            proof.at = QDateTime::currentDateTimeUtc();
            for (auto &stage : proof.stages) {
                if (stage.state == ProofStage::State::Running) {
                    stage.state = ProofStage::State::Failed;
                    stage.detail = result.error().message;
                }
            }
        }
        d->proofRun.release()->deleteLater();
        d->takeProof(proof);
        emit proofEnded();
    });
}

Pending<ssh::Connection *> Cluster::connection(const QString &machineName)
{
    if (auto allowed = d->checkMayChange(); !allowed) // a shell can do anything
        return ready<ssh::Connection *>(fail(allowed.error()));
    return d->site->links()->connection(machineName);
}

Cluster::Private::Private(ClusterFile clusterFile, Surroundings around)
    : file(std::move(clusterFile))
    , surroundings(std::move(around))
    , site(std::make_unique<Site>(file.id, file.spec, surroundings.secrets, surroundings.gateway))
    , wayWatch(std::make_unique<WayWatch>(site->links(), [this] { return managers(); }))
    , store(std::make_unique<Store>(file.spec.consulServers > 0
                                        || (file.connected && !file.connected->consul.isEmpty()),
                                    file.connected ? file.connected->engine : EngineKind::Swarm))
    , operations(std::make_unique<EngineOperations>(way()))
{
}

void Cluster::Private::attach(Cluster *cluster)
{
    q = cluster;
    QObject::connect(wayWatch.get(), &WayWatch::changed, q, &Cluster::operatorWayChanged);
    discovery = std::make_unique<ClusterDiscovery>(cluster, site.get());
    shell = std::make_unique<ShellAccess>(cluster, surroundings.places);
    if (file.connected) {
        showMachines();
        // Later, since the monitor that has changed the store may be made anew.
        QObject::connect(
            store.get(), &Store::nodesChanged, q, [this] { learnNodes(); }, Qt::QueuedConnection);
        watchLogins();
        return enterConnected();
    }
    listPlanned(file);
    if (file.spec.isOnOwnServers()) {
        watchLogins();
        enterOwnServers();
    }
    for (const auto &machine : std::as_const(file.machines)) {
        const auto whereabouts = file.whereabouts(machine);
        if (!whereabouts.address.isEmpty() && !whereabouts.hostKey.isEmpty())
            site->links()->learn(machine.name, whereabouts);
    }
    showMachines();
    loadRecords();
}

// For the plan view of a cluster that nobody works on now.
void Cluster::Private::loadRecords()
{
    if (file.phase == Phase::Destroying || file.phase == Phase::Destroyed)
        return; // that plan is made anew from what the cloud has
    if (const auto planned = planCreation(file.spec, {file.id}))
        steps = *planned;
    if (const auto known = plan::Journal::readOnly(surroundings.folder + u"/journal"_s))
        records = *known;
    learnAll();
    if (!file.change)
        return;
    if (const auto planned = planChange(file.spec, file.planned(), *file.change, file.id))
        steps = *planned;
    if (const auto known = plan::Journal::readOnly(surroundings.folder + u"/change-journal"_s))
        records = *known;
    learnAll();
}

void Cluster::Private::save()
{
    if (auto saved = saveCluster(surroundings.folder, file); !saved)
        qCWarning(lcCluster) << "cannot save the cluster:" << saved.error().message << saved.error().detail;
}

void Cluster::Private::setPhase(Phase phase, const Error &error)
{
    file.phase = phase;
    file.error = error;
    save();
    endWriting();
    emit q->phaseChanged();
}

void Cluster::Private::learnAll()
{
    for (const auto &step : std::as_const(steps)) {
        learnChange(step.id);
        learn(step.id);
    }
}

void Cluster::Private::learn(const QString &stepId)
{
    const QJsonObject output = q->record(stepId).output;
    const QString name = stepId.section(u'/', 0, 0);
    const QString step = stepId.section(u'/', 1);
    if (stepId == "cluster/keys"_L1)
        site->expect(output.value("fingerprints"_L1).toObject());
    const auto machine = std::find_if(file.machines.begin(), file.machines.end(),
                                      [&](const MachineRecord &known) { return known.name == name; });
    if (output.isEmpty() || machine == file.machines.end())
        return;
    const auto text = [&](QLatin1StringView key) { return output.value(key).toString(); };
    if (step == "create"_L1) {
        machine->machineId = text("machineId"_L1);
        // A creation that was begun twice has noted another one-time key the second time; the machine's own
        // wins.
        if (!q->record(name + u"/host-key"_s).output.contains("hostKey"_L1))
            file.hostKeys.insert(name, text("hostKey"_L1).toLatin1());
    } else if (step == "address"_L1) {
        machine->address = text("address"_L1);
        machine->privateAddress = text("privateAddress"_L1);
        machine->sshPort = output.value("sshPort"_L1).toInt(22);
    } else if (step == "host-key"_L1 && !text("hostKey"_L1).isEmpty()) {
        file.hostKeys.insert(name, text("hostKey"_L1).toLatin1());
    } else {
        return;
    }
    const auto whereabouts = file.whereabouts(*machine);
    // While a plan runs its steps say themselves which key is the one of the moment.
    if (!runner && !whereabouts.address.isEmpty() && !whereabouts.hostKey.isEmpty())
        site->links()->learn(name, whereabouts);
}

void Cluster::Private::takeProof(const Proof &proof)
{
    change([&] { file.proof = proof; });
    emit q->proofChanged();
}

} // namespace skep::cluster
