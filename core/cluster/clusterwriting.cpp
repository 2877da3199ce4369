// SPDX-License-Identifier: GPL-3.0-or-later
// Who may write a cluster's state: one program at a time, which first takes over what another has written.
#include "core/base/log.h"
#include "core/cluster/cluster_p.h"

#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace skep::cluster {

// Before anything is decided: what this program has in memory may be older than what is on disk.
Result<> Cluster::Private::beginWriting()
{
    if (writing)
        return {};
    auto lock = WriterLock::take(surroundings.folder + u"/lock"_s);
    if (!lock)
        return fail(lock.error());
    writing = *std::move(lock);
    if (auto fresh = refresh(); !fresh) {
        writing.reset();
        return fresh;
    }
    return {};
}

void Cluster::Private::endWriting()
{
    if (!runner && !isStarting)
        writing.reset();
}

Result<> Cluster::Private::refresh()
{
    auto onDisk = loadCluster(surroundings.folder);
    if (!onDisk && onDisk.error().code == ErrorCode::NotFound)
        return {}; // an adopted cluster is written down with its first plan
    if (!onDisk)
        return fail(onDisk.error());
    afterInterruption(*onDisk);
    listPlanned(*onDisk);
    if (onDisk->account.id == file.account.id)
        onDisk->account = file.account; // as the list of accounts has it now
    if (toJson(*onDisk) == toJson(file))
        return {};
    file = *onDisk;
    if (file.spec.isOnOwnServers())
        enterOwnServers();
    showMachines();
    loadRecords();
    emit q->phaseChanged();
    emit q->machinesChanged();
    return {};
}

// Nothing is written: the state belongs to the other program.
void Cluster::Private::notMine(const Error &error)
{
    isStarting = false;
    file.error = error;
    const auto tell = [this] {
        emit q->phaseChanged();
        emit q->finished(false);
    };
    QMetaObject::invokeMethod(q, tell, Qt::QueuedConnection);
}

void Cluster::Private::change(const std::function<void()> &apply)
{
    if (auto mine = beginWriting(); !mine) {
        qCWarning(lcCluster) << "the cluster is not saved:" << mine.error().message;
        return apply();
    }
    apply();
    save();
    endWriting();
}

Result<> Cluster::Private::rewrite(const std::function<void(ClusterFile &)> &apply)
{
    if (auto mine = beginWriting(); !mine)
        return mine;
    const auto end = qScopeGuard([this] { endWriting(); });
    ClusterFile changed = file;
    apply(changed);
    auto saved = saveCluster(surroundings.folder, changed);
    if (saved)
        file = changed;
    return saved;
}

void listPlanned(ClusterFile &file)
{
    if (!file.machines.isEmpty())
        return;
    const auto planned = machines(file.spec);
    for (const auto &machine : planned)
        file.machines.append({machine.name, machine.role, {}, {}, {}, machine});
}

void afterInterruption(ClusterFile &file)
{
    if (file.phase == Phase::Creating)
        file.phase = Phase::Interrupted; // of a program that ended in the middle
    if (file.phase == Phase::Changing) {
        file.phase = Phase::Ready;
        file.error = {
            ErrorCode::Cancelled, Workspace::tr("The change was interrupted and can go on."), {}, true};
    }
}

} // namespace skep::cluster
