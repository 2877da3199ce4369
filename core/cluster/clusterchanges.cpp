// SPDX-License-Identifier: GPL-3.0-or-later
// Changes of a ready cluster: how one begins, goes on, ends or is given up.
#include "core/base/log.h"
#include "core/cluster/actions/actions.h"
#include "core/cluster/cluster_p.h"
#include "core/cluster/compose.h"
#include "core/cluster/planner.h"
#include "core/cluster/quorum.h"
#include "core/crypto/keys.h"
#include "core/docker/client.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace skep::cluster {

namespace {

bool wasTouched(const QHash<QString, plan::Record> &records, const QString &stepId)
{
    return records.value(stepId).attempts > 0 || !records.value(stepId).output.isEmpty();
}

} // namespace

std::optional<Change> Cluster::change() const
{
    return d->file.change;
}

QList<PlannedMachine> Cluster::plannedMachines() const
{
    return d->file.planned();
}

Pending<QMap<QString, int>> Cluster::usedNumbers()
{
    if (auto ours = d->checkIsOurs(); !ours)
        return ready<QMap<QString, int>>(fail(ours.error()));
    return d->usedNumbers();
}

Pending<QList<cloud::InstanceType>> Cluster::machineTypes()
{
    return andThen(d->surroundings.provider(d->file.account), this,
                   [](cloud::CloudProvider *provider) { return provider->instanceTypes(); });
}

Pending<QList<cloud::MachineTemplate>> Cluster::machineTemplates()
{
    return andThen(d->surroundings.provider(d->file.account), this,
                   [](cloud::CloudProvider *provider) { return provider->templates(); });
}

Pending<> Cluster::addNodes(const NodeWish &wish)
{
    if (auto ours = d->checkIsOurs(); !ours) // before its cloud is asked: it may have none
        return ready<>(std::move(ours));
    return andThen(d->usedNumbers(), this, [this, wish](const QMap<QString, int> &used) {
        auto machines = newMachines(spec(), wish, used);
        if (!machines)
            return ready<>(fail(machines.error()));
        Change change;
        change.add = *machines;
        return d->beginChange(change);
    });
}

Pending<> Cluster::removeNodes(const QStringList &machineNames, const Removal &how)
{
    Change change;
    change.patience = how.patience;
    change.isHurried = how.isHurried;
    for (const QString &name : machineNames)
        change.remove.append(d->leaving(name));
    if (auto good = checkChange(spec(), d->file.planned(), change); !good)
        return ready<>(std::move(good));
    return andThen(d->viewFor(change), this, [this, change](const Private::View &seen) mutable {
        for (auto &leaving : change.remove)
            leaving.isDead = seen.isDead(leaving);
        return d->beginChange(change);
    });
}

Pending<> Cluster::replaceNode(const QString &machineName)
{
    const auto old = d->site->machine(machineName);
    return andThen(d->usedNumbers(), this, [=, this](const QMap<QString, int> &numbers) {
        Change change;
        change.remove = {d->leaving(machineName)};
        change.add = {successorOf(spec(), old, numbers)};
        if (auto good = checkChange(spec(), d->file.planned(), change); !good)
            return ready<>(std::move(good));
        return andThen(d->viewFor(change), this, [=, this](const Private::View &seen) mutable {
            auto &leaving = change.remove.first();
            leaving.isDead = seen.isDead(leaving);
            if (!leaving.isDead && !leaving.runsConsulServer)
                return ready<>(
                    fail(ErrorCode::Conflict,
                         tr("%1 is not dead: the swarm sees it as ready. Remove it and add another, or "
                            "wait until the swarm has noticed.")
                             .arg(machineName)));
            if (const auto *node = seen.node(machineName))
                change.labels = node->labels;
            return d->beginChange(change);
        });
    });
}

Pending<> Cluster::changeRole(const QString &machineName, MachineRole role)
{
    Change change;
    change.roles = {{machineName, role}};
    return d->beginChange(change);
}

Pending<> Cluster::moveOperator(const QStringList &cidrs)
{
    Change change;
    change.operatorCidrs = cidrs;
    change.operatorCidrs.removeDuplicates();
    if (auto mine = d->beginWriting(); !mine)
        return ready<>(std::move(mine));
    const auto end = qScopeGuard([this] { d->endWriting(); });
    // A move that did not get in is no reason to stay outside: another one takes its place.
    if (d->file.change && d->file.change->isOfOperatorOnly() && !d->runner && !d->isStarting) {
        if (auto good = checkChange(spec(), d->file.planned(), change); !good)
            return ready<>(std::move(good));
        change.closeCidrs = d->file.change->operatorCidrs + d->file.change->closeCidrs;
        change.closeCidrs.removeDuplicates();
        change.id = crypto::newUuid();
        d->file.change = change;
        return d->startChange(false);
    }
    return d->beginChange(change);
}

void Cluster::hurry()
{
    if (!d->file.change || d->runner || d->isStarting)
        return;
    d->change([this] {
        if (d->file.change)
            d->file.change->isHurried = true;
    });
}

// What was asked for may exist, also where no answer came; it goes by the way of the dead, which needs
// nothing of the machine itself.
void Cluster::giveUp()
{
    if (!d->file.change || d->runner || d->isStarting)
        return;
    if (auto mine = d->beginWriting(); !mine)
        return d->notMine(mine.error());
    const auto end = qScopeGuard([this] { d->endWriting(); });
    if (!d->file.change)
        return;
    if (d->file.change->isOfOperatorOnly()) {
        moveOperator(spec().operatorCidrs);
        return;
    }
    const auto servers = d->file.change->leavingServers();
    for (const QString &server : servers) {
        if (wasTouched(d->records, server + u"/consul-leave"_s))
            return d->refuse(
                Phase::Ready,
                {ErrorCode::Conflict,
                 tr("%1 has begun to leave Consul, and what has taken its place must stay. Go on "
                    "with the change.")
                     .arg(server)});
    }
    Change undo;
    undo.open = d->file.change->close;
    undo.close = d->file.change->open;
    undo.id = crypto::newUuid();
    for (const auto &machine : std::as_const(d->file.change->add)) {
        if (wasTouched(d->records, machine.name + u"/create"_s))
            undo.remove.append({machine.name, machine.role, true, machine.runsConsulServer});
    }
    for (const auto &leaving : std::as_const(d->file.change->remove)) {
        if (wasTouched(d->records, leaving.name + u"/drain"_s)
            && d->records.value(leaving.name + u"/swarm-leave"_s).attempts == 0)
            undo.activate.append(leaving.name);
    }
    if (undo.remove.isEmpty() && undo.activate.isEmpty() && !undo.isOfExposuresOnly()) {
        d->file.change.reset();
        d->showMachines();
        d->setPhase(Phase::Ready);
        emit finished(true);
        return;
    }
    d->file.change = undo;
    d->save();
    d->startChange(false);
}

Pending<> Cluster::setAvailability(const QString &machineName, docker::Availability availability)
{
    return andThen(d->view(), this, [=, this](const Private::View &seen) {
        const auto *node = seen.node(machineName);
        if (!node)
            return ready<>(fail(ErrorCode::NotFound, tr("The swarm has no node “%1”.").arg(machineName)));
        return andThen(d->site->links()->engine(seen.manager), this,
                       [id = node->id, availability](docker::Client *engine) {
                           return engine->setAvailability(id, availability);
                       });
    });
}

Pending<> Cluster::changeLabels(const QString &machineName, const QMap<QString, QString> &set,
                                const QStringList &unset)
{
    return andThen(d->view(), this, [=, this](const Private::View &seen) {
        const auto *node = seen.node(machineName);
        if (!node)
            return ready<>(fail(ErrorCode::NotFound, tr("The swarm has no node “%1”.").arg(machineName)));
        return andThen(
            d->site->links()->engine(seen.manager), this,
            [=, id = node->id](docker::Client *engine) { return engine->changeLabels(id, set, unset); });
    });
}

Pending<> Cluster::Private::beginChange(Change change)
{
    if (auto ours = checkIsOurs(); !ours)
        return ready<>(std::move(ours));
    if (file.change)
        return ready<>(fail(ErrorCode::Conflict,
                            Cluster::tr("A change of %1 is not finished (%2): go on with it or give it up.")
                                .arg(q->name(), describe(*file.change))));
    if (file.phase != Phase::Ready || runner || isStarting)
        return ready<>(fail(ErrorCode::Conflict, Cluster::tr("The cluster %1 is not ready.").arg(q->name())));
    if (auto good = checkChange(file.spec, file.planned(), change); !good)
        return ready<>(std::move(good));
    return andThen(viewFor(change), q, [this, change](const View &seen) mutable {
        if (auto mine = beginWriting(); !mine)
            return ready<>(std::move(mine));
        const auto end = qScopeGuard([this] { endWriting(); });
        if (file.change || file.phase != Phase::Ready || runner || isStarting)
            return ready<>(fail(ErrorCode::Conflict, Cluster::tr("Another change has begun meanwhile.")));
        if (auto good = checkChange(file.spec, file.planned(), change); !good)
            return ready<>(std::move(good));
        if (auto allowed =
                quorumAllows(managersSeen(seen.nodes), change.losingManagers(), change.joiningManagers());
            !allowed)
            return ready<>(std::move(allowed));
        if (auto allowed = change.touchesConsul()
                ? consulAllows(seen.servers, change.leavingServers(), change.joiningServers())
                : Result<>{};
            !allowed)
            return ready<>(std::move(allowed));
        change.id = crypto::newUuid();
        QStringList names;
        for (const auto &machine : std::as_const(change.add))
            names.append(machine.name);
        const auto numbers = numbersIn(file.spec, names);
        for (auto it = numbers.begin(); it != numbers.end(); ++it)
            file.numbers[it.key()] = std::max(file.numbers.value(it.key()), it.value());
        file.change = change;
        return startChange(true);
    });
}

// What has not begun leaves nothing; what was gone on with stays to be gone on with.
Result<> Cluster::Private::notStarted(bool isNew, const Error &error)
{
    if (isNew) {
        isStarting = false;
        file.change.reset();
        showMachines();
        setPhase(Phase::Ready);
    } else {
        refuse(Phase::Ready, error);
    }
    return fail(error);
}

Pending<> Cluster::Private::startChange(bool isNew)
{
    if (auto mine = beginWriting(); !mine) {
        notMine(mine.error());
        return ready<>(std::move(mine));
    }
    isStarting = true;
    showMachines();
    setPhase(Phase::Changing); // writes the change down
    const auto planned = planChange(file.spec, file.planned(), *file.change, file.id);
    if (!planned)
        return ready<>(notStarted(isNew, planned.error()));
    const auto prepared =
        andThen(surroundings.provider(file.account), q, [this](cloud::CloudProvider *provider) {
            site->setProvider(provider);
            const auto looked = file.change->asksSwarm()
                ? view(file.change->leaving() + file.change->losingManagers())
                : ready<View>(View{});
            return transform<void>(looked, q, [this](const View &seen) -> Result<> {
                site->setManager(seen.manager);
                return {};
            });
        });
    Completer<> started;
    onResult(prepared, q, [this, planned, started, isNew](const Result<> &result) {
        if (!result)
            return started.settle(notStarted(isNew, result.error()));
        started.settle({});
        run(*planned, changeActions(site.get()), u"change-journal"_s);
    });
    return started.future();
}

// A journal of another change begins anew, with what this one needs of the creation and of the machines that
// there are. The mark comes last: without it the next run does all this again.
Result<> Cluster::Private::prepareChangeJournal(plan::Journal &journal)
{
    const QString mark = u"cluster/change"_s;
    if (journal.records().value(mark).output.value("id"_L1).toString() == file.change->id)
        return {};
    if (auto cleared = journal.clear(); !cleared)
        return cleared;
    const auto creation = plan::Journal::readOnly(surroundings.folder + u"/journal"_s);
    if (!creation)
        return fail(creation.error());
    const auto write = [&](const QString &step, const QJsonObject &output) {
        plan::Record record;
        record.state = plan::StepState::Done;
        record.output = output;
        return journal.write(step, record);
    };
    if (auto written = write(u"cluster/keys"_s, creation->value(u"cluster/keys"_s).output); !written)
        return written;
    for (const auto &machine : std::as_const(file.machines)) {
        if (auto written = write(machine.name + u"/address"_s,
                                 {{u"address"_s, machine.address},
                                  {u"privateAddress"_s, machine.privateAddress},
                                  {u"sshPort"_s, machine.sshPort}});
            !written)
            return written;
    }
    return write(mark, {{u"id"_s, file.change->id}});
}

void Cluster::Private::changeEnded(bool complete, const Error &why)
{
    site->setManager({});
    if (complete) {
        const Change done = *file.change;
        file.change.reset();
        for (const auto &role : done.roles) {
            for (auto &machine : file.machines) {
                if (machine.name == role.name)
                    machine.role = role.role;
            }
        }
        if (!done.operatorCidrs.isEmpty()) {
            file.spec.operatorCidrs = done.operatorCidrs;
        }
        file.spec.exposures = changedExposures(file.spec.exposures, done.open, done.close);
        showMachines();
        restartMonitor();
    }
    setPhase(Phase::Ready, complete ? Error{} : why);
    emit q->machinesChanged();
    emit q->operatorWayChanged();
    if (!complete)
        return emit q->finished(false);
    // What the user has had written for docker in a shell names the machines.
    onResult(shell->keepTrue(), q, [this](const Result<> &kept) {
        if (!kept)
            qCWarning(lcCluster) << "known_hosts and docker contexts:" << kept.error().message;
        emit q->finished(true);
    });
}

bool Cluster::Private::learnChange(const QString &stepId)
{
    const QString name = stepId.section(u'/', 0, 0);
    const QString step = stepId.section(u'/', 1);
    const auto record = q->record(stepId);
    const auto isIt = [&](const auto &machine) { return machine.name == name; };
    const bool isKnown = std::any_of(file.machines.begin(), file.machines.end(), isIt);
    if (!file.change)
        return false;
    if (step == "ready"_L1 && record.state == plan::StepState::Done && file.change->comesFirst()
        && site->machine(name).role == MachineRole::Manager)
        site->setManager(name); // the one that was asked until now may be the one that goes
    if (step == "create"_L1 && !isKnown && record.output.contains("machineId"_L1)) {
        for (const auto &machine : std::as_const(file.change->add)) {
            if (machine.name == name)
                file.machines.append({name, machine.role, {}, {}, {}, machine});
        }
        return true;
    }
    if (step == "machine-remove"_L1 && record.state == plan::StepState::Done && isKnown) {
        file.machines.removeIf(isIt);
        file.hostKeys.remove(name);
        return true;
    }
    return false;
}

void Cluster::Private::showMachines()
{
    auto all = file.planned();
    if (file.change) {
        for (const auto &machine : std::as_const(file.change->add)) {
            if (std::none_of(all.begin(), all.end(), [&](const auto &m) { return m.name == machine.name; }))
                all.append(machine);
        }
    }
    site->setMachines(all);
    ClusterSpec spec = file.spec;
    if (file.change) // both, until the new way in is known to be one
        spec.operatorCidrs += file.change->operatorCidrs;
    spec.operatorCidrs.removeDuplicates();
    if (file.change)
        spec.exposures = changedExposures(spec.exposures, file.change->open, file.change->close);
    site->setSpec(spec);
}

} // namespace skep::cluster
