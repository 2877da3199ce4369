// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/account.h"
#include "core/cluster/change.h"
#include "core/cluster/connected.h"
#include "core/cluster/links.h"
#include "core/cluster/proof.h"
#include "core/cluster/spec.h"

#include <QDateTime>

namespace skep {
class JsonReader;
}

namespace skep::cluster {

enum class Phase {
    Planned, //!< written down, nothing started
    Creating, //!< its plan runs
    Interrupted, //!< its plan was stopped or failed, and can go on
    Ready, //!< made and proven; the store is live or trying to be
    Destroying,
    Destroyed, //!< only the receipt is left
    Changing //!< ready, and a plan that changes it runs
};
QString phaseName(Phase phase); //!< in files and in skepctl's output: "ready"

//! A machine as Skep knows it, for terminals and the node list while a cluster is made.
struct MachineRecord
{
    QString name;
    MachineRole role = MachineRole::Worker;
    QString machineId; //!< at the provider; empty until known
    QString address;
    QString privateAddress;
    PlannedMachine shape = {}; //!< what it was made from
    int sshPort = 22; //!< at the address
};
QString roleName(MachineRole role);

//! What a destroy did: each object by kind and name, and what is left.
struct Receipt
{
    QStringList deleted;
    QStringList left; //!< with the reason each
    QDateTime at;
};

//! All that is kept of one cluster beside its journal: references and fingerprints, never a secret.
struct ClusterFile
{
    QString id;
    ClusterSpec spec;
    Account account; //!< a copy, so that the cluster can be destroyed without the list of accounts
    Phase phase = Phase::Planned;
    Error error; //!< why the plan stopped; without message: it did not
    QList<MachineRecord> machines;
    QMap<QString, QByteArray> hostKeys; //!< pinned, by machine
    Proof proof;
    QDateTime createdAt;
    //! Under way, or stopped and to be gone on with or given up; machines that it adds join the list above
    //! when they are real.
    std::optional<Change> change;
    std::optional<Connected> connected; //!< it was there already: no spec, no plan and no account lead to it
    QMap<QString, int> numbers; //!< the highest number of a machine's name by role: names are not used twice

    Whereabouts whereabouts(const MachineRecord &machine) const;
    QList<PlannedMachine> planned() const; //!< the machines that there are
};

QJsonObject toJson(const PlannedMachine &machine);
PlannedMachine readMachine(JsonReader &reader);
MachineRole readRole(JsonReader &reader);
QJsonObject toJson(const Account &account);
Result<Account> accountFromJson(const QJsonObject &object);
QJsonObject toJson(const Receipt &receipt);
Receipt receiptFromJson(const QJsonObject &object);

QJsonObject toJson(const ClusterFile &file);
Result<ClusterFile> clusterFromJson(const QJsonObject &object);

//! The folder of one cluster: cluster.json, journal, change-journal, destroy-journal, receipt.json,
//! snapshot.json. The spec stays what the cluster was created from, but for who may reach SSH; the machines
//! are the truth of the moment.
Result<> saveCluster(const QString &folder, const ClusterFile &file);
Result<ClusterFile> loadCluster(const QString &folder);

} // namespace skep::cluster
