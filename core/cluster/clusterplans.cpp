// SPDX-License-Identifier: GPL-3.0-or-later
// A cluster's plans: how creating and destroying start, go on and end.
#include "core/base/atomicfile.h"
#include "core/cluster/actions/actions.h"
#include "core/cluster/cluster_p.h"
#include "core/cluster/compose.h"
#include "core/cluster/expected.h"
#include "core/cluster/leftovers.h"
#include "core/cluster/planner.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace skep::cluster {

namespace {

// Machines do not wait for one another: what limits is the cloud's own pace.
constexpr int stepsAtOnce = 64;

// What others can change in the cloud's console is asked for again, so that resuming puts a deleted rule
// back.
Result<> askForRulesAgain(const QList<plan::Step> &steps, plan::Journal &journal)
{
    const auto records = journal.records();
    for (const auto &step : steps) {
        auto record = records.value(step.id);
        if (step.kind != "rule"_L1 || record.state != plan::StepState::Done)
            continue;
        record.state = plan::StepState::Waiting;
        if (auto written = journal.write(step.id, record); !written)
            return written;
    }
    return {};
}

// What stays on a server of the user's on purpose.
QStringList leftOnServer(const plan::Step &step, const plan::Record &record)
{
    QStringList lines;
    const auto left = record.output.value("left"_L1).toArray();
    for (const auto &one : left) {
        const QString thing = one.toString();
        lines.append(thing == "engine"_L1
                         ? Cluster::tr("on %1: the engine that Skep has installed").arg(step.host)
                         : Cluster::tr("on %1: %2").arg(step.host, thing));
    }
    return lines;
}

// What an earlier destruction has met stays written down; what the cloud still has is deleted anew.
Result<> clearForDestruction(const QList<plan::Step> &planned, plan::Journal &journal)
{
    auto earlier = journal.records();
    for (const auto &step : planned)
        earlier.remove(step.id);
    if (auto cleared = journal.clear(); !cleared)
        return cleared;
    for (auto it = earlier.cbegin(); it != earlier.cend(); ++it) {
        if (auto written = journal.write(it.key(), it.value()); !written)
            return written;
    }
    return {};
}

} // namespace

void Cluster::Private::startCreation()
{
    if (auto mine = beginWriting(); !mine)
        return notMine(mine.error());
    if (file.phase == Phase::Ready || file.phase == Phase::Destroyed) { // another program has done it
        endWriting();
        QMetaObject::invokeMethod(
            q, [this] { emit q->finished(true); }, Qt::QueuedConnection);
        return;
    }
    isStarting = true;
    setPhase(Phase::Creating);
    auto planned = planCreation(file.spec, {file.id});
    if (!planned)
        return refuse(Phase::Interrupted,
                      file.spec.templateName.isEmpty() ? onlyLabelsTell() : planned.error());
    if (file.spec.isOnOwnServers())
        return run(*planned, creationActions(site.get()), u"journal"_s);
    auto provided = surroundings.provider(file.account);
    stopStarting = [provided]() mutable { provided.cancel(); };
    onResult(provided, q, [this, planned](const Result<cloud::CloudProvider *> &provider) {
        if (!provider)
            return refuse(Phase::Interrupted, provider.error());
        site->setProvider(*provider);
        run(*planned, creationActions(site.get()), u"journal"_s);
    });
}

void Cluster::Private::startDestruction()
{
    if (auto mine = beginWriting(); !mine)
        return notMine(mine.error());
    isStarting = true;
    destroyWhenStopped = false;
    monitor.reset();
    setPhase(Phase::Destroying);
    if (file.spec.isOnOwnServers())
        return run(planCleaning(file.planned()), destructionActions(site.get()), u"destroy-journal"_s);
    auto found = andThen(surroundings.provider(file.account), q, [this](cloud::CloudProvider *provider) {
        site->setProvider(provider);
        return takeInventory(provider, file.id, expectedIn(surroundings.folder), site.get());
    });
    stopStarting = [found]() mutable { found.cancel(); };
    onResult(found, q, [this](const Result<Inventory> &inventory) {
        if (!inventory)
            return refuse(Phase::Destroying, inventory.error());
        run(planDestruction(*inventory), destructionActions(site.get()), u"destroy-journal"_s);
    });
}

void Cluster::Private::refuse(Phase phase, const Error &error)
{
    isStarting = false;
    endsAtOnce = false;
    stopStarting = {};
    setPhase(phase, error);
    emit q->finished(false);
}

void Cluster::Private::run(QList<plan::Step> planned, plan::Actions actions, const QString &journalName)
{
    const bool destroys = file.phase == Phase::Destroying;
    auto journal = plan::Journal::open(surroundings.folder + u'/' + journalName);
    Result<> prepared;
    if (journal && destroys)
        prepared = clearForDestruction(planned, **journal);
    if (journal && file.phase == Phase::Changing)
        prepared = prepareChangeJournal(**journal);
    if (journal && prepared && !destroys)
        prepared = askForRulesAgain(planned, **journal);
    if (!journal || !prepared)
        return refuse(destroys                            ? Phase::Destroying
                          : file.phase == Phase::Changing ? Phase::Ready
                                                          : Phase::Interrupted,
                      journal ? prepared.error() : journal.error());
    steps = planned;
    runner = std::make_unique<plan::Runner>(std::move(planned), std::move(actions), *journal, stepsAtOnce);
    records.clear();
    QObject::connect(runner.get(), &plan::Runner::stepChanged, q, [this](const QString &id) {
        const bool isAnother = learnChange(id);
        learn(id);
        if (isAnother || id.endsWith("/address"_L1) || id.endsWith("/host-key"_L1)) {
            save();
            emit q->machinesChanged();
        }
        emit q->stepChanged(id);
    });
    QObject::connect(runner.get(), &plan::Runner::stepSaid, q, &Cluster::stepSaid);
    QObject::connect(runner.get(), &plan::Runner::finished, q, [this](bool complete) { stopped(complete); });
    isStarting = false;
    stopStarting = {};
    if (!destroys)
        learnAll();
    emit q->planChanged();
    runner->start();
    if (std::exchange(endsAtOnce, false))
        runner->cancel();
}

// The journal's lock goes with the runner, so that another program may go on with the plan.
void Cluster::Private::stopped(bool complete)
{
    Error why = whyStopped();
    for (const auto &step : std::as_const(steps))
        records.insert(step.id, runner->record(step.id));
    runner->disconnect(q);
    runner.release()->deleteLater();
    if (file.phase == Phase::Destroying)
        return destructionEnded(complete);
    if (destroyWhenStopped)
        return startDestruction();
    learnAll();
    if (file.phase == Phase::Changing)
        return changeEnded(complete, why);
    if (const auto proof = records.value(u"cluster/proof"_s).output.value("proof"_L1).toObject();
        !proof.isEmpty())
        takeProof(proofFromJson(proof));
    setPhase(complete ? Phase::Ready : Phase::Interrupted, complete ? Error{} : why);
    emit q->machinesChanged();
    emit q->finished(complete);
}

Error Cluster::Private::whyStopped() const
{
    Error why = runner->error();
    for (const auto &step : steps) {
        const auto record = runner->record(step.id);
        if (record.state == plan::StepState::Failed) {
            why = record.error;
            why.message = step.id + u": "_s + why.message;
            break;
        }
    }
    return why;
}

// What was written for docker in the user's shell goes with the cluster: by then it leads nowhere.
void Cluster::Private::destructionEnded(bool complete)
{
    if (!complete)
        return writeReceipt(false, {});
    onResult(shell->takeAll(), q, [this](const Result<ShellAccess::Taken> &taken) {
        writeReceipt(true, taken ? *taken : ShellAccess::Taken{{}, {taken.error().message}});
    });
}

void Cluster::Private::writeReceipt(bool complete, const ShellAccess::Taken &shellTaken)
{
    receipt = {};
    receipt.at = QDateTime::currentDateTimeUtc();
    for (const auto &step : std::as_const(steps)) {
        const auto record = records.value(step.id);
        const bool isDone = record.state == plan::StepState::Done;
        QString why = record.error.message;
        QString what;
        if (step.kind == "machine-gone"_L1)
            what = Cluster::tr("machine %1").arg(step.id.section(u'/', 0, 0));
        else if (step.kind == "server-clean"_L1)
            what = Cluster::tr("everything of the cluster on your server %1").arg(step.host);
        else if (step.kind == "delete-group"_L1)
            what = Cluster::tr("firewall group %1").arg(step.input.value("name"_L1).toString());
        else if (step.kind == "delete-affinity-group"_L1)
            what = Cluster::tr("anti-affinity group %1").arg(step.input.value("name"_L1).toString());
        else if (step.kind == "delete-key"_L1)
            what = Cluster::tr("SSH key %1").arg(step.input.value("name"_L1).toString());
        else if (step.kind == "delete-secrets"_L1)
            what = Cluster::tr("secrets of the cluster on this computer");
        else
            continue;
        if (why.isEmpty() && !step.needs.isEmpty()) // it was not come to, since what goes before it failed
            why = records.value(step.needs.first()).error.message;
        if (isDone) {
            receipt.deleted.append(what);
            receipt.left += leftOnServer(step, record);
        } else
            receipt.left.append(why.isEmpty() ? what : what + u": "_s + why);
    }
    receipt.deleted += shellTaken.gone;
    const auto text = QJsonDocument(toJson(receipt)).toJson();
    Error error;
    if (auto written = writeAtomically(surroundings.folder + u"/receipt.json"_s, text); !written)
        error = written.error();
    if (!shellTaken.left.isEmpty()) // costs nothing, and leads nowhere
        error = {ErrorCode::Io,
                 Cluster::tr("Not taken back on this computer: %1").arg(shellTaken.left.join(u"; "_s)),
                 {},
                 false};
    if (!complete)
        error = {ErrorCode::Remote,
                 Cluster::tr("Not everything could be deleted: %1").arg(receipt.left.join(u"; "_s)),
                 {},
                 true};
    setPhase(complete ? Phase::Destroyed : Phase::Destroying, error);
    emit q->finished(complete);
}

} // namespace skep::cluster
